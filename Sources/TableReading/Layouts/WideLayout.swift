internal import Tables
internal import Wording

/// A table with a column for each date and a row for each series.
struct WideLayout {
  let body: TableBody
  /// The columns of the dates.
  let dates: [Int]
  /// The columns before them, which name the rows.
  let labels: [Int]
  /// Columns between or behind the dates.
  let others: [Int]

  /// Whether the names of the columns are dates, at least two.
  init?(_ body: TableBody) {
    self.body = body
    let dayFirst = body.columns.lazy.compactMap(TableDate.isDayFirst).first ?? true
    let dates = body.columns.indices.filter {
      TableDate(body.columns[$0], dayFirst: dayFirst) != nil
    }
    guard dates.count > 1, let first = dates.first else { return nil }
    self.dates = dates
    labels = Array(body.columns.indices.prefix(first))
    others = body.columns.indices.filter { $0 > first && !dates.contains($0) }
    let cells = body.rows.flatMap { row in dates.map { row[$0] } }
    let numbers = cells.count { DecimalNumber.parse($0) != nil || WrittenNumber($0) != nil }
    let gaps = cells.count(where: NumberColumn.isMissing)
    guard numbers > 0, 2 * (numbers + gaps) > cells.count else { return nil }
  }

  /// The rows that hold any value.
  var filled: [Int] {
    body.rows.indices.filter { row in
      dates.contains { !NumberColumn.isMissing(body.rows[row][$0]) }
    }
  }

  /// The name of each row: of the first column that tells them apart, else of all.
  func names(_ rows: [Int], group: Int?) -> [String] {
    if let group { return rows.map { body.rows[$0][group] } }
    for label in labels {
      let names = rows.map { body.rows[$0][label] }
      if Set(names).count == names.count, !names.contains("") { return names }
    }
    return rows.map { row in
      labels.map { body.rows[row][$0] }.filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }
}
