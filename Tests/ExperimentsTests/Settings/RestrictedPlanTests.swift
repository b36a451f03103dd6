import Experiments
import Scenarios
import Testing

@Suite struct RestrictedPlanTests {
  /// A target of its own, one whose indicator reads another, rollouts with one budget, a joint one.
  private let text = """
    waymark: 1
    scenario: Parts
    time: {start: 2020, end: 2025}
    levers:
      push: {default: 0, range: [0, 1]}
    indicators:
      firms: {kind: count, unit: firms, initial: 100, entries: 10 + 5 * push, exits: 0.05}
      patents:
        kind: output
        unit: patents
        initial: 20
        growth: {model: exponential, rate: 0.05 + 0.1 * push, volatility: 0.1}
      density: {kind: derived, unit: share, expression: patents / firms}
      first:
        kind: rollout
        unit: parks
        plan: 3 / year
        pipeline: [{stage: build, takes: gamma(mean: 1, sd: 0.5) years}]
      alone:
        kind: output
        unit: yuan
        initial: 100
        growth: {model: exponential, rate: 0.05 + 0.1 * push, volatility: 0.1}
    correlation: [[patents, alone, 0.5]]
    events:
      slump: {chance: 0.2 per year, affects: firms, multiply: 0.9, lasts: 1 year}
    targets:
      many: {of: firms, at_least: 130, in: 2025}
      dense: {of: density, at_least: 0.2, in: 2025}
      parks: {of: first, at_least: 8, by: 2023..2025}
      rich: {of: alone, at_least: 130, in: 2025}
      some: {all: [rich, parks]}
    simulation: {paths: 3000, seed: 5}
    """

  @Test(arguments: ["many", "dense", "parks", "rich", "some", "parks@2024"])
  func `what a target does not need changes no count`(target: String) throws {
    let scenario = try Scenario(text: text, name: "parts.yaml")
    let push = try scenario.variable("push")
    let all = try SettingRuns(scenario, variables: [push])
    let few = try SettingRuns(scenario, variables: [push], target: target)
    let points = [[0.0], [0.4], [1.0]]
    let whole = try all.counts(points, paths: 0..<3000)
    let part = try few.counts(points, paths: 0..<3000)
    #expect(few.rows.count < all.rows.count)
    for (place, row) in few.rows.enumerated() {
      let same = try #require(all.rows.firstIndex { $0.name == row.name })
      for point in points.indices {
        #expect(part[point][0][place] == whole[point][0][same], "\(row.name)")
      }
    }
  }

  @Test func `an unknown target is refused`() throws {
    let scenario = try Scenario(text: text, name: "parts.yaml")
    #expect(throws: UnknownTarget.self) {
      try SettingRuns(scenario, variables: [], target: "man")
    }
  }
}
