import Distributions
import Testing
import _TestSupport

@Suite struct NormalTests {
  @Test func `68 percent lie within one standard deviation`() throws {
    let law = try Normal(mean: 10, standardDeviation: 2)
    let reference = Tolerance.printed(digits: 12)
    #expect((law.cdf(12) - law.cdf(8)).agrees(with: 0.682689492137, within: reference))
    #expect(law.quantile(0.975).agrees(with: 13.9199279690801, within: reference))
  }

  @Test func `far tails keep their digits`() throws {
    let law = try Normal(mean: 0, standardDeviation: 1)
    #expect(law.survival(20).agrees(with: 2.753624118606234e-89, within: .ulps(64)))
    #expect(law.cdf(-20) == law.survival(20))
  }

  @Test func `a width that is not positive is refused`() {
    for sd in [0, -1, Double.nan, .infinity] {
      #expect { try Normal(mean: 0, standardDeviation: sd) } throws: {
        guard case DistributionError.outOfRange("sd", _, "> 0 and finite") = $0 else {
          return false
        }
        return true
      }
    }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "mean", value: .infinity, required: "finite")
    ) { try Normal(mean: .infinity, standardDeviation: 1) }
  }
}
