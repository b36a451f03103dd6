import Distributions
import Testing
import _TestSupport

@Suite struct WeibullTests {
  @Test func `63 percent lie below the scale`() throws {
    for shape in [0.3, 1, 4] {
      let law = try Weibull(shape: shape, scale: 7)
      #expect(law.cdf(7).agrees(with: 0.6321205588285577, within: .ulps(16)))
    }
  }

  @Test func `equal mean and spread are the exponential law`() throws {
    let law = try Weibull(mean: 3, standardDeviation: 3)
    #expect(law.shape.agrees(with: 1, within: .ulps(64)))
    #expect(law.scale.agrees(with: 3, within: .ulps(64)))
  }

  @Test func `a spread beyond a thousand means is refused`() {
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "sd", value: 2e3, required: "from mean / 1000 to mean · 1000")
    ) { try Weibull(mean: 1, standardDeviation: 2e3) }
  }
}
