import Distributions
import GrowthCurves
import GrowthPosteriors
import Random
import Scenarios
import Simulation
import SpecialFunctions
import Statistics
import Testing
import _TestSupport

/// Curves with three and more observations, and what a curve borrows from a class.
@Suite struct PosteriorTruths {
  private static let history = [
    (2015.0, 120.0), (2016, 160), (2017, 215), (2018, 270), (2019, 335), (2020, 405),
  ]

  private func text(_ growth: String, step: String = "year") -> String {
    let history = Self.history.map { "\(Int($0.0)): \($0.1)" }.joined(separator: ", ")
    return """
      time: {start: 2015, end: 2025, step: \(step)}
      indicators:
        x: {kind: output, measure: stock, history: {\(history)}, growth: \(growth)}
      targets: {t: {of: x, at_least: 600, in: 2025}}
      """
  }

  private func posterior(_ priors: GrowthPriors, family: CurveFamily) throws -> GrowthPosterior {
    try GrowthPosterior(
      family, observations: Self.history.map { GrowthObservation(time: $0.0, value: $0.1) },
      priors: priors, key: StreamKey(seed: 99, name: "another seed"))
  }

  /// Another seed draws other rows: two posteriors of 0.005 in probability (their stated accuracy)
  /// and four standard errors of the paths.
  private func agree(_ share: Proportion, _ probability: Double) -> Bool {
    abs(share.estimate - probability) < 0.01 + 4 * share.standardError
  }

  @Test(arguments: ["year", "quarter"])
  func `a simulated curve has the posterior's predictive law`(step: String) throws {
    var priors = GrowthPriors()
    priors.ceiling = .law(try .make("lognormal", arguments: [("p10", 700), ("p90", 1600)]))
    let truth = try posterior(priors, family: .logistic).probability(ofAtLeast: 600, after: 5)
    let run = try Experiment(
      text("{model: logistic, ceiling: \"lognormal(p10: 700, p90: 1600)\"}", step: step))
    #expect(agree(try run.attainment("t"), truth))
  }

  @Test func `numbers and laws of other parameters are priors too`() throws {
    var priors = GrowthPriors()
    priors.rate = .law(try .make("normal", arguments: [("mean", 0.1), ("sd", 0.02)]))
    priors.volatility = .known(0.08)
    let truth = try posterior(priors, family: .exponential).probability(ofAtLeast: 600, after: 5)
    let run = try Experiment(
      text("{model: exponential, rate: \"normal(0.1, 0.02)\", volatility: 0.08}"))
    #expect(agree(try run.attainment("t"), truth))
    // A known rate is followed, whatever the observations say.
    let steady = try Experiment(text("{model: exponential, rate: 0, volatility: 0.1}"))
    #expect(agree(try steady.attainment("t"), 0.0394))
  }

  /// `v ± s` is a lognormal law of mean v and deviation s: with s = 0.3 v its median is v / √1.09, and the
  /// deviation of its logarithm √log 1.09.
  @Test func `errors of observations reach the posterior`() throws {
    let volatility = 0.05
    var priors = GrowthPriors()
    priors.volatility = .known(volatility)
    func truth(_ deviation: Double) throws -> Double {
      let observations = Self.history.map {
        let median = $0.1 / 1.09.squareRoot()
        return GrowthObservation(
          time: $0.0, value: median, kind: .standardDeviation(deviation * median))
      }
      return try GrowthPosterior(
        .exponential, observations: observations, priors: priors,
        key: StreamKey(seed: 99, name: "errors")
      ).probability(ofAtLeast: 1200, after: 5)
    }
    let history = Self.history.map { "\(Int($0.0)): \"\($0.1) ± \(0.3 * $0.1)\"" }
    let run = try Experiment(
      """
      time: {start: 2015, end: 2025}
      indicators:
        x: {kind: output, measure: stock, history: {\(history.joined(separator: ", "))}, growth: {model: exponential, volatility: \(volatility)}}
      targets: {t: {of: x, at_least: 1200, in: 2025}}
      """)
    let probability = try truth(Elementary.log(1.09).squareRoot())
    #expect(agree(try run.attainment("t"), probability))
    #expect(abs(try truth(0) - probability) > 0.03)
  }

