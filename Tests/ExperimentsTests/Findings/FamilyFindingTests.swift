import Experiments
import Scenarios
import Testing

@Suite struct FamilyFindingTests {
  /// Firms read teams, patents are correlated with firms, and one bar differs from path to path.
  private func run(firms: String, patents: String) throws -> Run {
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
    var options = RunOptions()
    options.engine.workers = 2
    return try Run(Scenario(text: text, name: "firms"), options: options)
  }

  private func last(_ run: Run, _ target: Int) -> Double {
    let deadline = run.compiled.plan.targets[target].deadlines.count - 1
    return run.summary.cases[0].targets[target].attainment(deadline).estimate
  }

  private func said(_ finding: FamilyFinding, _ model: String) -> Double? {
    finding.attainments.first { $0.model == model }?.attainment.estimate
  }

  @Test func `another model gives what a run of the whole scenario with it gives`() throws {
    let families = try run(firms: "auto", patents: "auto").findings.families
    #expect(families.map(\.target) == ["patents_bar", "firms_800", "firms_600"])
    for model in ["linear", "exponential"] {
      let firms = try run(firms: model, patents: "auto")
      let patents = try run(firms: "auto", patents: model)
      #expect(said(families[0], model) == last(patents, 0))
      #expect(said(families[1], model) == last(firms, 1))
      #expect(said(families[2], model) == last(firms, 3))
    }
  }
}
