import Distributions
import Testing
import _TestSupport

@Suite struct ExponentialTests {
  @Test func `it has no memory`() throws {
    let law = try Exponential(mean: 4)
    let reference = law.survival(3)
    for x in [0.5, 2, 30] {
      #expect((law.survival(x + 3) / law.survival(x)).agrees(with: reference, within: .ulps(32)))
    }
  }

  @Test func `a quantile that is not positive is refused`() {
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "p50", value: 0, required: "> 0 and finite")
    ) { try Exponential(Quantile(0.5, 0)) }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "rate", value: 0, required: "> 0 and finite")
    ) { try Exponential(rate: 0) }
  }
}
