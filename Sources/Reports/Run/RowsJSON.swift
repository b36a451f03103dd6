internal import Results
internal import Tables

/// A table as JSON: an array with an object for each row.
public enum RowsJSON {
  /// Turns the bytes of a CSV table of ours into JSON; what reads as a number is one.
  ///
  /// - Parameter bytes: a table as ``CSVWriter`` makes it.
  /// - Returns: the bytes of the document.
  public static func bytes(ofCSV bytes: [UInt8]) -> [UInt8] {
    guard let table = try? CSVReader.parse(bytes, file: "table") else {
      preconditionFailure("a table of our own cannot be read")
    }
    let objects = (0..<table.rowCount).map { row in
      let members = table.columns.enumerated().map { column, name in
        "\(JSONText.quoted(name)): \(value(table.text(row: row, column: column)))"
      }
      return "  {" + members.joined(separator: ", ") + "}"
    }
    return Array(("[\n" + objects.joined(separator: ",\n") + "\n]\n").utf8)
  }

  private static func value(_ text: String) -> String {
    if text.isEmpty { return "null" }
    if text == "true" || text == "false" { return text }
    guard let number = DecimalNumber.parse(text), number.isFinite else {
      return JSONText.quoted(text)
    }
    return DecimalNumber.text(number)
  }
}
