import Distributions
import Testing

@Suite struct BernoulliTests {
  @Test func `one comes with its probability and from high numbers`() throws {
    let law = try Bernoulli(probability: 0.25)
    #expect(law.quantile(0.75) == 0)
    #expect(law.quantile(0.75.nextUp) == 1)
    #expect(law.cdf(0) == 0.75)
    #expect(law.survival(0) == 0.25)
  }

  @Test func `certainties are allowed and percentages refused`() throws {
    #expect(try Bernoulli(probability: 1).quantile(1e-16) == 1)
    #expect(try Bernoulli(probability: 0).quantile(1 - 0x1p-53) == 0)
    #expect(
      throws: DistributionError.outOfRange(parameter: "p", value: 25, required: "from 0 to 1")
    ) { try Bernoulli(probability: 25) }
  }
}
