import Simulation
import Testing
import _TestSupport

/// What events do to levels, totals and counts, by numbers worked out by hand.
@Suite struct EventTruths {
  @Test(arguments: ["year", "quarter", "month"])
  func `a slump multiplies the level while it lasts and leaves no trace`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: \(Experiment.endOf2020[step] ?? ""), end: 2026, step: \(step)}
      indicators:
        teams: {kind: count, initial: 0, births: 0, entries: 1000 per year, exits: 0}
      events:
        slump: {chance: 1, at: 2022, affects: teams, multiply: 0.5, lasts: 2 years}
      cases:
        with: {}
        without: {assume: {slump.chance: 0}}
      """, paths: 5000)
    let perYear = run.plan.grid.stepsPerYear
    func end(_ year: Int) -> Int { run.plan.grid.count - 1 - perYear * (2026 - year) }
    for (year, level) in [(2021, 1000.0), (2022, 1000), (2023, 1500), (2024, 4000), (2026, 6000)] {
      let band = try run.band("teams", end(year))
      #expect(abs(band.moments.mean - level) <= 4 * band.moments.standardError, "\(year)")
    }
    #expect(try run.mean("teams", end(2024)) == run.mean("teams", end(2024), in: "without"))
  }

  @Test(arguments: ["year", "quarter", "month"])
  func `an event raises no path above its ceiling`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: \(Experiment.endOf2020[step] ?? ""), end: 2026, step: \(step)}
      indicators:
        curve: {kind: output, measure: stock, initial: 100, growth: {model: logistic, ceiling: 150, rate: 0.3, volatility: 0.1}}
        auto: {kind: output, measure: stock, initial: 100, growth: {model: auto, ceiling: 150}}
        total: {kind: output, measure: flow, unit: t, initial: 100 / year, growth: {model: gompertz, ceiling: 150 / year, rate: 0.3, volatility: 0.1}}
        firms: {kind: count, initial: 100, growth: {model: logistic, ceiling: 150, rate: 0.3}, exits: 5 %}
        free: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0, volatility: 0}}
      events:
        boom: {chance: 1, at: 2022, affects: [curve, auto, total, firms, free], multiply: 2}
        spell: {chance: 1, at: 2024, affects: [curve, auto, total, firms, free], multiply: 3, lasts: 1 year}
      """, paths: 500)
    let last = run.plan.grid.count - 1
    let rounding = 1e-12
    for index in 1...last {
      let share = 1 / Double(run.plan.grid.stepsPerYear)
      for (name, part) in [("curve", 1), ("auto", 1), ("firms", 1), ("total", share)] {
        let most = try run.band(name, index).histogram.maximum
        #expect(most <= 150 * part * (1 + rounding), "\(name) \(index)")
      }
    }
    #expect(try run.mean("curve", last) > 130)
    #expect(try run.mean("free", last) == 200)
  }

  @Test(arguments: ["year", "quarter", "month"])
  func `an event for good strikes once, and what comes later comes as written`(step: String) throws
  {
    let run = try Experiment(
      """
      time: {start: \(Experiment.endOf2020[step] ?? ""), end: 2026, step: \(step)}
      indicators:
        teams: {kind: count, initial: 0, entries: 1000 per year, exits: 0}
        grown: {kind: count, initial: 1000, growth: {model: exponential, rate: 0.1, volatility: 0}, exits: 5 %}
        output: {kind: output, measure: stock, initial: 1000, growth: {model: exponential, rate: 0.1, volatility: 0}}
      events:
        fire: {chance: 1, at: 2022, affects: [teams, grown, output], multiply: 0.5}
      """, paths: 5000)
    let perYear = run.plan.grid.stepsPerYear
    func end(_ year: Int) -> Int { run.plan.grid.count - 1 - perYear * (2026 - year) }
    for (year, level) in [(2021, 1000.0), (2022, 1500), (2026, 5500)] {
      let band = try run.band("teams", end(year))
      #expect(abs(band.moments.mean - level) <= 4 * band.moments.standardError, "\(year)")
      let grown = try run.band("grown", end(year))
      let output = try #require(try run.value("output", end(year)))
      #expect(abs(grown.moments.mean - output) <= 4 * grown.moments.standardError, "\(year)")
    }
  }

  @Test(arguments: ["year", "quarter", "month"])
  func `half a year is half of a year's total and no end of a year`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: \(Experiment.endOf2020[step] ?? ""), end: 2024, step: \(step)}
      indicators:
        flow: {kind: output, unit: t/year, initial: 100 t/year, growth: {model: exponential, rate: 0, volatility: 0}}
        level: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0, volatility: 0}}
        firms: {kind: count, initial: 100, exits: 0}
      events:
        strike: {chance: 1, at: 2022, affects: [flow, level, firms], multiply: 0.5, lasts: 6 months}
      """, paths: 10)
    let perYear = run.plan.grid.stepsPerYear
    let last = run.plan.grid.count - 1 - 2 * perYear
    var total = 0.0
    for step in last - perYear + 1...last {
      total += try #require(try run.value("flow", step)) / Double(perYear)
    }
    #expect(abs(total - 75) < 1e-9)
    #expect(try run.value("level", last) == 100)
    #expect(try run.value("firms", last) == 100)
    if perYear > 1 {
      #expect(try run.value("level", last - perYear / 2) == 50)
      #expect(try run.value("firms", last - perYear / 2) == 50)
    }
    #expect(try run.value("flow", last + perYear) == 100)
  }

  @Test func `what begins at no date is on at the end of a year alike on every grid`() throws {
    // A year's chance of .4 and half a year: about .2, less what may still be under way.
    for step in ["year", "quarter", "month"] {
      let run = try Experiment(
        """
        time: {start: \(Experiment.endOf2020[step] ?? ""), end: 2026, step: \(step)}
        indicators:
          level: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0, volatility: 0}}
          firms: {kind: count, initial: 100, exits: 0}
        events:
          strike: {chance: 0.4 per year, affects: [level, firms], multiply: 0.5, lasts: 6 months}
        targets:
          level_low: {of: level, less_than: 60, in: 2026}
          firms_low: {of: firms, less_than: 60, in: 2026}
        """, paths: 5000)
      for name in ["level_low", "firms_low"] {
        #expect(abs(try run.attainment(name).estimate - 0.2) < 0.04, "\(name) by \(step)")
      }
    }
  }

  @Test func `a slump never leaves more than no slump`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2026, step: quarter}
      indicators:
        flows: {kind: count, initial: 6, births: 10 %, entries: 2 per year, exits: 8 %}
        grown: {kind: count, initial: 6, growth: {model: logistic, ceiling: 30, rate: 0.3}}
      events:
        slump: {chance: 0.3 per year, affects: [flows, grown], multiply: "uniform(0.3, 0.9)", lasts: 8 months}
      cases:
        with: {}
        without: {assume: {slump.chance: 0}}
      """, paths: 100, keptPaths: 100)
    for number in 0..<100 {
      for name in ["flows", "grown"] {
        let with = try run.path(number, name, in: "with")
        let without = try run.path(number, name, in: "without")
        #expect(zip(with, without).allSatisfy { !($0.0 > $0.1) })
      }
    }
  }

  @Test func `an event delays a rollout alike where a limit is far off and where none is`() throws {
    let run = try Experiment(
      """
      time: {start: 2022-12, end: 2024-12, step: month}
      indicators:
        plain: {kind: rollout, plan: 100}
        staged: {kind: rollout, plan: 100, pipeline: [{stage: a, takes: 1 month}, {stage: b, takes: 2 months}]}
        wide: {kind: rollout, plan: 100, pipeline: [{stage: a, takes: 0 months, capacity: 1000}]}
        bound: {kind: rollout, plan: 200, pipeline: [{stage: a, takes: 0 months, capacity: 100}]}
      events:
        strike: {chance: 1, at: 2023-06, affects: [plain, staged, wide, bound], multiply: 0.5, lasts: 3 months}
      """, paths: 10)
    // Months 6 to 8 are struck; then what was held comes, but for what capacity lost.
    for (month, level) in [(5, 500.0), (6, 550), (7, 600), (8, 650), (9, 900), (24, 2400)] {
      #expect(try run.value("plain", month) == level, "\(month)")
      #expect(try run.value("wide", month) == level, "\(month)")
      #expect(try run.value("staged", month) == level - 300, "\(month)")
      #expect(try run.value("bound", month) == (month < 9 ? level : level - 150), "\(month)")
    }
  }

  @Test func `an event that is over at the end of a year leaves a rollout alike on every grid`()
    throws
  {
    for step in ["year", "quarter", "month"] {
      let run = try Experiment(
        """
        time: {start: 2020, end: 2024, step: \(step)}
        indicators:
          open: {kind: rollout, plan: 1200 / year}
          bound: {kind: rollout, plan: 2400 / year, pipeline: [{stage: a, takes: 0 years, capacity: 1200 / year}]}
        events:
          strike: {chance: 1, at: 2022, affects: [open, bound], multiply: 0.5, lasts: 18 months}
        """, paths: 10)
      let perYear = run.plan.grid.stepsPerYear
      for (year, open, bound) in [(2021, 1200.0, 1200.0), (2022, 1800, 1800), (2023, 3600, 2700)] {
        let index = run.plan.grid.count - 1 - perYear * (2024 - year)
        #expect(try run.value("open", index) == open, "\(year) by \(step)")
        #expect(try run.value("bound", index) == bound, "\(year) by \(step)")
      }
    }
  }
}

extension Experiment {
  /// The first period of a grid that ends with 2020, by its step.
  static let endOf2020 = ["year": "2020", "quarter": "2020-Q4", "month": "2020-12"]
}
