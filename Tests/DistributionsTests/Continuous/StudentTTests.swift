import Distributions
import Testing
import _TestSupport

@Suite struct StudentTTests {
  @Test func `one degree of freedom is the Cauchy law`() throws {
    let law = try StudentT(degreesOfFreedom: 1)
    // tan(π (p − ½)).
    #expect(law.quantile(0.75).agrees(with: 1, within: .ulps(16)))
    #expect(law.quantile(0.9).agrees(with: 3.0776835371752534, within: .ulps(16)))
    #expect(law.mean.isNaN)
  }

  @Test func `two degrees of freedom have a quantile in closed form`() throws {
    let law = try StudentT(degreesOfFreedom: 2)
    for p in [1e-12, 0.01, 0.3, 0.5, 0.8, 0.999] {
      let centred = 2 * p - 1
      let exact = centred / (2 * p * (1 - p)).squareRoot()
      #expect(law.quantile(p).agrees(with: exact, within: Tolerance(relative: 1e-13)), "\(p)")
    }
  }

  @Test func `many degrees of freedom approach the normal law`() throws {
    let law = try StudentT(degreesOfFreedom: 1e10)
    let normal = try Normal(mean: 0, standardDeviation: 1)
    for p in [1e-9, 0.01, 0.4, 0.999] {
      #expect(law.quantile(p).agrees(with: normal.quantile(p), within: Tolerance(relative: 3e-9)))
    }
  }

  @Test func `a standard deviation needs more than two degrees of freedom`() {
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "df", value: 2, required: "> 2 for a standard deviation to exist")
    ) { try StudentT(degreesOfFreedom: 2, mean: 0, standardDeviation: 1) }
  }
}
