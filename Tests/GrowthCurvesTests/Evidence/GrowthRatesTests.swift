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

  /// By hand: 500 · (1.1⁵ − 1.1²) = 200.255; from the beginning on it is compound growth.
  @Test func `a rise between two later dates has a rate`() throws {
    let rate = try #require(GrowthRates.compound(of: 500, risingBy: 200.255, from: 2, to: 5))
    #expect(rate.agrees(with: 0.1, within: .ulps(64)))
    let whole = try #require(GrowthRates.compound(of: 405, risingBy: 395, from: 0, to: 5))
    #expect(whole.agrees(with: 0.14584795172498585, within: .ulps(64)))
    #expect(GrowthRates.compound(of: 500, risingBy: 1e300, from: 2, to: 5)?.isFinite == true)
    let large = try #require(GrowthRates.compound(of: 1e200, risingBy: 1e200, from: 0, to: 1))
    #expect(large.agrees(with: 1, within: .ulps(64)))
    #expect(GrowthRates.compound(of: 1e-200, risingBy: 1e200, from: 0, to: 1) == nil)
    #expect(GrowthRates.compound(of: 500, risingBy: -1, from: 2, to: 5) == nil)
    #expect(GrowthRates.compound(of: 500, risingBy: 1, from: 5, to: 5) == nil)
    // What a month multiplies by 10^99 grows in a year by what no number holds.
    #expect(GrowthRates.compound(from: 5, to: 1e100, years: 1.0 / 12) == nil)
    #expect(GrowthRates.compound(of: 5, risingBy: 1e100, from: 0, to: 1.0 / 12) == nil)
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
