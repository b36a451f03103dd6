import Distributions
import Testing
import Wording
import _TestSupport

@Suite struct GammaTests {
  @Test func `shape one is the exponential law`() throws {
    let gamma = try Gamma(shape: 1, scale: 3)
    let exponential = try Exponential(mean: 3)
    for x in [0.0, 0.01, 1, 5, 80] {
      #expect(gamma.density(x).agrees(with: exponential.density(x), within: .ulps(64)))
      #expect(gamma.survival(x).agrees(with: exponential.survival(x), within: .ulps(64)))
    }
  }

  @Test func `the density at zero depends on the shape`() throws {
    #expect(try Gamma(shape: 0.5, scale: 1).density(0) == .infinity)
    #expect(try Gamma(shape: 1, scale: 4).density(0) == 0.25)
    #expect(try Gamma(shape: 2, scale: 1).density(0) == 0)
  }

  @Test func `quantiles too close for any gamma law are refused`() {
    #expect(
      throws: DistributionError.unattainable(
        law: "gamma", wanted: Phrase("p10 = 1.0 and p90 = 1.000001", " p10 = 1.0 和 p90 = 1.000001"),
        reason: Phrase("the shape would be outside 0.001 to 1e9", "形状将超出 0.001 至 1e9"))
    ) { try Gamma(Quantile(0.1, 1), Quantile(0.9, 1.000001)) }
  }

  @Test func `parameters that are not positive are refused`() {
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "shape", value: 0, required: "> 0 and finite")
    ) { try Gamma(shape: 0, scale: 1) }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "sd", value: -2, required: "> 0 and finite")
    ) { try Gamma(mean: 1, standardDeviation: -2) }
  }
}
