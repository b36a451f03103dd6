import Distributions
import Testing
import _TestSupport

@Suite struct LogNormalTests {
  @Test func `median and mean differ`() throws {
    let law = try LogNormal(median: 100, logSD: 0.5)
    #expect(law.quantile(0.5).agrees(with: 100, within: .fewUlps))
    // 100 exp(1/8).
    #expect(law.mean.agrees(with: 113.31484530668263, within: .fewUlps))
  }

  @Test func `a symmetric pair of quantiles has the geometric mean as its median`() throws {
    let law = try LogNormal(Quantile(0.1, 250), Quantile(0.9, 900))
    #expect(law.quantile(0.5).agrees(with: (250.0 * 900).squareRoot(), within: .ulps(16)))
  }

  @Test func `values that are not positive are refused`() {
    #expect(
      throws: DistributionError.outOfRange(parameter: "p10", value: 0, required: "> 0")
    ) { try LogNormal(Quantile(0.1, 0), Quantile(0.9, 2)) }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "mean", value: -3, required: "> 0 and finite")
    ) { try LogNormal(mean: -3, standardDeviation: 1) }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "median", value: 0, required: "> 0 and finite")
    ) { try LogNormal(median: 0, logSD: 1) }
  }
}
