public import Expressions
public import GrowthModels
internal import Tables

/// Fits of one curve to many series; no series stops the others.
public struct FitBatch: Sendable {
  /// The curve to fit.
  public enum Curve: Sendable {
    case named(CurveFamily)
    case expression(CompiledCurve)

    /// The name of the curve, or its expression.
    public var name: String {
      switch self {
      case .named(let family): family.rawValue
      case .expression(let curve): curve.source
      }
    }
  }

  /// What came of one series: a fit, or why there is none.
  public struct Outcome: Sendable {
    /// The name of the group.
    public let group: String
    /// The number of observations.
    public let count: Int
    /// The fit, or why there is none.
    public let result: Result<CurveFit, SeriesFailure>

    /// Whether the estimates may be used without a warning.
    public var isConverged: Bool {
      if case .success(let fit) = result { fit.termination.isConverged } else { false }
    }
  }

  /// The curve that was fitted.
  public let curve: Curve
  /// One outcome for each series.
  public let outcomes: [Outcome]

  /// Fits a curve to each series.
  ///
  /// - Parameters:
  ///   - curve: the curve.
  ///   - table: the series.
  ///   - start: values from which to start, by name; needed by no named curve.
  ///   - observation: what an observation is; if nil, levels, but the sales of a period where a
  ///     Bass curve, which never falls, is fitted to a series that does.
  ///   - options: how errors are taken.
  ///   - scatter: how observations scatter, where that is to be estimated too.
  ///   - workers: the number of threads.
  ///   - progress: called with the number of series done; returns whether to go on.
  /// - Throws: `CancellationError`.
  public init(
    _ curve: Curve, _ table: SeriesTable, start: [String: Double]? = nil,
    observation: CurveFitOptions.Observation? = nil,
    options: CurveFitOptions = CurveFitOptions(), scatter: ScatterModel? = nil, workers: Int = 1,
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) throws {
    self.curve = curve
    var from = options
    if let observation { from.observation = observation }
    if case .named(let family) = curve, scatter == nil, family != .bass {
      outcomes = try FitBatch.outcomes(
        family, table.series, options: from, workers: workers, progress: progress)
      return
    }
    outcomes = try Parallel.map(table.series, workers: workers, progress: progress) { series in
      let result = series.attempt { () throws(GrowthModelError) -> CurveFit in
        if let scatter {
          return try FitBatch.fit(
            curve, series, start, scatter, observation: observation, options: options)
        }
        return switch curve {
        case .named(let family):
          try CurveFit(
            family, times: series.times, values: series.values,
            options: FitBatch.options(options, observation, family, series))
        case .expression(let compiled):
          try CurveFit(
            ExpressionModel(curve: compiled, points: series.points), values: series.values,
            start: start, options: options)
        }
      }
      return Outcome(group: series.group, count: series.values.count, result: result)
    }
  }

  /// Fits of a named curve, many series at a time.
  private static func outcomes(
    _ family: CurveFamily, _ series: [SeriesTable.Series], options: CurveFitOptions, workers: Int,
    progress: @escaping @Sendable (Int) -> Bool
  ) throws -> [Outcome] {
    // Series of one length are fitted together; a piece is small enough to share out evenly.
    let size = max(1, min(512, series.count / (4 * max(1, workers))))
    let order = series.indices.sorted {
      (series[$0].values.count, $0) < (series[$1].values.count, $1)
    }
    let pieces = stride(from: 0, to: order.count, by: size).map {
      Array(order[$0..<min($0 + size, order.count)])
    }
    let found = try Parallel.map(
      pieces, workers: workers, progress: { progress(min($0 * size, series.count)) }
    ) { piece in
      let sound = piece.filter { series[$0].defect == nil }
      let fits = CurveFit.fits(
        family, times: sound.map { series[$0].times }, values: sound.map { series[$0].values },
        options: options)
      return zip(sound, fits).map { (place: $0, fit: $1) }
    }
    var outcomes = series.map { one in
      Outcome(
        group: one.group, count: one.values.count,
        result: one.attempt { () throws(GrowthModelError) -> CurveFit in
          throw .tooFewObservations(count: one.values.count, needed: family.parameterCount)
        })
    }
    for (place, fit) in found.joined() {
      outcomes[place] = Outcome(
        group: series[place].group, count: series[place].values.count,
        result: fit.mapError(SeriesFailure.model))
    }
    return outcomes
  }

  /// A fit that estimates how observations scatter beside the curve.
  private static func fit(
    _ curve: Curve, _ series: SeriesTable.Series, _ start: [String: Double]?,
    _ scatter: ScatterModel, observation: CurveFitOptions.Observation?, options: CurveFitOptions
  ) throws(GrowthModelError) -> CurveFit {
    switch curve {
    case .named(let family):
      try CurveFit(
        family, times: series.times, values: series.values, scatter: scatter,
        options: FitBatch.options(options, observation, family, series))
    case .expression(let compiled):
      try CurveFit(
        ExpressionModel(curve: compiled, points: series.points), times: series.times,
        values: series.values, scatter: scatter, start: start, options: options)
    }
  }

  private static func options(
    _ options: CurveFitOptions, _ observation: CurveFitOptions.Observation?,
    _ family: CurveFamily, _ series: SeriesTable.Series
  ) -> CurveFitOptions {
    var chosen = options
    let falls = zip(series.values, series.values.dropFirst()).contains { $0 > $1 }
    chosen.observation = observation ?? (family == .bass && falls ? .increment : .level)
    return chosen
  }

  /// The series without a fit, with the reasons.
  public var failures: [(group: String, reason: SeriesFailure)] {
    outcomes.compactMap { outcome in
      if case .failure(let reason) = outcome.result { (outcome.group, reason) } else { nil }
    }
  }

  /// The table of estimates as CSV.
  public var csv: [UInt8] {
    var csv = CSVWriter(columns: [
      "group", "model", "parameter", "estimate", "standard_error", "low95", "high95", "rss",
      "residual_sd", "n", "converged", "termination", "grade", "log_likelihood",
    ])
    for outcome in outcomes {
      switch outcome.result {
      case .success(let fit):
        for name in fit.parameterNames + fit.scatter.map(\.name) {
          add(name, of: fit, outcome, to: &csv)
        }
      case .failure(let error):
        csv.field(outcome.group)
        csv.field(curve.name)
        for _ in 0..<7 { csv.field("") }
        csv.field(outcome.count)
        csv.field("false")
        csv.field("failed: \(error)")
        csv.field("D")
        csv.field("")
        csv.endRow()
      }
    }
    return csv.drain()
  }

  private func add(_ name: String, of fit: CurveFit, _ outcome: Outcome, to csv: inout CSVWriter) {
    let interval = fit.interval(name, level: 0.95)
    csv.field(outcome.group)
    csv.field(curve.name)
    csv.field(name)
    csv.field(fit[name] ?? .nan)
    csv.field(fit.standardError(name) ?? .nan)
    csv.field(interval?.lowerBound ?? .nan)
    csv.field(interval?.upperBound ?? .nan)
    csv.field(fit.residualSumOfSquares)
    csv.field(fit.residualSD ?? .nan)
    csv.field(outcome.count)
    csv.field(fit.termination.isConverged ? "true" : "false")
    csv.field("\(fit.termination)")
    csv.field(fit.grade.rawValue)
    csv.field(fit.logLikelihood ?? .nan)
    csv.endRow()
  }
}
