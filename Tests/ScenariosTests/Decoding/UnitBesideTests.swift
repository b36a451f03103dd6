import Expressions
import Plans
import Scenarios
import Testing

/// Numbers whose unit stands beside them, or is told by how they are written.
@Suite struct UnitBesideTests {
  private func scenario(_ text: String) throws(ScenarioError) -> Scenario {
    try Scenario(text: "waymark: 1\ntime: {start: 2015, end: 2030}\n" + text, name: "a.yaml")
  }

  private func observed(_ text: String, _ indicator: String) throws -> Observation {
    let scenario = try scenario("indicators:\n  a: {\(indicator), history: {2020: \"\(text)\"}}\n")
    return scenario.indicators[0].history[0]
  }

  private static let money = "kind: output, unit: 亿元"
  private static let firms = "kind: count, unit: 家"

  /// `9..11 bn yuan` was 9 亿元 to 110 亿元.
  @Test(arguments: [
    ("9..11 bn yuan", money, 90.0, 110.0), ("9 bn yuan..11", money, 90, 110),
    ("900000..1100000 万元", money, 90, 110), ("9..11", money, 9, 11),
    ("2..3万家", firms, 20_000, 30_000), ("2..3万", firms, 20_000, 30_000),
    ("15000..2万", firms, 15_000, 20_000), ("2万..30000", firms, 20_000, 30_000),
    ("3万5千..4万家", firms, 35_000, 40_000),
  ])
  func `an end of a range has the unit beside it`(
    text: String, indicator: String, low: Double, high: Double
  ) throws {
    #expect(try observed(text, indicator).kind == .between(low, high))
  }

  @Test(arguments: [
    ("10 ± 1 bn yuan", money, 100.0, 10.0), ("10 bn yuan ± 1", money, 100, 10),
    ("2 ± 0.5万家", firms, 20_000, 5000), ("2万 ± 3000", firms, 20_000, 3000),
    ("20000 ± 0.3万", firms, 20_000, 3000), ("405 ± 10 %", firms, 405, 40.5),
  ])
  func `a value and its error have one unit`(
    text: String, indicator: String, value: Double, error: Double
  ) throws {
    let observation = try observed(text, indicator)
    #expect(observation.value == value && observation.kind == .standardDeviation(error))
  }

