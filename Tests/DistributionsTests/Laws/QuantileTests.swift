import Distributions
import Testing
import _TestSupport

@Suite struct QuantileTests {
  @Test(arguments: [
    ("p10", 0.1), ("p2.5", 0.025), ("p05", 0.05), ("p97.5", 0.975), ("p0.1", 0.001), ("p99", 0.99),
  ])
  func `a label states a probability`(label: String, probability: Double) {
    #expect(Quantile.probability(ofLabel: label) == probability)
  }

  @Test(arguments: [
    "p", "p0", "p100", "p101", "p-5", "p1e1", "q10", "p10%", "pp10", "p.5", "p1.2.3", "",
  ])
  func `what is no percentage between 0 and 100 is no label`(label: String) {
    #expect(Quantile.probability(ofLabel: label) == nil)
  }

  @Test func `a quantile knows its label`() throws {
    #expect(try Quantile(0.1, 3).label == "p10")
    #expect(try Quantile(0.025, 3).label == "p2.5")
    #expect(try Quantile(0.999, 3).label == "p99.9")
  }

  @Test func `certainty and infinite values are refused`() {
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "probability", value: 1, required: "between 0 and 1")
    ) { try Quantile(1, 3) }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "p10", value: .infinity, required: "finite")
    ) { try Quantile(0.1, .infinity) }
  }

  @Test func `two quantiles must differ and increase`() throws {
    let low = try Quantile(0.1, 5)
    let high = try Quantile(0.9, 5)
    #expect(
      throws: DistributionError.notIncreasing(
        lower: "p10", lowerValue: 5, upper: "p90", upperValue: 5)
    ) { try Normal(high, low) }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "probability of the second quantile", value: 0.1,
        required: "different from the first")
    ) { try Normal(low, Quantile(0.1, 7)) }
  }
}
