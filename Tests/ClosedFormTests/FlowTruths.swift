import Foundation
import Scenarios
import Simulation
import Testing
import _TestSupport

/// Yearly totals on grids of years, quarters and months: without a history, under events that have no
/// date, and compared with one another.
@Suite struct FlowTruths {
  private static let grids = ["year", "quarter", "month"]

  /// The sum of a path over a year.
  private func total(_ run: Experiment, _ name: String, _ year: Int, path: Int = 0) throws -> Double
  {
    let n = run.plan.grid.stepsPerYear
    let first = (year - run.plan.grid.start.year) * n
    return try run.path(path, name)[first..<(first + n)].reduce(0, +)
  }

  private func normal(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

  // MARK: Without a history

  /// The curves are those of the textbooks, with half of the ceiling at the midpoint, at whole years.
  @Test(arguments: grids)
  func `a flow without a history is a yearly total`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2026, step: \(step)}
      indicators:
        logistic: {kind: output, measure: flow, unit: t, growth: {model: logistic, ceiling: 400 / year, midpoint: 2022, rate: 0.5, volatility: 0}}
        gompertz: {kind: output, measure: flow, unit: t, growth: {model: gompertz, ceiling: 400 / year, midpoint: 2022, rate: 0.5, volatility: 0}}
        richards: {kind: output, measure: flow, unit: t, growth: {model: richards, shape: 2, ceiling: 400 / year, midpoint: 2022, rate: 0.5, volatility: 0}}
        weib: {kind: output, measure: flow, unit: t, initial: 100 / year, growth: {model: weibull, ceiling: 400 / year, midpoint: 2022, volatility: 0}}
        hill: {kind: output, measure: flow, unit: t, initial: 100 / year, growth: {model: hill, ceiling: 400 / year, midpoint: 2022, volatility: 0}}
        bass: {kind: output, measure: flow, unit: t, initial: 100 / year, growth: {model: bass, ceiling: 400 / year, midpoint: 2022, volatility: 0}}
        begun: {kind: output, measure: flow, unit: t, initial: 100 / year, growth: {model: exponential, rate: 0.3, volatility: 0}}
        levelled: {kind: output, measure: flow, unit: t, growth: {model: exponential, level: 100 / year, rate: 0.3, volatility: 0}}
        late: {kind: output, measure: flow, unit: t, initial: {2021: 100 / year}, growth: {model: exponential, rate: 0.3, volatility: 0}}
        since: {kind: output, measure: flow, unit: t, initial: 100 / year, from: 2022, growth: {model: exponential, rate: 0.3, volatility: 0}}
        line: {kind: output, measure: flow, unit: t, initial: 100 t / year, growth: {model: linear, rate: 12, volatility: 0}}
        pace: {kind: output, unit: t/year, growth: {model: logistic, ceiling: 400, midpoint: 2022, rate: 0.5, volatility: 0}}
      """, paths: 2, keptPaths: 1)
    let n = Double(run.plan.grid.stepsPerYear)
    // To fourth order in growth over half a year; the year grid is exact.
    let near = Tolerance(relative: n == 1 ? 1e-9 : 1e-3)
    let e = exp(-1.0)
    let later = 100 * exp(0.9)
    let expected: [(name: String, year: Int, value: Double)] = [
      ("logistic", 2022, 200), ("logistic", 2024, 400 / (1 + e)),
      ("gompertz", 2022, 200), ("gompertz", 2024, 400 * pow(0.5, e)),
      ("richards", 2022, 200), ("richards", 2024, 400 / (1 + 3 * e).squareRoot()),
      ("weib", 2022, 200), ("hill", 2022, 200), ("bass", 2022, 200),
      ("begun", 2022, later), ("levelled", 2022, later), ("late", 2024, later),
      ("since", 2024, later), ("line", 2022, 136), ("begun", 2019, 100), ("late", 2021, 100),
    ]
    for (name, year, value) in expected {
      #expect(try total(run, name, year).agrees(with: value, within: near), "\(name) \(year)")
    }
    #expect(try total(run, "pace", 2022).agrees(with: 200 * n, within: near))
  }

  @Test(arguments: ["quarter", "month"])
  func `the midpoint of a flow is the period that it names`(step: String) throws {
    // Half of the ceiling in the third quarter, in the middle of which the curve has come half way.
    let run = try Experiment(
      """
      time: {start: 2019, end: 2024, step: \(step)}
      indicators:
        f: {kind: output, measure: flow, unit: t, growth: {model: logistic, ceiling: 400 / year, midpoint: 2022-Q3, rate: 0.5, volatility: 0}}
      """, paths: 2, keptPaths: 1)
    let perQuarter = run.plan.grid.stepsPerYear / 4
    let first = 14 * perQuarter
    let quarter = try run.path(0, "f")[first..<(first + perQuarter)].reduce(0, +)
    #expect(quarter.agrees(with: 50, within: Tolerance(relative: 1e-3)))
  }

  @Test(arguments: [
    "initial: 100, growth: {model: exponential", "growth: {model: exponential, level: 100",
  ])
  func `an amount without its time is refused where it may be a year's or a month's`(
    text: String
  ) {
    #expect {
      try Experiment(
        """
        time: {start: 2019, end: 2024, step: month}
        indicators: {f: {kind: output, measure: flow, unit: t, \(text), rate: 0.3}}}
        """, paths: 2)
    } throws: {
      "\($0)".contains("is a total without its time")
    }
  }

  // MARK: Events

  /// With the chance p of a year an event comes with the hazard λ = −log(1 − p).
  @Test(arguments: grids)
  func `an event at no date strikes a total at any instant`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2024, step: \(step)}
      indicators:
        once: {kind: output, measure: flow, unit: t, history: {2020: 100}, growth: {model: exponential, rate: 0, volatility: 0}}
        brief: {kind: output, measure: flow, unit: t, history: {2020: 100}, growth: {model: exponential, rate: 0, volatility: 0}}
      events:
        fire: {chance: 0.2 per year, affects: once, multiply: 0.5}
        slump: {chance: 0.2 per year, affects: brief, multiply: 0.5, lasts: 1 year}
      targets:
        more: {of: once, at_least: 60, in: 2021}
        most: {of: once, at_least: 99, in: 2021}
        slumped: {of: brief, at_least: 60, in: 2021}
      """, keptPaths: 20_000)
    // 60 are left of 100 where at most 0.8 of the year are halved: nothing comes before 0.2 of it.
    #expect(FourErrors.agree(try run.attainment("more"), pow(0.8, 0.2)))
    #expect(FourErrors.agree(try run.attainment("most"), pow(0.8, 0.98)))
    #expect(FourErrors.agree(try run.attainment("slumped"), pow(0.8, 0.2)))
    let rate = -log(0.8)
    func mean(_ name: String, _ year: Int) throws -> Double {
      try (0..<20_000).reduce(0) { try $0 + total(run, name, year, path: $1) } / 20_000
    }
    // The chance that it is on at t is 1 − e^(−λ t) in the first year; where it lasts a year it is
    // 1 − e^(−λ u)(e^(−λ) + λ u) a time u into the second. A total has at most 50 less, so that its
    // mean has an error of at most 25/√20,000.
    let first = 1 - 0.2 / rate
    let second = 1 - (0.8 * 0.2 + 1 - 0.8 * (1 + rate)) / rate
    let near = 4 * 25 / 20_000.0.squareRoot()
    #expect(abs(try mean("once", 2021) - (100 - 50 * first)) < near)
    #expect(abs(try mean("brief", 2021) - (100 - 50 * first)) < near)
    #expect(abs(try mean("once", 2022) - (100 - 50 * (1 - 0.8 * 0.2 / rate))) < near)
    #expect(abs(try mean("brief", 2022) - (100 - 50 * second)) < near)
  }

  // MARK: Growth

  /// The logarithms of yearly totals are a random walk with steps of N(r, σ²), on every grid.
  @Test(arguments: grids)
  func `growth compares totals with totals`(step: String) throws {
    let growth = "growth: {model: exponential, rate: 0.1, volatility: 0.05}"
    let run = try Experiment(
      """
      time: {start: 2019, end: 2024, step: \(step)}
      indicators:
        f: {kind: output, measure: flow, unit: t, history: {2020: 110}, \(growth)}
        pace: {kind: output, unit: t/year, history: {2020: 110}, \(growth)}
        begun: {kind: output, measure: flow, unit: t, initial: 110 / year, \(growth)}
        twice: {kind: derived, unit: t, expression: 2 * f}
      targets:
        year: {of: f, growth_of_at_least: 5 % a year, since: 2021, in: 2022}
        years: {of: f, growth_of_at_least: 8 % a year, in: 2022}
        factor: {of: pace, growth_of_at_least: 1.2, since: 2020, in: 2022}
        more: {of: f, increase_of_at_least: 20 t, since: 2020, in: 2022}
        any: {of: f, growth_of_at_least: 1.2, since: 2020, by: 2021..2022}
        first: {of: begun, growth_of_at_least: 8 % a year, in: 2020}
        derived: {of: twice, growth_of_at_least: 5 % a year, since: 2021, in: 2022}
      """)
    func agree(_ name: String, _ mean: Double, _ steps: Double, _ least: Double)
      throws
    {
      let expected = normal((mean - least) / (0.05 * steps.squareRoot()))
      let found = try run.attainment(name).estimate
      let error = (expected * (1 - expected) / Double(Experiment.manyPaths)).squareRoot()
      // Beyond chance, what the parts of totals are off to second order in the noise.
      #expect(abs(found - expected) < 4 * error + 0.002, "\(name) \(found) \(expected)")
    }
    try agree("year", 0.1, 1, log(1.05))
    try agree("derived", 0.1, 1, log(1.05))
    try agree("years", 0.2, 2, 2 * log(1.08))
    try agree("factor", 0.2, 2, log(1.2))
    try agree("more", 0.2, 2, log(130.0 / 110))
    try agree("any", 0.1, 1, log(1.2))
    try agree("first", 0.1, 1, log(1.08))
  }

  @Test func `a quarter is compared with a quarter on months`() throws {
    let run = try Experiment(
      """
      time: {start: 2020-01, end: 2022-12, step: month}
      indicators:
        f: {kind: output, measure: flow, unit: t, history: {2020-Q4: 30}, growth: {model: exponential, rate: 0.1, volatility: 0.05}}
      targets:
        same: {of: f, growth_of_at_least: 8 % a year, since: 2020-Q4, in: 2021-Q4}
        last: {of: f, growth_of_at_least: 8 % a year, in: 2021-Q4}
      """)
    let expected = normal((0.1 - log(1.08)) / 0.05)
    for name in ["same", "last"] {
      #expect(abs(try run.attainment(name).estimate - expected) < 0.008, "\(name)")
    }
  }

  /// What a target without a date asks of a total is what it asks by the end of the last year.
  @Test(arguments: grids)
  func `an undated target looks at totals of the years of its history`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2026, step: \(step)}
      indicators:
        f: {kind: output, measure: flow, unit: t, history: {2020: 100}, growth: {model: exponential, rate: 0, volatility: 0.05}}
        twice: {kind: derived, unit: t, expression: 2 * f}
      targets:
        half: {of: f, at_most: 50}
        undated: {of: f, at_least: 100}
        dated: {of: f, at_least: 100, by: 2026}
        derived: {of: twice, at_least: 200}
        grown: {of: f, growth_of_at_least: 1.1}
        grown_by: {of: f, growth_of_at_least: 1.1, since: 2020, by: 2026}
      """, paths: 2000)
    #expect(try run.attainment("half").estimate == 0)
    let dated = try run.attainment("dated").estimate
    #expect(try run.attainment("undated").estimate == dated)
    #expect(try run.attainment("derived").estimate == dated)
    #expect(
      try run.attainment("grown").estimate == run.attainment("grown_by").estimate)
  }

  /// So it asks of a pace, whose values are means of the years of its history.
  @Test(arguments: grids)
  func `an undated target of a flow per year looks at years where the history does`(
    step: String
  ) throws {
    let run = try Experiment(
      """
      time: {start: 2018, end: 2026, step: \(step)}
      indicators:
        f: {kind: output, unit: t/year, history: {2018: 80, 2020: 100}, growth: {model: exponential, rate: 0.1, volatility: 0.02}}
        twice: {kind: derived, unit: t/year, expression: 2 * f}
      targets:
        undated: {of: f, at_least: 186}
        dated: {of: f, at_least: 186, by: 2026}
        derived: {of: twice, at_least: 372}
        grown: {of: f, growth_of_at_least: 10.5 % a year}
        grown_by: {of: f, growth_of_at_least: 10.5 % a year, since: 2020, by: 2026}
      """, paths: 2000)
    let dated = try run.attainment("dated").estimate
    // By the last pace of 2026 it were 63 % and more on finer grids.
    #expect(dated > 0.2 && dated < 0.5)
    #expect(try run.attainment("undated").estimate == dated)
    #expect(try run.attainment("derived").estimate == dated)
    #expect(
      try run.attainment("grown").estimate == run.attainment("grown_by").estimate)
  }

  /// Two series that are the same, e^0.1 more each year: a year's total or mean is compared with that of the
  /// same year, or of the one before.
  @Test(arguments: grids, ["t/year", "t, measure: flow"])
  func `a total is compared with a total of the same period`(step: String, unit: String) throws {
    let one = unit == "t/year" ? "1 t/year" : "1 t"
    let run = try Experiment(
      """
      time: {start: 2020, end: 2026, step: \(step)}
      indicators:
        a: {kind: output, unit: \(unit), history: {2020: 100}, growth: {model: exponential, rate: 0.1, volatility: 0}}
        b: {kind: output, unit: \(unit), history: {2020: 100}, growth: {model: exponential, rate: 0.1, volatility: 0}}
      targets:
        below: {of: a, at_least: 0.99 * b, in: 2024}
        above: {of: a, at_least: 1.01 * b, in: 2024}
        below_by: {of: a, at_least: 0.99 * b, by: 2024}
        above_by: {of: a, at_least: 1.01 * b, by: 2024}
        undated: {of: a, at_least: 1.01 * b}
        between: {of: a, between: [0.99 * b, 1.01 * b], in: 2024}
        grown: {of: a, at_least: "1.10 * lag(b, 1 year)", in: 2024}
        grown_more: {of: a, at_least: "1.11 * lag(b, 1 year)", by: 2024}
        increase: {of: a, increase_of_at_least: 0.32 * b, since: 2020, in: 2024}
        increase_more: {of: a, increase_of_at_least: 0.34 * b, since: 2020, in: 2024}
        less: {of: a, at_least: b - \(one), in: 2024}
      """, paths: 100)
    // 1 − e^−0.4 = 0.3297.
    for name in ["below", "below_by", "between", "grown", "increase", "less"] {
      #expect(try run.attainment(name).estimate == 1, "\(name)")
    }
    for name in ["above", "above_by", "undated", "grown_more", "increase_more"] {
      #expect(try run.attainment(name).estimate == 0, "\(name)")
    }
  }

  @Test func `an undated target ends with the last whole year`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2023-06, step: month}
      indicators:
        f: {kind: output, measure: flow, unit: t, history: {2020: 100}, growth: {model: exponential, rate: 0, volatility: 0.05}}
      targets: {undated: {of: f, at_least: 100}, dated: {of: f, at_least: 100, by: 2022}}
      """, paths: 2000)
    #expect(
      try run.attainment("undated").estimate == run.attainment("dated").estimate)
  }

  @Test(arguments: [
    ("growth_of_at_least: 8 % a year, since: 2020-12, in: 2022", "as in `since: 2020`"),
    ("growth_of_at_least: 8 % a year, since: 2020, in: 2022-12", "as in `since: 2020-12`"),
    ("growth_of_at_least: 8 % a year, since: 2023, in: 2022", "2023 is not before 2022"),
    ("increase_of_at_least: 8 t, since: 2018, in: 2022", "not all is known of f in 2018"),
  ])
  func `totals that do not compare are refused with what to write`(target: String, words: String) {
    #expect {
      try Experiment(
        """
        time: {start: 2018, end: 2024, step: month}
        indicators: {f: {kind: output, measure: flow, unit: t, history: {2020: 110}, growth: {model: exponential, rate: 0.1}}}
        targets: {t: {of: f, \(target)}}
        """, paths: 2)
    } throws: {
      "\($0)".contains(words)
    }
  }
}