  /// An indicator of two or three observations, the third on the curve through the others.
  private func pair(_ name: String, _ growth: String, middle: Double? = nil) -> String {
    let third = middle.map { ", 2018: \($0)" } ?? ""
    return "  \(name): {kind: output, measure: stock, history: {2015: 120\(third), 2020: 405}, "
      + "growth: \(growth)}\n"
  }

  @Test func `growth through two observations is uncertain, in closed form`() throws {
    // Precision 1/0.1² of the prior normal(0.03, 0.1) and 5/0.1² of the increment: growth is
    // normal(0.20773, 1/√600), log y(2025) − log 405 normal with variance 25/600 + 5 · 0.1².
    let growth = "{model: exponential, volatility: 0.1}"
    let run = try Experiment(
      "time: {start: 2015, end: 2025}\nindicators:\n" + pair("x", growth)
        + "targets: {t: {of: x, at_least: 800, in: 2025}}\n")
    #expect(agree(try run.attainment("t"), 0.881443))
  }

  @Test(arguments: [
    "exponential", "{model: logistic, ceiling: 1500}",
    "{model: gompertz, ceiling: \"lognormal(p10: 900, p90: 3000)\"}",
  ])
  func `a third observation on the curve does not widen what is to come`(_ growth: String) throws {
    // On the line of logarithms, the logistic curve below 1500 and the Gompertz curve below 1600.
    let middle =
      growth == "exponential" ? 249.0 : growth.contains("gompertz") ? 272.4 : 257.5
    let run = try Experiment(
      "time: {start: 2015, end: 2025}\nindicators:\n" + pair("two", growth)
        + pair("three", growth, middle: middle)
        + "targets: {t: {of: two, at_least: 800, in: 2025}}\n")
    func width(_ name: String) throws -> Double {
      let values = try run.band(name, 10).histogram
      return Elementary.log(values.quantile(0.9) / values.quantile(0.1))
    }
    #expect(try width("three") <= 1.02 * width("two"))
  }

  @Test(arguments: [(0.5, 0.804146), (-0.5, 0.764241), (0.9999, 0.880324)])
  func `a correlation is one of growth, not of accidents only`(_ rho: Double, _ both: Double) throws
  {
    // Both logarithms are normal as above and correlated like their parts (SciPy's bivariate normal).
    let growth = "{model: exponential, volatility: 0.1}"
    let run = try Experiment(
      "time: {start: 2015, end: 2025}\nindicators:\n" + pair("a", growth) + pair("b", growth)
        + "correlation: [[a, b, \(rho)]]\n"
        + "targets: {ta: {of: a, at_least: 800, in: 2025}, tb: {of: b, at_least: 800, in: 2025}, "
        + "both: {all: [ta, tb]}}\n")
    #expect(agree(try run.attainment("both"), both))
  }

