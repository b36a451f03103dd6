internal import Experiments
public import SeriesStudies
internal import Tables

/// Forecasts as text for a terminal.
public struct ForecastText: Documented {
  private let batch: ForecastBatch

  /// Prepares the text of some forecasts.
  public init(_ batch: ForecastBatch) { self.batch = batch }

  /// A table for each series.
  public var document: Document {
    Document(
      batch.outcomes.compactMap { outcome in
        guard !outcome.rows.isEmpty else { return nil }
        let columns = Array(batch.columns.dropFirst())
        var table = TextTable(columns, columns.map { _ in .right })
        for row in outcome.rows {
          table.add(
            zip(columns, row).map { column, value in
              column.hasPrefix("p_ge_") ? PlainNumber.percent(value) : cell(column, value)
            })
        }
        let kind = "auto, as \(batch.request.kind.rawValue)"
        return Document.Section(
          outcome.group.isEmpty ? "Forecast (\(kind))" : "\(outcome.group) (\(kind))",
          [.table(table)] + remarks(on: outcome).map { .detail($0) })
      })
  }

  /// What the other kinds would say, and that whole numbers may count things.
  private func remarks(on outcome: ForecastBatch.Outcome) -> [String] {
    guard !outcome.others.isEmpty, let last = outcome.rows.last else { return [] }
    let parts = outcome.others.map { other in
      ([PlainNumber.text(other.median)] + other.probabilities.map { PlainNumber.percent($0) })
        .joined(separator: ", ")
        + " as \(other.kind.rawValue)"
    }
    let what = (["median"] + batch.request.thresholds.map { "P(at least \(PlainNumber.text($0)))" })
      .joined(separator: ", ")
    var lines = [
      "In \(cell("time", last[0])) the other kinds would say (\(what)): "
        + parts.joined(separator: "; ")
    ]
    if outcome.areWhole, batch.request.kind == .any {
      lines.append(
        "The numbers are whole: if they count things, say which, as in --kind firms, stations, "
          + "subscribers or patents")
    }
    return lines
  }

  private func cell(_ column: String, _ value: Double) -> String {
    column == "time" ? SignificantDigits.text(value, digits: 8) : PlainNumber.text(value)
  }
}
