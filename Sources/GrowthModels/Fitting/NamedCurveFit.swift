internal import Distributions
internal import Optimization
internal import SpecialFunctions

extension CurveFit {
  /// Fits a named curve; no start is needed.
  ///
  /// Fits with a ceiling are set beside the exponential curve, to which they tend without one. If it
  /// fits as well, or the curve found stays below a thousandth of its ceiling, the data do not show
  /// the ceiling, and the fit says so instead of a huge number.
  ///
  /// - Parameters:
  ///   - family: which curve.
  ///   - times: dates in years, in any order; several observations may share one.
  ///   - values: what was observed.
  ///   - weights: how much each squared residual counts, ≥ 0; all 1 when left out.
  ///   - options: what an observation is, how errors are taken, and the origin.
  /// - Throws: ``GrowthModelError`` when numbers are missing, not finite, or not positive where they
  ///   must be, when there are fewer points than parameters, or dates of increments do not increase.
  public init(
    _ family: CurveFamily, times: [Double], values: [Double], weights: [Double]? = nil,
    options: CurveFitOptions = CurveFitOptions()
  ) throws(GrowthModelError) {
    guard times.count == values.count else {
      throw .countMismatch(what: "times", count: times.count, expected: values.count)
    }
    if let index = times.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: index) }
    try Self.check(values, errors: options.errors, needed: family.parameterCount)
    let series = NamedSeries(
      times: times, values: values, rootWeights: try Self.rootWeights(weights, count: times.count))
    if options.observation == .increment {
      try requireSeries(times: times, values: values, atLeast: 1)
    }
    self = series.fit(family, family.form, options)
  }

  /// The date from which a curve counts when no origin is given.
  ///
  /// Dates that look like elapsed time (0 lies no further before the first than the whole span) count
  /// from 0. Otherwise ageing curves (Bass, Weibull, Hill) count from one step before the first
  /// date, the others from the first date.
  ///
  /// - Parameters:
  ///   - family: which curve.
  ///   - times: the dates of the observations.
  /// - Returns: the origin; 0 for families that need none.
  public static func defaultOrigin(_ family: CurveFamily, times: [Double]) -> Double {
    guard family.needsOrigin, let first = times.min(), let last = times.max() else { return 0 }
    let isElapsed = first - (last - first) <= 0 && last >= 0
    guard family.hasAge else { return isElapsed ? 0 : first }
    return isElapsed && first > 0 ? 0 : first - step(of: times)
  }

  /// The middle gap between the distinct dates; 1 when there is only one.
  static func step(of times: [Double]) -> Double {
    let dates = Set(times).sorted()
    guard dates.count > 1 else { return 1 }
    let gaps = zip(dates.dropFirst(), dates).map { $0 - $1 }.sorted()
    return gaps[(gaps.count - 1) / 2]
  }
}

/// A series on its way through the fit of a named curve.
private struct NamedSeries {
  let times: [Double]
  let values: [Double]
  let rootWeights: [Double]

  /// Fits one family; `form` brings its formulas as a type.
  func fit<Form: CurveForm>(
    _ family: CurveFamily, _ form: Form.Type, _ options: CurveFitOptions
  ) -> CurveFit {
    let origin = options.origin ?? CurveFit.defaultOrigin(family, times: times)
    // A midpoint near the data keeps its digits when it is counted from there.
    let shift = family.needsOrigin ? origin : middle
    let ends = times.map { $0 - shift }
    var starts: [Double] = []
    if options.observation == .increment {
      let first = times[0] - CurveFit.step(of: times)
      starts = ([first] + times.dropLast()).map { $0 - shift }
    }
    let free = FamilyModel<Form>(times: ends, starts: starts, isFree: true)
    let classical = FamilyModel<Form>(times: ends, starts: starts, isFree: false)
    guard let (lanes, squares, termination) = minimize(free, options) else {
      return CurveFit(
        model: classical, at: [Double](repeating: .nan, count: family.parameterCount),
        rootWeights: rootWeights, squares: .nan, errors: options.errors, termination: .notFinite,
        family: family)
    }
    var boundsCeiling: Bool?
    if family.tendsToExponential, options.observation == .level {
      var once = options
      once.searchesWidely = false
      let limit = fit(.exponential, Exponential.self, once)
      if isCeilingHidden(lanes, squares, classical, limit) {
        return CurveFit(unbounded: limit, family: family)
      }
      boundsCeiling = Self.isBounded(
        squares, limit: limit.residualSumOfSquares,
        degrees: times.count - family.parameterCount)
    }
    var dated = lanes
    if !family.needsOrigin { dated[2] += shift }
    let curve = GrowthCurve(family, lanes: dated, origin: origin)
    let fit = CurveFit(
      model: classical, at: classical.parameters(lanes), rootWeights: rootWeights,
      squares: squares, errors: options.errors,
      termination: flatness(squares, family, options) ?? edge(lanes, free) ?? termination,
      family: family, curve: curve,
      boundsCeiling: boundsCeiling)
    return fit.dated(curve.parameters)
  }

  private var middle: Double {
    let (first, last) = (times.min() ?? 0, times.max() ?? 0)
    return ((first + last) / 2).rounded()
  }

