import Plans
import Scenarios
import Testing

/// Joint targets of every rule, several deadlines, and ranks.
@Suite struct JointTargetTests {
  private func scenario(_ targets: String) throws -> Scenario {
    try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2030}
        indicators:
          a: {kind: milestone, opens: 2023}
          own: {kind: output, measure: stock, unit: points, history: {2020: 100}}
          other: {kind: output, measure: stock, unit: points, history: {2020: 90}}
          third: {kind: output, measure: stock, unit: points, history: {2020: 80}}
          revenue: {kind: output, unit: bn yuan/year, history: {2020: 5}}
        targets:
          x: {of: a, reached: true, by: 2024}
          y: {of: own, at_least: 120, in: 2025}
          z: {of: own, at_least: 150, in: 2030}
          \(targets)
        """, name: "joint.yaml")
  }

  private func refusal(_ targets: String) -> String {
    do {
      _ = try CompiledScenario(scenario(targets))
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("all: [x, y]", JointRule.all), ("any: [x, y]", .atLeast(1)), ("none: [x, y]", .no),
    ("at_least: {2 of: [x, y, z]}", .atLeast(2)), ("2 of: [x, y, z]", .atLeast(2)),
  ])
  func `a joint target has its rule`(target: String, rule: JointRule) throws {
    let plan = try CompiledScenario(scenario("j: {\(target)}")).plan
    guard case .joint(let found, let members) = plan.targets[3].statement else {
      Issue.record("no joint target")
      return
    }
    #expect(found == rule)
    #expect(members == (target.contains("z") ? [0, 1, 2] : [0, 1]))
    #expect(plan.targetGroups.last?.rule == rule)
  }

  @Test func `joint targets are joined, but in no circle`() throws {
    let plan = try CompiledScenario(
      scenario("outer: {none: [inner, z]}\n  inner: {any: [x, y]}")
    ).plan
    #expect(plan.targets[3].statement == .joint(.no, [4, 2]))
    #expect(
      refusal("p: {any: [q]}\n  q: {none: [p]}").contains("p → q → p"))
    #expect(refusal("j: {at_least: {3 of: [x, y]}}").contains("asks for 3 of 2 targets"))
    #expect(refusal("j: {at_least: {0 of: [x, y]}}").contains("asks for 0 of 2 targets"))
    #expect(refusal("j: {any: [x, y], by: 2025}").contains("cannot stand beside `any`"))
    #expect(refusal("j: {any: [x], none: [y]}").contains("says both `any` and `none`"))
    #expect(refusal("j: {any: [x, w]}").contains("there is no target `w`"))
  }

  @Test(arguments: ["[2027, 2025]", "2025 or 2027", "2025或2027年"])
  func `each of several deadlines is answered`(by: String) throws {
    let plan = try CompiledScenario(scenario("d: {of: own, at_least: 130, by: \(by)}")).plan
    #expect(plan.targets[3].deadlines.map(\.label) == ["2025", "2027"])
    #expect(plan.targets[3].deadlines.map(\.index) == [5, 7])
  }

  @Test func `deadlines are sound`() {
    #expect(refusal("d: {of: own, at_least: 1, by: [2025, 2025]}").contains("named twice"))
    #expect(refusal("d: {of: own, at_least: 1, by: [2025, 2035]}").contains("outside"))
    #expect(refusal("d: {of: own, at_least: 1, by: []}").contains("names no date"))
    #expect(refusal("d: {of: own, at_least: 1, by: 2025 or soon}").contains("is not a date"))
  }

  @Test func `a rank is a derived indicator`() throws {
    let scenario = try scenario("top: {of: own, rank_at_most: 2, among: [other, third], in: 2030}")
    #expect(scenario.indicators.last?.name == "top_rank")
    #expect(scenario.indicators.last?.expression?.text == "rank(own, other, third)")
    #expect(try CompiledScenario(scenario).warnings(beside: { _ in }).isEmpty)
    #expect(refusal("t: {of: own, rank_at_most: 3, among: [other, third]}").contains("1 to 2"))
    #expect(refusal("t: {of: own, rank_at_most: 1}").contains("among whom"))
    #expect(refusal("t: {of: own, rank_at_most: 1, among: [own]}").contains("named twice"))
    #expect(refusal("t: {of: own, at_least: 1, among: [other]}").contains("rank_at_most"))
    #expect(refusal("t: {of: own, rank_at_most: 1, among: [revenue]}").contains("a rank"))
  }
}
