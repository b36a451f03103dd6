import Distributions
import GrowthCurves
import Testing
import _TestSupport

@Suite struct DefaultPriorsTests {
  @Test func `the laws are those that are documented`() {
    #expect(DefaultPriors.growth.mean == 0.03)
    #expect(DefaultPriors.growth.standardDeviation.agrees(with: 0.10, within: .fewUlps))
    #expect(DefaultPriors.volatility.quantile(0.5).agrees(with: 0.09, within: .fewUlps))
    #expect(DefaultPriors.share.mean.agrees(with: 0.4, within: .fewUlps))
    #expect(DefaultPriors.exits.support == 0.03...0.12)
  }

  @Test func `the share of the ceiling has an atom at none`() {
    #expect(DefaultPriors.share(quantile: 0.2999) == 0)
    #expect(DefaultPriors.share(quantile: 0.3) == 0)
    let shares = stride(from: 0.301, to: 1, by: 0.001).map(DefaultPriors.share(quantile:))
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 })
    #expect(shares.allSatisfy { $0 > 0 && $0 < 1 })
    // The median of beta(1, 1.5) is 1 − 0.5^(1/1.5).
    #expect(
      DefaultPriors.share(quantile: 0.65)
        .agrees(with: 0.370_039_475_052_563_4, within: .ulps(64)))
  }

  /// With growth and volatility from the priors, nine of ten five-year growth rates lie in the range
  /// that the reference classes show, widened by half.
  @Test func `the prior of growth lies in the range of what happened`() {
    let normal = DefaultPriors.growth
    let (low, high) = (normal.quantile(0.05), normal.quantile(0.95))
    #expect(low > -0.115 * 1.5)
    #expect(high < 0.340 * 1.5)
  }
}
