public import Quantities
internal import Tables

/// What was observed after a scenario was written, what had been expected, and what it did to the
/// targets: entry after entry.
///
/// An entry that was made stays as it is; what was wrong or has been revised is put right by a later one.
public struct TrackLog: Hashable, Sendable {
  /// All that became known at one time.
  public struct Entry: Hashable, Sendable {
    /// The day on which it became known.
    public let recorded: CalendarDay
    /// What was observed.
    public let statistics: [Statistic]
    /// What became of the targets.
    public let targets: [TargetChange]
    /// The digest of the plan that was run.
    public let plan: String
    /// The seed of the run.
    public let seed: UInt64
    /// The paths of the run.
    public let paths: Int

    /// An entry.
    public init(
      recorded: CalendarDay, statistics: [Statistic], targets: [TargetChange], plan: String,
      seed: UInt64, paths: Int
    ) {
      self.recorded = recorded
      self.statistics = statistics
      self.targets = targets
      self.plan = plan
      self.seed = seed
      self.paths = paths
    }
  }

  /// One observed value.
  public struct Statistic: Hashable, Sendable {
    /// The name of the indicator.
    public let indicator: String
    /// When.
    public let period: Period
    /// The value as a scenario file would have it: `612`, `> 600`, `600 ± 30`.
    public let value: String
    /// What was known of the period before; nil where nothing was.
    public let revisedFrom: String?
    /// What had been expected; nil where nothing was.
    public let expected: Expected?
    /// The line of the log that it stands in; 0 where it is in none yet.
    public let line: Int

    /// An observed value.
    public init(
      indicator: String, period: Period, value: String, revisedFrom: String?, expected: Expected?,
      line: Int = 0
    ) {
      self.indicator = indicator
      self.period = period
      self.value = value
      self.revisedFrom = revisedFrom
      self.expected = expected
      self.line = line
    }
  }

  /// What had been expected of a value, in the unit of its indicator.
  public struct Expected: Hashable, Sendable {
    /// The tenth percentile, the median and the ninetieth percentile.
    public let p10, p50, p90: Double
    /// The share of the paths that were below what came; nil where only a bound came.
    public let quantile: Double?

    /// What had been expected.
    public init(p10: Double, p50: Double, p90: Double, quantile: Double?) {
      self.p10 = p10
      self.p50 = p50
      self.p90 = p90
      self.quantile = quantile
    }
  }

  /// What became of the probability of a target.
  public struct TargetChange: Hashable, Sendable {
    /// The name of the target; with several deadlines `target@2026`.
    public let target: String
    /// Its deadline.
    public let deadline: Period
    /// Its probability before the entry.
    public let before: Double
    /// Its probability with what the entry tells.
    public let after: Double
    /// The standard error of ``after``, from the number of paths.
    public let error: Double
    /// The share of each change in the difference, such as `firms 2023: +0.081; plan: -0.020`.
    public let shares: String

    /// What became of a target.
    public init(
      target: String, deadline: Period, before: Double, after: Double, error: Double, shares: String
    ) {
      self.target = target
      self.deadline = deadline
      self.before = before
      self.after = after
      self.error = error
      self.shares = shares
    }
  }

  /// The entries, the first first.
  public var entries: [Entry]

  /// A log of these entries.
  public init(_ entries: [Entry] = []) { self.entries = entries }

  /// The log as it was at the end of a day.
  public func asOf(_ day: CalendarDay) -> TrackLog {
    TrackLog(entries.filter { $0.recorded <= day })
  }

  /// What is known of each period of each indicator, the latest word on it.
  public var statistics: [Statistic] {
    var places: [Place: Int] = [:]
    var known: [Statistic] = []
    for statistic in entries.lazy.flatMap(\.statistics) {
      let place = Place(indicator: statistic.indicator, period: statistic.period)
      if let index = places[place] {
        known[index] = statistic
      } else {
        places[place] = known.count
        known.append(statistic)
      }
    }
    return known
  }

  private struct Place: Hashable {
    let indicator: String
    let period: Period
  }
}

extension TrackLog {
  /// A row of the file: a value that was observed, or a target.
  struct Row: Sendable {
    let number: Int
    let entry: Entry
    var statistic: Statistic?
    var target: TargetChange?
  }

  /// The columns of the file; the first says its version.
  static let table: RowTable<Row> = [
    .integer(TrackLogFile.version) { $0.number },
    .text("recorded") { "\($0.entry.recorded)" },
    .text("kind") { row in
      row.target != nil
        ? "target" : row.statistic?.revisedFrom == nil ? "observation" : "revision"
    },
    .text("name") { $0.statistic?.indicator ?? $0.target?.target },
    .text("period") { row in (row.statistic?.period ?? row.target?.deadline).map { "\($0)" } },
    .text("value") { $0.statistic?.value },
    .text("revised_from") { $0.statistic?.revisedFrom },
    .number("p10") { $0.statistic?.expected?.p10 },
    .number("p50") { $0.statistic?.expected?.p50 },
    .number("p90") { $0.statistic?.expected?.p90 },
    .number("quantile") { $0.statistic?.expected?.quantile },
    .number("before") { $0.target?.before },
    .number("after") { $0.target?.after },
    .number("error") { $0.target?.error },
    .text("shares") { row in row.target.flatMap { $0.shares.isEmpty ? nil : $0.shares } },
    .text("plan") { $0.entry.plan },
    .text("seed") { "\($0.entry.seed)" },
    .integer("paths") { $0.entry.paths },
  ]

  /// The rows of the file.
  var rows: [Row] {
    entries.enumerated().flatMap { index, entry in
      entry.statistics.map { Row(number: index + 1, entry: entry, statistic: $0) }
        + entry.targets.map { Row(number: index + 1, entry: entry, target: $0) }
    }
  }

  /// The log as a file that people read and a spreadsheet opens.
  public var csv: [UInt8] { TrackLog.table.csv(rows) }
}
