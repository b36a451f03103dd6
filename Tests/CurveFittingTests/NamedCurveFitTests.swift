import CurveFitting
import GrowthCurves
import SpecialFunctions
import Testing
import _TestSupport

/// A series with the fit that a second origin reports.
struct ReferenceFit: Sendable, CustomTestStringConvertible {
  let name: String
  let family: CurveFamily
  let times: [Double]
  let values: [Double]
  /// Parameter, estimate, standard error.
  let expected: [(String, Double, Double)]
  let squares: Double
  var testDescription: String { name }
}

/// NIST StRD certified values; and R 4.2 `nls` with self-starts, whose estimates carry about six
/// digits (R stops at a relative offset of 1e-5).
let referenceFits: [ReferenceFit] = [
  ReferenceFit(
    name: "NIST Rat42 (Ratkowsky 1983)", family: .logistic,
    times: [9, 14, 21, 28, 42, 57, 63, 70, 79],
    values: [8.93, 10.8, 18.59, 22.33, 39.35, 56.11, 61.73, 64.62, 67.08],
    expected: [
      ("ceiling", 72.462237576, 1.7340283401), ("rate", 0.067359200066, 0.0034465663377),
    ], squares: 8.0565229338),
  ReferenceFit(
    name: "NIST Rat43 (Ratkowsky 1983)", family: .richards, times: (1...15).map(Double.init),
    values: [
      16.08, 33.83, 65.80, 97.20, 191.55, 326.20, 386.87, 520.53, 590.03, 651.92, 724.93, 699.56,
      689.96, 637.56, 717.41,
    ],
    expected: [
      ("ceiling", 699.64151270, 16.302297817), ("rate", 0.75962938329, 0.19566123451),
      ("shape", 1.2792483859, 0.68761936385),
    ], squares: 8786.4049080),
  ReferenceFit(
    name: "R sunflower (Reed and Holland 1919)", family: .logistic,
    times: [7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84],
    values: [
      17.93, 36.36, 67.76, 98.1, 131, 169.5, 205.5, 228.3, 247.1, 250.5, 253.8, 254.5,
    ],
    expected: [
      ("ceiling", 261.039678719, 2.635961852), ("midpoint", 34.2733903898, 0.459376571359),
    ], squares: 127.064779623),
  ReferenceFit(
    name: "R Loblolly 301", family: .asymptotic, times: [3, 5, 10, 15, 20, 25],
    values: [4.51, 10.89, 28.72, 41.74, 52.7, 60.92],
    expected: [
      ("ceiling", 95.6668786719, 5.79572106757), ("floor", -9.07824081963, 1.05054093264),
    ], squares: 1.18118349219),
  ReferenceFit(
    name: "R ChickWeight 6, days above 0", family: .fourParameterWeibull,
    times: [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21],
    values: [49, 59, 74, 97, 124, 141, 148, 155, 160, 160, 157],
    expected: [
      ("ceiling", 158.501203997, 1.17694090253), ("shape", 2.64614054731, 0.161290961304),
    ], squares: 29.7202323185),
]

/// One ordinary curve of each family.
private let sampleCurves = CurveFamily.allCases.map { family in
  let sample = SampleCurve.of(family.rawValue)
  return GrowthCurve(family, sample.parameters, origin: sample.origin)
}

