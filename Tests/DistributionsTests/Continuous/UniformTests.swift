import Distributions
import Testing

@Suite struct UniformTests {
  @Test func `two quantiles reach out to the ends`() throws {
    let law = try Uniform(Quantile(0.75, 4), Quantile(0.25, 2))
    #expect(law.min == 1)
    #expect(law.max == 5)
  }

  @Test func `ends that do not increase are refused`() {
    #expect(
      throws: DistributionError.notIncreasing(
        lower: "min", lowerValue: 2, upper: "max", upperValue: 2)
    ) { try Uniform(min: 2, max: 2) }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "max", value: .infinity, required: "finite")
    ) { try Uniform(min: 2, max: .infinity) }
  }
}
