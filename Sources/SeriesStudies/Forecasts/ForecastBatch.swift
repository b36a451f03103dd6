public import Forecasting
internal import GrowthCurves
internal import TableReading
public import Tables
internal import Workers

/// Forecasts of many series; no series stops the others.
public struct ForecastBatch: Sendable {
  /// What is asked of every series.
  public struct Request: Sendable {
    /// The number of steps ahead, in the step of the series.
    public var horizon: Int
    /// The levels of the intervals in percent.
    public var levels: [Double] = [50, 80, 95]
    /// The thresholds whose probabilities are asked for.
    public var thresholds: [Double] = []
    /// A ceiling that is known.
    public var ceiling: Double?
    /// What sort of quantity the series are.
    public var kind = ForecastKind.any

    /// A request of some steps ahead.
    public init(horizon: Int) { self.horizon = horizon }
  }

  /// What came of one series: a forecaster, or why there is none.
  public struct Outcome: Sendable {
    /// The name of the group.
    public let group: String
    /// The step between dates in years.
    public let step: Double
    /// The forecaster, or why there is none.
    public let result: Result<SeasonalForecaster, SeriesFailure>
    /// One row for each step, in the order of the columns without the group, NaN for a mean that tells
    /// nothing; empty where there is no forecast.
    public let rows: [[Double]]
    /// The dates of the observations and their values, in order of time.
    public let observations: [(time: Double, value: Double)]
    /// Whether the observations may count things: whole numbers in no unit that measures something else.
    public let mayCount: Bool
    /// What other kinds of quantities would say of the last step: the median, and the probability
    /// of each threshold; only where one series is asked about, and it is short.
    public let others: [(kind: ForecastKind, median: Double, probabilities: [Double])]
  }

  /// What was asked.
  public let request: Request
  /// One outcome for each series.
  public let outcomes: [Outcome]
  /// The unit of the values; nil where the table tells none.
  public let unit: String?
  private let dates: DateForm?

  /// Forecasts each series.
  ///
  /// - Parameters:
  ///   - table: the series.
  ///   - request: what is asked.
  ///   - workers: the number of threads.
  ///   - progress: called with the number of series done; returns whether to go on.
  /// - Throws: `CancellationError`.
  public init(
    _ table: SeriesTable, _ request: Request, workers: Int = 1,
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) throws {
    self.request = request
    (dates, unit) = (table.dates, table.unit)
    outcomes = try Parallel.map(table.series, workers: workers, progress: progress) { series in
      let order = series.times.indices.sorted { series.times[$0] < series.times[$1] }
      let times = order.map { series.times[$0] }
      let counted = table.counted(series)
      let result = series.forecast { () throws(GrowthModelError) -> SeasonalForecaster in
        try SeasonalForecaster(
          times: times, values: order.map { series.values[$0] }, kind: request.kind,
          ceiling: request.ceiling, counted: counted)
      }
      let step = SeriesStep.length(of: times)
      let rows = (try? result.get()).map { ForecastBatch.rows(of: $0, step: step, request) } ?? []
      let values = order.map { series.values[$0] }
      return Outcome(
        group: series.group, step: step, result: result, rows: rows,
        observations: Array(zip(times, values)).map { (time: $0, value: $1) },
        mayCount: counted != .nothing && values.allSatisfy { $0 == $0.rounded() },
        others: table.series.count == 1 && values.count <= 8
          ? ForecastBatch.others(times, values, counted, step: step, request) : [])
    }
  }

  /// The columns of the intervals and probabilities.
  public var columns: [String] {
    let intervals = request.levels.flatMap {
      ["low\(DecimalNumber.text($0))", "high\(DecimalNumber.text($0))"]
    }
    return ["group", "time", "mean", "median"] + intervals
      + request.thresholds.map { "p_ge_\(DecimalNumber.text($0))" }
  }

  /// A date as the table writes its own; nil where that is a number.
  public func date(_ time: Double) -> String? { dates?.text(at: time) }

  /// The series that could not be forecast, with the reasons.
  public var failures: [(group: String, reason: SeriesFailure)] {
    outcomes.compactMap { outcome in
      if case .failure(let reason) = outcome.result { (outcome.group, reason) } else { nil }
    }
  }

  /// The last step as other kinds of quantities.
  private static func others(
    _ times: [Double], _ values: [Double], _ counted: CountedThings, step: Double,
    _ request: Request
  ) -> [(kind: ForecastKind, median: Double, probabilities: [Double])] {
    ForecastKind.distinct.filter { $0 != request.kind.twin }.compactMap { kind in
      guard
        let forecaster = try? SeasonalForecaster(
          times: times, values: values, kind: kind, ceiling: request.ceiling, counted: counted)
      else { return nil }
      let years = Double(request.horizon) * step
      return (
        kind, forecaster.median(after: years),
        request.thresholds.map { forecaster.probability(ofAtLeast: $0, after: years) }
      )
    }
  }

  /// The numbers of one series: one row for each step.
  private static func rows(
    of forecaster: SeasonalForecaster, step: Double, _ request: Request
  ) -> [[Double]] {
    // Dates in whole steps, without the rounding error of adding twelfths.
    let steps = (1 / step).rounded()
    let origin = (forecaster.origin * steps).rounded()
    let isRegular = abs(origin / steps - forecaster.origin) < 1e-6
    return (1...request.horizon).map { ahead in
      let years = Double(ahead) * step
      let date = isRegular ? (origin + Double(ahead)) / steps : forecaster.origin + years
      let median = forecaster.median(after: years)
      var row = [date, forecaster.mean(after: years) ?? .nan, median]
      // Quantiles have twelve digits: where a series hardly moves, those of a wider range may lie inside.
      var (low, high) = (median, median)
      var intervals: [Double: [Double]] = [:]
      for level in request.levels.sorted() {
        let interval = forecaster.interval(level / 100, after: years)
        (low, high) = (min(low, interval.lowerBound), max(high, interval.upperBound))
        intervals[level] = [low, high]
      }
      row += request.levels.flatMap { intervals[$0] ?? [] }
      for threshold in request.thresholds {
        row.append(forecaster.probability(ofAtLeast: threshold, after: years))
      }
      return row
    }
  }
}

extension ForecastBatch: Tabular {
  /// The forecasts, with a column `note` to the right; a series without a forecast has a row with its
  /// group and the reason.
  public var tables: [TableFile] {
    let rows = outcomes.flatMap { outcome -> [Row] in
      if case .failure(let reason) = outcome.result {
        return [Row(group: outcome.group, numbers: [], note: "\(reason)")]
      }
      return outcome.rows.map { Row(group: outcome.group, numbers: $0, note: nil) }
    }
    let form = dates
    let numbers = columns.dropFirst().enumerated().map { place, name in
      Column<Row>.cell(name) { row in
        guard !row.numbers.isEmpty else { return .nothing }
        let number = row.numbers[place]
        return (place == 0 ? form?.text(at: number) : nil).map { .text($0) } ?? .number(number)
      }
    }
    let table = RowTable(
      [.text(columns[0]) { $0.group.isEmpty ? nil : $0.group }] + numbers + [
        .text("note") { $0.note }
      ])
    return [TableFile("forecast.csv", table, rows)]
  }

  private struct Row: Sendable {
    let group: String
    let numbers: [Double]
    let note: String?
  }
}
