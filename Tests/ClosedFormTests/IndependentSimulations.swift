import Foundation
import Simulation
import Testing

/// Whole scenarios of every kind and process, on years, quarters and months, beside simulations of
/// our rules that share nothing with the program: NumPy programs with random numbers of their own.
///
/// `tools/references/scenario_simulations.py --write` makes the values, of a million paths each, from
/// the files in `tools/references/scenarios`. Of 254 numbers one is beyond four standard errors in
/// one of 60 correct programs; the seed is fixed.
@Suite struct IndependentSimulations {
  static let folder =
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "tools/references/scenarios")

  /// A probability or a mean, and the standard error of its simulation.
  struct Simulated {
    let scenario: String
    let caseName: String
    let isProbability: Bool
    let name: String
    let period: String
    let value: Double
    let standardError: Double

    init(_ row: Substring) throws {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 7, "\(row)")
      (scenario, caseName, name, period) = (fields[0], fields[1], fields[3], fields[4])
      isProbability = fields[2] == "probability"
      value = try #require(Double(fields[5]))
      standardError = try #require(Double(fields[6]))
    }
  }

  @Test(arguments: [
    "exponential_months", "linear_years", "logistic_flow", "gompertz_quarters", "richards_years",
    "bass_quarters", "moving_ceiling", "events_years", "events_months", "count_quarters",
    "count_flows", "rollout_months", "rollout_quarters", "budget_years", "milestone_quarters",
    "totals_of_years_on_months", "weibull_years", "hill_months", "moving_ceilings_quarters",
    "posterior_years", "posterior_quarters", "events_counts_quarters", "events_rollout_months",
    "under_way_months", "count_ceiling_years", "derived_months", "total_events_quarters",
    "bounded_years", "hazards_quarters", "delays_months", "pipeline_values_months",
  ])
  func `a program written from the rules alone says the same`(scenario: String) throws {
    let folder = IndependentSimulations.folder
    let rows = try String(contentsOf: folder.appending(path: "simulated.csv"), encoding: .utf8)
      .split(separator: "\n").dropFirst().map(Simulated.init).filter { $0.scenario == scenario }
    try #require(!rows.isEmpty)
    let file = try String(contentsOf: folder.appending(path: "\(scenario).yaml"), encoding: .utf8)
    let text = file.split(separator: "\n").dropFirst().joined(separator: "\n")
    let run = try Experiment(text, paths: 20_000)
    for row in rows {
      let (value, error) = try row.isProbability ? share(row, in: run) : mean(row, in: run)
      let joint = (error * error + row.standardError * row.standardError).squareRoot()
      #expect(
        abs(value - row.value) <= 4 * joint + 1e-8 * abs(row.value),
        "\(row.caseName) \(row.name) \(row.period): \(value), simulated \(row.value)")
    }
  }

  /// The share of paths that meet a target, and its standard error under what is to be met.
  private func share(_ row: Simulated, in run: Experiment) throws -> (Double, Double) {
    let target = try #require(run.plan.targets.first { $0.name == row.name })
    let deadline = try #require(
      row.period.isEmpty ? 0 : target.deadlines.firstIndex { $0.label == row.period })
    let share = try run.attainment(row.name, deadline, in: row.caseName)
    let variance = row.value * (1 - row.value) / Double(share.trials)
    return (share.estimate, variance.squareRoot())
  }

  /// The mean of an indicator in a period, and its standard error.
  private func mean(_ row: Simulated, in run: Experiment) throws -> (Double, Double) {
    let grid = run.plan.grid
    let step = try #require((0..<grid.count).first { "\(grid.period($0))" == row.period })
    let moments = try run.band(row.name, step, in: row.caseName).moments
    return (moments.mean, moments.standardError)
  }
}
