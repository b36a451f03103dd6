internal import Distributions
public import GrowthCurves
public import LinearAlgebra
internal import Optimization
internal import SpecialFunctions

/// A curve fitted to data: estimates, their errors, and what may be believed of them.
///
///     let fit = try CurveFit(.logistic, times: years, values: counts)
///     fit.termination            // .converged, .ceilingNotShown, …
///     fit["ceiling"]             // estimate
///     fit.grade                  // A to D
public struct CurveFit: Hashable, Sendable {
  /// The family, or `nil` for a curve of the caller's own.
  public let family: CurveFamily?
  /// The names of the parameters.
  public let parameterNames: [String]
  /// The estimates, in the order of the names; a ceiling that the data do not show is infinite.
  public let estimates: [Double]
  /// Standard errors, in the order of the names: infinite for a parameter that the data do not
  /// determine, `nil` when no degree of freedom is left.
  public let standardErrors: [Double]?
  /// The covariance s² (JᵀJ)⁻¹ of the estimates, or `nil` as for the standard errors or when some
  /// parameter is not determined.
  public let covariance: Matrix?
  /// The weighted sum of squared residuals: of logarithms with multiplicative errors, the deviance
  /// with Poisson errors.
  public let residualSumOfSquares: Double
  /// How many observations there are.
  public let count: Int
  /// Observations less parameters.
  public var degreesOfFreedom: Int { count - parameterNames.count }
  /// √(residual sum of squares / degrees of freedom), or `nil` when no degree of freedom is left.
  public var residualSD: Double? {
    degreesOfFreedom > 0
      ? (residualSumOfSquares / Double(degreesOfFreedom)).squareRoot() : nil
  }
  /// The fitted values at the observations.
  public let fitted: [Double]
  /// How the fit ended.
  public let termination: FitTermination
  /// How much the data say: by the errors of the fit and, of a ceiling, by ``experience``.
  public internal(set) var grade: EvidenceGrade
  /// What came of ceilings of series that looked like this; nil for other curves, series that do not
  /// rise, and increments.
  public internal(set) var experience: CeilingExperience?
  /// Whether the data bound the ceiling from above: an F test at 5 % of this curve against the same
  /// without a ceiling; `nil` where the family has no such limit.
  public let boundsCeiling: Bool?
  /// The fitted named curve; an exponential one when the ceiling is not shown.
  public let curve: GrowthCurve?
  /// The cosine of the angle between the residuals and the plane of the derivatives, which is 0 at a
  /// minimum (Bates and Watts 1981); `nil` where it was not measured.
  public private(set) var relativeOffset: Double?
  /// The condition number of the derivatives with columns of length 1: by so much rounding of the
  /// data may be enlarged in the estimates; `nil` where it was not measured.
  public private(set) var conditionNumber: Double?

  /// What else was estimated: how observations scatter (see ``ScatterModel``).
  public internal(set) var scatter: [ScatterParameter] = []
  /// 95 % intervals from the profile of the sum of squares, where they were asked for; an open side
  /// is infinite.
  public internal(set) var profiles: [ClosedRange<Double>]?
  /// The logarithm of the likelihood, where a ``ScatterModel`` was fitted.
  public internal(set) var logLikelihood: Double?

  /// The estimate of a parameter, or `nil` when there is none of that name.
  public subscript(name: String) -> Double? {
    parameterNames.firstIndex(of: name).map { estimates[$0] }
      ?? scatter.first { $0.name == name }?.estimate
  }

  /// The standard error of a parameter, or `nil` when there is none.
  public func standardError(_ name: String) -> Double? {
    if let index = parameterNames.firstIndex(of: name) { return standardErrors?[index] }
    return scatter.first { $0.name == name }?.standardError
  }

  /// The interval estimate ± t · standard error, or `nil` when there is no finite one; at 0.95 the
  /// profile interval where there is one.
  ///
  /// - Parameters:
  ///   - name: the parameter.
  ///   - level: the confidence, in 0..<1.
  /// - Returns: the interval of Student's law with the degrees of freedom that are left.
  public func interval(_ name: String, level: Double) -> ClosedRange<Double>? {
    let reach = Self.reach(degreesOfFreedom: degreesOfFreedom, level: level)
    if let index = parameterNames.firstIndex(of: name) {
      return interval(ofParameter: index, level: level, reach: reach)
    }
    guard let estimate = self[name], let error = standardError(name) else { return nil }
    return Self.interval(estimate, error, reach: reach)
  }

  /// ``interval(_:level:)`` of a parameter by its place, where its reach is known.
  package func interval(
    ofParameter index: Int, level: Double, reach: Double
  ) -> ClosedRange<Double>? {
    if level == 0.95, let profiles { return profiles[index] }
    guard let error = standardErrors?[index] else { return nil }
    return Self.interval(estimates[index], error, reach: reach)
  }

  /// The half width of an interval in standard errors; not a number without a degree of freedom.
  package static func reach(degreesOfFreedom: Int, level: Double) -> Double {
    let law = try? StudentT(degreesOfFreedom: Double(degreesOfFreedom))
    return law?.quantile((1 + level) / 2) ?? .nan
  }

