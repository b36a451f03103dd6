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

  /// By hand: 500 · 1.1² is 605 in 2024, 500 · 1.1⁵ is 805.255 in 2027.
  @Test func `an increase since a later date needs the growth that makes it`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2018, end: 2030}
        indicators:
          x: {kind: output, measure: stock, history: {2022: 500}, growth: {model: exponential, cagr: 10 %, volatility: 0}}
        targets:
          later: {of: x, increase_of_at_least: 200.255, since: 2024, by: 2027}
          now: {of: x, increase_of_at_least: 305.255, since: 2022, by: 2027}
        simulation: {paths: 300}
        """, name: "test")
    let run = try Run(scenario)
    for row in TargetRow.rows(run.compiled, run.summary) {
      #expect(abs((row.requiredGrowth ?? 0) - 0.1) < 1e-12, "\(row.target)")
    }
  }

  /// A triangle over 2023 to 2027 with its top in 2024 has 2/3 of its mass below the end of 2025 in any unit of time;
  /// the ends of the three dates lie a year after their numbers.
  @Test(arguments: ["year", "quarter", "month"])
  func `a year as the bound of a date is its end on every grid`(step: String) throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2021, end: 2030, step: \(step)}
        indicators:
          a: {kind: milestone, opens: "triangular(2023, 2024, 2027)"}
          e: {kind: derived, expression: date(a)}
        targets: {a: {of: a, reached: true, by: 2025}, e: {of: e, at_most: 2025}}
        simulation: {paths: 4000}
        """, name: "test")
    let run = try Run(scenario)
    let rows = TargetRow.rows(run.compiled, run.summary)
    #expect(rows[0].attainment.estimate == rows[1].attainment.estimate)
    // Four standard errors of 4,000 paths: one false alarm in 16,000.
    let fourErrors = 4 * (2 / 9.0 / 4000).squareRoot()
    #expect(abs(rows[1].attainment.estimate - 2 / 3.0) < fourErrors)
    // A date is no amount in some period, nor does it come in one.
    #expect(rows[1].outlook == nil)
    #expect(rows[1].medianFirstPeriod == nil)
  }

  @Test func `what is under way leaves the ceiling alone`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2015, end: 2030}
        indicators:
          n:
            kind: rollout
            history: {2016: 70, 2018: 80, 2020: 90}
            plan: 10 / year
            pipeline: [{stage: one, takes: 2 years}, {stage: two, takes: 1 year}]
            ceiling: 95
        targets: {full: {of: n, at_least: 95, in: 2030}, above: {of: n, more_than: 95, in: 2030}}
        simulation: {paths: 300}
        """, name: "test")
    let run = try Run(scenario)
    let rows = TargetRow.rows(run.compiled, run.summary)
    #expect(rows.map(\.attainment.estimate) == [1, 0])
  }
}
