import Distributions
import Testing
import _TestSupport

@Suite struct PoissonTests {
  @Test func `a mean of zero gives zero`() throws {
    let law = try Poisson(mean: 0)
    #expect(law.density(0) == 1)
    #expect(law.cdf(0) == 1)
    #expect(law.support == 0...0)
    #expect(law.quantile(0.999) == 0)
  }

  @Test func `between the counts there is no mass`() throws {
    let law = try Poisson(mean: 3)
    #expect(law.density(2.5) == 0)
    #expect(law.cdf(2.5) == law.cdf(2))
  }

  @Test func `masses add up to the distribution function`() throws {
    for mean in [0.4, 12, 5000] {
      let law = try Poisson(mean: mean)
      var sum = 0.0
      for k in 0...Int(mean + 10) { sum += law.density(Double(k)) }
      #expect(sum.agrees(with: law.cdf((mean + 10).rounded(.down)), within: .ulps(2000)))
    }
  }

  @Test func `a negative mean is refused`() {
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "mean", value: -1, required: "from 0 to 1e15")
    ) { try Poisson(mean: -1) }
  }
}
