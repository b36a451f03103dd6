import Foundation
import Scenarios
import Testing
import _TestSupport

/// What dates, stretches of time, shares per time and totals mean (docs/time.md).
@Suite struct TimeTruths {
  /// The sentences of what is wrong with a text; empty where it is in order.
  private func problems(_ text: String) -> String {
    do {
      _ = try CompiledScenario(Scenario(text: "waymark: 1\n" + text, name: "time.yaml"))
      return ""
    } catch {
      return "\(error)"
    }
  }

  private static let grids = ["year", "quarter", "month"]
  private static func count(_ step: String) -> Int {
    step == "year" ? 1 : step == "quarter" ? 4 : 12
  }

  @Test(arguments: grids)
  func `the law of an opening is the same on every grid`(step: String) throws {
    // P(triangular(2022, 2023, 2026) ≤ 2023) = (2023 − 2022)/(2026 − 2022).
    let run = try Experiment(
      """
      time: {start: 2021, end: 2027, step: \(step)}
      indicators:
        nansha: {kind: milestone, opens: "triangular(2022, 2023, 2026)"}
        drawn: {kind: milestone, opens: when}
        later: {kind: milestone, opens: "2022 + 30 months"}
        month: {kind: milestone, opens: "2022-01 + 30 months"}
        after: {kind: derived, expression: "step(from: date(later))"}
      uncertainties: {when: "discrete(2022: 0.25, 2025: 0.75)"}
      targets:
        open: {of: nansha, reached: true, by: 2023}
        quarter: {of: drawn, reached: true, by: 2023}
        none: {of: later, reached: true, by: 2024}
        all: {of: later, reached: true, by: 2025}
        early: {of: month, reached: true, by: 2024}
      """)
    #expect(FourErrors.agree(try run.attainment("open"), 0.25))
    #expect(FourErrors.agree(try run.attainment("quarter"), 0.25))
    #expect(try run.attainment("none").estimate == 0)
    #expect(try run.attainment("all").estimate == 1)
    #expect(try run.attainment("early").estimate == 1)
    // later opens at the end of 2025-06, and what follows it is 1 behind that instant.
    let end = (2025 - 2021 + 1) * Self.count(step) - 1
    #expect(try run.value("after", end) == 1)
    #expect(try run.value("after", end - Self.count(step)) == 0)
  }

  @Test(arguments: grids)
  func `a step acts from the beginning of its date in every place`(step: String) throws {
    let n = Self.count(step)
    let run = try Experiment(
      """
      time: {start: 2020, end: 2026, step: \(step)}
      levers: {when: {default: 2022, range: [2021, 2025]}}
      indicators:
        m: {kind: milestone, opens: 2024}
        s: {kind: derived, expression: "step(from: when)"}
        plan: {kind: rollout, plan: "120 * step(from: 2022) / year", pipeline: []}
        flow: {kind: count, initial: 0, entries: "1200 * step(from: 2022)", exits: 0}
        growth: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0, volatility: 0, boost: "0.1 * step(from: when)"}}
        named: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0, volatility: 0, boost: "0.1 * m"}}
        dated: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0, volatility: 0, boost: "0.1 * step(from: date(m))"}}
        half: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0, volatility: 0, boost: "0.1 * step(from: 2022-07)"}}
        product: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0, volatility: 0, boost: "0.1 * step(from: 2022-07) * step(from: 2022-04)"}}
        ramped: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0, volatility: 0, boost: "0.1 * ramp(from: 2021, over: 2)"}}
      """, paths: 200)
    func value(_ name: String, _ year: Int) throws -> Double {
      try #require(try run.value(name, (year - 2020 + 1) * n - 1))
    }
    let near = Tolerance(absolute: 1e-9)
    #expect(try value("s", 2021) == 0 && value("s", 2022) == 1)
    #expect(try value("plan", 2021) == 0 && value("plan", 2022) == 120)
    #expect(try value("growth", 2022).agrees(with: 100 * exp(0.1), within: near))
    #expect(try value("growth", 2021) == 100)
    for name in ["named", "dated"] {
      #expect(try value(name, 2024).agrees(with: 100, within: near), "\(name)")
      #expect(try value(name, 2025).agrees(with: 100 * exp(0.1), within: near), "\(name)")
    }
    for name in ["half", "product"] {
      #expect(try value(name, 2022).agrees(with: 100 * exp(0.05), within: near), "\(name)")
    }
    #expect(try value("ramped", 2021).agrees(with: 100 * exp(0.025), within: near))
    #expect(try value("ramped", 2022).agrees(with: 100 * exp(0.1), within: near))
    let last = try run.band("flow", 3 * n - 1)
    #expect(abs(last.moments.mean - 1200) < 4 * (1200.0 / 200).squareRoot())
  }