  private static func interval(
    _ estimate: Double, _ error: Double, reach: Double
  ) -> ClosedRange<Double>? {
    let (low, high) = (estimate - reach * error, estimate + reach * error)
    guard error.isFinite, low <= high else { return nil }
    return low...high
  }
}

extension CurveFit {
  /// Fits a curve of one's own.
  ///
  /// Besides the start, wider ones around it are tried (``MultistartLeastSquares``), and the lowest
  /// minimum is reported; without a start they spread around 1.
  ///
  /// - Parameters:
  ///   - model: the curve at the points of the data.
  ///   - values: what was observed, one value for each point.
  ///   - weights: how much each squared residual counts, ≥ 0; all 1 when left out.
  ///   - start: a value for each parameter of the curve, by name.
  ///   - options: how errors are taken and how the search is run.
  /// - Throws: ``GrowthModelError`` when numbers are missing, not finite, or not positive where they
  ///   must be, or there are fewer points than parameters.
  public init<Model: CurveModel>(
    _ model: Model, values: [Double], weights: [Double]? = nil, start: [String: Double]? = nil,
    options: CurveFitOptions = CurveFitOptions()
  ) throws(GrowthModelError) {
    let names = model.parameterNames
    guard values.count == model.pointCount else {
      throw .countMismatch(what: "values", count: values.count, expected: model.pointCount)
    }
    let rootWeights = try Self.rootWeights(weights, count: values.count)
    try Self.check(values, errors: options.errors, needed: names.count)
    var from = names.map { _ in 1.0 }
    if let start {
      from = names.compactMap { start[$0] }
      guard from.count == names.count, start.count == names.count else {
        throw .startMismatch(expected: names)
      }
    }
    let problem = CurveProblem(
      model: model, observed: values, rootWeights: rootWeights, errors: options.errors,
      whitening: options.whitening)
    let search = Search(problem, from: from, wasGiven: start != nil, options: options)
    self.init(
      model: model, at: search.best.parameters, rootWeights: rootWeights,
      squares: search.best.cost, errors: options.errors, whitening: options.whitening,
      termination: search.termination,
      factor: search.best.refinement?.covarianceFactor)
    relativeOffset = search.best.refinement?.relativeOffset
    conditionNumber = search.best.refinement?.conditionNumber
    let open = leaveOpen(problem, estimates, linear: model.linearParameters)
    if options.profilesIntervals { profiles = profiles(of: problem, estimates, open) }
  }

  /// Takes back the errors of parameters that the sum of squares does not determine.
  ///
  /// - Returns: those parameters.
  mutating func leaveOpen<Model: CurveModel>(
    _ problem: CurveProblem<Model>, _ best: [Double], linear: [Int]
  ) -> [OpenParameter] {
    guard termination.isConverged, problem.errors != .poisson, var errors = standardErrors,
      let profile = ProfileIntervals(problem, at: best, squares: residualSumOfSquares, level: 0.95)
    else { return [] }
    let open = profile.undetermined(errors, linear: linear)
    guard !open.isEmpty else { return [] }
    for one in open { errors[one.place] = .infinity }
    var fit = CurveFit(
      family: family, parameterNames: parameterNames, estimates: estimates,
      standardErrors: errors, covariance: nil, residualSumOfSquares: residualSumOfSquares,
      count: count, fitted: fitted,
      termination: .notIdentifiable(parameters: open.map { parameterNames[$0.place] }), grade: .d,
      boundsCeiling: boundsCeiling, curve: curve)
    fit.relativeOffset = relativeOffset
    fit.conditionNumber = conditionNumber
    self = fit
    return open
  }

  /// The profile intervals of all parameters.
  ///
  /// - Parameters:
  ///   - problem: the curve and its observations.
  ///   - best: the estimates.
  ///   - open: parameters that the sum of squares does not determine.
  ///   - signed: a parameter of which the other sign is another curve.
  /// - Returns: one interval for each parameter; nil without a degree of freedom.
  func profiles<Model: CurveModel>(
    of problem: CurveProblem<Model>, _ best: [Double], _ open: [OpenParameter], signed: Int? = nil
  ) -> [ClosedRange<Double>]? {
    guard problem.errors != .poisson, let standardErrors,
      let profile = ProfileIntervals(
        problem, at: best, squares: residualSumOfSquares, level: 0.95)
    else { return nil }
    return best.indices.map { j in
      guard let one = open.first(where: { $0.place == j }), best[j] != 0 else {
        return profile.interval(
          of: j, standardError: standardErrors[j], stopsAtZero: j == signed)
      }
      // Without an error the size of the parameter is the first step.
      let length = abs(best[j]) / 2
      let low =
        one.isOpenBelow ? -.infinity : profile.end(of: j, step: -length, stopsAtZero: true)
      let high = one.isOpenAbove ? .infinity : profile.end(of: j, step: length, stopsAtZero: true)
      return ClosedRange(openFrom: low, to: high)
    }
  }

