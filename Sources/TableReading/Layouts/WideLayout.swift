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
    let isDate = Set(dates)
    others = body.columns.indices.filter { $0 > first && !isDate.contains($0) }
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

  /// The columns that may name rows: no numbers of rows, codes, units or remarks where there are
  /// others.
  var nameColumns: [Int] {
    let names = labels.filter { place in
      let name = body.columns[place]
      return !HeaderWords.isCode(name) && !HeaderWords.isUnitColumn(name)
        && !HeaderWords.isFlag(name) && !filled.allSatisfy { Int(body.rows[$0][place]) != nil }
    }
    return names.isEmpty ? labels : names
  }

  /// The name of each row: of the first column that tells them apart, else of all.
  func names(_ rows: [Int], group: Int?) -> [String] {
    if let group { return rows.map { body.rows[$0][group] } }
    let columns = nameColumns
    for label in columns {
      let names = rows.map { body.rows[$0][label] }
      if Set(names).count == names.count, !names.contains("") { return names }
    }
    func joined(_ columns: [Int]) -> [String] {
      rows.map { row in
        columns.map { body.rows[row][$0] }.filter { !$0.isEmpty }.joined(separator: ", ")
      }
    }
    let names = joined(columns)
    return Set(names).count == names.count ? names : joined(labels)
  }

  /// The column before the years whose cells are their months or quarters; nil where the rows are
  /// something else.
  var partColumn: Int? {
    guard labels.count == 1, let label = labels.first,
      dates.allSatisfy({ TableDate(body.columns[$0])?.kind == .year })
    else { return nil }
    let texts = filled.map { body.rows[$0][label] }
    let isNamed = HeaderWords.isPart(body.columns[label])
    let areParts = texts.allSatisfy { text in
      (isNamed || Int(text) == nil) && Self.part(text, of: body.columns[label]) != nil
        || HeaderWords.isTotal(text)
    }
    let parts = texts.count { !HeaderWords.isTotal($0) }
    return parts > 1 && areParts ? label : nil
  }

  /// A part of a year, as it is written in a row of its own.
  static func part(_ text: String, of column: String) -> String? {
    let own = HeaderWords.isQuarter(column) && Int(text) != nil ? "Q\(text)" : text
    guard let joined = PartOfYear.joined("2020", own), let date = TableDate(joined),
      [.month, .quarter, .yearToDate].contains(date.kind)
    else { return nil }
    return own
  }
}
