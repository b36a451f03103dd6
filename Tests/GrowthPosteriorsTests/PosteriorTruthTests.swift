import Distributions
import GrowthCurves
import GrowthPosteriors
import Random
import Sampling
import Testing
import _TestSupport

/// One of the problems of tools/references/growth_posterior.py.
struct PosteriorProblem: Sendable, CustomTestStringConvertible {
  let name: String
  let family: CurveFamily
  let observations: [GrowthObservation]
  let ceiling: Law?
  let target: Double
  var testDescription: String { name }

  init(
    _ name: String, _ family: CurveFamily, _ points: [(Double, Double)], ceiling: Law? = nil,
    errors: [Int: Double] = [:], bounds: Set<Int> = [], target: Double
  ) {
    self.name = name
    self.family = family
    self.ceiling = ceiling
    self.target = target
    observations = points.enumerated().map { index, point in
      GrowthObservation(
        time: point.0, value: point.1,
        kind: bounds.contains(index)
          ? .atLeast : errors[index].map { .standardDeviation($0) } ?? .exact)
    }
  }

  static func law(_ name: String, _ a: Double, _ b: Double) -> Law {
    let arguments: [(label: String?, value: Double)] =
      switch name {
      case "lognormal": [("median", a), ("sigma", b)]
      case "normal": [("mean", a), ("sd", b)]
      default: [(nil, a), (nil, b)]
      }
    guard let law = try? Law.make(name, arguments: arguments) else {
      preconditionFailure("\(name) of \(a) and \(b)")
    }
    return law
  }

  static let luohu: [(Double, Double)] = [(2015, 120), (2020, 405)]
  static let long = years(2015, [120, 150, 190, 240, 280, 330, 380, 405])
  static let growing = years(2016, [100, 131, 168, 221, 290, 378])
  static let full = years(2014, [300, 420, 510, 560, 585, 592, 598, 601])
  static let near = years(2019, [75, 80, 85, 90, 95])
  static let falling = years(2017, [500, 430, 410, 350, 300, 270])

  static func years(_ first: Double, _ values: [Double]) -> [(Double, Double)] {
    values.enumerated().map { (first + Double($0.offset), $0.element) }
  }

  static let all: [PosteriorProblem] = [
    .init("two points, exponential", .exponential, luohu, target: 800),
    .init("two points, logistic", .logistic, luohu, target: 800),
    .init(
      "two points, lognormal ceiling", .logistic, luohu, ceiling: law("lognormal", 1100, 0.35),
      target: 800),
    .init(
      "two points, uniform ceiling", .logistic, luohu, ceiling: law("uniform", 450, 1500),
      target: 800),
    .init(
      "two points, Gompertz", .gompertz, luohu, ceiling: law("lognormal", 1100, 0.35), target: 800),
    .init(
      "ceiling law mostly below the data", .logistic, luohu, ceiling: law("lognormal", 300, 0.4),
      target: 500),
    .init("eight points", .logistic, long, target: 500),
    .init("eight points, Gompertz", .gompertz, long, target: 500),
    .init(
      "eight points, wide ceiling", .logistic, long, ceiling: law("lognormal", 900, 1), target: 500),
    .init(
      "eight points, normal ceiling", .gompertz, long, ceiling: law("normal", 700, 150), target: 500
    ),
    .init("exponential data", .exponential, growing, target: 1000),
    .init(
      "exponential data, wide ceiling", .logistic, growing, ceiling: law("lognormal", 3000, 1.5),
      target: 1000),
    .init("exponential data, share prior", .logistic, growing, target: 1000),
    .init("exponential data, line", .linear, growing, target: 600),
    .init("saturated", .logistic, full, target: 620),
    .init(
      "saturated, lognormal ceiling", .logistic, full, ceiling: law("lognormal", 700, 0.2),
      target: 620),
    .init(
      "saturated, uniform ceiling, Gompertz", .gompertz, full, ceiling: law("uniform", 500, 800),
      target: 620),
    .init(
      "near its ceiling", .logistic, near, ceiling: law("normal", 100, 1.5), target: 80),
    .init(
      "near its ceiling, Gompertz", .gompertz, near, ceiling: law("normal", 100, 1.5), target: 80),
    .init("falling", .exponential, falling, target: 200),
    .init("falling line", .linear, falling, target: 200),
    .init(
      "three points", .logistic, [long[0], long[3], long[6]], ceiling: law("lognormal", 900, 0.5),
      target: 500),
    .init(
      "uneven dates", .logistic, [(2012, 60), (2018.25, 240), (2019, 280), (2022.5, 405)],
      ceiling: law("lognormal", 900, 0.5), target: 500),
    .init(
      "values with errors", .logistic,
      [(2015, 120), (2017, 190), (2018, 240), (2020, 330), (2022, 405)],
      ceiling: law("lognormal", 900, 0.5), errors: [0: 25, 1: 20, 3: 40], target: 500),
    .init(
      "a bound between", .logistic, [(2015, 120), (2018, 250), (2020, 330), (2022, 405)],
      ceiling: law("lognormal", 900, 0.5), bounds: [1], target: 500),
    .init(
      "a bound first, errors", .exponential, [(2015, 180), (2017, 190), (2020, 330), (2022, 405)],
      errors: [1: 20, 2: 30], bounds: [0], target: 500),
  ]
}

