import Distributions
import Testing
import Wording
import _TestSupport

@Suite struct BetaTests {
  @Test func `equal parameters of one are the uniform law`() throws {
    let law = try Beta(a: 1, b: 1, min: 2, max: 6)
    for p in [0.0, 0.1, 0.5, 0.93, 1] {
      #expect(law.quantile(p).agrees(with: 2 + 4 * p, within: .fewUlps))
    }
    #expect(law.density(2) == 0.25)
    #expect(law.density(6) == 0.25)
  }

  @Test func `moments give the parameters back`() throws {
    // a / (a + b) and √(a b / (a + b + 1)) / (a + b).
    let back = try Beta(mean: 0.0625, standardDeviation: (60.0 / 33).squareRoot() / 32)
    #expect(back.a.agrees(with: 2, within: .ulps(64)))
    #expect(back.b.agrees(with: 30, within: .ulps(64)))
  }

  @Test func `a spread that no share can have is refused with the largest one`() {
    #expect(
      throws: DistributionError.unattainable(
        law: "beta", wanted: Phrase("mean = 0.5 and sd = 0.6", " mean = 0.5 和 sd = 0.6"),
        reason: Phrase("with this mean the sd must be below 0.5", "在此均值下 sd 须小于 0.5"))
    ) { try Beta(mean: 0.5, standardDeviation: 0.6) }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "mean", value: 1.5, required: "between 0.0 and 1.0")
    ) { try Beta(mean: 1.5, standardDeviation: 0.1) }
  }

  @Test func `quantiles outside the interval are refused`() {
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "p90", value: 1.2, required: "between 0.0 and 1.0")
    ) { try Beta(Quantile(0.1, 0.2), Quantile(0.9, 1.2)) }
  }

  @Test func `quantiles too close for any beta law are refused`() {
    #expect(
      throws: DistributionError.unattainable(
        law: "beta", wanted: Phrase("p10 = 0.5 and p90 = 0.500001", " p10 = 0.5 和 p90 = 0.500001"),
        reason: Phrase("a + b would be outside 0.02 to 5e8", "a + b 将超出 0.02 至 5e8"))
    ) { try Beta(Quantile(0.1, 0.5), Quantile(0.9, 0.500001)) }
  }
}
