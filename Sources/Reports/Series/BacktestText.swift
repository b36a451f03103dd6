internal import Experiments
public import SeriesStudies
internal import Tables

/// A backtest as text for a terminal.
public struct BacktestText: Documented {
  private let batch: BacktestBatch
  private let rows: [BacktestScores]

  /// Prepares the text of a backtest.
  public init(_ batch: BacktestBatch, rows: [BacktestScores]) {
    self.batch = batch
    self.rows = rows
  }

  /// The scores, and what the probabilities were worth.
  public var document: Document {
    let columns = BacktestScores.table.columns
    var scores = TextTable(columns.map(\.name), [.left] + columns.dropFirst().map { _ in .right })
    for row in rows { scores.add(columns.map { text($0.cell(row), of: $0.name) }) }
    return Document([Document.Section("Backtest (auto)", [.table(scores)]), reliability])
  }

  private func text(_ cell: Cell, of column: String) -> String {
    switch cell {
    case .text(let text): text
    case .number(let value) where column.hasPrefix("cover") && !value.isNaN:
      PlainNumber.percent(value)
    case .number(let value): PlainNumber.text(value)
    case .integer(let number): column == "horizon" ? "\(number)" : PlainNumber.text(Double(number))
    case .truth, .nothing: ""
    }
  }

  private var reliability: Document.Section {
    let bins = batch.reliability
    guard !bins.isEmpty else { return Document.Section([]) }
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
    return Document.Section("Probabilities of reaching a level", [.table(table)])
  }
}
