public import Experiments
internal import Tables

/// Forecasts as text for a terminal.
public struct ForecastText {
  private let batch: ForecastBatch

  /// Prepares the text of some forecasts.
  ///
  /// - Parameter batch: the forecasts.
  public init(_ batch: ForecastBatch) { self.batch = batch }

  /// A table for each series.
  public var text: String {
    batch.outcomes.compactMap { outcome in
      let rows = outcome.rows
      guard !rows.isEmpty else { return nil }
      let columns = Array(batch.columns.dropFirst())
      var table = TextTable(columns, columns.map { _ in .right })
      for row in rows {
        table.add(
          zip(columns, row).map { column, value in
            column.hasPrefix("p_ge_") ? PlainNumber.percent(value) : cell(column, value)
          })
      }
      let title = outcome.group.isEmpty ? "Forecast (auto)" : outcome.group
      return ([title] + table.lines()).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  private func cell(_ column: String, _ value: Double) -> String {
    column == "time" ? SignificantDigits.text(value, digits: 8) : PlainNumber.text(value)
  }
}
