import SpecialFunctions
import Testing
import _TestSupport

@Suite struct ErrorFunctionTests {
  @Test(arguments: GammaReference.complement)
  func `the complement agrees with mpmath`(x: Double, erfc: Double) {
    #expect(ErrorFunction.erfc(x).agrees(with: erfc, within: .fewUlps))
  }

  @Test func `the complements on both sides of zero add up to two`() {
    for i in 0...400 {
      let x = Double(i) / 50
      let sum = ErrorFunction.erfc(-x) + ErrorFunction.erfc(x)
      #expect(sum.agrees(with: 2, within: .fewUlps))
    }
  }

  @Test func `the edges are answered`() {
    #expect(ErrorFunction.erfc(0) == 1)
    #expect(ErrorFunction.erfc(.infinity) == 0)
    #expect(ErrorFunction.erfc(-.infinity) == 2)
    #expect(ErrorFunction.erfc(.nan).isNaN)
    #expect(ErrorFunction.erfc(30) == 0)
  }
}
