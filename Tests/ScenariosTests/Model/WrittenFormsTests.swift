import Quantities
import Scenarios
import Testing

/// The forms in which a file may write a value, and what they come to.
@Suite struct WrittenFormsTests {
  private func scenario(_ text: String) throws(ScenarioError) -> Scenario {
    try Scenario(text: "waymark: 1\ntime: {start: 2015, end: 2030}\n" + text, name: "a.yaml")
  }

  private static let firms = """
    indicators:
      firms: {kind: count, unit: enterprises, history: {2015: 120, 2020: 405}}
      nansha: {kind: milestone, opens: 2023}

    """

  @Test(arguments: [
    ("万家", "write `unit: 家`"), ("10万家", "write `unit: 家`"), ("10 家", "write `unit: 家`"),
    ("thousand homes", "write `unit: homes`"),
    ("万", "leave `unit` out"), ("百万", "leave `unit` out"), ("万亿", "leave `unit` out"),
    ("million", "leave `unit` out"), ("5k", "leave `unit` out"),
    ("ten thousand firms", "leave `unit` out"),
  ])
  func `many things at once are no unit of a count, and the advice names one`(
    unit: String, advice: String
  ) throws {
    func file(_ unit: String) -> String {
      "indicators:\n  f: {kind: count, \(unit)history: {2015: 12, 2020: 40}}\n"
    }
    #expect {
      try scenario(file("unit: \(unit), "))
    } throws: { "\($0)".contains("counts things one by one") && "\($0)".contains(advice) }
    let followed = advice.split(separator: "`").last.map(String.init) ?? ""
    _ = try scenario(file(followed.hasPrefix("unit: ") ? followed + ", " : ""))
  }

  @Test func `what is computed is advised to name what the file has`() {
    #expect {
      try scenario(
        """
        indicators:
          a: {kind: output, history: {2015: 12, 2020: 40}}
          b: {kind: output, history: {2015: 12, 2020: 40}}
          c: {kind: derived}
        """)
    } throws: { "\($0)".contains("add `expression: a / b`") }
  }

  @Test func `observations may be bounds, have errors and units of their own`() throws {
    let scenario = try scenario(
      """
      indicators:
        a:
          kind: output
          unit: bn yuan/year
          history: {2020: 130 亿元/年, 2018: "> 10", 2019: "12 ± 1.5", 2017: "≥ 9 bn yuan/year"}
        b: {kind: count, history: {2016: 8 万, 2017: 80_000, 2018: 9e4}}
      """)
    let a = scenario.indicators[0]
    #expect(a.history.map(\.period.year) == [2017, 2018, 2019, 2020])
    #expect(a.history.map(\.value) == [9, 10, 12, 13])
    #expect(a.history.map(\.kind) == [.atLeast, .atLeast, .standardDeviation(1.5), .exact])
    #expect(scenario.indicators[1].history.map(\.value) == [80_000, 80_000, 90_000])
  }

  @Test func `an error in percent is a share of the value, but of a percentage so many points`()
    throws
  {
    let scenario = try scenario(
      """
      indicators:
        a: {kind: count, history: {2020: "405 ± 10 %"}}
        b: {kind: output, unit: bn yuan/year, history: {2020: "130 亿元/年 ± 20%"}}
        c: {kind: output, unit: "%", history: {2018: "40 ± 2 %", 2020: "42 % ± 2 %"}}
        d: {kind: output, history: {2018: "40 % ± 2 %", 2020: "0.5 ± 2 %"}}
      """)
    let errors = scenario.indicators.flatMap(\.history).map { observation -> Double in
      if case .standardDeviation(let error) = observation.kind { error } else { .nan }
    }
    #expect(errors == [40.5, 2.6, 2, 2, 0.02, 0.01])
  }

  @Test(arguments: [
    ("history: {2020-12: 25亿元}", "write `25亿元/月`"), ("history: {2020-Q4: 25亿元}", "`25亿元/季`"),
    ("history: {2020: 25亿元}", "`25亿元/年`"), ("initial: {2020-01: 8亿元}", "write 8亿元/月"),
    ("initial: 8亿元", "write 8亿元/年"),
  ])
  func `an amount of a period is advised to be one per that period`(
    value: String, words: String
  ) {
    let error = #expect(throws: ScenarioError.self) {
      try scenario(
        """
        indicators:
          a: {kind: output, unit: 亿元/年, \(value), growth: {model: exponential, rate: 0}}
        """)
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains(words), "\(error.map { "\($0)" } ?? "")")
  }

  @Test(arguments: [
    ("at_least: 10亿元, in: 2025-06", "write 10亿元/月"), ("at_most: 30亿元, by: 2025-Q2", "30亿元/季"),
    ("between: [5亿元, 6亿元/年], in: 2025", "write 5亿元/年"),
  ])
  func `a threshold of a period is advised to be one per that period`(
    statement: String, words: String
  ) {
    let error = #expect(throws: ScenarioError.self) {
      try scenario(
        """
        indicators:
          a: {kind: output, unit: 亿元/年, initial: 8, growth: {model: exponential, rate: 0}}
        targets:
          t: {of: a, \(statement)}
        """)
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains(words), "\(error.map { "\($0)" } ?? "")")
  }

  @Test func `what starts with a half year is advised to start at its beginning`() {
    for (time, advice) in [
      ("start: 2022上半年, end: 2025", "write its beginning, 2022-Q1"),
      ("start: 2022, end: 2022-H2", "write its end, 2022-Q4 or 2022-12"),
    ] {
      let error = #expect(throws: ScenarioError.self) {
        try Scenario(
          text: """
            waymark: 1
            time: {\(time), step: month}
            indicators: {a: {kind: output, initial: 1}}
            """, name: "a.yaml")
      }
      let text = error.map { "\($0)" } ?? ""
      #expect(text.contains(advice), "\(text)")
    }
  }

  @Test func `a lever whose values are stretches of time needs no unit`() throws {
    let scenario = try scenario(
      """
      levers:
        wait: {default: 18 months, range: [0, 3 years], step: 1 quarter}
        bare: 2 years
      indicators:
        m: {kind: milestone, opens: 2022 + wait + bare}
      cases: {baseline: {}, late: {wait: 2 years}}
      """)
    let wait = scenario.levers[0]
    #expect(wait.unit.symbol == "months" && wait.defaultValue == 18)
    #expect(wait.range == 0...36 && wait.step == 3)
    #expect(scenario.levers[1].unit.symbol == "years" && scenario.levers[1].defaultValue == 2)
    #expect(scenario.cases[1].levers == ["wait": 24])
  }

  @Test(arguments: [
    ("a: {kind: output, history: {2020: 5}, growth: 0.08}", "write `growth: 8 % a year`"),
    ("a: {kind: output, history: {2020: 5}, growth: 每年增长8%}", "write `growth: 8 % a year`"),
    ("a: {kind: count, unit: firms, history: {2020: 10 %}}", "write how many"),
    ("a: {kind: count, history: {2020: 10 %}}", "write how many"),
    ("a: {kind: output, unit: 万家, history: {2020: 10%}}", "write how many"),
    (
      "a: {kind: output, history: {2020: 5}}\nevents: {x: {at: 2022, chance: 1, affects: a, multiply: 0}}",
      "write `multiply: 0.001`"
    ),
    (
      "a: {kind: output, history: {2020: 5}}\nevents: {x: {at: 2022, chance: 1, affects: a, multiply: -20%}}",
      "write `multiply: 0.8`"
    ),
    (
      "a: {kind: output, unit: km, history: {2020: 5}}\ntargets: {t: {of: a, between: [30 km, 10 km], in: 2025}}",
      "the lower end must come first"
    ),
    (
      "a: {kind: output, unit: km, history: {2020: 5}}\ntargets: {t: {of: a, between: [30, 10000 m], in: 2025}}",
      "the lower end must come first"
    ),
    (
      "a: {kind: output, unit: '%', history: {2020: 5}}\ntargets: {t: {of: a, between: [15 %, 0.3], in: 2025}}",
      "the lower end must come first"
    ),
    (
      "a: {kind: rollout, plan: 10 / year, pipeline: [{stage: build, takes: 1 month}]}\ncases: {b: {}, c: {assume: {a.pipline: 3}}}",
      "as in `a.plan`"
    ),
  ])
  func `what is refused has what to write beside it`(indicator: String, advice: String) {
    #expect {
      try CompiledScenario(scenario("indicators:\n  " + indicator + "\n"))
    } throws: {
      "\($0)".contains(advice)
    }
  }

  @Test(arguments: [
    ("count, initial: 10000, exits: 10家/年", "write a number without 家, as in 0.05"),
    ("count, initial: 10000, exits: 10 家 / year", "write a number without 家"),
    ("count, initial: 10000, exits: 10 / year", "write 0.1 or `10 %`"),
    ("count, initial: 10000, exits: 1.2 / year", "must be between 0 and 1"),
    ("count, initial: 10000, exits: 120 % / year", "must be between 0 and 1"),
    ("count, initial: 10000, exits: 2 / month", "must be between 0 and 1"),
    ("count, initial: 10000, exits: 100 % / year", "would empty the stock"),
    ("count, initial: 10000, exits: 5 + 5", "must be between 0 and 1, and `5 + 5` is 10"),
    (
      "output, history: {2020: 5}, growth: {model: exponential, rate: 0.1, volatility: 3家}",
      "without 家"
    ),
    ("output, history: {2020: 5}, growth: {model: logistic, ceiling: 9, rate: 2家/年}", "without 家"),
    (
      "rollout, plan: 10 / year, pipeline: [{stage: build, takes: 1 month, refused: 0.3 座}]",
      "without 座"
    ),
    ("count, initial: 10000, exits: 10 % / year", ""),
    ("count, initial: 10000, exits: 0.1 / month", ""),
    ("count, initial: 10000, exits: 5 %, growth: {model: linear, rate: 40家/年, volatility: 0}", ""),
    ("milestone, hazard: 0.2次/年", ""),
  ])
  func `a share or a rate is no number of things, and no more than all`(
    indicator: String, words: String
  ) throws {
    let unit = indicator.hasPrefix("milestone") ? "" : "unit: 家, "
    do {
      _ = try CompiledScenario(scenario("indicators:\n  a: {\(unit)kind: \(indicator)}\n"))
      #expect(words.isEmpty, "\(indicator)")
    } catch {
      #expect(!words.isEmpty && "\(error)".contains(words), "\(indicator): \(error)")
    }
  }

  @Test func `a year may be observed on a grid of months`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020-01, end: 2022}
        indicators: {a: {kind: output, unit: yuan/year, history: {2020: 5}}}
        targets: {t: {of: a, at_least: 6, in: 2022}}
        """, name: "a.yaml")
    #expect(scenario.time.step == .month && scenario.time.count == 36)
    #expect(scenario.time.end == Period(year: 2022, month: 12))
    #expect(scenario.indicators[0].history[0].period == Period(year: 2020))
    #expect(scenario.targets[0].deadline == .in(Period(year: 2022)))
  }

  @Test func `what is not said has its default`() throws {
    let scenario = try scenario(
      "indicators: {a: {kind: output, unit: yuan/year, initial: 3}, b: {kind: output, unit: km2, "
        + "initial: 4}}")
    guard case .output(let measure, let growth) = scenario.indicators[0].kind,
      case .output(let other, _) = scenario.indicators[1].kind
    else {
      Issue.record("not outputs")
      return
    }
    #expect(measure == .flow && other == .stock && growth.model == .auto)
    #expect(scenario.title == "a.yaml")
    #expect(scenario.cases.map(\.name) == ["baseline"])
    #expect(scenario.simulation.paths == SimulationSettings.defaultPaths)
    #expect(scenario.simulation.seed == SimulationSettings.defaultSeed)
  }

  @Test func `every statement of a target is read`() throws {
    let scenario = try scenario(
      Self.firms + """
        targets:
          a: {of: firms, at_least: 800, in: 2025, source: the plan}
          b: {of: firms, more_than: 8 hundred, by: 2025}
          c: {of: firms, at_most: 2_000}
          d: {of: firms, less_than: 3_000, by: 2024 .. 2030}
          e: {of: firms, between: [700, 900], in: 2025}
          f: {of: firms, increase_of_at_least: 395, since: 2020, by: 2025}
          g: {of: firms, growth_of_at_least: 2, since: 2020, in: 2025}
          h: {of: firms, growth_of_at_least: 14 % a year, in: 2025}
          i: {of: nansha, reached: true, by: 2023}
          j: {all: [a, i]}
        """)
    let words = scenario.targets.map { target in
      switch target.statement {
      case .indicator(_, let condition): condition.word
      case .joint(let rule, _): rule == .all ? "all" : "some"
      }
    }
    #expect(
      words == [
        "at_least", "more_than", "at_most", "less_than", "between", "increase_of_at_least",
        "growth_of_at_least", "growth_of_at_least", "reached", "all",
      ])
    #expect(scenario.targets[2].deadline == .undated)
    #expect(scenario.targets[3].deadline == .byEach(Period(year: 2024), Period(year: 2030)))
    #expect(scenario.targets[9].deadline == .ofMembers)
    guard case .indicator(_, .annualGrowthOfAtLeast(let rate, nil)) = scenario.targets[7].statement
    else {
      Issue.record("not annual growth")
      return
    }
    #expect(rate == 0.14)
  }

  @Test func `levers may be quantities and dates`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020-01, end: 2022-12, step: month}
        levers:
          money: {default: 1.4 百亿元, range: [0, 20], unit: bn yuan}
          when: {default: 2021-06, range: [2020-06, 2022-06]}
          plain: 3
        indicators: {a: {kind: output, initial: 3}}
        cases: {one: {when: 2021-12, money: 2 bn yuan}}
        """, name: "a.yaml")
    #expect(scenario.levers.map(\.defaultValue) == [14, 2021.5, 3])
    #expect(scenario.levers[1].range == 2020.5...2022.5)
    #expect(scenario.cases[0].levers == ["when": 2022, "money": 2])
  }

  @Test func `a nested assumption is the same as one by its path`() throws {
    let scenario = try scenario(
      Self.firms + """
        cases:
          a: {assume: {firms.growth.ceiling: 900}}
          b: {assume: {firms: {growth: {ceiling: 900}}}}
        """)
    #expect(
      scenario.cases.map { $0.assumptions.map(\.parameter) } == [
        ["firms.growth.ceiling"], ["firms.growth.ceiling"],
      ])
    #expect(scenario.cases[1].assumptions[0].value.text == "900")
  }

  @Test func `an expression knows the place of its characters`() throws {
    let scenario = try scenario(
      "uncertainties: {u: \"pi * 2\"}\n" + Self.firms.replacing("\n\n", with: ""))
    let law = scenario.uncertainties[0].law
    #expect(law.path == "uncertainties.u")
    #expect(law.place(ofCharacter: 4).column == law.place.column + 4)
  }

  @Test func `the order of the file changes no key of a law`() throws {
    let stages = ["{stage: a, takes: gamma(3, 1) months}", "{stage: b, takes: gamma(2, 1) months}"]
    let paths = try [stages, stages.reversed()].map { order -> Set<String> in
      let scenario = try scenario(
        "indicators: {s: {kind: rollout, plan: 3, pipeline: [\(order.joined(separator: ", "))]}}")
      guard case .rollout(let rollout) = scenario.indicators[0].kind else { return [] }
      return Set(rollout.stages.compactMap { $0.takes.map { "\($0.path) \($0.text)" } })
    }
    #expect(paths[0] == paths[1] && paths[0].count == 2)
  }
}
