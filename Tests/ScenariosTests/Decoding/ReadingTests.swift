import Scenarios
import Testing

/// What can be read of rollouts is an indicator that nobody declares.
@Suite struct ReadingTests {
  private func scenario(_ rollout: String, _ rest: String = "") throws -> Scenario {
    try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2026}
        indicators:
          z:
            kind: rollout
            unit: projects
            plan: 20
        \(rollout)
        \(rest)
        """, name: "readings")
  }

  private func issues(_ rollout: String, _ rest: String = "") -> String {
    do {
      _ = try scenario(rollout, rest)
      return ""
    } catch { return "\(error)" }
  }

  private static let whole = """
        value: {money: 2 bn yuan, area: "uniform(1, 2) m2"}
        pipeline: [{stage: start, takes: 1 year}, {stage: build, takes: 1 year, spends: money}]
        yields: {output: 0.5 / year * money, after: 1 year}
    """

  @Test func `only what is read is there, behind what the file declares`() throws {
    let quiet = try scenario(Self.whole)
    #expect(quiet.indicators.map(\.name) == ["z"])
    let read = try scenario(
      Self.whole,
      """
        open: {kind: derived, unit: projects, expression: z.start.in_progress}
      targets:
        begun: {of: z.start, at_least: 20}
        output: {of: z.output, at_least: 3 bn yuan/year}
      """)
    #expect(
      Set(read.indicators.map(\.name)) == [
        "z", "open", "z.start", "z.start.in_progress", "z.output", "z.output.money",
      ])
    let shown = read.indicators.filter { !$0.isAuxiliary }.map(\.name)
    #expect(Set(shown) == ["z", "open", "z.start", "z.output"])
    #expect(read.indicator("z.start")?.unit.symbol == "projects")
  }

  @Test func `values have the units in which they are written`() throws {
    let read = try scenario(
      Self.whole,
      """
      targets:
        money: {of: z.start.money, at_least: 20 bn yuan}
        area: {of: z.area, at_least: 20 m2}
        pace: {of: z.build.spending, at_least: 20 bn yuan/year}
      """)
    #expect(read.indicator("z.area")?.unit.symbol == "m2")
    #expect(read.indicator("z.start.money")?.unit.symbol == "bn yuan")
    let wrong = issues(
      Self.whole, "targets: {money: {of: z.money, at_least: 20 m2}}")
    #expect(wrong.contains("expected bn yuan (yuan), found m2 (an area)"), "\(wrong)")
  }

  @Test(arguments: [
    (
      "    value: {start: 2 bn yuan}\n    pipeline: [{stage: start}]", "",
      "the name `start` of a value is also that of a stage of the rollout"
    ),
    (
      "    value: {spent: 2 bn yuan}", "",
      "the name `spent` of a value means something behind a stage"
    ),
    (
      "    pipeline: [{stage: start, spends: money}]", "",
      "there is no value `money` of the items"
    ),
    (
      "    value: {money: 2 bn yuan}\n    yields: {output: 0.5 * money}", "",
      "a yield is so much per time"
    ),
    (
      "    value: {money: \"normal(2, 1) bn yuan\"}",
      "targets: {m: {of: z.money, at_least: 2 bn yuan}}",
      "the value of an item needs a law from 0 up"
    ),
    (
      "    value: {money: \"1 bn yuan + uniform(0, 1) bn yuan\"}",
      "targets: {m: {of: z.money, at_least: 2 bn yuan}}",
      "a law inside a larger expression is no value of items"
    ),
    (
      "    yields: {power: 2 GWh / year}", "",
      "for each item write `value: {item: 1}` and `power: item * (2 GWh / year)`"
    ),
    ("    yields: {power: 2 GWh}", "", "`power: item * (2 GWh) / year`"),
    (
      "    value: {money: 2 bn yuan}\n    yields: {power: rate}",
      "uncertainties: {rate: \"uniform(1, 2) GWh / year\"}",
      "it is the same however many are built"
    ),
    (
      "    yields: {power: z * 2 / year, after: 1 year}", "",
      "`after` and `ramp` change nothing"
    ),
    ("    pipeline: [{stage: phase 1.2}]", "", "`phase 1.2` is not the name of a stage"),
    ("    pipeline: [{stage: .a}]", "", "`.a` is not the name of a stage"),
    ("    pipeline: [{stage: \" \"}]", "", "is not the name of a stage"),
    (
      "    value: {money: 2 bn yuan}\n    yields: {plan: 3 / year}", "",
      "`plan` is a key of the rollout"
    ),
    (
      "    value: {money: 2 bn yuan}\n    yields: {pipeline: 3 / year}", "",
      "`pipeline` is a key of the rollout"
    ),
    (
      "    pipeline: [{stage: start}]", "targets: {m: {of: z.strat, at_least: 2}}",
      "there is no indicator `z.strat`; did you mean `z.start`?"
    ),
    (
      "    pipeline: [{stage: start, takes: 1 year, capacity: z.start}]", "",
      "needs itself in the same period"
    ),
    (
      "    pipeline: [{stage: start}]",
      "events: {flood: {chance: 0.1 per year, affects: z.start, multiply: 0.5}}",
      "`z.start` is a reading and cannot be struck by an event"
    ),
  ])
  func `what cannot be meant is refused`(rollout: String, rest: String, problem: String) throws {
    var said = issues(rollout, rest)
    if said.isEmpty {
      do { _ = try CompiledScenario(try scenario(rollout, rest)) } catch { said = "\(error)" }
    }
    #expect(said.contains(problem), "\(said)")
  }

  @Test func `what the advice on a yield says is taken`() throws {
    #expect(issues("    value: {item: 1}\n    yields: {power: item * (2 GWh / year)}") == "")
    #expect(issues("    value: {item: 1}\n    yields: {power: item * (2 GWh) / year}") == "")
    // What is built may be named itself.
    #expect(issues("    yields: {power: z * 2 / year}") == "")
  }

  @Test(arguments: [
    ("w * 25 % / year", "bn yuan/year"), ("w * 25 % a year", "bn yuan a year"),
    ("w * 25 % per year", "bn yuan per year"), ("w * 25 %/year", "bn yuan/year"),
    ("25 % a year * w", "bn yuan a year"), ("w * return", "bn yuan per month"),
  ])
  func `so many percent a year of money yield money`(rate: String, symbol: String) throws {
    let read = try scenario(
      "    value: {w: 2 bn yuan}\n    yields: {output: \(rate)}",
      """
      uncertainties: {return: "uniform(1, 3) % per month"}
      targets: {output: {of: z.output, at_least: 3}}
      """)
    let unit = try #require(read.indicator("z.output")?.unit)
    #expect(unit.symbol == symbol)
    #expect(unit.scale.value == (rate == "w * return" ? 12e9 : 1e9))
    _ = try CompiledScenario(read)
  }

  @Test func `parts and families are read by their own names`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2026}
        families:
          park:
            members: 2
            indicators:
              projects: {kind: rollout, unit: projects, plan: 20, value: {money: 1 bn yuan}, pipeline: [{stage: start, takes: 1 year}]}
              half: {kind: derived, unit: projects, expression: projects.start / 2}
        indicators:
          all: {kind: derived, unit: projects, expression: sum(park.projects.start)}
          worth: {kind: derived, unit: bn yuan, expression: park.1.projects.money}
        targets: {two: {of: park.2.projects.start, at_least: 40}}
        """, name: "family")
    let names = Set(scenario.indicators.map(\.name))
    #expect(names.isSuperset(of: ["park.1.projects.start", "park.2.projects.start"]))
    #expect(names.contains("park.1.projects.money") && !names.contains("park.2.projects.money"))
    _ = try CompiledScenario(scenario)
  }
}
