import Distributions
import Testing
import _TestSupport

@Suite struct DiscreteTests {
  @Test func `values are sorted with their probabilities`() throws {
    let law = try Discrete(values: [5, -1, 2], probabilities: [0.25, 0.5, 0.25])
    #expect(law.values == [-1, 2, 5])
    #expect(law.probabilities == [0.5, 0.25, 0.25])
    #expect(law.mean == 1.25)
    #expect(law.quantile(0.5) == -1)
    #expect(law.quantile(0.75) == 2)
    #expect(law.quantile(0.75.nextUp) == 5)
    #expect(law.cdf(1.9) == 0.5)
    #expect(law.density(2) == 0.25)
  }

  @Test func `thirds may be written short and values without a chance are never drawn`() throws {
    let law = try Discrete(
      values: [1, 2, 3, 4], probabilities: [0.3333333, 0.3333333, 0.3333333, 0])
    #expect(law.probabilities[0].agrees(with: 1.0 / 3, within: .fewUlps))
    #expect(law.quantile(1) == 3)
    #expect(law.support == 1...3)
  }

  @Test func `probabilities must add up to one`() {
    #expect(throws: DistributionError.probabilitiesDoNotSumToOne(sum: 0.75)) {
      try Discrete(values: [1, 2], probabilities: [0.5, 0.25])
    }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "probability of 2.0", value: -0.5, required: "from 0 to 1")
    ) { try Discrete(values: [1, 2], probabilities: [1.5 - 0.5, -0.5]) }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "value", value: 1, required: "different from the other values")
    ) { try Discrete(values: [1, 1], probabilities: [0.5, 0.5]) }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "number of values", value: 0, required: "at least 1")
    ) { try Discrete(values: [], probabilities: []) }
  }
}
