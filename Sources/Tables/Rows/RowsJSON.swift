/// A table of ours as JSON, read back from its CSV: an array with an object for each row.
public enum RowsJSON {
  /// The rows as JSON.
  ///
  /// - Parameters:
  ///   - bytes: a table as ``CSVWriter`` makes it.
  ///   - texts: the columns that hold texts, whatever they look like.
  /// - Returns: the bytes of the document.
  public static func bytes(ofCSV bytes: [UInt8], texts: Set<String>) -> [UInt8] {
    let table = cells(ofCSV: bytes, texts: texts)
    let columns = table.columns.enumerated().map { column, name in
      Column<[Cell]>.cell(name) { $0[column] }
    }
    return RowTable(columns).json(table.rows)
  }

  /// The rows as cells.
  static func cells(ofCSV bytes: [UInt8], texts: Set<String>) -> CellTable {
    guard let table = try? CSVReader.parse(bytes, file: "table") else {
      preconditionFailure("a table of our own cannot be read")
    }
    return CellTable(
      columns: table.columns,
      rows: (0..<table.rowCount).map { row in
        table.columns.enumerated().map { column, name in
          cell(table.text(row: row, column: column), isText: texts.contains(name))
        }
      })
  }

  private static func cell(_ text: String, isText: Bool) -> Cell {
    if text.isEmpty { return .nothing }
    if isText { return .text(text) }
    if text == "true" || text == "false" { return .truth(text == "true") }
    if text == DecimalNumber.text(.infinity) || text == DecimalNumber.text(-.infinity) {
      return .nothing
    }
    // A lever that is a date stands as its period in a column of numbers.
    return DecimalNumber.parse(text).map { .number($0) } ?? .text(text)
  }
}
