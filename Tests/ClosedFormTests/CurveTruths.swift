import Forecasting
import GrowthCurves
import SpecialFunctions
import Statistics
import Testing
import _TestSupport

/// Growth curves without noise, and the automatic forecaster.
@Suite struct CurveTruths {
  /// References are printed with so many decimals.
  private static let printed = Tolerance.printed(decimals: 6)

  @Test(arguments: ["year", "month"])
  func `Bass adoption follows its differential equation`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: \(step == "year" ? "2020" : "2020-12"), end: 2030, step: \(step)}
      indicators:
        n:
          kind: output
          measure: stock
          initial: 0
          growth: {model: bass, p: 0.03, q: 0.38, ceiling: 1000, volatility: 0}
      """, paths: 10)
    let perYear = run.plan.grid.stepsPerYear
    let origin = run.plan.indicators[0].origin
    for (year, truth) in [(1, 35.758164), (5, 331.198642), (10, 812.803221)] {
      let value = try #require(try run.value("n", origin + year * perYear))
      #expect(value.agrees(with: truth, within: Self.printed))
    }
  }

  @Test func `the yearly recursion of Bass may be written as a derived indicator`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2030}
      uncertainties: {m: 1000}
      indicators:
        n:
          kind: derived
          expression: lag(n, 1) + (0.03 + 0.38 * lag(n, 1) / m) * (m - lag(n, 1))
          initial: 0
      """, paths: 10)
    for (year, truth) in [(1, 30), (5, 272.90683866), (10, 782.64256924)] {
      let value = try #require(try run.value("n", year))
      #expect(value.agrees(with: truth, within: .printed(decimals: 8)))
    }
  }

  @Test(arguments: ["year", "quarter", "month"])
  func `the automatic forecast of Luohu is its closed form on every grid`(step: String) throws {
    // At fractions of a year too, where straight lines and bridges stand between whole years.
    let forecast = try Forecaster(times: [2015, 2020], values: [120, 405], kind: .stock)
    let run = try Experiment(
      """
      time: {start: 2015, end: 2025, step: \(step)}
      indicators: {firms: {kind: output, measure: stock, history: {2015: 120, 2020: 405}}}
      targets:
        firms_500: {of: firms, at_least: 500, by: 2021..2025}
        firms_800: {of: firms, at_least: 800, in: 2025}
      """)
    let truth = forecast.probability(ofAtLeast: 800, after: 5)
    #expect(FourErrors.agree(try run.attainment("firms_800"), truth))
    let perYear = run.plan.grid.stepsPerYear
    let origin = run.plan.indicators[0].origin
    for ahead in [1, perYear, perYear + max(1, perYear / 2), 5 * perYear] {
      let years = Double(ahead) / Double(perYear)
      let histogram = try run.band("firms", origin + ahead).histogram
      for p in [0.1, 0.5, 0.9] {
        let value = forecast.quantile(p, after: years)
        let density = Elementary.exp(forecast.logDensity(of: value, after: years))
        let error =
          (p * (1 - p) / Double(Experiment.manyPaths)).squareRoot() / density + 0.002 * value
        #expect(abs(histogram.quantile(p) - value) < 4 * error, "\(years) \(p)")
      }
    }
  }

  @Test(arguments: ["year", "quarter"])
  func `a ceiling that every path draws is as one that is known`(step: String) throws {
    // The drawn ceilings differ by one part in 10⁵, so the same draws give the same shares but for
    // the straight lines between ceilings, and for models of nearly the same growth, whose order
    // differs by the ceiling: six of 2,000 paths are allowed here.
    func shares(_ ceiling: String) throws -> [Proportion] {
      let run = try Experiment(
        """
        time: {start: 2015, end: 2025, step: \(step)}
        indicators:
          firms:
            kind: output
            measure: stock
            history: {2015: 120, 2016: 160, 2017: 215, 2018: 270, 2019: 335, 2020: 405}
            growth: {model: auto, ceiling: "\(ceiling)"}
        targets: {firms_600: {of: firms, at_least: 600, by: 2021..2025}}
        """, paths: 20_000)
      return try (0..<5).map { try run.attainment("firms_600", $0) }
    }
    let known = try shares("1000")
    let drawn = try shares("uniform(999.99, 1000.01)")
    for (a, b) in zip(known, drawn) { #expect(abs(a.estimate - b.estimate) < 0.003) }
    // Far below a very high ceiling it does not matter.
    let high = try shares("uniform(1e11, 2e11)")
    let none = try shares("1e12")
    for (a, b) in zip(high, none) { #expect(abs(a.estimate - b.estimate) < 0.0015) }
  }

  // K / (1 + e^{−z}) with the log odds z continued in a line, and K (y₂/K)^{e^{−5c}}.
  @Test(arguments: [("logistic", 840.2561366061899), ("gompertz", 718.8787014163058)])
  func `a curve through two points and a ceiling goes on without noise`(
    model: String, truth: Double
  ) throws {
    let run = try Experiment(
      """
      time: {start: 2015, end: 2025}
      indicators:
        firms:
          kind: output
          measure: stock
          history: {2015: 120, 2020: 405}
          growth: {model: \(model), ceiling: 1200, volatility: 0}
      """, paths: 10)
    let value = try #require(try run.value("firms", 10))
    // A few logarithms and powers, each good to some units in the last place.
    #expect(value.agrees(with: truth, within: .ulps(32)))
  }
}
