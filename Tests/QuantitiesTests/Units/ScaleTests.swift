import Quantities
import Testing

@Suite struct ScaleTests {
  @Test func `a ratio is kept in lowest terms`() {
    #expect(Scale(4, over: 1461).power(2) * Scale(1461, over: 4) == Scale(4, over: 1461))
    #expect(Scale(12, over: 8) == Scale(3, over: 2))
    #expect(Scale(1e9) / Scale(1e8) == Scale(10))
    #expect(Scale(2).power(0) == .one)
    #expect(Scale(2).power(-3) == Scale(1, over: 8))
  }

  @Test func `a conversion is the double nearest to the quotient`() {
    #expect(Scale(1, over: 100).convert(5, to: .one) == 0.05)
    #expect(Scale(1e8).convert(130, to: Scale(1e9)) == 13)
  }

  @Test func `sizes beyond whole doubles still divide out`() {
    let watts = Scale(8766e12)
    #expect(watts / watts == .one)
    #expect((watts * Scale(1e12)) / Scale(1e12) == watts)
  }
}
