internal import GrowthCurves
internal import Statistics
public import Tables
internal import Workers

/// Forecasts from past origins of many series, compared with what came; no series stops the others.
public struct BacktestBatch: Sendable {
  /// What came of one series.
  public struct Outcome: Sendable {
    /// The name of the group.
    public let group: String
    let result: Result<[BacktestCase], SeriesFailure>

    var cases: [BacktestCase] { (try? result.get()) ?? [] }
  }

  /// How probabilities of reaching a level agree with what came, in one tenth of their range.
  public struct ReliabilityBin: Sendable {
    /// The lower end of the tenth.
    public let from: Double
    /// The number of probabilities.
    public let count: Int
    /// Their mean.
    public let said: Double
    /// The share that was reached.
    public let observed: Double
    /// The 95 % interval of the share (Wilson 1927), as if the cases were independent.
    public let low95: Double
    /// Its upper end.
    public let high95: Double
  }

  /// What was asked.
  public let request: BacktestRequest
  /// One outcome for each series.
  public let outcomes: [Outcome]

  /// Backtests each series.
  ///
  /// - Parameters:
  ///   - table: the series.
  ///   - request: what is asked.
  ///   - workers: the number of threads; the result does not depend on it.
  ///   - progress: called with the number of series done; returns whether to go on.
  /// - Throws: `CancellationError`.
  public init(
    _ table: SeriesTable, _ request: BacktestRequest, workers: Int = 1,
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) throws {
    self.request = request
    outcomes = try Parallel.map(table.series, workers: workers, progress: progress) { series in
      let order = series.times.indices.sorted { series.times[$0] < series.times[$1] }
      return Outcome(
        group: series.group,
        result: series.forecast { () throws(GrowthModelError) -> [BacktestCase] in
          try BacktestCase.all(
            times: order.map { series.times[$0] }, values: order.map { series.values[$0] },
            table.counted(series), request)
        })
    }
  }

  /// The series without scores, with the reasons.
  public var failures: [(group: String, reason: SeriesFailure)] {
    outcomes.compactMap { outcome in
      if case .failure(let reason) = outcome.result { (outcome.group, reason) } else { nil }
    }
  }

  private var cases: [BacktestCase] { outcomes.flatMap(\.cases) }

  /// The scores of all series: for each horizon, then for all together.
  public var pooled: [BacktestScores] { scores("all", cases) }

  /// The scores of each group, all horizons together.
  public var byGroup: [BacktestScores] {
    outcomes.filter { !$0.cases.isEmpty }.map {
      BacktestScores($0.group, horizon: nil, $0.cases)
    }
  }

  /// The scores by how many observations the forecast saw, for each horizon and for all together.
  public var byLength: [BacktestScores] {
    let ranges = [0...2, 3...4, 5...7, 8...11, 12...19, 20...Int.max]
    return ranges.flatMap { range -> [BacktestScores] in
      let members = cases.filter { range.contains($0.seen) }
      let end = range.upperBound == .max ? "or more" : "to \(range.upperBound)"
      return members.isEmpty ? [] : scores("\(range.lowerBound) \(end) points", members)
    }
  }

  private func scores(_ name: String, _ cases: [BacktestCase]) -> [BacktestScores] {
    let horizons = (1...request.horizon).compactMap { horizon -> BacktestScores? in
      let members = cases.filter { $0.horizon == horizon }
      return members.isEmpty ? nil : BacktestScores(name, horizon: horizon, members)
    }
    return horizons + [BacktestScores(name, horizon: nil, cases)]
  }

  /// The probabilities of reaching a level against what came, by tenths; empty tenths are left out.
  public var reliability: [ReliabilityBin] {
    var sums = [Double](repeating: 0, count: 10)
    var (counts, reached) = ([Int](repeating: 0, count: 10), [Int](repeating: 0, count: 10))
    for chance in cases.flatMap(\.chances) {
      let bin = min(9, Int(chance.probability * 10))
      sums[bin] += chance.probability
      counts[bin] += 1
      if chance.reached { reached[bin] += 1 }
    }
    return (0..<10).filter { counts[$0] > 0 }.map { bin in
      let share = Proportion(successes: reached[bin], trials: counts[bin])
      return ReliabilityBin(
        from: Double(bin) / 10, count: counts[bin], said: sums[bin] / Double(counts[bin]),
        observed: share.estimate, low95: share.wilson95.lowerBound,
        high95: share.wilson95.upperBound)
    }
  }
}

extension BacktestBatch: Tabular {
  /// `backtest.csv`, `reliability.csv` and, where series came to nothing, `failures.csv`.
  public var tables: [TableFile] {
    [
      TableFile("backtest.csv", BacktestScores.table, byGroup + byLength + pooled),
      TableFile("reliability.csv", ReliabilityBin.table, reliability),
    ]
      + (failures.isEmpty
        ? []
        : [
          TableFile(
            "failures.csv",
            [
              .text("group") { $0.group.isEmpty ? nil : $0.group },
              .text("reason") { "\($0.reason)" },
            ],
            failures)
        ])
  }
}

extension BacktestBatch.ReliabilityBin {
  fileprivate static let table: RowTable<BacktestBatch.ReliabilityBin> = [
    .number("from") { $0.from },
    .number("to") { $0.from == 0.9 ? 1 : ($0.from * 10 + 1) / 10 },
    .integer("n") { $0.count },
    .number("said") { $0.said },
    .number("observed") { $0.observed },
    .number("low95") { $0.low95 },
    .number("high95") { $0.high95 },
  ]
}