/// The accuracy that is asked of a posterior: 0.02 sd for means and standard deviations, 0.05 sd for
/// quantiles, 0.005 for probabilities.
@Suite struct `Posterior truths` {
  static func check(_ problem: PosteriorProblem, _ options: PosteriorOptions) throws {
    // Chains have the error of a few thousand independent draws.
    let slack = options.usesImportance ? 1.0 : 2.0
    var priors = GrowthPriors()
    if let ceiling = problem.ceiling { priors.ceiling = .law(ceiling) }
    let posterior = try GrowthPosterior(
      problem.family, observations: problem.observations, priors: priors,
      key: StreamKey(seed: 1, name: problem.name), options: options)
    let truth = try #require(PosteriorTruths.rows[problem.name])
    #expect(posterior.diagnosis.isReliable, "\(posterior.diagnosis)")
    for (start, name, summary) in [
      (0, "growth", posterior.summary(\.growth)),
      (5, "volatility", posterior.summary(\.volatility)),
      (10, "share", posterior.summary(\.share)),
    ] where truth[start + 1] > 0 {
      let deviation = truth[start + 1]
      let moments = Tolerance(absolute: slack * 0.02 * deviation)
      let quantiles = Tolerance(absolute: slack * 0.05 * deviation)
      for (k, what, value, tolerance) in [
        (0, "mean", summary.mean, moments), (1, "sd", summary.standardDeviation, moments),
        (2, "5 %", summary.p5, quantiles), (3, "50 %", summary.median, quantiles),
        (4, "95 %", summary.p95, quantiles),
      ] {
        #expect(
          value.agrees(with: truth[start + k], within: tolerance),
          "\(name) \(what): off by \((value - truth[start + k]) / deviation) sd")
      }
    }
    let probability = posterior.probability(ofAtLeast: problem.target, after: 5)
    #expect(probability.agrees(with: truth[15], within: Tolerance(absolute: slack * 0.005)))
  }

  @Test(arguments: [1, 2, 7, 9, 18, 21, 22, 23])
  func `importance sampling meets quadrature`(_ index: Int) throws {
    try Self.check(PosteriorProblem.all[index], PosteriorOptions())
  }

  @Test(.enabled(if: Slow.isAsked), arguments: PosteriorProblem.all)
  func `importance sampling meets quadrature on every problem`(_ problem: PosteriorProblem) throws {
    try Self.checkOrKnow(problem, PosteriorOptions())
  }

  /// Checks, but for the thin tails that are known to be met roughly.
  ///
  /// A series at its ceiling has one of falling curves, one path in a hundred: standard deviations
  /// are off by up to 0.2 sd, and the quadrature itself by 0.03 sd. With two points and a Gompertz
  /// curve the 95 % quantile of volatility is off by 0.08 sd.
  private static func checkOrKnow(
    _ problem: PosteriorProblem, _ options: PosteriorOptions
  ) throws {
    guard problem.name.hasPrefix("saturated") || problem.name == "two points, Gompertz" else {
      return try check(problem, options)
    }
    withKnownIssue("thin tails are met roughly", isIntermittent: true) {
      try check(problem, options)
    }
  }

  @Test(.enabled(if: Slow.isAsked), arguments: PosteriorProblem.all)
  func `the chains meet quadrature`(_ problem: PosteriorProblem) throws {
    var options = PosteriorOptions()
    options.draws = 131_072
    options.usesImportance = false
    try Self.checkOrKnow(problem, options)
  }
}
