internal import Experiments
internal import Tables
internal import Wording

extension SensitivityText {
  /// The factors as bars with their intervals, the most important one first.
  var chart: Chart? {
    let ranked = table.ranked(by: table.method.rankingColumn).prefix(15)
    let columns = barColumns
    guard !ranked.isEmpty else { return nil }
    func value(_ row: SensitivityTable.Row, _ column: String) -> Double {
      table.columns.firstIndex(of: column).map { row.values[$0] } ?? .nan
    }
    let bars = ranked.map { row in
      // The longer part lies below the shorter one.
      let parts = columns.enumerated().reversed().map { number, column in
        BarPlot.Part(to: value(row, column.column), number: number)
      }.filter { $0.to.isFinite }
      let main = table.method.rankingColumn
      let (low, high) = (value(row, main + "_low95"), value(row, main + "_high95"))
      return BarPlot.Bar(
        row.factor, text(value(row, main)), parts,
        doubt: low.isFinite && high.isFinite && low <= high ? low...high : nil)
    }
    let values = bars.flatMap { bar in
      bar.parts.map(\.to) + (bar.doubt.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    return Chart(
      name: "sensitivity",
      title: Phrase(
        "The factors of \(table.output), the most important first", "\(table.output) 的因素，最重要者居前")(
          language),
      description: bars.map { "\($0.label) \($0.text)" }.joined(separator: ", "),
      .bars(
        BarPlot(
          axis: Axis(title: nil, covering: values + [0]) { PlainNumber.text($0) }, bars: bars,
          legend: columns.count > 1 ? columns.map { $0.heading(language) } : [])))
  }

  private func text(_ value: Double) -> String {
    table.method == .morris ? PlainNumber.text(value) : DecimalNumber.fixed(value, digits: 3)
  }

  /// The numbers that are drawn, the shorter one first.
  private var barColumns: [(heading: Phrase, column: String)] {
    switch table.method {
    case .sobol:
      [(Phrase("alone", "单独"), "first"), (Phrase("with all it acts with", "含交互"), "total")]
    default: [(Phrase("", ""), table.method.rankingColumn)]
    }
  }
}
