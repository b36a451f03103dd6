import Lanes
import Testing

/// This file is compiled for every processor, so that what it takes in line is the emulation, beside the
/// instruction of the processor it runs on (or the C library's, which has the same result by IEEE 754).
@Suite struct FusedMultiplyAddTests {
  @Test func `it rounds once, whatever the numbers`() {
    var arguments = Arguments(20_261_129)
    for _ in 0..<400_000 {
      let (a, b, c) = (arguments.number(), arguments.number(), arguments.number())
      check(a, b, c)
    }
  }

  /// The addend is near the product, its opposite or half a unit of it: where a second rounding would tell.
  @Test func `it rounds once where it matters`() {
    var arguments = Arguments(7)
    for _ in 0..<400_000 {
      let (a, b) = (ordinary(&arguments), ordinary(&arguments))
      let product = a * b
      let lost = c(-product, beside: a, b)
      let unit = Double(sign: .plus, exponent: product.exponent - 53, significand: 1)
      for addend in [
        -product, product, lost, -lost, unit, -unit, -product + unit, product * 0x1p53,
        product * 0x1p-53, product * 0x1p-54, product * 0x1.8p53, -product * 0x1p105,
      ] {
        check(a, b, addend)
      }
    }
  }

  @Test func `edges of all kinds meet`() {
    for a in Arguments.edges {
      for b in Arguments.edges {
        for c in Arguments.edges where a.bitPattern % 3 == c.bitPattern % 3 { check(a, b, c) }
      }
    }
  }

  @Test func `eight lanes hold what one does`() {
    var arguments = Arguments(8)
    for round in 0..<20_000 {
      let rows = (0..<8).map { _ in
        round % 2 == 0
          ? (ordinary(&arguments), ordinary(&arguments), ordinary(&arguments))
          : (arguments.number(), arguments.number(), arguments.number())
      }
      var (a, b, c) = (Doubles8(0), Doubles8(0), Doubles8(0))
      for lane in 0..<8 { (a[lane], b[lane], c[lane]) = rows[lane] }
      let result = Doubles8.fma(a, b, c)
      for lane in 0..<8 {
        let expected = rows[lane].2.addingProduct(rows[lane].0, rows[lane].1)
        #expect(haveSameBits([result[lane]], [expected]), "\(rows[lane])")
      }
    }
  }

  private func check(_ a: Double, _ b: Double, _ c: Double) {
    let (result, expected) = (Double.fma(a, b, c), c.addingProduct(a, b))
    if !haveSameBits([result], [expected]) {
      Issue.record("\(a) \(b) + \(c): \(result), not \(expected)")
    }
  }

  /// A number of full length between 2⁻³⁰ and 2³⁰.
  private func ordinary(_ arguments: inout Arguments) -> Double {
    let size = Double(
      sign: arguments.word() % 2 == 0 ? .plus : .minus, exponent: arguments.index(below: 60) - 30,
      significand: 1)
    return size * (1 + arguments.uniform())
  }

  /// What a product leaves of its rounding.
  private func c(_ c: Double, beside a: Double, _ b: Double) -> Double { c.addingProduct(a, b) }
}
