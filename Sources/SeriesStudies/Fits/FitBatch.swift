public import CurveFitting
public import Expressions
public import GrowthCurves
public import Tables
internal import Workers

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
    /// The first predictor of the observations, mostly their dates, and their values.
    public let observations: [(time: Double, value: Double)]
    /// The fit, or why there is none.
    public let result: Result<CurveFit, SeriesFailure>
    /// What the fit took an observation for, where a Bass curve left that open; nil elsewhere.
    public internal(set) var reading: CurveFitOptions.Observation?

    /// The number of observations.
    public var count: Int { observations.count }

    /// Whether the estimates may be used without a warning.
    public var isConverged: Bool {
      if case .success(let fit) = result { fit.termination.isConverged } else { false }
    }
  }

  /// The curve that was fitted.
  public let curve: Curve
  /// One outcome for each series.
  public let outcomes: [Outcome]
  private let workers: Int

  /// Fits a curve to each series.
  ///
  /// - Parameters:
  ///   - curve: the curve.
  ///   - table: the series.
  ///   - start: values from which to start, by name; needed by no named curve.
  ///   - observation: what an observation is; if nil, levels, but of a Bass curve, which never falls,
  ///     what fits better where the series does: levels, or the sales of a period.
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
    self.workers = workers
    var from = options
    if let observation { from.observation = observation }
    if case .named(let family) = curve, scatter == nil, family != .bass {
      outcomes = try FitBatch.outcomes(
        family, table.series, options: from, workers: workers, progress: progress)
      return
    }
    outcomes = try Parallel.map(table.series, workers: workers, progress: progress) { series in
      func fit(
        _ observation: CurveFitOptions.Observation
      ) throws(GrowthModelError) -> CurveFit {
        var own = options
        own.observation = observation
        return try FitBatch.fit(curve, series, start, scatter, options: own)
      }
      if observation == nil, case .named(.bass) = curve {
        let result = series.attempt { () throws(GrowthModelError) -> Read in
          try FitBatch.reading(series, fit)
        }
        return Outcome(
          group: series.group, observations: series.observations, result: result.map(\.fit),
          reading: try? result.get().reading)
      }
      let result = series.attempt { () throws(GrowthModelError) -> CurveFit in
        try fit(observation ?? .level)
      }
      return Outcome(
        group: series.group, observations: series.observations, result: result)
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
      return zip(sound, fits).map { place, fit in
        let result = fit.mapError(SeriesFailure.model)
        return (
          place: place,
          outcome: Outcome(
            group: series[place].group, observations: series[place].observations, result: result)
        )
      }
    }
    var outcomes = series.map { one in
      let count = one.values.count
      let none = SeriesFailure.model(
        .tooFewObservations(count: count, needed: family.parameterCount))
      return Outcome(
        group: one.group, observations: one.observations, result: .failure(one.defect ?? none))
    }
    for piece in found {
      for (place, outcome) in piece { outcomes[place] = outcome }
    }
    return outcomes
  }

  /// A fit of one series, with the scatter beside the curve where that is to be estimated.
  private static func fit(
    _ curve: Curve, _ series: SeriesTable.Series, _ start: [String: Double]?,
    _ scatter: ScatterModel?, options: CurveFitOptions
  ) throws(GrowthModelError) -> CurveFit {
    let (times, values) = (series.times, series.values)
    switch (curve, scatter) {
    case (.named(let family), let scatter?):
      return try CurveFit(family, times: times, values: values, scatter: scatter, options: options)
    case (.named(let family), nil):
      return try CurveFit(family, times: times, values: values, options: options)
    case (.expression(let compiled), let scatter?):
      return try CurveFit(
        ExpressionModel(curve: compiled, points: series.points), times: times, values: values,
        scatter: scatter, start: start, options: options)
    case (.expression(let compiled), nil):
      return try CurveFit(
        ExpressionModel(curve: compiled, points: series.points), values: values, start: start,
        options: options)
    }
  }

  private typealias Read = (fit: CurveFit, reading: CurveFitOptions.Observation)

  /// The better of two readings of a series that falls somewhere; levels where it never does.
  ///
  /// Levels that scatter fall here and there as sales do, so that a fall alone tells nothing.
  private static func reading(
    _ series: SeriesTable.Series,
    _ fit: (CurveFitOptions.Observation) throws(GrowthModelError) -> CurveFit
  ) throws(GrowthModelError) -> Read {
    let inOrder = series.observations.sorted { $0.time < $1.time }
    let falls = zip(inOrder, inOrder.dropFirst()).contains { $0.value > $1.value }
    guard falls, let sales = try? fit(.increment) else { return (try fit(.level), .level) }
    guard let levels = try? fit(.level), !isBetter(sales, than: levels) else {
      return (sales, .increment)
    }
    return (levels, .level)
  }

  /// Whether a fit of the same observations with as many parameters comes nearer to them.
  private static func isBetter(_ fit: CurveFit, than other: CurveFit) -> Bool {
    if let own = fit.logLikelihood, let others = other.logLikelihood { return own > others }
    return fit.residualSumOfSquares < other.residualSumOfSquares
  }

  /// The series without a fit, with the reasons.
  public var failures: [(group: String, reason: SeriesFailure)] {
    outcomes.compactMap { outcome in
      if case .failure(let reason) = outcome.result { (outcome.group, reason) } else { nil }
    }
  }
}

