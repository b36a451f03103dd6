import CurveFitting
import GrowthCurves
import Testing
import _TestSupport

@Suite struct ScatterFitTests {
  /// Maxima of a likelihood are flat: nine digits of it leave four or five of where it is greatest.
  private static let flat = Tolerance(relative: 3e-5)

  private static let times = ScatterReferences.times

  private func check(
    _ scatter: ScatterModel,
    _ reference: (values: [Double], estimates: [Double], scatter: Double, logLikelihood: Double)
  ) throws {
    let fit = try CurveFit(
      .logistic, times: Self.times, values: reference.values, scatter: scatter)
    for (found, expected) in zip(fit.estimates, reference.estimates) {
      #expect(found.agrees(with: expected, within: Self.flat), "\(scatter)")
    }
    let extra = try #require(fit.scatter.first)
    #expect(extra.estimate.agrees(with: reference.scatter, within: Tolerance(relative: 5e-4)))
    #expect(try #require(extra.standardError) > 0)
    #expect(
      try #require(fit.logLikelihood)
        .agrees(with: reference.logLikelihood, within: Tolerance(relative: 1e-8)))
    #expect(fit.termination.isConverged)
  }

  @Test func `Student errors agree with a general optimiser`() throws {
    try check(.studentT(degreesOfFreedom: 4), ScatterReferences.studentT)
  }

  @Test func `errors that follow each other agree with a general optimiser over unequal gaps`()
    throws
  {
    try check(.autoregressive, ScatterReferences.autoregressive)
  }

  @Test func `errors in proportion to a power agree with weighted least squares of SciPy`() throws {
    try check(.power(exponent: nil), ScatterReferences.power)
  }

  @Test func `overdispersed counts agree with weighted least squares of SciPy`() throws {
    try check(.negativeBinomial, ScatterReferences.negativeBinomial)
  }

  @Test func `a power of zero is least squares, a power of one is about that of logarithms`() throws
  {
    let values = ScatterReferences.power.values
    let plain = try CurveFit(.logistic, times: Self.times, values: values)
    let zero = try CurveFit(
      .logistic, times: Self.times, values: values, scatter: .power(exponent: 0))
    for (a, b) in zip(plain.estimates, zero.estimates) {
      #expect(a.agrees(with: b, within: Tolerance(relative: 1e-9)))
    }
    #expect(zero.scatter.first?.standardError == nil)
    var options = CurveFitOptions()
    options.errors = .multiplicative
    let logs = try CurveFit(.logistic, times: Self.times, values: values, options: options)
    let one = try CurveFit(
      .logistic, times: Self.times, values: values, scatter: .power(exponent: 1))
    // They differ by the square of the relative error, some per cent.
    #expect(
      try #require(one["ceiling"]).agrees(
        with: logs["ceiling"] ?? 0, within: Tolerance(relative: 0.02)))
  }

  @Test func `an outlier moves Student errors less than least squares`() throws {
    let values = ScatterReferences.studentT.values
    let plain = try CurveFit(.logistic, times: Self.times, values: values)
    let robust = try CurveFit(
      .logistic, times: Self.times, values: values, scatter: .studentT(degreesOfFreedom: 4))
    // The truth is 100, 0.4, 9.
    #expect(abs((robust["rate"] ?? 0) - 0.4) < abs((plain["rate"] ?? 0) - 0.4) / 3)
  }

  @Test(arguments: [ScatterModel.studentT(degreesOfFreedom: 6), .power(exponent: 1)])
  func `weights do not go on for ever after a curve whose search has no end`(
    scatter: ScatterModel
  ) throws {
    var options = CurveFitOptions()
    options.observation = .increment
    options.search.maxIterations = 1
    let curve = GrowthCurve(.logistic, [100, 0.4, 9])
    let times = (1...20).map(Double.init)
    let values = times.map { time in
      // A tenth more in odd years, a tenth less in even ones.
      let grown = curve.value(at: time) - curve.value(at: time - 1)
      return grown * (time.truncatingRemainder(dividingBy: 2) == 1 ? 1.1 : 0.9)
    }
    var fits = 0
    let search = ScatterFit(times: times, values: values, options: options) {
      weights, _, options throws(GrowthModelError) in
      fits += 1
      // Never the same curve twice.
      let moved = values.map { $0 * (1 + 1e-3 * Double(fits)) }
      return try CurveFit(
        .logistic, times: times, values: moved, weights: weights, options: options)
    }
    let fit = try search.best(scatter, needed: 3)
    #expect(!fit.termination.isConverged)
    // It were 501 for Student errors, and 201 for powers.
    #expect(fits == 51)
  }

  @Test func `counts without overdispersion have no finite size`() throws {
    // Rounded values of the curve scatter less than a Poisson law.
    let curve = GrowthCurve(.logistic, [100, 0.4, 9])
    let values = Self.times.map { curve.value(at: $0).rounded() }
    let fit = try CurveFit(.logistic, times: Self.times, values: values, scatter: .negativeBinomial)
    #expect(fit["size"] == .infinity)
    #expect(fit.standardError("size") == nil)
  }

  @Test func `unusable data are refused`() throws {
    #expect(throws: GrowthModelError.tooFewObservations(count: 5, needed: 6)) {
      try CurveFit(
        .logistic, times: [0, 1, 2, 3, 4], values: [1, 2, 3, 4, 5],
        scatter: .studentT(degreesOfFreedom: 4))
    }
    #expect(throws: GrowthModelError.self) {
      try CurveFit(
        .logistic, times: [0, 1, 2, 3, 4, 5], values: [1, 2, 3, 4, 5.5, 6],
        scatter: .negativeBinomial)
    }
    #expect(ScatterModel(name: "student_t", number: nil) == .studentT(degreesOfFreedom: 4))
    #expect(ScatterModel(name: "student_t", number: 0.5) == nil)
    #expect(ScatterModel(name: "power", number: 0.5) == .power(exponent: 0.5))
    #expect(ScatterModel(name: "ar1", number: 1) == nil)
  }

  @Test func `profile intervals agree with those of SciPy`() throws {
    var options = CurveFitOptions()
    options.profilesIntervals = true
    let values = Array(ScatterReferences.autoregressive.values.prefix(11))
    // Calendar dates too: the midpoint's interval moves with them.
    for start in [0.0, 2000] {
      let times = Self.times.prefix(11).map { $0 + start }
      let fit = try CurveFit(.logistic, times: times, values: values, options: options)
      for (k, name) in ["ceiling", "rate", "midpoint"].enumerated() {
        let interval = try #require(fit.interval(name, level: 0.95))
        let moved = name == "midpoint" ? start : 0
        let expected = ScatterReferences.profiles[k]
        let printed = Tolerance(relative: 2e-6)
        #expect((interval.lowerBound - moved).agrees(with: expected[0], within: printed), "\(name)")
        #expect((interval.upperBound - moved).agrees(with: expected[1], within: printed), "\(name)")
      }
    }
  }

  @Test func `a ceiling that the data do not bound has an open interval`() throws {
    var options = CurveFitOptions()
    options.profilesIntervals = true
    let values = [10.1, 11.2, 12.0, 13.7, 14.8, 16.4, 18.1, 19.7]
    let fit = try CurveFit(
      .logistic, times: values.indices.map(Double.init), values: values, options: options)
    if let interval = fit.interval("ceiling", level: 0.95) {
      #expect(interval.upperBound == .infinity)
      #expect(interval.lowerBound > 19)
    } else {
      #expect(fit["ceiling"] == .infinity)
    }
  }
}
