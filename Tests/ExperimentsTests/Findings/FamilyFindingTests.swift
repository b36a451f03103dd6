import Experiments
import Scenarios
import Simulation
import Testing

@Suite struct FamilyFindingTests {
  /// Firms read teams, patents are correlated with firms, and one bar differs from path to path.
  private func scenario(firms: String, patents: String) throws -> Scenario {
    let text = """
      waymark: 1
      scenario: Firms and patents
      time: {start: 2015, end: 2026, step: year}
      uncertainties:
        arrivals: {law: "gamma(mean: 4, sd: 1.5)"}
        bar: {law: "normal(40, 4)"}
      indicators:
        firms:
          kind: count
          unit: firms
          history: {2015: 120, 2020: 405}
          growth: {model: \(firms), boost: 0.002 * teams / (1 + teams)}
          exits: uniform(0.03, 0.08)
        teams: {kind: count, unit: "1", history: {2020: 0}, entries: arrivals, exits: 0}
        patents: {kind: output, measure: stock, unit: "1", history: {2017: 12, 2020: 24}, growth: \(patents)}
        sum: {kind: derived, unit: "1", expression: patents + teams}
      correlation:
        - [firms, patents, 0.4]
      events:
        downturn: {chance: 0.1 per year, affects: firms, multiply: "uniform(0.8, 0.97)", lasts: 2 years}
      targets:
        patents_bar: {of: patents, at_least: bar, in: 2025}
        firms_800: {of: firms, at_least: 800, in: 2025}
        teams_20: {of: teams, more_than: 20, by: 2025}
        firms_600: {of: firms, at_least: 600, by: 2026}
        all: {all: [firms_800, patents_bar]}
      simulation: {paths: 3000, seed: 7}
      """
    return try Scenario(text: text, name: "firms")
  }

  private func families() throws -> [FamilyFinding] {
    var options = RunOptions()
    options.engine.workers = 2
    return try Run(scenario(firms: "auto", patents: "auto"), options: options).findings.families
  }

  /// What the whole scenario makes of each target with posteriors of so many rows, by its last deadline.
  private func attainments(firms: String, patents: String, rows: Int) throws -> [Double] {
    let plan = try CompiledScenario(
      scenario(firms: firms, patents: patents), seed: nil,
      memory: CompilerMemory(posteriorDraws: rows)
    ).plan
    let summary = Simulator(plan).run(paths: 3000, options: Simulator.Options())
    return zip(plan.targets, summary.cases[0].targets).map {
      $1.attainment($0.deadlines.count - 1).estimate
    }
  }

  private func said(_ finding: FamilyFinding, _ model: String) -> Double? {
    finding.attainments.first { $0.model == model }?.attainment.estimate
  }

  @Test func `another model gives what a run of the whole scenario with it gives`() throws {
    let families = try families()
    #expect(families.map(\.target) == ["patents_bar", "firms_800", "firms_600"])
    for model in ["linear", "exponential"] {
      let firms = try attainments(firms: model, patents: "auto", rows: 2_048)
      let patents = try attainments(firms: "auto", patents: model, rows: 2_048)
      #expect(said(families[0], model) == patents[0])
      #expect(said(families[1], model) == firms[1])
      #expect(said(families[2], model) == firms[3])
    }
  }

  // The rows lie evenly, so that they add less than the paths: with 3,000 of them one standard error
  // is at most 0.0091. Both sides are on the same random numbers.
  @Test func `fewer rows of a posterior change less than one standard error of the paths`() throws {
    for model in ["linear", "exponential"] {
      let few = try attainments(firms: model, patents: "auto", rows: 2_048)
      let many = try attainments(firms: model, patents: "auto", rows: 16_384)
      for target in [1, 3] { #expect(abs(few[target] - many[target]) < 0.0091, "\(model)") }
    }
  }
}
