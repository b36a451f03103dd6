internal import Tables

/// The rows of a file from a header on, without the notes behind the table.
struct TableBody {
  let file: String
  let separator: Character
  /// The names of the columns; what has none and holds anything is called by its number.
  let columns: [String]
  private(set) var rows: [[String]]
  private(set) var lines: [Int]
  /// The lines before the header and behind the table that are left out.
  let notes: [Int]
  /// The line of the header; nil where the first row is data already.
  let headerLine: Int?
  /// What the row below the names says of each column, its unit; empty without such a row.
  let unitRow: [String]
  /// The unit that a line above the header gives to all: `单位：亿元`.
  let titleUnit: String?

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
    var left = grid.rows[..<header].map(\.line)
    var behind: [Int] = []
    while let row = body.last, body.count > 1, Self.isNote(row, width: names.count) {
      behind.append(row.line)
      body.removeLast()
    }
    left += behind.reversed()
    var units: [String] = []
    if isNamed, let first = body.first, body.count > 1, !Self.hasData(first) {
      if HeaderWords.areUnits(first.cells) {
        units = first.cells
        body.removeFirst()
      } else if first.cells.count(where: { !$0.isEmpty }) > 1 {
        throw Self.twoHeaders(grid.file, grid.rows[header].line, first.line)
      }
    }
    notes = left
    headerLine = isNamed ? grid.rows[header].line : nil
    titleUnit = grid.rows[..<header].lazy.flatMap(\.cells).compactMap(HeaderWords.saidUnit).first
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
    unitRow = units.isEmpty ? [] : kept.map { $0 < units.count ? units[$0] : "" }
    self.rows = rows.map { row in kept.map { row[$0] } }
    self.lines = lines
  }

  /// Whether a row has digits, or words for missing values, and so is no row of names or units.
  static func hasData(_ row: CellGrid.Row) -> Bool {
    row.cells.contains { hasDigit($0) && !HeaderWords.isUnit($0) || NumberColumn.isNoValue($0) }
  }

  /// Names in two rows, as cells that are merged across columns leave them.
  static func twoHeaders(_ file: String, _ first: Int, _ second: Int) -> LayoutError {
    LayoutError(
      "\(file):\(second): lines \(first) and \(second) both name columns; write the names in one line, "
        + "joined as in “2020 output”",
      "\(file):\(second)：第 \(first) 行与第 \(second) 行都是列名；请合并为一行，如“2020年产值”")
  }

  private static func hasDigit(_ text: String) -> Bool {
    text.contains { "0"..."9" ~= $0 || "０"..."９" ~= $0 }
  }

  /// The unit of a column: as its name says, the row below the names, or a line above them.
  func unit(of column: Int) -> String? {
    if let own = HeaderWords.knownUnit(of: columns[column]) { return own }
    return commonUnit(of: column)
  }

  /// The unit that a column has from elsewhere than its name.
  func commonUnit(of column: Int) -> String? {
    if !unitRow.isEmpty, HeaderWords.isUnit(unitRow[column]) {
      let cell = unitRow[column]
      return HeaderWords.saidUnit(cell) ?? HeaderWords.unit(of: cell) ?? cell
    }
    return titleUnit.flatMap { HeaderWords.isKnown($0) ? $0 : nil }
  }

  /// The column that tells the units of the values in its rows.
  var unitColumn: Int? {
    columns.indices.first { place in
      // Numbers under `units` are what is counted.
      HeaderWords.isUnitColumn(columns[place])
        && rows.contains { !$0[place].isEmpty && DecimalNumber.parse($0[place]) == nil }
    }
  }

  /// The cells of a column.
  func texts(_ column: Int) -> [String] { rows.map { $0[column] } }

  /// The rows as a table.
  func table() throws(TableError) -> Table {
    try Table(file: file, columns: columns, rows: rows, lines: lines, separator: separator)
  }

  /// The table without some of its rows.
  func without(_ left: Set<Int>) -> TableBody {
    var result = self
    result.rows = rows.indices.filter { !left.contains($0) }.map { rows[$0] }
    result.lines = lines.indices.filter { !left.contains($0) }.map { lines[$0] }
    return result
  }

  /// The table with the empty cells of a column filled from above.
  func filledDown(_ column: Int) -> TableBody {
    var result = self
    for row in rows.indices.dropFirst() where result.rows[row][column].isEmpty {
      result.rows[row][column] = result.rows[row - 1][column]
    }
    return result
  }

  /// Whether a row at the end of a table is text about it.
  ///
  /// A row that holds a number or a date behind its first cell is data, whatever it is called; one
  /// of more cells than the header is a sentence with commas.
  static func isNote(_ row: CellGrid.Row, width: Int) -> Bool {
    var cells = row.cells
    while cells.last?.isEmpty ?? false { cells.removeLast() }
    let texts = cells.filter { !$0.isEmpty }
    guard let first = texts.first else { return true }
    let isSentence = cells.count > width
    if !isSentence, texts.dropFirst().contains(where: isValue) { return false }
    let lower = first.lowercased()
    if noteWords.contains(where: { lower.hasPrefix($0) }) { return true }
    return texts.count == 1 && width > 1 && !isValue(first) && !NumberColumn.isMissing(first)
  }

  /// Whether a cell is a number or a date.
  private static func isValue(_ text: String) -> Bool {
    DecimalNumber.parse(text) != nil || WrittenNumber(text) != nil || TableDate(text) != nil
  }

  private static let noteWords = [
    "注", "数据来源", "资料来源", "来源", "说明", "备注", "source", "note", "footnote", "data from",
    "last updated", "*", "①", "1)", "a)", "(1)", "（1）", "©",
  ]
}
