import Distributions
import GrowthCurves
import Testing

@Suite struct DefaultPriorsTests {
  @Test func `the laws are those that are documented`() throws {
    #expect(try DefaultPriors.growth == .normal(Normal(mean: 0.03, standardDeviation: 0.10)))
    #expect(try DefaultPriors.exits == .uniform(Uniform(min: 0.03, max: 0.12)))
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
