import SpecialFunctions
import Testing
import _TestSupport

@Suite struct ErrorFunctionTests {
  @Test(arguments: GammaReference.error)
  func `both functions agree with mpmath`(x: Double, erf: Double, erfc: Double) {
    #expect(ErrorFunction.erf(x).agrees(with: erf, within: .fewUlps))
    #expect(ErrorFunction.erfc(x).agrees(with: erfc, within: .fewUlps))
  }

  @Test func `the error function is odd and the two add up to one`() {
    for i in 0...400 {
      let x = Double(i) / 50
      #expect(ErrorFunction.erf(-x) == -ErrorFunction.erf(x))
      let sum = ErrorFunction.erf(x) + ErrorFunction.erfc(x)
      #expect(sum.agrees(with: 1, within: .fewUlps))
    }
  }

  @Test func `the edges are answered`() {
    #expect(ErrorFunction.erf(0) == 0)
    #expect(ErrorFunction.erf(.infinity) == 1)
    #expect(ErrorFunction.erf(-.infinity) == -1)
    #expect(ErrorFunction.erf(.nan).isNaN)
    #expect(ErrorFunction.erfc(0) == 1)
    #expect(ErrorFunction.erfc(.infinity) == 0)
    #expect(ErrorFunction.erfc(-.infinity) == 2)
    #expect(ErrorFunction.erfc(.nan).isNaN)
    #expect(ErrorFunction.erfc(30) == 0)
  }
}
