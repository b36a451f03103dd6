import Plans
import Scenarios
import Simulation
import Testing

/// What no case changes is simulated once for all of them, whatever its kind.
@Suite struct CommonIndicatorTests {
  private func scenario() throws(ScenarioError) -> Scenario {
    try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2026}
        levers: {push: 0}
        indicators:
          sites:
            kind: rollout
            plan: 3 per year
            pipeline: [{stage: build, takes: "gamma(mean: 1, sd: 0.5) years", refused: 0.1}]
          firms:
            kind: count
            history: {2020: 40}
            growth: {model: exponential, rate: "normal(0.1, 0.03)", volatility: 0.05}
            exits: 0.05
          output: {kind: output, history: {2020: 100}, growth: {model: auto}}
          pushed: {kind: output, history: {2020: 100}, growth: {model: exponential, rate: 0.05 + push, volatility: 0.1}}
          open: {kind: milestone, opens: triangular(2021, 2023, 2027)}
          found: {kind: milestone, hazard: 0.2 per year}
          built: {kind: derived, expression: sites.build + sites}
          sum: {kind: derived, expression: built + pushed + lag(firms, 1)}
        correlation: [[output, pushed, 0.5]]
        events:
          slump: {chance: 0.2 per year, affects: [output, firms], multiply: "uniform(0.7, 0.9)", lasts: 1 year}
        cases: {base: {}, more: {push: 0.03}, most: {push: 0.06}}
        targets:
          sites_15: {of: sites, at_least: 15, by: 2025}
          firms_60: {of: firms, at_least: 60, by: 2026}
          sum_250: {of: sum, at_least: 250, by: 2024..2026}
          found_2024: {of: found, reached: true, by: 2024}
        """, name: "a.yaml")
  }

  @Test func `rollouts, counts, outputs and what is read of them are common`() throws {
    let plan = try CompiledScenario(scenario()).plan
    let common = Dictionary(
      uniqueKeysWithValues: zip(plan.indicators.map(\.name), plan.commonIndicators))
    for name in ["sites", "sites.build", "firms", "output", "open", "built"] {
      #expect(common[name] == true, "\(name)")
    }
    for name in ["pushed", "found", "sum"] { #expect(common[name] == false, "\(name)") }
  }

  @Test func `a rollout of which something else is read in a case is its own`() throws {
    let plan = try CompiledScenario(scenario()).plan
    let reading = try #require(plan.indicators.firstIndex { $0.name == "sites.build" })
    let rollout = try #require(plan.indicators.firstIndex { $0.name == "sites" })
    var graph = plan.graph
    let other = plan.cases[1]
    var processes = other.processes
    processes[reading] = .reading(
      ReadingPlan(
        rollout: rollout, amount: .inProgress(stage: 0), underWay: [graph.constant(1)]))
    let changed = plan.with(
      graph: graph,
      cases: [
        plan.cases[0],
        CasePlan(name: "other", processes: processes, order: other.order, events: other.events),
      ])
    #expect(!changed.commonIndicators[reading] && !changed.commonIndicators[rollout])
  }

  @Test func `each case gives what it gives alone`() throws {
    let together = try CompiledScenario(scenario()).plan
    let whole = Simulator(together).run(paths: 700, options: Simulator.Options())
    for (index, item) in together.cases.enumerated() {
      let alone = together.with(cases: [item])
      let single = Simulator(alone).run(paths: 700, options: Simulator.Options())
      for target in together.targets.indices {
        for deadline in together.targets[target].deadlines.indices {
          #expect(
            whole.cases[index].targets[target].attainment(deadline).estimate
              == single.cases[0].targets[target].attainment(deadline).estimate,
            "\(item.name), \(together.targets[target].name)")
        }
      }
      #expect(
        whole.cases[index].bands.map { $0.map { $0?.moments.mean } }
          == single.cases[0].bands.map { $0.map { $0?.moments.mean } }, "\(item.name)")
    }
  }
}