extension FitBatch: Tabular {
  /// The table of estimates.
  public var tables: [TableFile] {
    [
      TableFile("fits.csv", texts: ["group", "model", "parameter", "termination", "grade"]) {
        estimates
      }
    ]
  }

  private var estimates: [UInt8] {
    let pieces = stride(from: 0, to: outcomes.count, by: 256).map {
      outcomes[$0..<min($0 + 256, outcomes.count)]
    }
    let rows = Parallel.map(pieces, workers: workers) { piece in
      var rows = FitRows(curve: curve.name)
      for outcome in piece { rows.add(outcome) }
      return rows.csv.drain()
    }
    var bytes = CSVWriter(columns: FitRows.columns).bytes
    bytes.reserveCapacity(rows.reduce(bytes.count) { $0 + $1.count })
    for piece in rows { bytes += piece }
    return bytes
  }
}

/// The rows of some fits as CSV, without the header.
private struct FitRows {
  static let columns = [
    "group", "model", "parameter", "estimate", "standard_error", "low95", "high95", "rss",
    "residual_sd", "n", "converged", "termination", "grade", "log_likelihood",
    "experience_low", "experience_high", "chance_far",
  ]

  var csv = CSVWriter(columns: columns)
  private let curve: CSVLabel
  private let yes: CSVLabel
  private let no: CSVLabel
  private let converged: CSVLabel
  /// The names of parameters and grades.
  private var names: [String: CSVLabel] = [:]
  /// The reach of an interval in standard errors, by degrees of freedom: many series share it.
  private var reaches: [Int: Double] = [:]

  init(curve: String) {
    self.curve = csv.label(curve)
    yes = csv.label("true")
    no = csv.label("false")
    converged = csv.label("\(FitTermination.converged)")
    // The header is written once for all.
    _ = csv.drain()
  }

  mutating func add(_ outcome: FitBatch.Outcome) {
    switch outcome.result {
    case .success(let fit):
      for (place, name) in fit.parameterNames.enumerated() {
        let interval = interval(of: place, fit)
        add(name, fit.estimates[place], fit.standardErrors?[place], interval, fit, outcome)
      }
      for own in fit.scatter {
        let interval = fit.interval(own.name, level: 0.95)
        add(own.name, own.estimate, own.standardError, interval, fit, outcome)
      }
    case .failure(let error):
      csv.field(outcome.group)
      csv.field(curve)
      for _ in 0..<7 { csv.field("") }
      csv.field(outcome.count)
      csv.field("false")
      csv.field("failed: \(error)")
      csv.field("D")
      for _ in 0..<4 { csv.field("") }
      csv.endRow()
    }
  }

  private mutating func add(
    _ name: String, _ estimate: Double, _ error: Double?, _ interval: ClosedRange<Double>?,
    _ fit: CurveFit, _ outcome: FitBatch.Outcome
  ) {
    let isConverged = fit.termination.isConverged
    csv.field(outcome.group)
    csv.field(curve)
    csv.field(label(name))
    csv.field(estimate)
    csv.field(error ?? .nan)
    csv.field(interval?.lowerBound ?? .nan)
    csv.field(interval?.upperBound ?? .nan)
    csv.field(fit.residualSumOfSquares)
    csv.field(fit.residualSD ?? .nan)
    csv.field(outcome.count)
    csv.field(isConverged ? yes : no)
    if isConverged { csv.field(converged) } else { csv.field("\(fit.termination)") }
    csv.field(label(fit.grade.rawValue))
    csv.field(fit.logLikelihood ?? .nan)
    let experience = name == "ceiling" ? fit.experience : nil
    let likely = experience?.likely
    csv.field(likely?.lowerBound ?? .nan)
    csv.field(likely?.upperBound ?? .nan)
    csv.field(experience?.chanceFar ?? .nan)
    csv.endRow()
  }

  private mutating func label(_ name: String) -> CSVLabel {
    if let label = names[name] { return label }
    let label = csv.label(name)
    names[name] = label
    return label
  }

  private mutating func interval(of parameter: Int, _ fit: CurveFit) -> ClosedRange<Double>? {
    let degrees = fit.degreesOfFreedom
    let reach = reaches[degrees] ?? CurveFit.reach(degreesOfFreedom: degrees, level: 0.95)
    reaches[degrees] = reach
    return fit.interval(ofParameter: parameter, level: 0.95, reach: reach)
  }
}
