internal import Forecasting
public import Tables

/// The mean scores of some cases of a backtest.
public struct BacktestScores: Sendable {
  /// Whose cases: a group, `all`, or a range of lengths.
  public let name: String
  /// Steps ahead; nil for all horizons together.
  public let horizon: Int?
  /// The number of cases.
  public let count: Int
  /// Mean symmetric percentage error of the median, in percent.
  public let smape: Double
  /// Mean absolute error of the median over that of one naive step in the history.
  public let mase: Double
  /// Mean continuous ranked probability score, scaled as MASE.
  public let crps: Double
  /// Mean interval score of the 95 % interval, scaled as MASE.
  public let msis: Double
  /// The share of values inside the 80 % interval.
  public let cover80: Double
  /// The share of values inside the 95 % interval.
  public let cover95: Double
  /// Mean Brier score of the threshold probabilities.
  public let brier: Double
  /// sMAPE and MASE of taking the last value.
  public let naiveSmape: Double
  /// MASE of taking the last value.
  public let naiveMase: Double

  /// The columns of `backtest.csv`.
  public static let table: RowTable<BacktestScores> = [
    .text("group") { $0.name },
    .cell("horizon") { $0.horizon.map { .integer($0) } ?? .text("all") },
    .integer("n") { $0.count },
    .number("smape") { $0.smape },
    .number("mase") { $0.mase },
    .number("crps") { $0.crps },
    .number("msis") { $0.msis },
    .number("cover80") { $0.cover80 },
    .number("cover95") { $0.cover95 },
    .number("brier") { $0.brier },
    .number("naive_smape") { $0.naiveSmape },
    .number("naive_mase") { $0.naiveMase },
  ]

  init(_ name: String, horizon: Int?, _ cases: some Sequence<BacktestCase>) {
    var means = [Mean](repeating: Mean(), count: 9)
    var count = 0
    for item in cases {
      count += 1
      means[0].add(item.percentageError)
      means[1].add(item.scaledError)
      means[2].add(item.scaledRankedScore)
      means[3].add(item.scaledIntervalScore)
      means[4].add(item.isWithin80 ? 1 : 0)
      means[5].add(item.isWithin95 ? 1 : 0)
      for chance in item.chances {
        means[6].add(ForecastScore.brier(chance.probability, happened: chance.reached))
      }
      means[7].add(item.naivePercentageError)
      means[8].add(item.scaledNaiveError)
    }
    self.name = name
    self.horizon = horizon
    self.count = count
    smape = means[0].value
    mase = means[1].value
    crps = means[2].value
    msis = means[3].value
    cover80 = means[4].value
    cover95 = means[5].value
    brier = means[6].value
    naiveSmape = means[7].value
    naiveMase = means[8].value
  }

  /// A mean that passes over what is not a number, as scores over a constant history are.
  private struct Mean {
    var sum = 0.0
    var count = 0

    mutating func add(_ value: Double) {
      guard value == value else { return }
      sum += value
      count += 1
    }

    var value: Double { count == 0 ? .nan : sum / Double(count) }
  }
}
