import Distributions
import Testing
import _TestSupport

@Suite struct TruncatedTests {
  let normal = Law.normal(standardNormal)

  @Test func `the half normal law has its mean`() throws {
    let law = try Law.truncated(normal, min: 0)
    // √(2/π), had by quadrature.
    let quadrature = Tolerance(relative: 1e-6)
    #expect(law.mean.agrees(with: 0.7978845608028654, within: quadrature))
    #expect(law.quantile(0.5).agrees(with: 0.6744897501960817, within: .ulps(16)))
    #expect(law.support == 0 ... .infinity)
  }

  @Test func `a far upper tail keeps its digits`() throws {
    let law = try Law.truncated(normal, min: 10, max: 11)
    // Nearly exponential with rate 10: the median is ln 2 / 10 above the bound, a little less.
    let median = law.quantile(0.5)
    #expect(median > 10.067 && median < 10.0694)
    let ratio = standardNormal.survival(median) / standardNormal.survival(10)
    #expect(ratio.agrees(with: 0.5, within: Tolerance(relative: 1e-3)))
  }

  @Test func `a discrete law keeps a bound that it can take`() throws {
    let law = try Law.truncated(.poisson(Poisson(mean: 2)), min: 1, max: 3)
    let masses = [2, 2, 4.0 / 3]
    for (k, mass) in zip([1.0, 2, 3], masses) {
      #expect(law.density(k).agrees(with: mass / (16.0 / 3), within: .ulps(32)))
    }
    #expect(law.density(0) == 0)
    #expect(law.density(4) == 0)
    #expect(law.isDiscrete)
    #expect(law.cdf(3) == 1)
    #expect(law.quantile(1e-9) == 1)
  }

  @Test func `bounds that leave nothing are refused`() {
    #expect(
      throws: DistributionError.nothingLeft(law: "uniform", min: 2, max: 3)
    ) { try Law.truncated(.uniform(Uniform(min: 0, max: 1)), min: 2, max: 3) }
    #expect(
      throws: DistributionError.notIncreasing(
        lower: "min", lowerValue: 1, upper: "max", upperValue: 1)
    ) { try Law.truncated(normal, min: 1, max: 1) }
    #expect(
      throws: DistributionError.outOfRange(parameter: "min", value: 0, required: "a number")
    ) {
      do {
        _ = try Law.truncated(normal, min: .nan, max: 1)
      } catch DistributionError.outOfRange(let parameter, _, let required) {
        throw DistributionError.outOfRange(parameter: parameter, value: 0, required: required)
      }
    }
  }

  @Test func `truncation may be repeated`() throws {
    let once = try Law.truncated(normal, min: -1, max: 1)
    let twice = try Law.truncated(once, min: 0)
    let direct = try Law.truncated(normal, min: 0, max: 1)
    for p in [0.1, 0.5, 0.9] {
      #expect(twice.quantile(p).agrees(with: direct.quantile(p), within: .ulps(64)))
    }
  }
}

private let standardNormal: Normal = {
  do { return try Normal(mean: 0, standardDeviation: 1) } catch { preconditionFailure("\(error)") }
}()