  /// The lowest minimum from the starts of the grid.
  private func minimize<Form: CurveForm>(
    _ free: FamilyModel<Form>, _ options: CurveFitOptions
  ) -> (lanes: SIMD4<Double>, squares: Double, termination: FitTermination)? {
    let problem = CurveProblem(
      model: free, observed: values, rootWeights: rootWeights, errors: options.errors)
    // Nine digits of the gradient are ample for curves of three or four parameters.
    var method = LevenbergMarquardt(options: options.search)
    method.options.gradientTolerance = max(1e-10, options.search.gradientTolerance)
    method.options.stepTolerance = max(1e-11, options.search.stepTolerance)
    let ends = StartSearch(
      model: free, observed: values, weights: rootWeights.map { $0 * $0 }, errors: options.errors
    )
    .starts(options.searchesWidely ? 3 : 1)
    .map { method.minimize(problem, from: free.parameters($0)) }
    .filter { $0.cost.isFinite }
    guard let best = ends.min(by: { $0.cost < $1.cost }) else { return nil }
    let lanes = Form.canonical(free.lanes(best.parameters))
    guard best.termination.isConverged else {
      return (lanes, best.cost, .notConverged(best.termination))
    }
    let bound = best.cost * Elementary.exp(2 / Double(values.count))
    let rivals = ends.filter {
      $0.termination.isConverged && $0.cost <= bound
        && !free.isSameCurve($0.parameters, best.parameters)
    }
    return (
      lanes, best.cost, rivals.isEmpty ? .converged : .multimodal(optima: rivals.count + 1)
    )
  }

  /// Whether the curve is exponential as far as the data go.
  private func isCeilingHidden<Form: CurveForm>(
    _ lanes: SIMD4<Double>, _ squares: Double, _ model: FamilyModel<Form>, _ limit: CurveFit
  ) -> Bool {
    guard limit.termination.isConverged, limit["rate"].map({ $0 > 0 }) ?? false else {
      return false
    }
    let greatest = times.indices.reduce(0) { max($0, model.value($1, lanes)) }
    return !(greatest >= 1e-3 * lanes[Form.scaleLane])
      || squares >= limit.residualSumOfSquares * (1 - 1e-9)
  }

  /// Whether a curve without a ceiling fits significantly worse.
  private static func isBounded(_ squares: Double, limit: Double, degrees: Int) -> Bool {
    guard degrees > 0, let law = try? StudentT(degreesOfFreedom: Double(degrees)) else {
      return false
    }
    let t = law.quantile(0.975)
    return limit - squares > t * t * squares / Double(degrees)
  }

  /// A curve with a ceiling that explains no more than a constant determines only its ceiling.
  private func flatness(
    _ squares: Double, _ family: CurveFamily, _ options: CurveFitOptions
  ) -> FitTermination? {
    guard family.hasCeiling, options.observation == .level, options.errors != .poisson else {
      return nil
    }
    var (w, wy, wyy) = (0.0, 0.0, 0.0)
    let pivot = values[0]
    for i in values.indices {
      let weight = rootWeights[i] * rootWeights[i]
      let y =
        options.errors == .multiplicative
        ? Elementary.log(values[i] / pivot) : values[i] - pivot
      w += weight
      wy += weight * y
      wyy += weight * y * y
    }
    guard squares >= (wyy - wy * wy / w) * (1 - 1e-9) else { return nil }
    return .notIdentifiable(parameters: family.parameterNames.filter { $0 != "ceiling" })
  }

  /// The parameter that ran away, if one did.
  private func edge<Form: CurveForm>(
    _ lanes: SIMD4<Double>, _ model: FamilyModel<Form>
  ) -> FitTermination? {
    for lane in Form.positiveLanes {
      let extent = Form.parameterNames[lane] == "shape" ? 1 : model.times.reduce(0) { max($0, $1) }
      let size =
        Form.parameterNames[lane] == "rate" || Form.parameterNames[lane] == "p"
        ? lanes[lane] * extent : lanes[lane] / extent
      if !(1e-7...1e7).contains(size) {
        return .boundary(parameter: Form.parameterNames[lane])
      }
    }
    return nil
  }
}

extension CurveFamily {
  /// Whether the curve without a ceiling is the exponential one.
  var tendsToExponential: Bool {
    switch self {
    case .logistic, .gompertz, .richards: true
    default: false
    }
  }
}

extension CurveFit {
  /// The same fit with its parameters counted from calendar dates.
  fileprivate func dated(_ parameters: [Double]) -> CurveFit {
    CurveFit(
      family: family, parameterNames: parameterNames, estimates: parameters,
      standardErrors: standardErrors, covariance: covariance,
      residualSumOfSquares: residualSumOfSquares, count: count, fitted: fitted,
      termination: termination, grade: grade, boundsCeiling: boundsCeiling, curve: curve)
  }

  /// The report of a curve whose ceiling the data do not show, from the exponential fit.
  fileprivate init(unbounded limit: CurveFit, family: CurveFamily) {
    let estimates = family.parameterNames.map { name in
      switch name {
      case "rate": limit["rate"] ?? .nan
      case "shape": Double.nan
      default: Double.infinity
      }
    }
    self.init(
      family: family, parameterNames: family.parameterNames, estimates: estimates,
      standardErrors: nil, covariance: nil, residualSumOfSquares: limit.residualSumOfSquares,
      count: limit.count, fitted: limit.fitted, termination: .ceilingNotShown, grade: .d,
      boundsCeiling: false, curve: limit.curve)
  }
}