  @Test func `a mean over a period is exact for one ramp, and by months for a product`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2023}
      indicators:
        plan: {kind: rollout, plan: "10_000 * ramp(from: 2021, over: 2)", pipeline: []}
      """, paths: 2)
    #expect(try run.value("plan", 1) == 2500)
    #expect(try run.value("plan", 2) == 10_000)
    #expect(try run.value("plan", 3) == 20_000)
  }

  @Test func `the year of a period is its calendar year`() throws {
    let run = try Experiment(
      """
      time: {start: 2020-Q3, end: 2022-Q4, step: quarter}
      indicators:
        a: {kind: derived, expression: year}
        b: {kind: derived, expression: "if(year >= 2021, 1, 0)"}
        c: {kind: derived, expression: t}
      """, paths: 2)
    #expect(try (0..<4).map { try run.value("a", $0) } == [2020, 2020, 2021, 2021])
    #expect(try (0..<4).map { try run.value("b", $0) } == [0, 0, 1, 1])
    #expect(try (0..<4).map { try run.value("c", $0) } == [0, 0.25, 0.5, 0.75])
  }

  @Test(arguments: [
    ("indicators: {a: {kind: milestone, opens: \"exponential(mean: 8)\"}}", "a date stands here"),
    ("indicators: {a: {kind: milestone, opens: \"2022 + 8\"}}", "is no stretch of time"),
    ("indicators: {a: {kind: milestone, opens: \"2022 + 8 km\"}}", "a date and km"),
    ("indicators: {a: {kind: milestone, opens: \"2022-01 + 3 bn yuan\"}}", "a date and bn yuan"),
    ("indicators: {a: {kind: milestone, opens: \"2022 + 2023\"}}", "two dates cannot be added"),
    ("indicators: {a: {kind: derived, expression: \"step(from: 8)\"}}", "a date stands here"),
    ("indicators: {a: {kind: derived, expression: \"step(from: t)\"}}", "a date stands here"),
    (
      "indicators: {a: {kind: derived, expression: \"if(year >= 2024-06, 1, 0)\"}}",
      "write year >= 2024"
    ),
    ("indicators: {a: {kind: derived, expression: \"ramp(from: 2022, over: 3 km)\"}}", "a time"),
    (
      "indicators: {a: {kind: derived, expression: \"2 * date(b)\"}, b: {kind: milestone, opens: 2022}}",
      "found a date"
    ),
    (
      "indicators: {a: {kind: count, initial: 5, exits: 0}, b: {kind: derived, unit: a, expression: \"lag(a, 2 km)\"}}",
      "whole number of periods"
    ),
    (
      "indicators: {a: {kind: output, initial: 5, growth: {model: logistic, ceiling: 9, midpoint: 2025 km}}}",
      "a date stands here"
    ),
    (
      "indicators: {a: {kind: output, initial: 5, growth: {model: exponential, rate: 8 %}}}",
      "growth: 8 % a year"
    ),
    (
      "indicators: {a: {kind: output, initial: 5, growth: {model: exponential, rate: \"normal(8 %, 2 %)\"}}}",
      "growth of 8 % a year"
    ),
    (
      "indicators: {a: {kind: output, initial: 5, growth: {model: exponential, rate: 1 % a month}}}",
      "growth: 1 % a month"
    ),
    (
      "indicators: {a: {kind: output, unit: firms, initial: 5, growth: {model: linear, rate: 14.56 %}}}",
      "40 firms / year"
    ),
    (
      "indicators: {a: {kind: rollout, plan: 5, pipeline: [{stage: s, takes: 3}]}}",
      "has no unit of time"
    ),
    (
      "indicators: {a: {kind: rollout, plan: 5, pipeline: [{stage: s, takes: \"gamma(3, 1)\"}]}}",
      "has no unit of time"
    ),
    (
      "indicators: {a: {kind: rollout, plan: 5, pipeline: [{stage: s, takes: 3 months, refused: 5 % per month}]}}",
      "expected a number"
    ),
    (
      "indicators: {a: {kind: output, initial: 5}}\nevents: {e: {chance: 0.1, affects: a, multiply: 0.5, lasts: 2}}",
      "has no unit of time"
    ),
    (
      "indicators: {a: {kind: output, initial: 5}}\ncases: {b: {}, c: {assume: {a.growth.model: exponential, a.growth.rate: 8 %}}}",
      "growth: 8 % a year"
    ),
    (
      "levers: {l: {default: 2022-06, range: [2022-01, 2023-12]}}\nindicators: {a: {kind: derived, expression: \"step(from: l)\"}}\ncases: {b: {}, c: {l: 2023}}",
      "write a month, as in 2022-06"
    ),
  ])
  func `what cannot be meant in time says what to write`(text: String, words: String) {
    let found = problems("time: {start: 2020, end: 2030}\n" + text)
    #expect(found.contains(words), "\(found)")
  }

  @Test func `shares per month compound`() throws {
    let run = try Experiment(
      """
      time: {start: 2020-12, end: 2022-12, step: month}
      indicators:
        revenue: {kind: output, measure: stock, unit: m2, initial: 100, growth: {model: exponential, rate: 0, volatility: 0}}
        firms: {kind: count, unit: firms, initial: 10000, births: 0, entries: 0, exits: 10 % per month}
        plain: {kind: count, unit: firms, initial: 10000, births: 0, entries: 0, exits: 0.1 per month}
        grown: {kind: output, unit: yuan/year, initial: 100, growth: 1 % a month}
        steady: {kind: count, unit: firms, initial: 10000, births: 10 % per month, entries: 0, exits: 10 % per month}
      events: {strike: {chance: 10 % per month, affects: revenue, multiply: 0.5}}
      targets:
        hit: {of: revenue, less_than: 90, in: 2021-01}
        g: {of: grown, growth_of_at_least: 1 % a month, in: 2021-12}
      """)
    #expect(FourErrors.agree(try run.attainment("hit"), 0.1))
    // Kendall's step: equal births and exits keep the mean, and the variance is 2 n β t.
    let hazard = -log(0.9)
    #expect(
      FourErrors.agree(
        try run.band("steady", 12), mean: 10_000, variance: 10_000 * 24 * hazard, kurtosis: 3.1))
    for name in ["firms", "plain"] {
      #expect(FourErrors.agree(try run.band(name, 1), mean: 9000, variance: 900), "\(name)")
      let left = exp(12 * log(0.9))
      #expect(
        FourErrors.agree(
          try run.band(name, 12), mean: 10_000 * left, variance: 10_000 * left * (1 - left)))
    }
  }

  @Test func `growth in a year compounds on every way to write it`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2025}
      indicators:
        a: {kind: output, measure: stock, initial: 100, growth: {model: exponential, cagr: 8 %, volatility: 0}}
        b: {kind: output, measure: stock, initial: 100, growth: {model: exponential, cagr: 1 % a month, volatility: 0}}
        c: {kind: count, unit: firms, initial: 400, exits: 0, growth: {model: linear, rate: 40 firms / year, volatility: 0}}
      targets:
        below: {of: b, growth_of_at_least: 0.99 % a month, in: 2025}
        above: {of: b, growth_of_at_least: 1.01 % a month, in: 2025}
      """, paths: 1000)
    let near = Tolerance(absolute: 1e-9)
    #expect(
      try #require(try run.value("a", 5)).agrees(with: 100 * exp(5 * log(1.08)), within: near))
    #expect(
      try #require(try run.value("b", 5)).agrees(with: 100 * exp(60 * log(1.01)), within: near))
    #expect(try run.attainment("below").estimate == 1 && run.attainment("above").estimate == 0)
    #expect(abs(try run.mean("c", 5) - 600) < 8)
  }

  // MARK: Totals

  @Test(arguments: grids)
  func `a yearly total stays the total`(step: String) throws {
    let n = Self.count(step)
    let run = try Experiment(
      """
      time: {start: 2017, end: 2024, step: \(step)}
      indicators:
        sales: {kind: output, measure: flow, unit: t, history: {2020: 110}, growth: {model: exponential, rate: 0.4, volatility: 0}}
        two: {kind: output, measure: flow, unit: bn yuan, history: {2018: 100, 2020: 120}, growth: {model: exponential, volatility: 0}}
        copy: {kind: derived, unit: bn yuan, expression: two * 1 + two}
        past: {kind: derived, unit: bn yuan, expression: "lag(two, 1 year)"}
        bent: {kind: output, measure: flow, unit: t, history: {2020: 110}, growth: {model: logistic, ceiling: 400, rate: 0.3, volatility: 0}}
        said: {kind: output, measure: flow, unit: t, history: {2020: 110}, growth: {model: logistic, ceiling: 400 / year, rate: 0.3, volatility: 0}}
        line: {kind: output, measure: flow, unit: t, history: {2020: 110}, growth: {model: linear, rate: 12, volatility: 0}}
        pushed: {kind: output, measure: flow, unit: t, history: {2020: 110}, growth: {model: exponential, rate: 0, volatility: 0, boost: "0.1 * step(from: 2022)"}}
      targets:
        less: {of: two, at_least: 143.9, in: 2022}
        more: {of: two, at_least: 144.1, in: 2022}
        both: {of: copy, at_least: 287.8, in: 2022}
        late: {of: past, at_least: 143.9, in: 2023}
        later: {of: past, at_least: 144.1, in: 2023}
        over: {of: copy, at_least: 288.2, in: 2022}
      """, paths: 4, keptPaths: 1)
    func total(_ name: String, _ year: Int) throws -> Double {
      let values = try run.path(0, name)
      return values[((year - 2017) * n)..<((year - 2017 + 1) * n)].reduce(0, +)
    }
    // To fourth order in growth over half a year; the year grid is exact.
    let near = Tolerance(relative: n == 1 ? 1e-9 : 2e-4)
    #expect(try total("sales", 2020).agrees(with: 110, within: Tolerance(absolute: 1e-9)))
    #expect(try total("sales", 2021).agrees(with: 110 * exp(0.4), within: near))
    #expect(try total("sales", 2024).agrees(with: 110 * exp(1.6), within: near))
    #expect(try total("two", 2018).agrees(with: 100, within: Tolerance(absolute: 1e-9)))
    #expect(try total("two", 2022).agrees(with: 144, within: near))
    let odds = 110.0 / 290 * exp(0.6)
    for name in ["bent", "said"] {
      #expect(
        try total(name, 2022).agrees(
          with: 400 * odds / (1 + odds), within: Tolerance(relative: 1e-3)))
    }
    #expect(try total("line", 2023).agrees(with: 146, within: near))
    #expect(try total("pushed", 2021).agrees(with: 110, within: near))
    #expect(
      try total("pushed", 2024).agrees(with: 110 * exp(0.3), within: Tolerance(relative: 1e-3)))
    #expect(try run.attainment("less").estimate == 1 && run.attainment("more").estimate == 0)
    #expect(try run.attainment("both").estimate == 1 && run.attainment("over").estimate == 0)
    #expect(try run.attainment("late").estimate == 1 && run.attainment("later").estimate == 0)
  }

  @Test(arguments: ["logistic, ceiling: 400", "exponential", "auto"])
  func `the law of a later total is the same on every grid`(model: String) throws {
    var shares: [Double] = []
    for step in Self.grids {
      let run = try Experiment(
        """
        time: {start: 2018, end: 2024, step: \(step)}
        indicators:
          sales: {kind: output, measure: flow, unit: t, history: {2018: 60, 2019: 82, 2020: 110}, growth: {model: \(model)}}
        targets: {a: {of: sales, at_least: 170, in: 2022}}
        """, paths: 20_000)
      shares.append(try run.attainment("a").estimate)
    }
    for share in shares { #expect(abs(share - shares[0]) < 0.02, "\(shares)") }
  }

  @Test
  func `a ceiling below a yearly total is refused, and one without its time where dates differ`() {
    let text = """
      time: {start: 2016-01, end: 2024-12, step: month}
      indicators:
        f: {kind: output, measure: flow, unit: bn yuan, history: {HISTORY}, growth: {model: logistic, ceiling: CEILING, volatility: 0.1}}
      """
    func found(_ history: String, _ ceiling: String) -> String {
      problems(text.replacing("HISTORY", with: history).replacing("CEILING", with: ceiling))
    }
    #expect(found("2018: 100, 2020: 120", "40").contains("not above the 120"))
    #expect(found("2018: 100, 2020: 120", "480") == "")
    #expect(found("2018: 100, 2020: 120", "40 bn yuan / month") == "")
    #expect(found("2018: 100, 2020-01: 10", "480").contains("write it, as in 480 / year"))
    #expect(found("2018: 100, 2020-01: 10", "480 bn yuan / year") == "")
  }

  // MARK: Beginnings

  @Test func `a recursion begins where it says`() throws {
    let text = """
      time: {start: START, end: 2024}
      indicators:
        a: {kind: output, measure: stock, unit: m2, history: {2020: 100}, growth: {model: exponential, rate: 0, volatility: 0}}
        total: {kind: derived, unit: m2, expression: "lag(total, 1) + a", initial: INITIAL}
      """
    func written(_ start: String, _ initial: String) -> String {
      text.replacing("START", with: start).replacing("INITIAL", with: initial)
    }
    #expect(
      problems(written("2019", "5 m2")).contains(
        "write the date at whose end it holds, as in `initial: {2020: 5 m2}`"))
    for (start, initial) in [("2020", "5 m2"), ("2019", "{2020: 5 m2}"), ("2015", "{2020: 5 m2}")] {
      let run = try Experiment(written(start, initial), paths: 2)
      #expect(try run.value("total", run.plan.grid.count - 1) == 405, "\(start)")
    }
  }

  @Test func `a lag before the start is missing, and an error only where it is needed`() throws {
    let text = """
      time: {start: 2024-Q2, end: 2028-Q4, step: quarter}
      indicators:
        a: {kind: output, measure: stock, unit: points, initial: 100, growth: {model: exponential, rate: 0.1, volatility: 0}}
        l: {kind: derived, unit: points, expression: "lag(a, 4)"}
        b: {kind: output, measure: stock, unit: points, initial: 100, growth: {model: exponential, rate: 0, volatility: 0, boost: "BOOST"}}
      targets: {t: {of: a, at_least: 110, in: 2025-Q4}}
      """
    let found = problems(text.replacing("BOOST", with: "0.1 * (lag(a, 4) / 100 - 1)"))
    #expect(found.contains("reads lag(a, 4) in 2024-Q3"))
    #expect(found.contains("a has no value in 2023-Q3"))
    for boost in [
      "0.1 * (lag(a, 4, before: 100) / 100 - 1)",
      "if(year >= 2026, 0.1 * (lag(a, 4) / 100 - 1), 0)",
    ] {
      let run = try Experiment(text.replacing("BOOST", with: boost), paths: 2, keptPaths: 1)
      #expect(try run.path(0, "b").allSatisfy(\.isFinite), "\(boost)")
      #expect(try run.value("l", 4) == 100)
      let row = run.summary.cases[0].bands[try run.indicatorIndex("l")][3]
      #expect(row == nil, "no row before")
    }
  }

  @Test(arguments: grids)
  func `an indicator begins at the end of the start as written, or where it says`(step: String)
    throws
  {
    let n = Self.count(step)
    let run = try Experiment(
      """
      time: {start: 2020, end: 2026, step: \(step)}
      indicators:
        a: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0.1, volatility: 0}}
        b: {kind: output, measure: stock, initial: 100, from: 2023, growth: {model: exponential, rate: 0.1, volatility: 0}}
        c: {kind: output, measure: stock, initial: {2022: 100}, growth: {model: exponential, rate: 0.1, volatility: 0}}
        d: {kind: rollout, initial: 0, from: 2023, plan: 60 per year, pipeline: []}
        e: {kind: derived, expression: t}
      """, paths: 2)
    let last = 7 * n - 1
    let near = Tolerance(absolute: 1e-9)
    #expect(try #require(try run.value("a", last)).agrees(with: 100 * exp(0.6), within: near))
    #expect(try #require(try run.value("b", last)).agrees(with: 100 * exp(0.4), within: near))
    #expect(try #require(try run.value("c", last)).agrees(with: 100 * exp(0.4), within: near))
    #expect(try run.value("d", last) == 240)
    #expect(try #require(try run.value("e", last)).agrees(with: 6, within: near))
  }
}
