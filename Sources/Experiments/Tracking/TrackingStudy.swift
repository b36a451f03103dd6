internal import Quantities
internal import Results
public import Tables

/// One plan that is followed, or several of a portfolio.
public struct TrackingStudy: Sendable {
  /// The plans, at least one.
  public let plans: [Tracking]
  /// How good past probabilities were, where that was asked for.
  public let resolution: Resolution?

  /// Puts plans together.
  ///
  /// - Parameters:
  ///   - plans: at least one.
  ///   - resolves: whether past probabilities are scored.
  public init(_ plans: [Tracking], resolves: Bool = false) {
    precondition(!plans.isEmpty, "no plan is followed")
    self.plans = plans
    resolution = resolves ? Resolution(plans) : nil
  }
}

extension TrackingStudy: Tabular {
  /// `track.csv`, the targets; `shares.csv`, why they changed; `arrivals.csv`, what came; `levels.csv`,
  /// what must be reported; `log.csv`, the logs; and, where past probabilities are scored,
  /// `resolved.csv` and `calibration.csv`.
  public var tables: [TableFile] {
    var tables = [
      TableFile(
        "track.csv", TrackRow.table,
        plans.flatMap { plan in plan.targets.map { TrackRow(file: plan.file, target: $0) } }),
      TableFile(
        "shares.csv", ShareRow.table,
        plans.flatMap { plan in
          plan.targets.flatMap { target in
            target.shares.map { ShareRow(file: plan.file, target: target.name, share: $0) }
          }
        }),
      TableFile(
        "arrivals.csv", ArrivalRow.table,
        plans.flatMap { plan in plan.arrivals.map { ArrivalRow(file: plan.file, arrival: $0) } }),
      TableFile(
        "levels.csv", LevelRow.table,
        plans.flatMap { plan in
          plan.levels.map { LevelRow(file: plan.file, wanted: plan.wanted, level: $0) }
        }),
      TableFile(
        "log.csv", LogRow.table,
        plans.flatMap { plan in
          plan.wholeLog.entries.enumerated().flatMap { number, entry in
            entry.targets.map {
              LogRow(file: plan.file, number: number + 1, entry: entry, change: $0)
            }
          }
        }),
    ]
    if let resolution {
      tables.append(TableFile("resolved.csv", ForecastRow.table, resolution.forecasts))
      tables.append(
        TableFile(
          "calibration.csv", CalibrationRow.table,
          resolution.calibration.map { CalibrationRow(by: "probability", group: $0) }
            + resolution.byLead.map { CalibrationRow(by: "years ahead", group: $0) }))
    }
    return tables
  }
}

/// A row of `track.csv`.
private struct TrackRow: Sendable {
  let file: String
  let target: TrackedTarget

  static let table: RowTable<TrackRow> = [
    .text("scenario") { $0.file },
    .text("target") { $0.target.name },
    .text("deadline") { "\($0.target.deadline)" },
    .number("before") { $0.target.before.estimate },
    .number("after") { $0.target.after.estimate },
    .number("standard_error") { $0.target.after.standardError },
    .number("difference") { $0.target.difference },
    .number("difference_error") { $0.target.differenceError },
    .cell("met") { row in row.target.outcome.map { .truth($0) } ?? .nothing },
  ]
}

/// A row of `shares.csv`.
private struct ShareRow: Sendable {
  let file: String
  let target: String
  let share: TrackedShare

  static let table: RowTable<ShareRow> = [
    .text("scenario") { $0.file },
    .text("target") { $0.target },
    .text("change") { $0.share.change.name },
    .text("kind") { row in
      switch row.share.change.kind {
      case .plan: "plan"
      case .everything: "everything"
      case .statistics: row.share.change.isRevision ? "revision" : "observation"
      }
    },
    .number("share") { $0.share.value },
    .number("share_error") { $0.share.error },
  ]
}

/// A row of `arrivals.csv`.
private struct ArrivalRow: Sendable {
  let file: String
  let arrival: Arrival

  static let table: RowTable<ArrivalRow> = [
    .text("scenario") { $0.file },
    .text("indicator") { $0.arrival.value.indicator },
    .text("period") { "\($0.arrival.value.period)" },
    .text("value") { $0.arrival.value.text },
    .text("revised_from") { $0.arrival.value.revisedFrom },
    .text("unit") { $0.arrival.unit },
    .number("p10") { $0.arrival.expected?.p10 },
    .number("p50") { $0.arrival.expected?.p50 },
    .number("p90") { $0.arrival.expected?.p90 },
    .number("quantile") { $0.arrival.expected?.quantile },
  ]
}

/// A row of `levels.csv`.
private struct LevelRow: Sendable {
  let file: String
  let wanted: Double
  let level: ReportLevel

  private var value: (finding: String, level: Double?, low: Double?, high: Double?, met: Double?) {
    switch level.finding {
    case .level(let value, let low, let high, let isLeast):
      (isLeast ? "at least" : "at most", value, low, high, nil)
    case .always(let share): ("whatever comes", nil, nil, nil, share.estimate)
    case .never(let best, let share): ("out of reach", best, nil, nil, share.estimate)
    }
  }

  static let table: RowTable<LevelRow> = [
    .text("scenario") { $0.file },
    .text("target") { $0.level.target },
    .text("indicator") { $0.level.indicator },
    .text("period") { "\($0.level.period)" },
    .text("unit") { $0.level.unit },
    .number("probability") { $0.wanted },
    .text("finding") { $0.value.finding },
    .number("level") { $0.value.level },
    .number("low95") { $0.value.low },
    .number("high95") { $0.value.high },
    .number("attainment") { $0.value.met },
    .number("p10") { $0.level.expected.p10 },
    .number("p50") { $0.level.expected.p50 },
    .number("p90") { $0.level.expected.p90 },
  ]
}

/// A row of `log.csv`.
private struct LogRow: Sendable {
  let file: String
  let number: Int
  let entry: TrackLog.Entry
  let change: TrackLog.TargetChange

  static let table: RowTable<LogRow> = [
    .text("scenario") { $0.file },
    .integer("entry") { $0.number },
    .text("recorded") { "\($0.entry.recorded)" },
    .text("target") { $0.change.target },
    .number("before") { $0.change.before },
    .number("after") { $0.change.after },
    .number("standard_error") { $0.change.error },
    .text("shares") { $0.change.shares },
  ]
}

/// A row of `resolved.csv`.
private typealias ForecastRow = Resolution.Forecast

extension Resolution.Forecast {
  fileprivate static let table: RowTable<Resolution.Forecast> = [
    .text("scenario") { $0.file },
    .text("target") { $0.target },
    .text("recorded") { "\($0.recorded)" },
    .number("years_ahead") { $0.lead },
    .number("probability") { $0.probability },
    .truth("met") { $0.isMet },
    .number("brier") { $0.score },
  ]
}

/// A row of `calibration.csv`.
private struct CalibrationRow: Sendable {
  let by: String
  let group: Resolution.Group

  static let table: RowTable<CalibrationRow> = [
    .text("by") { $0.by },
    .number("from") { $0.group.low },
    .number("to") { $0.group.high },
    .integer("forecasts") { $0.group.count },
    .number("said") { $0.group.probability },
    .number("came_true") { $0.group.share },
    .number("brier") { $0.group.score },
  ]
}
