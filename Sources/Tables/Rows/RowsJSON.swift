/// A table of ours as JSON, read back from its CSV: an array with an object for each row.
public enum RowsJSON {
  /// The rows as JSON.
  ///
  /// - Parameters:
  ///   - bytes: a table as ``CSVWriter`` makes it.
  ///   - texts: the columns that hold texts, whatever they look like.
  /// - Returns: the bytes of the document.
  public static func bytes(ofCSV bytes: [UInt8], texts: Set<String>) -> [UInt8] {
    guard let table = try? CSVReader.parse(bytes, file: "table") else {
      preconditionFailure("a table of our own cannot be read")
    }
    let columns = table.columns.enumerated().map { column, name in
      Column<Int>.cell(name) { row in
        cell(table.text(row: row, column: column), isText: texts.contains(name))
      }
    }
    return RowTable(columns).json(0..<table.rowCount)
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
