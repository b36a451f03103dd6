import Foundation
import Testing
import _TestSupport

/// Ceilings that change in time: the curve's own equation, step by step, with the ceiling at each
/// step's beginning.
@Suite struct MovingCeilingTruths {
  /// The values without noise.
  private func values(
    _ growth: String, history: String, unit: String = "users", end: Int = 2027,
    kind: String = "output", others: String = ""
  ) throws -> [Double] {
    let run = try Experiment(
      """
      time: {start: 2015, end: \(end)}
      indicators:
        y: {kind: \(kind), unit: \(unit), \(history), growth: \(growth)}
      \(others)
      """, paths: 4, keptPaths: 1)
    return try run.path(0, "y")
  }

  /// Under K = 800 · 1.04^(year − 2015), y ← y e^r / (1 + (y/K)(e^r − 1)) with K of the year, which begins
  /// with it.
  @Test func `a logistic curve runs with the ceiling at the beginning of each year`() throws {
    let found = try values(
      "{model: logistic, ceiling: 800 * 1.04^(year - 2015), rate: 0.3, volatility: 0}",
      history: "initial: 100")
    var expected = 100.0
    for year in 1...12 {
      let ceiling = 800 * pow(1.04, Double(year))
      let grown = exp(0.3)
      expected = expected * grown / (1 + expected / ceiling * (grown - 1))
      #expect(abs(found[year] / expected - 1) < 1e-6, "\(found[year]) in year \(year)")
    }
  }

