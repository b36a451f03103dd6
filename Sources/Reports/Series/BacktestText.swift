internal import Experiments
public import SeriesStudies
internal import Tables
public import Wording

/// A backtest as text for a terminal.
public struct BacktestText: Documented {
  private let batch: BacktestBatch
  private let rows: [BacktestScores]
  private let language: Language

  /// Prepares the text of a backtest.
  public init(_ batch: BacktestBatch, rows: [BacktestScores], language: Language = .en) {
    self.batch = batch
    self.language = language
    self.rows = rows
  }

  /// The scores, and what the probabilities were worth.
  public var document: Document {
    let columns = BacktestScores.table.columns
    var scores = TextTable(columns.map(\.name), [.left] + columns.dropFirst().map { _ in .right })
    for row in rows { scores.add(columns.map { text($0.cell(row), of: $0.name) }) }
    return Document(
      title: say("Backtest (auto)", "回测（auto）"), language: language,
      [
        Document.Section([.table(scores)]), reliability,
        Document.Section(chart.map { [.chart($0)] } ?? []),
      ])
  }

  /// What was said beside what came, ten per cent a step.
  private var chart: Chart? {
    let bins = batch.reliability
    guard bins.count > 1 else { return nil }
    let band = bins.map { Plot.Extent($0.said, $0.low95, $0.high95) }
    return Chart(
      name: "reliability", title: say("What probabilities were worth", "概率是否可信"),
      description: bins.map {
        "\(PlainNumber.percent($0.said)): \(PlainNumber.percent($0.observed))"
      }.joined(separator: ", "),
      .plot(
        Plot(
          x: .probabilities(title: say("said", "预测概率")),
          y: .probabilities(title: say("observed", "实际比例")),
          marks: [
            .band(band, shade: 1, label: say("95 % range", "95 % 区间")),
            .line(
              [Plot.Point(0, 0), Plot.Point(1, 1)], number: 2, label: say("as said", "完全相符")),
            .line(
              bins.map { Plot.Point($0.said, $0.observed) }, number: 0,
              label: say("observed", "实际")),
          ])))
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
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
      [
        say("probability", "概率"), say("cases", "例数"), say("said", "预测"),
        say("observed", "实际"), say("95 % range", "95 % 区间"),
      ],
      [.left, .right, .right, .right, .right])
    for bin in bins {
      let (from, to) = (Int(bin.from * 100 + 0.5), Int(bin.from * 100 + 10.5))
      table.add([
        say("\(from) to \(to) %", "\(from) 至 \(to) %"), PlainNumber.text(Double(bin.count)),
        PlainNumber.percent(bin.said),
        PlainNumber.percent(bin.observed),
        "\(PlainNumber.percent(bin.low95)) – \(PlainNumber.percent(bin.high95))",
      ])
    }
    return Document.Section(say("Probabilities of reaching a level", "达到某水平的概率"), [.table(table)])
  }
}
