import Foundation
import Simulation
import Testing
import _TestSupport

/// What the words of a file mean, by numbers worked out by hand.
@Suite struct MeaningTruths {
  // MARK: Counts

  @Test(arguments: ["year", "month"])
  func `a count follows its growth model in the mean, whatever leaves`(step: String) throws {
    // E[Nₜ] = N₀ e^{0.15 t} for the deterministic model; exits split net growth into gross flows.
    let run = try Experiment(
      """
      time: {start: \(step == "year" ? "2020" : "2020-12"), end: 2023, step: \(step)}
      levers: {out: {default: 0.05, range: [0, 1]}}
      indicators:
        n: {kind: count, initial: 400, growth: {model: exponential, rate: 0.15, volatility: 0}, exits: 0.05}
        m: {kind: count, initial: 400, growth: {model: exponential, rate: 0.15, volatility: 0}, exits: 0.2}
        shrinks: {kind: count, initial: 400, growth: {model: exponential, rate: -0.3, volatility: 0}, exits: 0.05}
      cases:
        baseline: {}
        fewer: {assume: {n.exits: 0.02}}
      """, paths: Experiment.manyPaths / 4)
    let last = run.plan.grid.count - 1
    func check(_ name: String, _ truth: Double, in named: String? = nil) throws {
      let band = try run.band(name, last, in: named)
      #expect(band.histogram.isIntegral && band.histogram.minimum >= 0)
      #expect(abs(band.moments.mean - truth) <= 4 * band.moments.standardError)
    }
    try check("n", 400 * 1.5683121854901687)  // e^0.45
    try check("m", 400 * 1.5683121854901687)
    try check("shrinks", 400 * 0.4065696597405991)  // e^−0.9
    if step == "year" {
      // A case that overrides exits moves the mean: (e^0.15 + 0.98 − 0.95)³.
      let factor = 1.1618342427282831 + 0.03
      try check("n", 400 * factor * factor * factor, in: "fewer")
    }
    #expect(try run.variance("m", last) > run.variance("n", last))
  }