  /// The fit with its covariance, given where the search ended.
  init<Model: CurveModel>(
    model: Model, at estimates: [Double], rootWeights: [Double], squares: Double,
    errors: ErrorModel, whitening: Whitening? = nil, termination: FitTermination,
    family: CurveFamily? = nil,
    curve: GrowthCurve? = nil, boundsCeiling: Bool? = nil, factor: CovarianceFactor? = nil
  ) {
    let names = model.parameterNames
    let count = rootWeights.count
    var fitted = [Double](repeating: .nan, count: count)
    let isFinite = model.evaluate(estimates, values: &fitted)
    var factor =
      factor
      ?? Self.covarianceFactor(
        model, at: estimates, rootWeights, errors, whitening, fitted: fitted)
    // So long a derivative by a parameter of a named curve is rounding, as by a shape that went to 0.
    if family != nil, !factor.columnNorms.allSatisfy({ ($0 * $0).isFinite }) {
      factor = CovarianceFactor(
        r: Matrix(rows: names.count, columns: names.count), permutation: Array(names.indices),
        columnNorms: factor.columnNorms, rank: 0)
    }
    let degrees = count - names.count
    let scale: Double? =
      errors == .poisson ? 1 : degrees > 0 ? (squares / Double(degrees)).squareRoot() : nil
    let standardErrors = scale.map(factor.standardErrors(scale:))

    var termination = isFinite ? termination : .notFinite
    if termination.isConverged, !factor.isFullRank {
      termination = .notIdentifiable(parameters: factor.undetermined.map { names[$0] })
    }
    self.init(
      family: family, parameterNames: names, estimates: estimates,
      standardErrors: standardErrors,
      covariance: factor.isFullRank ? scale.map(factor.covariance(scale:)) : nil,
      residualSumOfSquares: squares, count: count, fitted: fitted, termination: termination,
      grade: Self.grade(
        names, estimates, standardErrors, degrees: degrees, termination: termination,
        boundsCeiling: boundsCeiling),
      boundsCeiling: boundsCeiling, curve: curve)
  }

  /// The factor of the covariance in the parameters that are reported.
  static func covarianceFactor<Model: CurveModel>(
    _ model: Model, at estimates: [Double], _ rootWeights: [Double], _ errors: ErrorModel,
    _ whitening: Whitening?, fitted: [Double]
  ) -> CovarianceFactor {
    var look = LevenbergMarquardt()
    look.options.maxIterations = 0
    if errors == .poisson {
      let information = PoissonInformation(model: model, rootWeights: rootWeights)
      return look.minimize(information, from: estimates).covarianceFactor
    }
    // Residuals about the fitted values themselves: only their derivatives matter here.
    let problem = CurveProblem(
      model: model, observed: fitted, rootWeights: rootWeights, errors: errors,
      whitening: whitening)
    return look.minimize(problem, from: estimates).covarianceFactor
  }

  static func grade(
    _ names: [String], _ estimates: [Double], _ standardErrors: [Double]?, degrees: Int,
    termination: FitTermination, boundsCeiling: Bool?
  ) -> EvidenceGrade {
    guard termination.isConverged, let standardErrors else { return .d }
    let relative = zip(standardErrors, estimates).map { error, estimate in
      error == 0 ? 0 : error / abs(estimate)
    }
    let deciding: Double
    if let ceiling = names.firstIndex(of: "ceiling") {
      let rate = names.firstIndex(of: "rate").map { relative[$0] / 2 } ?? 0
      deciding = max(relative[ceiling], rate)
    } else {
      deciding = (relative.max() ?? .infinity) / 2
    }
    return EvidenceGrade(
      degreesOfFreedom: degrees, relativeError: deciding, isBounded: boundsCeiling ?? true)
  }

  static func rootWeights(_ weights: [Double]?, count: Int) throws(GrowthModelError) -> [Double] {
    guard let weights else { return [Double](repeating: 1, count: count) }
    guard weights.count == count else {
      throw .countMismatch(what: "weights", count: weights.count, expected: count)
    }
    for weight in weights where !(weight >= 0 && weight.isFinite) {
      throw .outOfRange(parameter: "weight", value: weight, required: "at least 0")
    }
    return weights.map { $0.squareRoot() }
  }

  static func check(
    _ values: [Double], errors: ErrorModel, needed: Int
  ) throws(GrowthModelError) {
    if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: index) }
    if errors == .multiplicative, let index = values.firstIndex(where: { $0 <= 0 }) {
      throw .notPositive(index: index, value: values[index])
    }
    if errors == .poisson, let index = values.firstIndex(where: { $0 < 0 }) {
      throw .notPositive(index: index, value: values[index])
    }
    guard values.count >= needed else {
      throw .tooFewObservations(count: values.count, needed: needed)
    }
  }
}

extension CurveModel {
  /// Whether two sets of parameters give the same values, as when two terms trade places.
  func isSameCurve(_ one: [Double], _ other: [Double]) -> Bool {
    var a = [Double](repeating: 0, count: pointCount)
    var b = a
    guard evaluate(one, values: &a), evaluate(other, values: &b) else { return false }
    let size = a.reduce(0) { max($0, abs($1)) }
    return zip(a, b).allSatisfy { abs($0 - $1) <= 1e-6 * size }
  }
}
