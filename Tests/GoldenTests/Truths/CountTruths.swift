import Testing
import _TestSupport

/// Birth, death and immigration: counts driven by flows, against Kendall's closed forms.
///
/// Moments and probabilities are those of the exact law, summed in `tools/references/birth_death.py`.
@Suite struct CountTruths {
  /// The yearly share that a hazard takes.
  private func flows(
    _ initial: Int, births: Double, death: Double, entries: Double, years: Int, step: String
  ) throws -> Experiment {
    try Experiment(
      """
      time: {start: 2020, end: \(2020 + years), step: \(step)}
      indicators:
        n:
          kind: count
          history: {2020: \(initial)}
          births: \(births)
          exits: 1 - exp(-\(death))
          entries: \(entries)
      targets:
        n800: {of: n, at_least: 800, in: \(2020 + years)}
        n900: {of: n, at_least: 900, in: \(2020 + years)}
      """)
  }

  @Test(arguments: ["year", "quarter", "month"])
  func `a growing stock has the moments and tails of birth, death and immigration`(
    step: String
  ) throws {
    let run = try flows(405, births: 0.18, death: 0.06, entries: 20, years: 5, step: step)
    let band = try run.band("n", run.plan.grid.count - 1)
    #expect(FourErrors.agree(band, mean: 874.977914, variance: 1519.368110))
    #expect(FourErrors.agree(try run.attainment("n800"), 0.9759707815))
    #expect(FourErrors.agree(try run.attainment("n900"), 0.2618808451))
    #expect(band.histogram.isIntegral && band.histogram.minimum >= 0)
  }

  @Test(arguments: ["year", "month"])
  func `a small stock has the moments of birth, death and immigration`(step: String) throws {
    var run = try flows(40, births: 0.05, death: 0.09, entries: 12, years: 3, step: step)
    var band = try run.band("n", run.plan.grid.count - 1)
    #expect(FourErrors.agree(band, mean: 69.40068645, variance: 52.75994994))
    run = try flows(40, births: 0, death: 0.09, entries: 12, years: 3, step: step)
    band = try run.band("n", run.plan.grid.count - 1)
    #expect(FourErrors.agree(band, mean: 62.08458053, variance: 38.77465043))
  }
}