  /// The odds y/(K − y) of a logistic curve grow by e^r a year, and log(K/y) of a Gompertz curve falls by
  /// e^(−r), under 200 in 2021 and under 300 from the beginning of 2022 on.
  @Test(arguments: ["year", "quarter", "month"], ["output", "count"])
  func `a ceiling that steps with a year acts during it on every grid`(
    step: String, kind: String
  ) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2024, step: \(step)}
      indicators:
        logistic: {kind: \(kind), history: {2020: 100000}, \(kind == "count" ? "exits: 5 %, " : "measure: stock, ")growth: {model: logistic, ceiling: "200000 + 100000 * step(from: 2022)", rate: 0.5, volatility: 0}}
        gompertz: {kind: \(kind), history: {2020: 100000}, \(kind == "count" ? "exits: 5 %, " : "measure: stock, ")growth: {model: gompertz, ceiling: "200000 + 100000 * step(from: 2022)", rate: 0.3, volatility: 0}}
        yearly: {kind: \(kind), history: {2020: 100000}, \(kind == "count" ? "exits: 5 %, " : "measure: stock, ")growth: {model: logistic, ceiling: "if(year >= 2022, 300000, 200000)", rate: 0.5, volatility: 0}}
        pulsed: {kind: \(kind), history: {2020: 100000}, \(kind == "count" ? "exits: 5 %, " : "measure: stock, ")growth: {model: logistic, ceiling: "200000 + 100000 * pulse(from: 2022, for: 1 year)", rate: 0.5, volatility: 0}}
      """, paths: 4)
    func logistic(_ y: Double, _ ceiling: Double) -> Double {
      ceiling / (1 + (ceiling / y - 1) * exp(-0.5))
    }
    func gompertz(_ y: Double, _ ceiling: Double) -> Double {
      ceiling * pow(y / ceiling, exp(-0.3))
    }
    let first = logistic(100_000, 200_000)
    let second = logistic(first, 300_000)
    let truths: [(name: String, values: [Double])] = [
      ("logistic", [first, second, logistic(second, 300_000)]),
      ("yearly", [first, second, logistic(second, 300_000)]),
      ("pulsed", [first, second, logistic(second, 200_000)]),
      (
        "gompertz",
        [
          gompertz(100_000, 200_000), gompertz(gompertz(100_000, 200_000), 300_000),
          gompertz(gompertz(gompertz(100_000, 200_000), 300_000), 300_000),
        ]
      ),
    ]
    let perYear = run.plan.grid.stepsPerYear
    // Of counts the places below the ceiling are taken by chance: at most 5 sd of some 200 items.
    let near = kind == "count" ? 1_000.0 : 1e-4
    for truth in truths {
      for (index, value) in truth.values.enumerated() {
        let mean = try run.mean(truth.name, (index + 3) * perYear - 1)
        #expect(abs(mean - value) < near, "\(truth.name) in \(2021 + index): \(mean) \(value)")
      }
    }
  }

  /// The level of the model declines to a ceiling that has come down; the items are cut to it at once.
  @Test(arguments: ["year", "quarter", "month"], ["logistic", "gompertz", "auto", "average"])
  func `no count stands above a ceiling that has come down`(step: String, model: String) throws {
    let rate = model == "auto" || model == "average" ? "" : ", volatility: 0.05"
    let run = try Experiment(
      """
      time: {start: 2019, end: 2024, step: \(step)}
      indicators:
        firms: {kind: count, history: {2019: 9000, 2020: 11000}, exits: 5 %, growth: {model: \(model), ceiling: "20000.5 - 9500 * step(from: 2022)"\(rate)}}
      targets:
        above: {of: firms, more_than: 10500, in: 2022}
        full: {of: firms, at_least: 10500, in: 2022}
      """, paths: 500)
    #expect(try run.attainment("above").estimate == 0)
    let first = 3 * run.plan.grid.stepsPerYear
    for index in first..<run.plan.grid.count {
      #expect(try run.band("firms", index).histogram.maximum <= 10_500)
    }
    #expect(try run.attainment("full").estimate > 0.3)
  }

  @Test func `a ceiling may be another indicator`() throws {
    let found = try values(
      "{model: gompertz, ceiling: 2 * b, rate: 0.2, volatility: 0}", history: "initial: 100",
      others: "  b: {kind: output, initial: 500, growth: {model: linear, rate: 10, volatility: 0}}")
    var expected = 100.0
    for year in 1...12 {
      let ceiling = 2 * (500 + 10 * Double(year - 1))
      expected = ceiling * pow(expected / ceiling, exp(-0.2))
      #expect(abs(found[year] / expected - 1) < 1e-6, "\(found[year]) in year \(year)")
    }
  }

  /// A ceiling that stands still, but is written as if it moved, gives the curve as it always was.
  @Test(arguments: ["logistic", "gompertz", "richards", "bass", "weibull", "hill"])
  func `through two points every curve is the same as under a steady ceiling`(
    model: String
  ) throws {
    func run(_ ceiling: String) throws -> [Double] {
      try values(
        "{model: \(model), ceiling: \(ceiling), volatility: 0.000000001}",
        history: "history: {2015: 100, 2019: 240}")
    }
    let moving = try run("1000 + 0 * t")
    let steady = try run("lognormal(median: 1000, sigma: 0.0000000001)")
    for (one, other) in zip(moving.dropFirst(4), steady.dropFirst(4)) {
      #expect(abs(one / other - 1) < 1e-4, "\(moving) beside \(steady)")
    }
  }

  /// Observations are fitted with the ceilings of their dates: a curve that was simulated under a
  /// growing ceiling goes on as it was.
  @Test(arguments: ["logistic", "gompertz", "richards"])
  func `a curve is found again under the ceilings of its dates`(model: String) throws {
    let shape = model == "richards" ? "shape: 0.5, " : ""
    let ceiling = "800 + 40 * t"
    let truth = try values(
      "{model: \(model), ceiling: \(ceiling), \(shape)rate: 0.35, volatility: 0}",
      history: "initial: 120")
    let found = try values(
      "{model: \(model), ceiling: \(ceiling), \(shape)volatility: 0.000000001}",
      history: "history: {2015: 120, 2020: \(truth[5])}")
    for (one, other) in zip(found.dropFirst(5), truth.dropFirst(5)) {
      #expect(abs(one / other - 1) < 1e-5)
    }
  }

  @Test(arguments: ["logistic", "gompertz", "richards", "bass"])
  func `a path above a ceiling that has come down declines to it`(model: String) throws {
    let parameters = model == "bass" ? "p: 0.03, q: 0.4" : "rate: 0.4"
    let found = try values(
      "{model: \(model), ceiling: \"if(year > 2018, 300, 1000)\", \(parameters), volatility: 0}",
      history: "initial: 500", end: 2045)
    for year in 5...29 { #expect(found[year + 1] < found[year]) }
    #expect(abs(found[30] - 300) < 3)
  }

  @Test(arguments: ["output", "count"], ["auto", "logistic", "average"])
  func `paths do not pass a ceiling that rises`(kind: String, model: String) throws {
    let run = try Experiment(
      """
      time: {start: 2015, end: 2027}
      indicators:
        y:
          kind: \(kind)
          unit: users
          history: {2015: 120, 2018: 260, 2020: 420}
          growth: {model: \(model), ceiling: 700 + 20 * t}
      """, paths: 2_000)
    for step in 6...12 {
      #expect(try run.band("y", step).histogram.maximum <= 700 + 20 * Double(step))
    }
    #expect(try run.band("y", 12).histogram.quantile(0.5) > 420)
  }

  /// Noise carries half of the paths of a curve at its ceiling above it; there they are cut.
  @Test(arguments: ["logistic", "gompertz", "richards", "weibull", "hill", "bass", "auto"])
  func `a share never passes 100 percent`(model: String) throws {
    let run = try Experiment(
      """
      time: {start: 2015, end: 2030}
      indicators:
        coverage:
          kind: output
          unit: "%"
          history: {2015: 40, 2016: 55, 2017: 70, 2018: 82, 2019: 90, 2020: 95}
          growth: {model: \(model), ceiling: 100}
      targets:
        over: {of: coverage, more_than: 100, in: 2025}
        high: {of: coverage, at_least: 90, in: 2025}
      """, paths: 2_000)
    #expect(try run.attainment("over").estimate == 0)
    #expect(try run.attainment("high").estimate > 0.5)
  }
}