  @Test(arguments: [
    (
      "a: {\(money), history: {2020: 5}}\ntargets: {t: {of: a, between: [9, 11 bn yuan], in: 2025}}",
      "write `[9 bn yuan, 11 bn yuan]`, or `[9, 110]`"
    ),
    (
      "a: {\(firms), history: {2020: 5}}\ntargets: {t: {of: a, between: [2, 4万], in: 2025}}",
      "write `[2万, 4万]`, or `[2, 40000]`"
    ),
    ("a: {\(firms), history: {2020: 1万5}}", "holds a second number; write one number and its unit"),
    ("a: {\(firms), history: {2020: 2家3}}", "holds a second number"),
    (
      "a: {kind: rollout, plan: 10 / year, pipeline: [{stage: build, takes: 1年6个月}]}",
      "as in 18 months"
    ),
    (
      "a: {kind: output, history: {2020: 5}}\nevents: {x: {at: 2022, chance: 50, affects: a, multiply: 0.9}}",
      "write 0.5 or `50 %`"
    ),
    (
      "a: {kind: output, history: {2020: 5}, growth: {model: exponential, rate: 8 % / year}}",
      "write the continuous rate, `rate: 0.077`, or what a year adds, `growth: 8 % a year`"
    ),
    (
      "a: {kind: output, history: {2020: 5}, growth: {model: exponential, rate: \"1e30 * 5 % / year\"}}",
      "write the continuous rate, `rate: 66.0818`"
    ),
    (
      "a: {kind: output, history: {2020: 5}, growth: {model: exponential, rate: \"1e300 % / year * 10\"}}",
      "no percentage"
    ),
    (
      "a: {kind: output, history: {2020: 5}, growth: {model: exponential, rate: 5 % + 3 %}}",
      "`rate: 0.077`, or what a year adds, `growth: 8 % a year`"
    ),
    (
      "a: {kind: output, history: {2020: 5}, growth: {model: exponential, rate: \"max(8 %, 1 %)\"}}",
      "`growth: 8 % a year`"
    ),
    (
      "a: {kind: output, history: {2020: 5}, growth: {model: exponential, rate: 0.5 % / month}}",
      "`rate: 0.0599`, or what a year adds, `growth: 0.5 % a month`"
    ),
    (
      "a: {\(money), history: {2020: 5}, growth: {model: linear, rate: 2 %/year}}",
      "a straight line takes an amount per time, as in 40 亿元 / year"
    ),
    (
      "a: {\(money), history: {2020: 5}}\ntargets: {t: {of: a, increase_of_at_least: 35 %, since: 2020, in: 2025}}",
      "or the share of what, as in 35 % * 400 亿元"
    ),
  ])
  func `what may be meant in two ways has what to write beside it`(
    indicator: String, advice: String
  ) {
    #expect {
      try CompiledScenario(scenario("indicators:\n  " + indicator + "\n"))
    } throws: {
      "\($0)".contains(advice)
    }
  }

  /// The advice was another curve, or 0.0198 points.
  @Test(arguments: ["2 %/year", "2 % / year", "2 % a year", "2 %", "2"])
  func `a straight line of a percentage rises by so many points a year`(rate: String) {
    #expect(throws: Never.self) {
      try CompiledScenario(
        scenario(
          """
          indicators:
            a: {kind: output, unit: '%', history: {2020: 40}, growth: {model: linear, rate: \(rate)}}
          """))
    }
  }

  /// The threshold of the first target.
  private func threshold(_ text: String) throws -> Double? {
    let plan = try CompiledScenario(scenario(text)).plan
    guard case .indicator(_, _, let condition) = plan.targets[0].statement else { return nil }
    switch condition.threshold {
    case .constant(let value): return value
    case .nodes(let nodes): return plan.graph.constant(nodes[0])
    }
  }

  /// It was half a percent.
  @Test(arguments: ["{default: 50 %, range: [20 %, 90 %]}", "50 %", "{default: 50, unit: '%'}"])
  func `a lever in percent is that in a place of percentages`(lever: String) throws {
    let found = try threshold(
      """
      levers: {q: \(lever)}
      indicators: {a: {kind: output, unit: '%', history: {2020: 40}, growth: {model: exponential, rate: 0}}}
      targets: {t: {of: a, at_least: q, in: 2025}}
      """)
    #expect(found == 50)
  }

  /// Times 100 it is a factor, as ever, and the whole is asked for.
  @Test(
    arguments: [
      ("'%'", "100 * q", 50), ("'%'", "q + 10 %", 60), ("'%'", "1 - q", nil),
      ("亿元", "200 * q", 100), ("'%'", "q / 2", 25), ("'%'", "0.5 * q", 25), ("'%'", "abs(q)", 50),
      ("'%'", "4 * q", 200), ("'%'", "1 * q", 50), ("'%'", "80 * q", nil), ("'%'", "q ^ 2", 25),
    ] as [(String, String, Double?)])
  func `a lever in percent is a share`(unit: String, threshold text: String, value: Double?) {
    let found = try? threshold(
      """
      levers: {q: 50 %}
      indicators: {a: {kind: output, unit: \(unit), history: {2020: 40}, growth: {model: exponential, rate: 0}}}
      targets: {t: {of: a, at_least: "\(text)", in: 2025}}
      """)
    #expect(found == value)
  }

  @Test(
    arguments: [
      ("3万5千家", 3.5), ("1亿2千", nil), ("3万5千", 3.5), ("3万5千 家", 3.5), ("1万5", nil),
      ("约3万5千", nil),
    ] as [(String, Double?)])
  func `a numeral of digits and characters has its value`(text: String, value: Double?) throws {
    let found = try? threshold(
      """
      indicators: {a: {kind: output, unit: 万家, history: {2020: 3万2千家}, growth: {model: exponential, rate: 0}}}
      targets: {t: {of: a, at_least: \(text), in: 2025}}
      """)
    #expect(found == value)
  }

  private static func driven(_ text: String) -> String {
    """
    \(text)
    indicators:
      a: {kind: output, unit: m2, history: {2020: 100}, growth: {model: exponential, rate: 0}}
      b: {kind: derived, unit: m2, expression: a * (1 + k)}
    """
  }

  /// `[0, 20]` beside 5 % went to 2,000 %.
  @Test(arguments: [
    ("levers: {k: {default: 5 %, range: [0, 20]}}", "write `20 %`, or `2000 %` for 20 times"),
    ("levers: {k: {default: 0.5 %, range: [0, 1]}}", "write `1 %`, or `100 %`"),
    ("levers: {k: {default: 5 %, range: [0, 20 %], step: 1}}", "write `1 %`, or `100 %`"),
    ("levers: {k: {default: 5, range: [0, 20 %]}}", "write `5 %`, or `500 %`"),
    ("levers: {k: 5 %}\ncases: {c: {}, d: {k: 8}}", "write `8 %`, or `800 %`"),
    (
      "levers: {k: {default: 5 %, range: [0, 30 %]}}\ncases: {c: {}, d: {k: 1.1}}",
      "write `1.1 %`, or `110 %`"
    ),
    ("levers: {k: 5}\ncases: {c: {}, d: {k: 8 %}}", "write `8`, or `0.08`"),
    ("uncertainties: {k: 5 %}\ncases: {c: {}, d: {assume: {k: 8}}}", "write `8 %`, or `800 %`"),
    (
      "uncertainties: {k: \"uniform(3 %, 8 %)\"}\ncases: {c: {}, d: {assume: {k: 1}}}",
      "write `1 %`, or `100 %`"
    ),
  ])
  func `a number from 1 on beside percentages is refused`(text: String, advice: String) {
    #expect {
      try scenario(Self.driven(text))
    } throws: {
      "\($0)".contains("beside percentages has no unit; " + advice)
        || "\($0)".contains("is a percentage, and the lever is 5 by default; " + advice)
    }
  }

  @Test(arguments: [
    "levers: {k: {default: 5 %, range: [0, 0.2], step: 0.01}}",
    "levers: {k: {default: 20 %, range: [0, 1]}}\ncases: {c: {}, d: {k: 1}, e: {k: 0.6}}",
    "levers: {k: {default: 100 %, range: [80 %, 1.2]}}",
    "levers: {k: {default: 10 %, range: [0, 1]}}", "levers: {k: {default: 0 %, range: [0, 1]}}",
    "levers: {k: {default: 2, range: [1, 4]}}\ncases: {c: {}, d: {k: 150 %}}",
    "levers: {k: 1}\ncases: {c: {}, d: {k: 120 %}}",
    "levers: {k: {default: 5, range: [0, 20], unit: '%'}}\ncases: {c: {}, d: {k: 8}}",
    "uncertainties: {k: \"uniform(80 %, 120 %)\"}\ncases: {c: {}, d: {assume: {k: 1}}}",
    "uncertainties: {k: \"bernoulli(30 %)\"}\ncases: {c: {}, d: {assume: {k: 1}}}",
  ])
  func `a share and the whole need no unit beside percentages`(text: String) throws {
    // A declared percentage asks for the whole in its own unit.
    let whole = text.contains("unit:") ? "100 %" : "1"
    _ = try scenario(Self.driven(text).replacing("1 + k", with: whole + " + k"))
  }

  @Test func `a lever may be a year with its word`() throws {
    let lever = try scenario(
      """
      levers: {d: {default: 2022年, range: [2021年, 2025年]}}
      indicators: {m: {kind: milestone, opens: d}}
      """
    ).levers[0]
    #expect(lever.defaultValue == 2022 && lever.range == 2021...2025 && lever.dates == .year)
  }
}
