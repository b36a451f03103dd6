import Quantities
import Scenarios
import Testing

@Suite struct ScenarioTests {
  static let luohu = """
    waymark: 1
    scenario: Luohu high-tech enterprises to 2025
    source: Luohu No. 1 document on scientific and technological innovation (2022)
    time: {start: 2015, end: 2030, step: year}   # year | quarter | month

    uncertainties:
      programme_yield: lognormal(p10: 0.01, p90: 0.05)

    levers:
      attraction: {default: 0, range: [0, 1], label: "Attraction programme, 0 off to 1 full"}
      start_year: {default: 2022, range: [2021, 2025], step: 1}

    indicators:
      high_tech_enterprises:
        kind: count
        unit: enterprises
        history: {2015: 120, 2020: 405}
        growth:
          model: auto
          boost: attraction * ramp(from: start_year, over: 2) * programme_yield
        exits: uniform(0.03, 0.08)
      revenue:
        kind: output
        measure: flow
        unit: bn yuan/year
        history: {2020: 130}
        growth: {model: gompertz, ceiling: lognormal(p10: 250, p90: 900)}

    correlation:
      - [high_tech_enterprises, revenue, 0.5]

    events:
      downturn: {chance: 0.1 per year, affects: revenue, multiply: uniform(0.8, 0.95), lasts: 2 years}

    cases:
      baseline: {}
      push: {attraction: 1}
      late_push: {attraction: 1, start_year: 2024}

    targets:
      high_tech_800: {of: high_tech_enterprises, at_least: 800, in: 2025}
      revenue_250:   {of: revenue, more_than: 250 bn yuan/year, by: 2024..2030}

    simulation: {paths: 100_000, seed: 2022}
    """

  static let stations = """
    waymark: 1
    time: {start: 2020-01, end: 2022-12, step: month}
    levers:
      crews: {default: 40, range: [20, 80], step: 1}
    indicators:
      base_stations:
        kind: rollout
        unit: stations
        plan: 2700 / month
        pipeline:
          - {stage: permit, takes: "gamma(mean: 3, sd: 1.5) months", refused: "beta(2, 30)"}
          - {stage: build,  takes: 2 months, capacity: crews * 65 / month}
        supply: {stage: build, limit: "lognormal(p10: 2200, p90: 3400) / month"}
        budget: {stage: build, total: 14 bn yuan, unit_cost: 160_000 yuan, learning: 0.9}
        ceiling: 120_000
    targets:
      stations_80k_more: {of: base_stations, increase_of_at_least: 80_000, since: 2020-06, by: 2022-12}
    """

  @Test func `a yearly scenario is read whole`() throws {
    let scenario = try Scenario(text: Self.luohu, name: "luohu.yaml")
    #expect(scenario.title == "Luohu high-tech enterprises to 2025")
    #expect(scenario.time.start == Period(year: 2015) && scenario.time.count == 16)
    #expect(scenario.uncertainties.map(\.law.text) == ["lognormal(p10: 0.01, p90: 0.05)"])
    #expect(scenario.levers[1].range == 2021...2025)
    #expect(scenario.indicators.map(\.name) == ["high_tech_enterprises", "revenue"])
    #expect(scenario.indicators[0].history.map(\.value) == [120, 405])
    #expect(scenario.correlations.map(\.value) == [0.5])
    #expect(scenario.events[0].affects == ["revenue"])
    #expect(scenario.cases.map(\.name) == ["baseline", "push", "late_push"])
    #expect(scenario.cases[2].levers == ["attraction": 1, "start_year": 2024])
    #expect(scenario.targets[1].deadline == .byEach(Period(year: 2024), Period(year: 2030)))
    #expect(scenario.simulation.paths == 100_000 && scenario.simulation.seed == 2022)
  }

  @Test func `a monthly rollout is read whole`() throws {
    let scenario = try Scenario(text: Self.stations, name: "stations.yaml")
    guard case .rollout(let rollout) = scenario.indicators[0].kind else {
      Issue.record("not a rollout")
      return
    }
    #expect(rollout.stages.map(\.name) == ["permit", "build"])
    #expect(rollout.stages[0].takes?.text == "gamma(mean: 3, sd: 1.5) months")
    #expect(rollout.stages[1].learning?.text == "0.9")
    #expect(rollout.stages[1].supply?.path == "indicators.base_stations.supply.limit")
    #expect(scenario.cases.map(\.name) == ["baseline"])
  }
}