  @Test func `the automatic model's growth is correlated too`() throws {
    let run = try Experiment(
      "time: {start: 2015, end: 2025}\nindicators:\n" + pair("a", "auto") + pair("b", "auto")
        + "correlation: [[a, b, 0.9999]]\n"
        + "targets: {ta: {of: a, at_least: 800, in: 2025}, tb: {of: b, at_least: 800, in: 2025}, "
        + "both: {all: [ta, tb]}}\n")
    #expect(
      try run.attainment("both").estimate > 0.95 * run.attainment("ta").estimate)
  }

  @Test func `a named uncertainty stays as it is drawn`() throws {
    let scenario =
      "uncertainties: {k: \"lognormal(p10: 700, p90: 1600)\"}\n"
      + text("{model: logistic, ceiling: k}")
    let compiled = try CompiledScenario(
      Scenario(text: "waymark: 1\n" + scenario, name: "truth.yaml"))
    #expect(compiled.growth[0].termination.english == "exact through first and last of 6 points")
  }

  @Test func `a curve borrows the ceiling above its last observation`() throws {
    let scenario = try Scenario(
      text: "waymark: 1\n" + text("{model: logistic, like: consumer_durables}"), name: "a.yaml")
    let compiled = try CompiledScenario(scenario)
    let ceiling = try #require(compiled.growth[0].parameters.first { $0.name == "ceiling" })
    let summary = try #require(ceiling.summary)
    #expect(summary.p5 > 405)
    #expect(compiled.growth[0].restsOn.english.contains("a prior of the ceiling"))
  }

  /// The class knows ceilings by the growth of a year, however long the past was.
  @Test func `a ceiling is borrowed by the growth of a year`() throws {
    func ceiling(_ history: String) throws -> Double {
      let scenario = try Scenario(
        text: """
          waymark: 1
          time: {start: 2015, end: 2025}
          indicators:
            x: {kind: output, measure: stock, history: {\(history)}, growth: {model: logistic, like: consumer_durables}}
          """, name: "a.yaml")
      let growth = try CompiledScenario(scenario).growth[0]
      return try #require(growth.parameters.first { $0.name == "ceiling" }?.summary).p95
    }
    // 7 % a year, for one year and for three.
    let (one, three) = (try ceiling("2019: 100, 2020: 107"), try ceiling("2017: 87.34, 2020: 107"))
    #expect(abs(three / one - 1) < 0.1)
  }

  @Test func `names of classes are those of the table`() {
    let known = Set(ReferencePrior.all.map(\.name))
    for name in ReferenceClassName.allCases { #expect(known.contains(name.rawValue)) }
    #expect(known.count == ReferenceClassName.allCases.count)
  }

  @Test func `averaged models are weighed by their foresight from eight observations on`() throws {
    func weights(_ history: String) throws -> [Double] {
      let scenario = try Scenario(
        text: """
          waymark: 1
          time: {start: 2009, end: 2025}
          indicators:
            x: {kind: output, measure: stock, history: {\(history)}, growth: average}
          """, name: "a.yaml")
      var seen: [String: Double] = [:]
      for note in try CompiledScenario(scenario).growth { seen[note.model] = note.weight }
      return ["auto", "linear", "exponential"].map { seen[$0] ?? .nan }
    }
    let few = (0..<7).map { "\(2010 + $0): \(100 + 20 * $0)" }.joined(separator: ", ")
    #expect(try weights(few) == [0.5, 0.25, 0.25])
    // A noisy straight line: the line foresees it better than an exponential.
    let line = (0..<11).map { "\(2010 + $0): \(100 + 60 * $0 + [0, 5, -4][$0 % 3])" }
    let found = try weights(line.joined(separator: ", "))
    #expect(abs(found.reduce(0, +) - 1) < 1e-11, "rounded to twelve digits each")
    #expect(found[1] > 3 * found[2])
  }

  /// Up to seven observations half of the paths follow `auto` and a quarter each curve: the law is the
  /// mixture of those of its members, which three indicators of the same history have.
  @Test(arguments: [
    "{2015: 120, 2020: 405}", "{2014: 80, 2016: 120, 2017: 110, 2020: 160}",
  ])
  func `an average is the mixture of its models`(history: String) throws {
    let models = ["average", "auto", "linear", "exponential"]
    let thresholds = [150, 250, 500, 900]
    let run = try Experiment(
      """
      time: {start: 2014, end: 2026}
      indicators:
      \(models.map { "  \($0)_x: {kind: output, measure: stock, history: \(history), growth: \($0)}" }.joined(separator: "\n"))
      targets:
      \(models.flatMap { model in thresholds.map { "  \(model)_\($0): {of: \(model)_x, at_least: \($0), in: 2025}" } }.joined(separator: "\n"))
      """, paths: 40_000)
    for threshold in thresholds {
      let shares = try models.map { try run.attainment("\($0)_\(threshold)").estimate }
      let mixture = 0.5 * shares[1] + 0.25 * shares[2] + 0.25 * shares[3]
      let variance = shares.dropFirst().map { $0 * (1 - $0) }
      let error =
        (mixture * (1 - mixture) + 0.25 * variance[0] + (variance[1] + variance[2]) / 16) / 40_000
      #expect(
        abs(shares[0] - mixture) <= 4 * error.squareRoot(), "\(threshold) \(shares) \(mixture)")
    }
  }
}
