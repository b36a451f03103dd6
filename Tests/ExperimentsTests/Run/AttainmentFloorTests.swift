import Experiments
import Results
import Scenarios
import Testing

@Suite struct AttainmentFloorTests {
  private func gaps(
    _ floors: [AttainmentFloor], cases: [String]? = nil
  ) throws -> [AttainmentGap] {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2022}
        levers: {more: {default: 0}}
        indicators: {x: {kind: output, measure: stock, history: {2020: 10}, growth: {model: exponential, rate: "normal(0, 0.1) + more"}}}
        cases: {baseline: {}, high: {more: 3}}
        targets:
          up: {of: x, at_least: 10, in: 2022}
          far: {of: x, at_least: 1000, by: 2021..2022}
          low: {of: x, at_least: 1, in: 2022}
          both: {all: [up, low]}
        simulation: {paths: 1000}
        """, name: "test")
    var options = RunOptions()
    options.floors = floors
    options.cases = cases
    return try Run(scenario, options: options).gaps
  }

  private func floor(_ target: String?, _ share: Double) -> AttainmentFloor {
    AttainmentFloor(target: target, share: share)
  }

  @Test func `a floor of all is of every target, and one of a name comes before it`() throws {
    #expect(try gaps([floor(nil, 0.9)]).map(\.target) == ["up", "far", "both"])
    #expect(try gaps([floor(nil, 0.9), floor("up", 0.2)]).map(\.target) == ["far", "both"])
    #expect(try gaps([floor("up", 0.2), floor("low", 1)]).isEmpty)
  }

  @Test func `a deadline and a group are named`() throws {
    #expect(try gaps([floor("far@2021", 0.1)]).map(\.target) == ["far@2021"])
    let group = try gaps([floor("all targets", 0.1)])
    #expect(group.map(\.target) == ["all targets"])
    #expect(group[0].attainment.estimate == 0)
  }

  @Test func `the reference is judged, or the cases that are named`() throws {
    #expect(try gaps([floor("up", 0.9)]).map(\.caseName) == ["baseline"])
    #expect(try gaps([floor("up", 0.9)], cases: ["high"]).isEmpty)
    #expect(try gaps([floor("up", 0.9)], cases: ["baseline"]).map(\.caseName) == ["baseline"])
  }

  @Test func `a name that is no target is refused`() {
    let error = #expect(throws: UnknownTarget.self) { try gaps([floor("uup", 0.5)]) }
    #expect(error?.nearest == "up")
  }

  @Test func `a file without targets cannot keep what is asked of them`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2022}
        indicators: {x: {kind: output, measure: stock, history: {2020: 10}, growth: {model: exponential, rate: 0.1}}}
        """, name: "test")
    var options = RunOptions()
    options.floors = [floor(nil, 0.5)]
    #expect(throws: UnknownTarget.self) { try Run(scenario, options: options) }
  }

  @Test func `only what is to be more needs growth`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2022}
        indicators: {x: {kind: output, measure: stock, history: {2020: 10}, growth: {model: exponential, rate: 0.1}}}
        targets:
          up: {of: x, at_least: 12, in: 2022}
          low: {of: x, at_most: 500, in: 2022}
          near: {of: x, between: [11, 500], in: 2022}
        simulation: {paths: 300}
        """, name: "test")
    let run = try Run(scenario)
    let rows = TargetRow.rows(run.compiled, run.summary)
    #expect(rows.map { $0.requiredGrowth != nil } == [true, false, false])
  }
}
