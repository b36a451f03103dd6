import Plans
import Scenarios
import Testing

/// Cases and plans on one graph: what is written the same is the same node, and so the same process.
@Suite struct SharedGraphTests {
  private func scenario(factor: Double = 2) throws(ScenarioError) -> Scenario {
    try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2025}
        levers: {push: 1}
        uncertainties: {luck: "normal(0, 1)", last: "uniform(0, 1)"}
        indicators:
          pushed: {kind: derived, expression: luck + push + last}
          plain: {kind: derived, expression: exp(luck) + lag(pushed, 1)}
          scaled: {kind: derived, expression: \(factor) * luck}
          grown:
            kind: output
            history: {2020: 100}
            growth: {model: logistic, ceiling: 1000, rate: 0.1, volatility: 0.1}
        cases: {base: {}, more: {push: 3}, lucky: {assume: {luck: "normal(1, 1)"}}}
        """, name: "a.yaml")
  }

  /// For each indicator whether its process is the same.
  private func isSame(_ one: CasePlan, _ other: CasePlan) -> [Bool] {
    zip(one.processes, other.processes).map { $0 == $1 }
  }

  @Test func `cases differ in what reads a lever that they set`() throws {
    let plan = try CompiledScenario(scenario()).plan
    #expect(isSame(plan.cases[0], plan.cases[1]) == [false, true, true, true])
    #expect(isSame(plan.cases[0], plan.cases[2]) == [false, false, false, true])
    // The second of the indicators reads the first one.
    let two = plan.with(cases: [plan.cases[0], plan.cases[1]])
    #expect(two.commonIndicators == [false, false, true, true])
  }

  @Test func `draws keep their order where a case changes the law of one`() throws {
    let plan = try CompiledScenario(scenario()).plan
    let draws = plan.cases.indices.map { plan.pathDraws(inCase: $0) }
    #expect(draws[0].map(\.stream) == ["uncertainty luck", "uncertainty last"])
    #expect(draws[2].map(\.stream) == draws[0].map(\.stream))
    #expect(draws[2][0].node != draws[0][0].node && draws[2][1].node == draws[0][1].node)
  }

  @Test func `plans of one memory differ in what is written differently`() throws {
    let memory = CompilerMemory(keepsExpressions: true)
    let plans = try [2.0, 3, 2].map {
      try CompiledScenario(scenario(factor: $0), seed: nil, memory: memory).plan
    }
    let first = plans[0].cases[1]
    #expect(isSame(first, plans[1].cases[1]) == [true, true, false, true])
    #expect(isSame(first, plans[2].cases[1]) == [true, true, true, true])
    // The graph of each goes on from that of the one before.
    #expect(plans[1].graph.nodes.starts(with: plans[0].graph.nodes))
    #expect(plans[1].graph.nodes.count > plans[0].graph.nodes.count)
    #expect(plans[2].graph.nodes == plans[1].graph.nodes)
    #expect(memory.onAllExpressions(plans[0]).graph.nodes == plans[2].graph.nodes)
  }
}
