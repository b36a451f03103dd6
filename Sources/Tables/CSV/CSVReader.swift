/// Reads comma-separated values (RFC 4180).
///
/// UTF-8 with or without a byte order mark; lines end in LF or CRLF; a quoted field may hold
/// commas, line ends and doubled quotes; lines without any character are skipped. The first row
/// is the header, and every row has as many fields as it.
public enum CSVReader {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: where it stands.
  ///   - limit: the most bytes that are accepted.
  /// - Returns: its table.
  /// - Throws: ``TableError``.
  public static func read(_ path: String, limit: Int = 1 << 34) throws(TableError) -> Table {
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(of: path, limit: limit)
    } catch {
      throw .file(error)
    }
    return try parse(bytes, file: path)
  }

  /// Reads bytes.
  ///
  /// - Throws: ``TableError``.
  /// - Complexity: one pass over the bytes.
  public static func parse(_ bytes: [UInt8], file: String) throws(TableError) -> Table {
    if let place = TextEncoding.firstFault(in: bytes) {
      throw .notUTF8(file: file, line: place.line, column: place.column)
    }
    var scanner = Scanner(bytes, file: file)
    return try scanner.table()
  }

  private struct Scanner {
    let bytes: [UInt8]
    let file: String
    var index = 0
    var line = 1
    var lineStart = 0
    var cells: [Table.Cell] = []
    var lines: [Int] = []

    init(_ bytes: [UInt8], file: String) {
      self.bytes = bytes
      self.file = file
      if bytes.starts(with: TextEncoding.byteOrderMark) { index = 3 }
      lineStart = index
    }

    mutating func table() throws(TableError) -> Table {
      skipEmptyLines()
      guard index < bytes.count else { throw .empty(file: file) }
      try row()
      let header = cells
      cells = []
      // Guessed from the header; the array grows by itself where the guess is short.
      cells.reserveCapacity(bytes.count / 8)
      skipEmptyLines()
      while index < bytes.count {
        let (start, first) = (line, cells.count)
        try row()
        let fields = cells.count - first
        guard fields == header.count else {
          throw .raggedRow(file: file, line: start, fields: fields, expected: header.count)
        }
        lines.append(start)
        skipEmptyLines()
      }
      return try Table(file: file, bytes: bytes, header: header, cells: cells, lines: lines)
    }

    /// Reads the fields of one row and the line end behind them.
    private mutating func row() throws(TableError) {
      while true {
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
          try quotedField()
        } else {
          try plainField()
        }
        guard index < bytes.count else { return }
        let byte = bytes[index]
        index += 1
        if byte == UInt8(ascii: ",") { continue }
        if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == UInt8(ascii: "\n") {
          index += 1
        }
        line += 1
        lineStart = index
        return
      }
    }

    private mutating func plainField() throws(TableError) {
      let end = Self.endOfPlainField(bytes.span, from: index)
      if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
        throw .strayQuote(file: file, line: line, column: end - lineStart + 1)
      }
      cells.append(Table.Cell(start: index, end: end))
      index = end
    }

    private static func endOfPlainField(_ bytes: Span<UInt8>, from start: Int) -> Int {
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        // One comparison lets almost every byte pass.
        if byte <= UInt8(ascii: ","),
          byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            || byte == UInt8(ascii: "\"")
        {
          break
        }
        index += 1
      }
      return index
    }

    private mutating func quotedField() throws(TableError) {
      let (openLine, openColumn) = (line, index - lineStart + 1)
      index += 1
      var cell = Table.Cell(start: index, end: index)
      while true {
        guard index < bytes.count else {
          throw .unclosedQuote(file: file, line: openLine, column: openColumn)
        }
        let byte = bytes[index]
        index += 1
        if byte == UInt8(ascii: "\n") {
          line += 1
          lineStart = index
        } else if byte == UInt8(ascii: "\"") {
          guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { break }
          cell.hasEscapes = true
          index += 1
        }
      }
      cell.end = index - 1
      if index < bytes.count {
        let next = bytes[index]
        guard next == UInt8(ascii: ",") || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r")
        else { throw .strayQuote(file: file, line: line, column: index - lineStart + 1) }
      }
      cells.append(cell)
    }

    private mutating func skipEmptyLines() {
      while index < bytes.count,
        bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r")
      {
        let isPair =
          bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count
          && bytes[index + 1] == UInt8(ascii: "\n")
        index += isPair ? 2 : 1
        line += 1
        lineStart = index
      }
    }
  }
}
