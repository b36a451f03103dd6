internal import Experiments
public import SeriesStudies
internal import Tables

/// A backtest as text for a terminal.
public struct BacktestText {
  private let batch: BacktestBatch
  private let rows: [BacktestScores]

  /// Prepares the text of a backtest.
  ///
  /// - Parameters:
  ///   - batch: the backtest.
  ///   - rows: the scores to show.
  public init(_ batch: BacktestBatch, rows: [BacktestScores]) {
    self.batch = batch
    self.rows = rows
  }

  /// The scores, and what the probabilities were worth.
  public var text: String {
    let columns = BacktestScores.columns
    var scores = TextTable(columns, [.left] + columns.dropFirst().map { _ in .right })
    for row in rows {
      scores.add(
        [row.name, row.horizon.map { "\($0)" } ?? "all", PlainNumber.text(Double(row.count))]
          + zip(columns.dropFirst(3), row.values).map { column, value in
            value.isNaN
              ? "–"
              : column.hasPrefix("cover") ? PlainNumber.percent(value) : PlainNumber.text(value)
          })
    }
    var lines = ["Backtest (auto)"] + scores.lines()
    let bins = batch.reliability
    guard !bins.isEmpty else { return lines.joined(separator: "\n") + "\n" }
    var table = TextTable(
      ["probability", "cases", "said", "observed", "95 % range"],
      [.left, .right, .right, .right, .right])
    for bin in bins {
      let (from, to) = (Int(bin.from * 100 + 0.5), Int(bin.from * 100 + 10.5))
      table.add([
        "\(from) to \(to) %", PlainNumber.text(Double(bin.count)), PlainNumber.percent(bin.said),
        PlainNumber.percent(bin.observed),
        "\(PlainNumber.percent(bin.low95)) – \(PlainNumber.percent(bin.high95))",
      ])
    }
    lines += ["", "Probabilities of reaching a level"] + table.lines()
    return lines.joined(separator: "\n") + "\n"
  }
}
