internal import Tables

/// The rows of a file from a header on, without the notes behind the table.
struct TableBody {
  let file: String
  let separator: Character
  /// The names of the columns; what has none and holds anything is called by its number.
  let columns: [String]
  let rows: [[String]]
  let lines: [Int]
  /// The lines before the header and behind the table that are left out.
  let notes: Int
  /// The line of the header; nil where the first row is data already.
  let headerLine: Int?

  /// The rows below a row.
  ///
  /// - Parameters:
  ///   - grid: the cells of the file.
  ///   - header: the row that names the columns.
  ///   - isNamed: whether it does; else it is the first row of data.
  /// - Throws: ``TableError/raggedRow(file:line:fields:expected:)``, or ``LayoutError`` where text
  ///   stands between rows.
  init(_ grid: CellGrid, header: Int, isNamed: Bool) throws {
    (file, separator) = (grid.file, grid.separator)
    var names = grid.rows[header].cells
    while names.last?.isEmpty ?? false { names.removeLast() }
    var body = grid.rows[(isNamed ? header + 1 : header)...]
    let all = body.count
    while let row = body.last, body.count > 1, Self.isNote(row, width: names.count) {
      body.removeLast()
    }
    // A row of units below the names.
    if isNamed, let first = body.first, body.count > 1,
      !first.cells.contains(where: { Self.hasDigit($0) || NumberColumn.isNoValue($0) })
    {
      body.removeFirst()
    }
    notes = header + all - body.count
    headerLine = isNamed ? grid.rows[header].line : nil
    var rows: [[String]] = []
    var lines: [Int] = []
    for row in body {
      var cells = row.cells
      while cells.count > names.count, cells.last?.isEmpty ?? false { cells.removeLast() }
      guard cells.count <= names.count, row.cells.count >= names.count else {
        throw TableError.raggedRow(
          file: grid.file, line: row.line, fields: cells.count, expected: names.count)
      }
      rows.append(cells)
      lines.append(row.line)
    }
    // A column without a name and without cells is the trace of a separator at the end of lines.
    let kept = names.indices.filter { place in
      isNamed && !names[place].isEmpty || rows.contains { !$0[place].isEmpty }
    }
    columns = kept.map { isNamed && !names[$0].isEmpty ? names[$0] : "column \($0 + 1)" }
    self.rows = rows.map { row in kept.map { row[$0] } }
    self.lines = lines
  }

  private static func hasDigit(_ text: String) -> Bool {
    text.contains { "0"..."9" ~= $0 || "０"..."９" ~= $0 }
  }

  /// The cells of a column.
  func texts(_ column: Int) -> [String] { rows.map { $0[column] } }

  /// The rows as a table.
  func table() throws(TableError) -> Table {
    try Table(file: file, columns: columns, rows: rows, lines: lines, separator: separator)
  }

  /// Whether a row at the end of a table is text about it.
  static func isNote(_ row: CellGrid.Row, width: Int) -> Bool {
    let texts = row.cells.filter { !$0.isEmpty }
    guard let first = texts.first else { return true }
    let lower = first.lowercased()
    if noteWords.contains(where: { lower.hasPrefix($0) }) { return true }
    return texts.count == 1 && width > 1 && DecimalNumber.parse(first) == nil
      && TableDate(first) == nil && WrittenNumber(first) == nil && !NumberColumn.isMissing(first)
  }

  private static let noteWords = [
    "注", "数据来源", "资料来源", "来源", "说明", "备注", "source", "note", "footnote", "data from",
    "last updated", "*", "①", "1)", "a)", "(1)", "（1）", "©",
  ]
}
