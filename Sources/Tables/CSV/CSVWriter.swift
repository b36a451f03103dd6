/// Writes comma-separated values (RFC 4180) into a byte buffer.
///
/// UTF-8, lines end in LF, a field is quoted only when it must be, numbers have the shortest
/// digits that read back as the same double (``DecimalNumber/text(_:)``); NaN is an empty field.
public struct CSVWriter: Sendable {
  private var buffer = ByteBuffer()
  private var labels = LabelTexts()
  private let columnCount: Int
  private var fieldsInRow = 0

  /// Begins with the header row.
  ///
  /// - Precondition: there is at least one column.
  public init(columns: [String]) {
    precondition(!columns.isEmpty, "a table needs a column")
    columnCount = columns.count
    for column in columns { field(column) }
    endRow()
  }

  /// What was written and not yet drained.
  public var bytes: [UInt8] { buffer.bytes }

  /// The number of bytes that were written and not yet drained.
  public var byteCount: Int { buffer.count }

  /// Keeps a text ready that is written often.
  ///
  /// - Returns: its label, for this writer only.
  public mutating func label(_ text: String) -> CSVLabel {
    labels.add(fieldBytes(text))
  }

  /// Appends a text that was made ready.
  public mutating func field(_ label: CSVLabel) {
    let isFirst = fieldsInRow == 0
    fieldsInRow &+= 1
    buffer.write(label, of: labels, isFirst: isFirst)
  }

  /// Appends a text.
  public mutating func field(_ text: String) {
    let bytes = fieldBytes(text)
    let isFirst = fieldsInRow == 0
    fieldsInRow &+= 1
    buffer.write(room: bytes.count &+ 1) { memory, start in
      let first = memory.separate(isFirst, at: start)
      for index in bytes.indices {
        memory.storeBytes(of: bytes[index], toByteOffset: first &+ index, as: UInt8.self)
      }
      return first &+ bytes.count
    }
  }

  /// A text between quotation marks where commas, quotation marks or line ends stand in it.
  private func fieldBytes(_ text: String) -> [UInt8] {
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    // A row of one empty field would be an empty line, which readers skip.
    guard needsQuotes || (columnCount == 1 && text.isEmpty) else { return Array(text.utf8) }
    var bytes = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
    return bytes
  }

  /// Appends a number; NaN leaves the field empty.
  public mutating func field(_ value: Double) {
    let isFirst = fieldsInRow == 0
    fieldsInRow &+= 1
    buffer.write(room: DecimalNumber.room &+ 1) { memory, start in
      let first = memory.separate(isFirst, at: start)
      return DecimalNumber.write(value, to: &memory, at: first)
    }
  }

  /// Appends an integer.
  public mutating func field(_ value: Int) {
    let isFirst = fieldsInRow == 0
    fieldsInRow &+= 1
    buffer.write(room: DecimalNumber.room &+ 1) { memory, start in
      let first = memory.separate(isFirst, at: start)
      return DecimalNumber.write(value, to: &memory, at: first)
    }
  }

  /// Ends the row.
  ///
  /// - Precondition: the row has a field for every column.
  public mutating func endRow() {
    precondition(
      fieldsInRow == columnCount, "a row of \(fieldsInRow) fields in \(columnCount) columns")
    buffer.append(UInt8(ascii: "\n"))
    fieldsInRow = 0
  }

  /// Hands over what was written so far, so that a long table need not stand in memory.
  ///
  /// - Returns: the bytes since the last call.
  public mutating func drain() -> [UInt8] {
    defer { buffer.clear() }
    return buffer.bytes
  }
}
