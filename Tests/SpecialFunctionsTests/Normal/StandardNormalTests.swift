import SpecialFunctions
import Testing
import _TestSupport

@Suite struct StandardNormalTests {
  /// Source of the values: mpmath 1.3.0, see `tools/references/elementary_functions.py`.
  @Test func `density and probability lie within the promised distance`() {
    for reference in ElementaryReferences.density {
      #expect(reference.error(of: StandardNormal.density(reference.x)) <= 4)
    }
    for reference in ElementaryReferences.cdf {
      #expect(reference.error(of: StandardNormal.cdf(reference.x)) <= 4)
    }
  }

  /// Wichura states about 16 digits; six ulp leave room for rounding.
  @Test func `quantiles lie within six ulp of the true ones, far tails included`() {
    for reference in ElementaryReferences.quantile {
      #expect(reference.error(of: StandardNormal.quantile(reference.x)) <= 6)
    }
  }

  /// Source: the test values of Wichura (1988), for p = 0.25, 0.001 and 10⁻²⁰.
  @Test func `quantiles of the publication`() {
    let digits = Tolerance.printed(digits: 15)
    #expect(StandardNormal.quantile(0.25).agrees(with: -0.674489750196081743, within: digits))
    #expect(StandardNormal.quantile(0.001).agrees(with: -3.09023230616781354, within: digits))
    #expect(StandardNormal.quantile(1e-20).agrees(with: -9.26234008979840999, within: digits))
  }

  @Test func `probability of the quantile is the probability`() {
    // d log Φ / d log x is about x² in the lower tail, so the rounding of x grows by that; six
    // ulp of the quantile and four of Φ are twice what `conditioned` allows.
    func expectRoundTrip(_ p: Double) {
      let x = StandardNormal.quantile(p)
      #expect(
        StandardNormal.cdf(x).agrees(with: p, within: .conditioned(by: 2 * max(x * x, 1))))
    }
    for i in 1..<1000 { expectRoundTrip(Double(i) / 1000) }
    var p = 0.5
    while p > 1e-300 {
      expectRoundTrip(p)
      p /= 3
    }
  }

  @Test func `the two tails mirror each other`() {
    for i in 0...80 {
      let x = Double(i) / 10
      let sum = StandardNormal.cdf(x) + StandardNormal.cdf(-x)
      #expect(sum.agrees(with: 1, within: .fewUlps))
      #expect(StandardNormal.density(x) == StandardNormal.density(-x))
    }
  }

  @Test func `ends and refused arguments`() {
    #expect(StandardNormal.cdf(-.infinity) == 0)
    #expect(StandardNormal.cdf(.infinity) == 1)
    #expect(StandardNormal.cdf(0) == 0.5)
    #expect(StandardNormal.cdf(.nan).isNaN)
    #expect(StandardNormal.density(.infinity) == 0)
    #expect(StandardNormal.density(.nan).isNaN)
    #expect(StandardNormal.quantile(0) == -.infinity)
    #expect(StandardNormal.quantile(1) == .infinity)
    #expect(StandardNormal.quantile(0.5) == 0)
    #expect(StandardNormal.quantile(-0.1).isNaN)
    #expect(StandardNormal.quantile(1.1).isNaN)
    #expect(StandardNormal.quantile(.nan).isNaN)
  }
}