  @Test func `nobody leaves where exits are 0, all where a law of exits is beyond 1`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2023}
      indicators:
        stays: {kind: count, initial: 7, exits: 0}
        goes: {kind: count, initial: 7, exits: "uniform(1, 2)"}
        arrives: {kind: count, initial: 0, exits: 0, entries: 5}
        renewed: {kind: count, initial: 7, exits: "uniform(1, 2)", entries: 5, births: 0.1}
      """, paths: 20_000)
    #expect(try run.value("stays", 3) == 7)
    #expect(try run.value("goes", 1) == 0)
    #expect(FourErrors.agree(try run.band("arrives", 3), mean: 15, variance: 15, kurtosis: 3.1))
    #expect(run.summary.cases[0].failures.count == 0)
  }

  // MARK: Boost

  @Test(arguments: ["year", "month"])
  func `steps, ramps and pulses add their integrals to growth`(step: String) throws {
    // The beginning of 2023 on every grid.
    let from = "2023"
    let run = try Experiment(
      """
      time: {start: \(step == "year" ? "2020" : "2020-12"), end: 2030, step: \(step)}
      indicators:
        plain: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0.01, volatility: 0}}
        stepped: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0.01, volatility: 0, boost: "0.1 * step(from: \(from))"}}
        ramped: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0.01, volatility: 0, boost: "0.1 * ramp(from: \(from), over: 4)"}}
        pulsed: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0.01, volatility: 0, boost: "0.1 * pulse(from: \(from), for: 3)"}}
        limited: {kind: output, measure: stock, initial: 100, growth: {model: logistic, ceiling: 300, rate: 0.2, volatility: 0, boost: 0.05}}
      """, paths: 10)
    let perYear = run.plan.grid.stepsPerYear
    func value(_ name: String, _ year: Int) throws -> Double {
      try #require(try run.value(name, (year - 2020) * perYear))
    }
    let rounding = Tolerance.ulps(256)  // A factor for each of 120 months.
    for (year, exponent) in [(2022, 0.0), (2023, 0.1), (2026, 0.4), (2030, 0.8)] {
      let ratio = try value("stepped", year) / value("plain", year)
      #expect(ratio.agrees(with: exp(exponent), within: rounding), "step to \(year)")
    }
    for (year, exponent) in [(2022, 0.0), (2024, 0.05), (2026, 0.2), (2030, 0.6)] {
      let ratio = try value("ramped", year) / value("plain", year)
      #expect(ratio.agrees(with: exp(exponent), within: rounding), "ramp to \(year)")
    }
    for (year, exponent) in [(2022, 0.0), (2024, 0.2), (2025, 0.3), (2030, 0.3)] {
      let ratio = try value("pulsed", year) / value("plain", year)
      #expect(ratio.agrees(with: exp(exponent), within: rounding), "pulse to \(year)")
    }
    // d log y = (0.2 + 0.05)(1 − y/K) dt from odds of ½.
    let odds = 0.5 * exp(2.5)
    #expect(try value("limited", 2030).agrees(with: 300 * odds / (1 + odds), within: rounding))
  }

  // MARK: Rollouts

  @Test func `a pipeline is a deterministic minimum where its capacity binds`() throws {
    let run = try Experiment(
      """
      time: {start: 2020-12, end: 2022-12, step: month}
      indicators:
        open: {kind: rollout, plan: 100, initial: 50}
        capped: {kind: rollout, plan: 100, pipeline: [{stage: build, takes: 0 months, capacity: 60}]}
        fractions: {kind: rollout, plan: 2.75}
        thirds: {kind: rollout, plan: 1 / 3}
        supplied: {kind: rollout, plan: 100, pipeline: [{stage: a}, {stage: b}], supply: {stage: b, limit: 12.5}}
        half: {kind: rollout, plan: 10, pipeline: [{stage: build, takes: 1.5 months}]}
        full: {kind: rollout, plan: 100, ceiling: 1234}
        negative: {kind: rollout, plan: 0 * t - 5}
      """, paths: 10)
    for month in 1...24 {
      let m = Double(month)
      #expect(try run.value("open", month) == 50 + 100 * m)
      #expect(try run.value("capped", month) == 60 * m)
      #expect(try run.value("fractions", month) == (2.75 * m).rounded(.down))
      #expect(try run.value("thirds", month) == Double(month / 3))
      #expect(try run.value("supplied", month) == (12.5 * m).rounded(.down))
      // Begun evenly spread: half of a month's items are done one month later, half two later.
      #expect(try run.value("half", month) == max(0, 10 * (m - 1) - 5))
      #expect(try run.value("full", month) == min(1234, 100 * m))
      #expect(try run.value("negative", month) == 0)
    }
  }

  @Test func `money ends a rollout, sooner without learning`() throws {
    // Doubling from 1: costs 100, 90, …: with e = log₂ 0.9 the n-th costs 100 n^e.
    let run = try Experiment(
      """
      time: {start: 2020, end: 2022}
      indicators:
        plain: {kind: rollout, plan: 1000, pipeline: [{stage: b}], budget: {stage: b, total: 1050 yuan, unit_cost: 100 yuan}}
        learns: {kind: rollout, plan: 1000, pipeline: [{stage: b}], budget: {stage: b, total: 1050 yuan, unit_cost: 100 yuan, learning: 0.9}}
        later: {kind: rollout, initial: 4, plan: 1000, pipeline: [{stage: b}], budget: {stage: b, total: 1050 yuan, unit_cost: 100 yuan, learning: 0.9}}
      """, paths: 10)
    #expect(try run.value("plain", 2) == 10)
    #expect(try run.value("learns", 2) == Double(Self.affordable(1050, from: 1)))
    #expect(try run.value("later", 2) == 4 + Double(Self.affordable(1050, from: 4)))
  }

  /// Items that the money pays for, the first of which bears the number `first`.
  private static func affordable(_ money: Double, from first: Double) -> Int {
    let exponent = log2(0.9)
    var (left, items) = (money, 0)
    while true {
      left -= 100 * pow((first + Double(items)) / first, exponent)
      if left < 0 { return items }
      items += 1
    }
  }

  @Test func `a share of the items is refused and lost`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2021}
      indicators:
        each: {kind: rollout, plan: 1000, pipeline: [{stage: permit, refused: 0.3}]}
      """.replacing("each:", with: "built:"))
    #expect(FourErrors.agree(try run.band("built", 1), mean: 700, variance: 210))
  }

  // MARK: Events

  @Test func `events come by chance, last, and are dated`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2025}
      indicators:
        a: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0, volatility: 0}}
        b: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0, volatility: 0}}
        c: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0, volatility: 0}}
      events:
        rare: {chance: 0.1 per year, affects: a, multiply: 0.5}
        short: {at: 2022, chance: 1, affects: b, multiply: 0.8, lasts: 2 years}
        maybe: {at: 2023, chance: 0.25, affects: c, multiply: 2}
      targets:
        a1: {of: a, less_than: 60, in: 2021}
        a5: {of: a, less_than: 60, in: 2025}
        c2: {of: c, more_than: 150, in: 2022}
        c5: {of: c, more_than: 150, in: 2025}
      """)
    #expect(FourErrors.agree(try run.attainment("a1"), 0.1))
    #expect(FourErrors.agree(try run.attainment("a5"), 1 - 0.59049))
    #expect(try run.attainment("c2").successes == 0)
    #expect(FourErrors.agree(try run.attainment("c5"), 0.25))
    for (year, value) in [(1, 100.0), (2, 80), (3, 80), (4, 100), (5, 100)] {
      #expect(try run.value("b", year) == value)
    }
  }

  // MARK: Targets

  @Test func `every statement is a comparison of the numbers of the path`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2025}
      uncertainties: {yearly: "uniform(0, 20)"}
      indicators:
        x: {kind: derived, expression: "lag(x, 1) + yearly", initial: 100}
        opens: {kind: milestone, opens: "uniform(2020, 2024)"}
      targets:
        least: {of: x, at_least: 150, in: 2025}
        more: {of: x, more_than: 150, in: 2025}
        most: {of: x, at_most: 125, in: 2025}
        less: {of: x, less_than: 125, in: 2025}
        between: {of: x, between: [120, 160], in: 2025}
        increase: {of: x, increase_of_at_least: 30, since: 2022, in: 2025}
        factor: {of: x, growth_of_at_least: 1.5, since: 2020, in: 2025}
        annual: {of: x, growth_of_at_least: 10 % a year, since: 2020, in: 2022}
        each: {of: x, at_least: 130, by: 2021..2025}
        opened: {of: opens, reached: true, by: 2022}
        both: {all: [least, opened]}
      """.replacing("  each:", with: "  every:"))
    let truths = [
      ("least", 0.5), ("more", 0.5), ("most", 0.25), ("less", 0.25), ("between", 0.4),
      ("increase", 0.5), ("factor", 0.5), ("annual", 1 - 10.5 / 20), ("opened", 0.5),
      ("both", 0.25),
    ]
    for (name, truth) in truths {
      #expect(FourErrors.agree(try run.attainment(name), truth), "\(name)")
    }
    for (deadline, truth) in [0, 0.25, 0.5, 0.625, 0.7].enumerated() {
      let share = try run.attainment("every", deadline)
      #expect(truth == 0 ? share.successes == 0 : FourErrors.agree(share, truth), "\(deadline)")
    }
    #expect(run.summary.cases[0].groups[1].numberMet.reduce(0, +) == run.summary.paths)
  }

  @Test func `a flow on a monthly grid is judged by calendar years`() throws {
    // 12 % of growth in a year, month by month: 100 e^{0.12 k/12}.
    let run = try Experiment(
      """
      time: {start: 2020-12, end: 2022-12, step: month}
      indicators:
        rate: {kind: output, unit: yuan/year, initial: 100, growth: {model: exponential, rate: 0.12, volatility: 0}}
        sum: {kind: output, measure: flow, unit: yuan, initial: 100, growth: {model: exponential, rate: 0.12, volatility: 0}}
        stock: {kind: output, measure: stock, unit: yuan, initial: 100, growth: {model: exponential, rate: 0.12, volatility: 0}}
      targets:
        rate_met: {of: rate, at_least: 106.77, in: 2021}
        rate_not: {of: rate, at_least: 106.79, in: 2021}
        sum_met: {of: sum, at_least: 1281.3, in: 2021}
        sum_not: {of: sum, at_least: 1281.4, in: 2021}
        stock_met: {of: stock, at_least: 112.74, in: 2021}
        stock_not: {of: stock, at_least: 112.75, in: 2021}
      """.replacing("  sum:", with: "  total:").replacing("of: sum", with: "of: total"), paths: 10)
    for name in ["rate", "sum", "stock"] {
      #expect(try run.attainment(name + "_met").successes == 10, "\(name)")
      #expect(try run.attainment(name + "_not").successes == 0, "\(name)")
    }
  }

  // MARK: Correlation

  @Test func `logarithms of increments have the correlation of the file`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2022}
      indicators:
        a: {kind: output, initial: 1, growth: {model: exponential, rate: 0, volatility: 0.3}}
        b: {kind: output, initial: 1, growth: {model: exponential, rate: 0, volatility: 0.4}}
        both: {kind: derived, expression: "log(a / lag(a, 1)) / 0.3 * log(b / lag(b, 1)) / 0.4"}
        across: {kind: derived, expression: "log(a / lag(a, 1)) / 0.3 * log(lag(b, 1)) / 0.4"}
      correlation:
        - [a, b, 0.6]
      """)
    // The product of two normals with correlation ρ has mean ρ and variance 1 + ρ²; kurtosis ≤ 9.
    #expect(FourErrors.agree(try run.band("both", 2), mean: 0.6, variance: 1.36, kurtosis: 13))
    #expect(FourErrors.agree(try run.band("across", 2), mean: 0, variance: 1, kurtosis: 9))
  }
}
