/// Writes comma-separated values (RFC 4180) into a byte buffer.
///
/// UTF-8, lines end in LF, a field is quoted only when it must be, numbers have the shortest
/// digits that read back as the same double (``DecimalNumber/text(_:)``); NaN is an empty field.
public struct CSVWriter: Sendable {
  /// What was written and not yet drained.
  public private(set) var bytes: [UInt8] = []
  private let columnCount: Int
  private var fieldsInRow = 0

  /// Begins with the header row.
  ///
  /// - Parameter columns: the names of the columns.
  /// - Precondition: there is at least one column.
  public init(columns: [String]) {
    precondition(!columns.isEmpty, "a table needs a column")
    columnCount = columns.count
    for column in columns { field(column) }
    endRow()
  }

  /// Appends a text.
  ///
  /// - Parameter text: any text.
  public mutating func field(_ text: String) {
    separate()
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    // A row of one empty field would be an empty line, which readers skip.
    guard needsQuotes || (columnCount == 1 && text.isEmpty) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a number; NaN leaves the field empty.
  ///
  /// - Parameter value: any double.
  public mutating func field(_ value: Double) {
    separate()
    DecimalNumber.append(value, to: &bytes)
  }

  /// Appends an integer.
  ///
  /// - Parameter value: any integer.
  public mutating func field(_ value: Int) {
    separate()
    DecimalNumber.append(value, to: &bytes)
  }

  /// Ends the row.
  ///
  /// - Precondition: the row has a field for every column.
  public mutating func endRow() {
    precondition(
      fieldsInRow == columnCount, "a row of \(fieldsInRow) fields in \(columnCount) columns")
    bytes.append(UInt8(ascii: "\n"))
    fieldsInRow = 0
  }

  /// Hands over what was written so far, so that a long table need not stand in memory.
  ///
  /// - Returns: the bytes since the last call.
  public mutating func drain() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func separate() {
    if fieldsInRow > 0 { bytes.append(UInt8(ascii: ",")) }
    fieldsInRow += 1
  }
}
