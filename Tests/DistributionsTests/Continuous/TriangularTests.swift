import Distributions
import Testing
import _TestSupport

@Suite struct TriangularTests {
  @Test func `the probability below the mode is its share of the width`() throws {
    let law = try Triangular(min: 1, mode: 2, max: 5)
    #expect(law.cdf(2) == 0.25)
    #expect(law.quantile(0.25) == 2)
    #expect(law.density(2) == 0.5)
  }

  @Test func `a mode at an end is allowed`() throws {
    let falling = try Triangular(min: 0, mode: 0, max: 1)
    #expect(falling.cdf(0.5) == 0.75)
    let rising = try Triangular(min: 0, mode: 1, max: 1)
    #expect(rising.cdf(0.5) == 0.25)
    #expect(rising.quantile(0.25) == 0.5)
  }

  @Test func `two quantiles or moments make the symmetric law`() throws {
    let law = try Triangular(Quantile(0.125, 1), Quantile(0.875, 3))
    #expect(law.mode.agrees(with: 2, within: .fewUlps))
    #expect(law.min.agrees(with: 0, within: Tolerance(absolute: 1e-15)))
    let byMoments = try Triangular(mean: 2, standardDeviation: 0.5)
    #expect(byMoments.mode == 2)
  }

  @Test func `a mode outside is refused`() {
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "mode", value: 7, required: "from min 0.0 to max 5.0")
    ) { try Triangular(min: 0, mode: 7, max: 5) }
    #expect(
      throws: DistributionError.notIncreasing(
        lower: "min", lowerValue: 5, upper: "max", upperValue: 0)
    ) { try Triangular(min: 5, mode: 2, max: 0) }
  }
}