@Suite struct NamedCurveFitTests {
  @Test(arguments: referenceFits)
  func `fits without starts agree with a second origin`(reference: ReferenceFit) throws {
    let fit = try CurveFit(reference.family, times: reference.times, values: reference.values)
    #expect(fit.termination == .converged)
    for (name, estimate, error) in reference.expected {
      #expect(try #require(fit[name]).agrees(with: estimate, within: Tolerance(relative: 1e-5)))
      let ours = try #require(fit.standardError(name))
      #expect(ours.agrees(with: error, within: Tolerance(relative: 1e-4)))
    }
    #expect(
      fit.residualSumOfSquares.agrees(with: reference.squares, within: Tolerance(relative: 1e-9)))
  }

  /// Room air conditioners 1949-1961, US, thousands (Bass 1969); estimates by R `nls`.
  @Test func `Bass sales per period`() throws {
    var options = CurveFitOptions()
    options.observation = .increment
    let fit = try CurveFit(
      .bass, times: (1949...1961).map(Double.init),
      values: [96, 195, 238, 380, 1045, 1230, 1267, 1828, 1586, 1673, 1800, 1580, 1500],
      options: options)
    let expected = [
      ("p", 0.0094420777106, 0.0020384132053), ("q", 0.3747628303, 0.04021891145),
      ("ceiling", 18712.74140812, 1410.537597301),
    ]
    for (name, estimate, error) in expected {
      #expect(try #require(fit[name]).agrees(with: estimate, within: Tolerance(relative: 1e-4)))
      let ours = try #require(fit.standardError(name))
      #expect(ours.agrees(with: error, within: Tolerance(relative: 1e-4)))
    }
    #expect(fit.curve?.origin == 1948)
  }

  @Test(arguments: sampleCurves)
  func `exact data give the curve back`(curve: GrowthCurve) throws {
    let times = (0..<12).map { 2013 + 1.5 * Double($0) }
    let values = times.map(curve.value(at:))
    var options = CurveFitOptions()
    options.origin = curve.family.needsOrigin ? curve.origin : nil
    let fit = try CurveFit(curve.family, times: times, values: values, options: options)
    #expect(fit.termination == .converged, "\(fit.estimates)")
    // Residuals vanish to rounding; the least determined combination of four parameters is about a
    // million times worse than the residuals.
    #expect(agree(fit.estimates, curve.parameters, within: Tolerance(relative: 1e-8)))
    // The search stops at steps below 1e-11 of the parameters.
    #expect(try #require(fit.residualSD) < 1e-9 * 1000)
  }

  @Test(arguments: [CurveFamily.logistic, .gompertz, .richards])
  func `exponential data cannot show a ceiling`(family: CurveFamily) throws {
    let times = (2005...2020).map(Double.init)
    let exact = GrowthCurve(.exponential, [100, 0.13], origin: 2005)
    let bumps = [0.02, -0.03, 0.01, 0.025, -0.02, 0.0, 0.015, -0.01]
    for noise in [0.0, 0.001] {
      for errors in [ErrorModel.additive, .multiplicative] {
        var options = CurveFitOptions()
        options.errors = errors
        let values = times.indices.map {
          // Noise that curves upwards: no finite ceiling fits better than none.
          exact.value(at: times[$0]) * (1 + noise * (bumps[$0 % 8] + 0.01 * Double($0 * $0)))
        }
        let fit = try CurveFit(family, times: times, values: values, options: options)
        #expect(fit.termination == .ceilingNotShown)
        #expect(fit["ceiling"] == .infinity)
        #expect(try #require(fit["rate"]).agrees(with: 0.13, within: Tolerance(relative: 0.02)))
        #expect(fit.grade == .d)
        #expect(fit.curve?.family == .exponential)
      }
    }
  }

  @Test func `a ceiling whose error exceeds it is no estimate`() throws {
    // An exponential with noise that happens to bend down a little, and growth that only speeds up.
    let bumps = [0.04, 0.04, 0, -0.02, -0.03, 0, -0.02, -0.03, 0.01, 0.02, 0.02, -0.02, 0, 0]
    let times = bumps.indices.map(Double.init)
    let noisy = times.indices.map { 10 * Elementary.exp(0.1 * times[$0]) * (1 + bumps[$0]) }
    let accelerating = [3.0, 4, 6, 9, 14, 22, 34, 52]
    for values in [noisy, accelerating] {
      let fit = try CurveFit(.logistic, times: Array(times.prefix(values.count)), values: values)
      #expect(!fit.termination.isConverged)
      #expect("\(fit.termination)".contains("cannot show a ceiling"))
      #expect(fit.grade == .d)
      let highest = try #require(values.max())
      // Numbers are kept while they are not beyond belief, with the verdict; then none is printed.
      #expect(fit["ceiling"] == .infinity || fit.termination == .ceilingOpen)
      #expect(try #require(fit["ceiling"]) == .infinity || fit["ceiling"] ?? 0 < 100 * highest)
    }
    let fit = try CurveFit(.logistic, times: Array(times.prefix(8)), values: accelerating)
    #expect(fit["ceiling"] == .infinity)
  }

  @Test func `a ceiling without an upper bound is graded down`() throws {
    // The first twentieth of a logistic curve with one per cent of noise.
    let curve = GrowthCurve(.logistic, [1000, 0.25, 2033])
    let noise = [0.01, -0.012, 0.004, 0.009, -0.007, -0.011, 0.012, 0.002, -0.006, 0.003]
    let times = (2012...2021).map(Double.init)
    let values = times.indices.map { curve.value(at: times[$0]) * (1 + noise[$0]) }
    let fit = try CurveFit(.logistic, times: times, values: values)
    #expect(fit.boundsCeiling == false || fit.termination == .ceilingNotShown)
    #expect(fit.grade == .d)
  }

  @Test func `three points determine a logistic curve exactly and say nothing of its error`() throws
  {
    let curve = GrowthCurve(.logistic, [1000, 0.3, 2018])
    let times = [2010.0, 2015, 2020]
    let fit = try CurveFit(.logistic, times: times, values: times.map(curve.value(at:)))
    #expect(agree(fit.estimates, curve.parameters, within: Tolerance(relative: 1e-9)))
    #expect(fit.standardErrors == nil)
    #expect(fit.residualSD == nil)
    #expect(fit.covariance == nil)
    #expect(fit.grade == .d)
    #expect(throws: GrowthModelError.tooFewObservations(count: 2, needed: 3)) {
      try CurveFit(.logistic, times: [2015, 2020], values: [120, 405])
    }
  }

  @Test func `a constant series does not determine a rate`() throws {
    let fit = try CurveFit(.logistic, times: [1, 2, 3, 4, 5, 6], values: [7, 7, 7, 7, 7, 7])
    #expect(fit.termination == .notIdentifiable(parameters: ["rate", "midpoint"]))
    #expect(fit.grade == .d)
    let exponential = try CurveFit(.exponential, times: [1, 2, 3, 4], values: [7, 7, 7, 7])
    #expect(abs(try #require(exponential["rate"])) < 1e-9)
    #expect(agree(fit.fitted, [7, 7, 7, 7, 7, 7], within: Tolerance(relative: 1e-6)))
  }

  @Test func `one date only determines nothing`() throws {
    let fit = try CurveFit(.logistic, times: [3, 3, 3, 3], values: [7, 8, 7, 8])
    #expect(fit.termination == .notFinite)
    #expect(fit.estimates.allSatisfy { $0.isNaN })
  }

  @Test(arguments: [CurveFamily.logistic, .gompertz, .bass, .hill, .weibull])
  func `estimates follow the unit of the values and the origin of time`(
    family: CurveFamily
  ) throws {
    let times = [2010.0, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019]
    let values = [21.0, 35, 47, 83, 116, 170, 215, 288, 322, 377]
    let one = try CurveFit(family, times: times, values: values)
    let other = try CurveFit(
      family, times: times.map { $0 - 1900 }, values: values.map { $0 * 1e9 })
    // Both stop within nine digits of the minimum.
    let ceilings = (try #require(one["ceiling"]), try #require(other["ceiling"]))
    #expect((ceilings.0 * 1e9).agrees(with: ceilings.1, within: Tolerance(relative: 1e-7)))
    if let midpoint = one["midpoint"] {
      let shifted = try #require(other["midpoint"]) + 1900
      #expect(midpoint.agrees(with: shifted, within: Tolerance(relative: 1e-7)))
    }
  }

  @Test func `multiplicative errors fit the logarithms`() throws {
    // log y is linear in t, so least squares has a closed form.
    let times = [0.0, 1, 2, 3, 4]
    let values = [10.0, 13, 15, 22, 27]
    var options = CurveFitOptions()
    options.errors = .multiplicative
    let fit = try CurveFit(.exponential, times: times, values: values, options: options)
    let logs = values.map(logarithm)
    let mean = logs.reduce(0, +) / 5
    let slope = zip(times, logs).reduce(0) { $0 + ($1.0 - 2) * ($1.1 - mean) } / 10
    #expect(try #require(fit["rate"]).agrees(with: slope, within: Tolerance(relative: 1e-9)))
    let level = try #require(fit["level"])
    #expect(logarithm(level).agrees(with: mean - 2 * slope, within: Tolerance(relative: 1e-9)))
    let squares = zip(times, logs).reduce(0) { sum, point in
      let error = point.1 - mean - slope * (point.0 - 2)
      return sum + error * error
    }
    #expect(fit.residualSumOfSquares.agrees(with: squares, within: Tolerance(relative: 1e-9)))
    let error = (squares / 3 / 10).squareRoot()
    #expect(
      try #require(fit.standardError("rate")).agrees(with: error, within: Tolerance(relative: 1e-8))
    )
    #expect(throws: GrowthModelError.notPositive(index: 1, value: 0)) {
      try CurveFit(.exponential, times: [0, 1, 2], values: [1, 0, 2], options: options)
    }
  }

  /// AIDS deaths in Australia by quarter, a textbook example of Dobson 1990.
  ///
  /// A Poisson regression
  /// with log link gives intercept 0.33963392 (0.25118702), slope 0.25652359 (0.02203911), deviance
  /// 29.65351957 (iteratively reweighted least squares in NumPy).
  @Test func `Poisson errors give the greatest likelihood`() throws {
    var options = CurveFitOptions()
    options.errors = .poisson
    let fit = try CurveFit(
      .exponential, times: (1...14).map(Double.init),
      values: [0, 1, 2, 3, 1, 4, 9, 18, 23, 31, 20, 25, 37, 45], options: options)
    let rate = try #require(fit["rate"])
    #expect(rate.agrees(with: 0.25652359, within: .printed(decimals: 8)))
    let level = try #require(fit["level"])
    #expect(logarithm(level).agrees(with: 0.33963392, within: .printed(decimals: 8)))
    let error = try #require(fit.standardError("rate"))
    #expect(error.agrees(with: 0.02203911, within: .printed(decimals: 8)))
    // The deviance of the zero in the first quarter is the greatest term; all are exact.
    #expect(fit.residualSumOfSquares.agrees(with: 29.65351957, within: .printed(decimals: 8)))
  }

  @Test func `a weight counts as so many observations`() throws {
    let times = [0.0, 1, 2, 3, 4, 5]
    let values = [10.0, 21, 37, 60, 78, 92]
    let weighted = try CurveFit(
      .logistic, times: times, values: values, weights: [1, 1, 2, 1, 1, 3])
    let repeated = try CurveFit(
      .logistic, times: times + [2, 5, 5], values: values + [37, 92, 92])
    #expect(agree(weighted.estimates, repeated.estimates, within: Tolerance(relative: 1e-8)))
    #expect(
      throws: GrowthModelError.outOfRange(parameter: "weight", value: -1, required: "at least 0")
    ) { try CurveFit(.linear, times: [0, 1], values: [1, 2], weights: [1, -1]) }
  }

  @Test func `intervals are those of Student's law`() throws {
    let fit = try CurveFit(
      .logistic, times: referenceFits[0].times, values: referenceFits[0].values)
    let interval = try #require(fit.interval("ceiling", level: 0.95))
    // t with 6 degrees of freedom at 0.975 is 2.446912 (SciPy).
    #expect(
      interval.upperBound.agrees(
        with: 72.4622376 + 2.446912 * 1.73402834, within: .printed(digits: 6)))
    #expect(fit.interval("nothing", level: 0.95) == nil)
    // Its errors are small; of spreads that looked like it more than a fifth went on.
    #expect(fit.grade == .c)
    #expect(fit.boundsCeiling == true)
  }

  @Test func `the default origin`() {
    let years = [2010.0, 2012, 2014]
    #expect(CurveFit.defaultOrigin(.bass, times: years) == 2008)
    #expect(CurveFit.defaultOrigin(.exponential, times: years) == 2010)
    #expect(CurveFit.defaultOrigin(.logistic, times: years) == 0)
    #expect(CurveFit.defaultOrigin(.hill, times: [1, 2, 3]) == 0)
    #expect(CurveFit.defaultOrigin(.hill, times: [0, 1, 2]) == -1)
    #expect(CurveFit.defaultOrigin(.exponential, times: [0, 1, 2]) == 0)
  }
}
