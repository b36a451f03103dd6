import Experiments
import Scenarios
import Testing
import Workloads
import _TestSupport

/// Workload W3 as a sweep: its points come from a design instead of from cases.
@Suite struct SweepWorkloadTests {
  /// A Kronecker sequence with the powers of the root of x⁵ = x + 1.
  private var points: [[Double]] {
    var factors: [Double] = []
    var power = 1.0
    for _ in 0..<4 {
      power /= 1.1673039782614187
      factors.append(power)
    }
    let (low, width) = ([700, 0.08, 15, 0.05], [600, 0.12, 15, 0.15])
    return (0..<1000).map { point in
      (0..<4).map { factor in
        let u = (Double(point) + 0.5) * factors[factor]
        return low[factor] + width[factor] * (u - u.rounded(.down))
      }
    }
  }

  /// References are 60 runs of 10,000 paths by other programs.
  ///
  /// The standard deviation of the mean over points in one run is 0.0019. Five standard errors: a
  /// correct program fails one seed in 300,000.
  @Test(.enabled(if: Slow.isAsked))
  func `1,000 points of 10,000 paths have the attainments of other programs`() throws {
    let text = try #require(Workload.W3.scenario)
    let cases = try #require(text.range(of: "cases:"))
    let scenario = try Scenario(text: String(text[..<cases.lowerBound]), name: "W3.yaml")
    let runs = try SettingRuns(
      scenario,
      variables: ["ceiling0", "rate0", "midpoint0", "sigma"].map { try scenario.variable($0) })
    let counts = try runs.counts(points, paths: 0..<10_000)
    let attainments = counts.map { Double($0[0][0].met) / 10_000 }
    let mean = attainments.reduce(0, +) / 1000
    #expect(mean.agrees(with: 0.73430, within: Tolerance(absolute: 5 * 0.0019)))
    let references = [0: 0.83474, 1: 0.24311, 2: 0.45933, 499: 0.99906, 999: 0.62939]
    for (point, reference) in references {
      let deviation = (reference * (1 - reference)).squareRoot()
      #expect(
        attainments[point].agrees(
          with: reference, within: .monteCarlo(standardDeviation: deviation, paths: 10_000)),
        "point \(point)")
    }
  }
}
