import GrowthCurves
import Testing
import _TestSupport

@Suite struct GrowthRatesTests {
  /// (405/120)^(1/5) − 1 and (800/405)^(1/5) − 1 with mpmath.
  @Test func `compound growth of the high-tech enterprises`() throws {
    let past = try #require(GrowthRates.compound(from: 120, to: 405, years: 5))
    #expect(past.agrees(with: 0.27542450062579083, within: .ulps(8)))
    let needed = try #require(GrowthRates.compound(from: 405, to: 800, years: 5))
    #expect(needed.agrees(with: 0.14584795172498585, within: .ulps(8)))
  }

  /// By hand: halved once, and twice in two years.
  @Test func `values below 1 and falling ones have rates`() {
    #expect(GrowthRates.compound(from: 0.5, to: 0.25, years: 1) == -0.5)
    #expect(GrowthRates.compound(from: 4, to: 1, years: 2) == -0.5)
  }

  @Test func `growth from nothing has no rate`() {
    #expect(GrowthRates.compound(from: 0, to: 5, years: 1) == nil)
    #expect(GrowthRates.compound(from: 5, to: -1, years: 1) == nil)
    #expect(GrowthRates.continuous(from: 5, to: 5, years: 0) == nil)
    #expect(GrowthRates.continuous(from: 5, to: 5, years: 3) == 0)
  }
}
