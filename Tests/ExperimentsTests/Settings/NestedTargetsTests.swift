import Experiments
import Scenarios
import Simulation
import Testing

/// Joint targets of joint targets, whatever stands first in the file.
struct NestedTargetsTests {
  private func scenario(_ targets: [String]) throws -> Scenario {
    try Scenario(
      text: """
        waymark: 1
        scenario: Nested
        time: {start: 2020, end: 2022}
        levers: {push: {default: 0, range: [0, 1]}}
        uncertainties: {u: "uniform(0, 1)", v: "uniform(0, 1)", w: "uniform(0, 1)"}
        indicators:
          a: {kind: derived, expression: u + 0 * push}
          b: {kind: derived, expression: v}
          c: {kind: derived, expression: w}
        targets:
          A: {of: a, at_least: 0.2, in: 2022}
          B: {of: b, at_least: 0.3, in: 2022}
          C: {of: c, at_least: 0.4, in: 2022}
        \(targets.map { "  " + $0 }.joined(separator: "\n"))
        simulation: {paths: 4000, seed: 9}
        """, name: "nested.yaml")
  }

  private let inner = "two: {all: [A, B]}"
  private let outer = "plan: {all: [two, C]}"
  private let flat = "flat: {all: [A, B, C]}"

  private func met(_ scenario: Scenario, _ name: String, workers: Int = 1) throws -> Int {
    var options = RunOptions()
    options.engine.workers = workers
    options.engine.blockSize = 256
    let run = try Run(scenario, options: options)
    let row = try AttainmentRow.named(name, in: run.compiled.plan)
    return run.summary.cases[0].targets[row.target].met[row.deadline]
  }

  @Test(arguments: [false, true], [1, 3])
  func `a joint target of a joint target is met where all that both are made of is`(
    isOuterFirst: Bool, workers: Int
  ) throws {
    let scenario = try scenario((isOuterFirst ? [outer, inner] : [inner, outer]) + [flat])
    let nested = try met(scenario, "plan", workers: workers)
    #expect(nested == (try met(scenario, "flat")))
    #expect(nested > 1000 && nested < 1700, "0.8 · 0.7 · 0.6 of 4,000 is 1,344")
  }

  @Test(arguments: [false, true])
  func `what a single target takes includes what its members are made of`(isOuterFirst: Bool) throws
  {
    let scenario = try scenario(isOuterFirst ? [outer, inner] : [inner, outer])
    let all = try SettingRuns(scenario, variables: [scenario.variable("push")])
    let one = try SettingRuns(scenario, variables: [scenario.variable("push")], target: "plan")
    let row = try #require(all.rows.firstIndex { $0.name == "plan" })
    let single = try #require(one.rows.firstIndex { $0.name == "plan" })
    #expect(
      try one.counts([[0.5]], paths: 0..<2000)[0][0][single]
        == all.counts([[0.5]], paths: 0..<2000)[0][0][row])
  }

  @Test func `an analysis of a joint target knows the factors of all that it is made of`() throws {
    var options = SensitivityAnalysis.Options()
    options.method = .givenData
    options.target = "plan"
    let table = try SensitivityAnalysis(scenario([outer, inner]), options: options).run()
    #expect(table.rows.map(\.factor).sorted() == ["u", "v", "w"])
  }
}
