import Scenarios
import Simulation
import Testing

/// What can be computed and can hardly be meant.
@Suite struct WarningTests {
  /// Place and problem of each warning.
  private func warnings(_ text: String, paths: Int? = nil) throws -> [String] {
    let compiled = try CompiledScenario(
      try Scenario(text: "waymark: 1\n" + text, name: "file"))
    let summary = paths.map { Simulator(compiled.plan).run(paths: $0) }
    return compiled.warnings(after: summary).map { "\($0.path): \($0.problem.english)" }
  }

  private func outputs(_ history: String, _ rest: String = "", unit: String = "mn yuan") -> String {
    """
    time: {start: 2000, end: 2040}
    indicators:
      a: {kind: output, unit: \(unit), measure: stock, history: \(history)}
    \(rest)
    """
  }

  // MARK: Yields

  @Test(arguments: [
    ("p * 0.5 / year + 1 GWh / year", ["1 GWh / year"]), ("(p - 0.1 GWh) / year", ["0.1 GWh"]),
    ("p * (0.5 + 0.1) / year", []), ("p / year + 2 * p / year", []),
  ])
  func `what is added to the values of items is asked about`(
    rate: String, once: [String]
  ) throws {
    let found = try warnings(
      """
      time: {start: 2020, end: 2026}
      indicators:
        z: {kind: rollout, plan: 20, value: {p: 2 GWh}, yields: {power: "\(rate)"}}
      targets: {t: {of: z.power, at_least: 600 GWh/year}}
      """)
    #expect(
      found
        == once.map {
          "indicators.z.power.expression: `\($0)` counts once for all items, and before any is built"
        })
  }

  // MARK: Rates

  @Test func `a rate without end is said in numbers`() throws {
    func large(_ rate: String) throws -> [String] {
      try warnings(
        """
        time: {start: 2015, end: 2030}
        indicators: {a: {kind: output, history: {2015: 5, 2020: 9}, growth: {model: exponential, rate: \(rate)}}}
        """)
    }
    #expect(
      try large("8") == ["indicators.a.growth.rate: `8` is 8 a year, as much as 800 %"])
    #expect(try large("1e308") == ["indicators.a.growth.rate: `1e308` is 1e+308 a year"])
  }

  // MARK: Observations

  @Test func `a digit too many between two values is asked about`() throws {
    #expect(
      try warnings(outputs("{2015: 120, 2018: 2500, 2020: 405}")) == [
        "indicators.a.history: 2500 mn yuan in 2018 is about 21 times the 120 of 2015 and about 6 times the 405 of 2020"
      ])
    #expect(try warnings(outputs("{2015: 1200, 2018: 200, 2020: 4050}")).count == 1)
    // Fourfold and back is no slip.
    #expect(try warnings(outputs("{2015: 120, 2018: 480, 2020: 130}")) == [])
  }

  @Test func `a season is said to be left out`() throws {
    func history(_ factors: [Double]) -> String {
      let values = (0..<20).map { index in
        let value = (100 + 2 * Double(index) + Double(index * 7 % 5)) * factors[index % 4]
        return "\(2015 + index / 4)-Q\(index % 4 + 1): \(value)"
      }
      return """
        time: {start: 2015, end: 2024, step: quarter}
        indicators:
          a: {kind: output, measure: flow, unit: mn yuan, history: {\(values.joined(separator: ", "))}}
        """
    }
    let found = try warnings(history([1.3, 0.8, 0.85, 1.05]))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("indicators.a.history: has a season (1.") == true)
    #expect(try warnings(history([1, 1, 1, 1])) == [])
  }

  @Test func `a percentage that passes the whole is asked about`() throws {
    func found(_ history: String, _ growth: String = "{model: auto}") throws -> [String] {
      try warnings(outputs("\(history), growth: \(growth)", unit: "\"%\""))
    }
    let cover = "{2019: 75, 2020: 80, 2021: 85, 2022: 90, 2023: 95}"
    let text = try found(cover)
    #expect(text.count == 1)
    #expect(
      text.first?.hasPrefix(
        "indicators.a.history: no value is above 100 %, and one path in ten comes to ") == true)
    #expect(try found(cover, "{model: auto, ceiling: 100}") == [])
    // A ratio that was above 100 % is no share, and a share that stays low is in no danger.
    #expect(try found("{2019: 95, 2020: 101, 2021: 104}") == [])
    #expect(try found("{2019: 3, 2021: 3.02, 2023: 3.01}", "{model: linear}") == [])
  }

  @Test(arguments: [
    ("default: 0.05, range: [0, 20]", "goes from 0 to 20"),
    ("default: 0.1, range: [-1, 1]", "goes from -1 to 1"),
    ("default: 5 %, range: [0 %, 100 %]", ""),
  ])
  func `a range that leaves its place is asked about`(lever: String, words: String) throws {
    let found = try warnings(
      """
      time: {start: 2020, end: 2030}
      levers: {churn: {\(lever)}}
      indicators: {c: {kind: count, initial: 1000, entries: 0, exits: churn}}
      targets: {t: {of: c, at_least: 900, in: 2025}}
      """)
    #expect(
      found
        == (words.isEmpty
          ? []
          : [
            "levers.churn.range: \(words), and indicators.c.exits, which is `churn`, "
              + "must be between 0 and 1"
          ]))
  }

  // MARK: Unused

  @Test func `levers, uncertainties and events that nothing uses are named`() throws {
    let found = try warnings(
      """
      time: {start: 2020, end: 2030}
      uncertainties:
        unused: "normal(0, 1)"
        inner: "normal(0, 1)"
        outer: inner + 1
        used: "normal(0, 1)"
        assumed: "uniform(1, 2)"
      levers:
        idle: {default: 0, range: [0, 1]}
        set: {default: 0, range: [0, 1]}
        works: {default: 0, range: [0, 1]}
        threshold: {default: 8, range: [7, 9]}
      indicators:
        a:
          kind: output
          history: {2020: 5}
          growth: {model: exponential, rate: 0.1 + 0.01 * used, volatility: 0.2, boost: works * 0.1}
        helper: {kind: derived, auxiliary: true, expression: a * 2}
      events:
        nothing: {chance: 0.1 per year, affects: [], multiply: 0.9}
        one: {chance: 0.1 per year, affects: a, multiply: 1}
        never: {chance: 0, affects: a, multiply: 0.9}
        acts: {chance: 0.1 per year, affects: a, multiply: 0.9}
        over: {chance: 1, at: 2020, affects: a, multiply: 0.9}
      cases:
        baseline: {}
        push: {set: 1, assume: {a.growth.rate: assumed / 10, never.chance: 0}}
      targets:
        t: {of: a, at_least: threshold, in: 2025}
      """)
    #expect(
      found == [
        "uncertainties.unused: no expression reads `unused`",
        "uncertainties.inner: only `outer`, without effect itself, reads `inner`",
        "uncertainties.outer: no expression reads `outer`",
        "levers.idle: no expression reads `idle`",
        "levers.set: no expression reads `set`, though a case sets it",
        "indicators.helper: no expression reads `helper`",
        "events.nothing: affects nothing",
        "events.one: multiplies by 1 and so changes nothing",
        "events.over: happens in 2020, and what it affects was observed until later",
      ])
  }

  @Test func `an event whose factor a case assumes is used`() throws {
    let found = try warnings(
      """
      time: {start: 2020, end: 2030}
      uncertainties: {depth: "uniform(0.5, 0.9)"}
      indicators: {a: {kind: output, history: {2020: 5}}}
      events: {slump: {chance: 0, affects: a, multiply: depth}}
      cases: {baseline: {}, slumps: {assume: {slump.chance: 0.2 per year}}}
      """)
    #expect(found == [])
  }

  // MARK: Observations and thresholds

  @Test(arguments: [
    "{2018: 100, 2019: 11_000, 2020: 120}", "{2018: 100, 2019: 1.1, 2020: 120}",
    "{2018: 100, 2019: 110, 2020: 12_000}", "{2018: 10_000, 2019: 110, 2020: 120}",
    "{2019: 110, 2020: 1.2}",
  ])
  func `an observation a hundred times off its neighbours is named`(history: String) throws {
    #expect(try warnings(outputs(history)).count == 1)
  }

  @Test(arguments: [
    "{2000: 1, 2010: 60, 2020: 3_000}", "{2018: 1, 2019: 5, 2020: 24}", "{2000: 5, 2030: 9_000}",
    "{2018: 4, 2019: 10, 2020: 6}",
  ])
  func `growth is no mistake`(history: String) throws {
    #expect(try warnings(outputs(history)) == [])
  }

  @Test(arguments: [
    ("at_least: 20_000, in: 2025", 1), ("at_least: 2, in: 2025", 1), ("at_most: 2, in: 2025", 1),
    ("at_least: 200, in: 2025", 0), ("at_least: 2_000, in: 2040", 0), ("at_most: 100, in: 2025", 0),
    ("between: [100, 1_000_000], in: 2025", 0),
    ("increase_of_at_least: 9_000, since: 2020, in: 2025", 1),
  ])
  func `a threshold a hundred times off is named`(target: String, count: Int) throws {
    let text = outputs("{2016: 100, 2018: 110, 2020: 120}", "targets: {t: {of: a, \(target)}}")
    let found = try warnings(text)
    #expect(found.count == count, "\(found)")
  }

  @Test func `a threshold above a ceiling is named, whatever the model`() throws {
    for growth in [
      "{model: logistic, ceiling: 700}", "{model: auto, ceiling: 700}",
      "{model: gompertz, ceiling: \"uniform(500, 700)\"}",
      "{model: logistic, ceiling: \"normal(600, 30)\"}",
    ] {
      let text = """
        time: {start: 2015, end: 2030}
        indicators:
          firms: {kind: count, history: {2015: 120, 2020: 405}, growth: \(growth), exits: 0.05}
        targets:
          above: {of: firms, at_least: 800, in: 2025}
          below: {of: firms, at_least: 550, in: 2025}
        """
      let found = try warnings(text)
      #expect(found.count == 1)
      #expect(found.first?.hasPrefix("targets.above.at_least: 800 is above the ceiling") == true)
    }
  }

  // MARK: Dates

  @Test func `dates outside the simulated time are named where they decide something`() throws {
    let found = try warnings(
      """
      time: {start: 2020, end: 2030}
      indicators:
        a:
          kind: output
          history: {2021: 5}
          growth: {model: exponential, rate: 0.1, boost: 0.1 * step(from: 2090)}
        b: {kind: derived, expression: "a * (1 + ramp(from: 2019, over: 5) + step(from: 2010))"}
        c: {kind: derived, expression: "if(year >= 2050, a, b)"}
        m: {kind: milestone, opens: 2045}
        n: {kind: milestone, opens: "triangular(2022, 2026, 2050)"}
      """)
    #expect(
      found == [
        "indicators.a.growth.boost: 2090 is after the end of the simulated time, 2030: it is always 0",
        "indicators.b.expression: 2010 is before the start of the simulated time, 2020: it is always 1",
        "indicators.c.expression: 2050 is after the end of the simulated time, 2030: "
          + "it is always the same",
        "indicators.m.opens: 2045 is after the end of the simulated time, 2030: it opens on no path",
      ])
  }

  // MARK: Laws

  @Test func `laws that reach outside their place are named with their share`() throws {
    let found = try warnings(
      """
      time: {start: 2020, end: 2030}
      uncertainties: {arrivals: "normal(1, 5)", safe: "uniform(1, 5)"}
      indicators:
        a: {kind: count, initial: 10, entries: "normal(1, 5)", exits: "normal(0.1, 0.2)"}
        b: {kind: count, initial: 10, entries: arrivals, exits: "beta(2, 30)"}
        c: {kind: count, initial: 10, entries: arrivals * step(from: 2022), exits: 0}
        d: {kind: count, initial: 10, entries: safe, exits: 0}
      """)
    #expect(
      found == [
        "indicators.a.entries: `normal(1, 5)` is below 0 with a probability of 42 %, where no such "
          + "value can be: it is cut off or the path fails",
        "indicators.a.exits: `normal(0.1, 0.2)` is below 0 with a probability of 31 %, where no such "
          + "value can be: it is cut off or the path fails",
        "indicators.b.entries: `arrivals` is below 0 with a probability of 42 %, where no such value "
          + "can be: it is cut off or the path fails",
        "indicators.c.entries: `arrivals * step(from: 2022)` is below 0 with a probability of 42 %, "
          + "where no such value can be: it is cut off or the path fails",
      ])
  }

  // MARK: Beginnings

  @Test(arguments: [
    ("plan: 10 / year", true), ("plan: 10 / year, from: 2024", false),
    ("plan: 10 * step(from: 2024) / year", false), ("plan: 10 / year, history: {2023: 4}", false),
  ])
  func `a rollout that begins before what was observed is asked about`(
    keys: String, isAsked: Bool
  ) throws {
    let found = try warnings(
      """
      time: {start: 2020, end: 2028}
      indicators:
        sales: {kind: output, unit: bn yuan/year, history: {2020: 10, 2023: 12}, growth: {model: exponential, cagr: 5 %}}
        sites: {kind: rollout, unit: sites, \(keys), pipeline: [{stage: build, takes: 1 years}]}
      """)
    #expect(found.contains { $0.hasPrefix("indicators.sites: begins to build in 2020") } == isAsked)
  }

  // MARK: Percentages without their sign

  @Test func `rates that are mostly percentages without their sign are asked about`() throws {
    let found = try warnings(
      """
      time: {start: 2020, end: 2026}
      indicators:
        a: {kind: output, unit: km, history: {2020: 20}, growth: {model: exponential, rate: 8}}
        b: {kind: output, unit: km, history: {2020: 20}, growth: {model: auto, boost: "lognormal(p10: 1, p90: 5)"}}
        c: {kind: count, initial: 100, births: "uniform(3, 8)", exits: 5 %}
        d: {kind: count, initial: 100, births: 0.1, exits: "uniform(3, 8)"}
        e: {kind: count, initial: 100, births: 150 %, exits: 5 %}
        f: {kind: output, unit: km, history: {2020: 20}, growth: {model: linear, rate: 8}}
        g: {kind: output, unit: km, history: {2020: 20}, growth: {model: exponential, rate: 0.08}}
      targets:
        less: {of: g, growth_of_at_least: 0.14}
        more: {of: g, growth_of_at_least: 1.14}
      """)
    #expect(
      found.map { $0.prefix { $0 != " " } } == [
        "indicators.a.growth.rate:", "indicators.b.growth.boost:", "indicators.c.births:",
        "indicators.d.exits:", "targets.less.growth_of_at_least:",
      ])
    #expect(found.last?.contains("a fall to 14 % of the value before") == true)
  }

  // MARK: Parts of wholes

  /// Whether a sum of a cluster, the park that is part of it, and values made of these is asked about.
  private func isAsked(_ sum: String) throws -> Bool {
    let found = try warnings(
      """
      time: {start: 2020, end: 2026}
      indicators:
        cl: {kind: output, unit: bn yuan, history: {2020: 40}, growth: {model: exponential, rate: 0}}
        pk: {kind: output, unit: bn yuan, history: {2020: 6}, growth: {model: exponential, rate: 0}, part_of: cl}
        parks: {kind: derived, unit: bn yuan, expression: 1 * pk}
        more: {kind: derived, unit: bn yuan, expression: parks + 2 bn yuan}
        rest: {kind: derived, unit: bn yuan, expression: cl - pk}
        both: {kind: derived, unit: bn yuan, expression: "sum(cl, pk)"}
        total: {kind: derived, unit: bn yuan, expression: "\(sum)"}
      """)
    return found.contains {
      $0.hasPrefix("indicators.total.expression: pk is part of cl and is counted twice")
    }
  }

  @Test(arguments: [
    "cl + parks", "sum(cl, parks)", "more + cl", "(cl + parks) / 2", "both + parks",
    "2 bn yuan + max(cl + parks, cl)",
  ])
  func `a part that a derived value hides is counted once`(sum: String) throws {
    #expect(try isAsked(sum))
  }

  @Test(arguments: [
    "sum(cl, pk)", "rest + pk", "rest + parks", "cl - parks", "gross_sum(cl, parks)",
    "cl + 0.4 * pk",
  ])
  func `a sum that counts a part once is in order`(sum: String) throws {
    #expect(try !isAsked(sum))
  }

  // MARK: After a run

  @Test func `a target that no path or every path meets is named after a run, once`() throws {
    let text = """
      time: {start: 2015, end: 2030}
      indicators:
        firms: {kind: count, history: {2015: 120, 2020: 405}, growth: auto, exits: 0.05}
        teams: {kind: count, initial: 4, entries: "uniform(3, 4)", exits: 0}
      targets:
        never: {of: teams, at_least: 150, by: 2025}
        always: {of: teams, at_least: 5, by: 2025}
        far: {of: firms, at_least: 80_000, in: 2025}
        fair: {of: firms, at_least: 700, in: 2025}
        both: {all: [never, fair]}
      """
    #expect(try warnings(text).map { $0.prefix(11) } == ["targets.far"])
    let found = try warnings(text, paths: 500)
    #expect(
      found.map { $0.prefix { $0 != " " } } == [
        "targets.never.at_least:", "targets.always.at_least:", "targets.far.at_least:",
      ])
    #expect(found[0].contains("no path met it"))
    #expect(found[1].contains("every path met it"))
  }
}
