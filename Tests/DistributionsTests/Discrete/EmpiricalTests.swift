import Distributions
import Testing

@Suite struct EmpiricalTests {
  @Test func `each entry is equally likely`() throws {
    let law = try Empirical([3, 1, 1, 7])
    #expect(law.density(1) == 0.5)
    #expect(law.cdf(3) == 0.75)
    #expect(law.mean == 3)
    #expect([0.1, 0.5, 0.51, 0.75, 0.76, 1].map { law.quantile($0) } == [1, 1, 3, 3, 7, 7])
  }

  @Test func `one value is certain and none is refused`() throws {
    #expect(try Empirical([4]).quantile(0.3) == 4)
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "number of values", value: 0, required: "at least 1")
    ) { try Empirical([]) }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "value", value: .infinity, required: "finite")
    ) { try Empirical([1, .infinity]) }
  }
}
