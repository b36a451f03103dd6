public import GrowthCurves

extension CurveFit {
  /// Fits a named curve; no start is needed.
  ///
  /// Fits with a ceiling are set beside the exponential curve, to which they tend without one. If it
  /// fits as well, or not significantly worse while the error of the ceiling exceeds the ceiling, or
  /// if the curve found stays below a thousandth of its ceiling, the data do not show
  /// the ceiling, and the fit says so instead of a huge number. Of a series of levels that rises,
  /// ``experience`` says what came of ceilings that were fitted so early.
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
    try self.init(
      unjudged: family, times: times, values: values, weights: weights, options: options)
    judge(family, times: times, values: values, options)
  }

  /// The fit without the look at what came of others.
  init(
    unjudged family: CurveFamily, times: [Double], values: [Double], weights: [Double]? = nil,
    options: CurveFitOptions = CurveFitOptions()
  ) throws(GrowthModelError) {
    guard times.count == values.count else {
      throw .countMismatch(what: "times", count: times.count, expected: values.count)
    }
    if let index = times.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: index) }
    try Self.check(values, errors: options.errors, needed: family.parameterCount)
    if options.observation == .increment {
      try requireSeries(times: times, values: values, atLeast: 1)
    }
    let series = NamedSeries(
      times: times, values: values, rootWeights: try Self.rootWeights(weights, count: times.count),
      options: options)
    self = series.fit(family, family.form)
  }

  /// Takes what experience says of a ceiling into the grade.
  mutating func judge(
    _ family: CurveFamily, times: [Double], values: [Double], _ options: CurveFitOptions,
    logistic: CurveFit? = nil
  ) {
    guard family.hasCeiling, options.observation == .level else { return }
    let isPlainLogistic = family == .logistic && options.errors == .additive && scatter.isEmpty
    experience = CeilingExperience(
      times: times, values: values, logistic: logistic ?? (isPlainLogistic ? self : nil))
    if let experience { grade = max(grade, experience.grade) }
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
