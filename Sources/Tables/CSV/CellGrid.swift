/// The cells of a text file before anything is known of its layout: rows may differ in length.
package struct CellGrid: Sendable {
  /// One row.
  package struct Row: Sendable {
    /// The line in which it begins.
    package let line: Int
    /// Its cells without blanks at their ends.
    package var cells: [String]
  }

  /// The name of the file, for messages.
  package let file: String
  /// What stands between cells.
  package let separator: Character
  /// The rows that hold anything.
  package let rows: [Row]

  /// Cuts a text into cells at commas, semicolons or tabs, whichever divides most lines alike.
  ///
  /// - Parameters:
  ///   - text: UTF-8 without a mark.
  ///   - file: the name that messages give.
  /// - Throws: ``TableError`` where a quote is not closed or stands inside a cell.
  package init(_ text: [UInt8], file: String) throws(TableError) {
    var (start, line) = (0, 1)
    var separator = Self.separator(of: text)
    // Excel's own line says it.
    if text.starts(with: Array("sep=".utf8)), text.count > 4 {
      separator = text[4]
      start = (text.firstIndex(of: UInt8(ascii: "\n")) ?? text.count - 1) + 1
      line = 2
    }
    var scanner = GridScanner(bytes: text, file: file, separator: separator)
    (scanner.index, scanner.line) = (start, line)
    self.file = file
    self.separator = Character(Unicode.Scalar(separator))
    rows = try scanner.rows()
  }

  /// The separator by which most of the first lines have the same number of fields, two or more.
  private static func separator(of text: [UInt8]) -> UInt8 {
    let candidates: [UInt8] = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")]
    let lines = text.prefix(1 << 16).split(separator: UInt8(ascii: "\n")).prefix(60)
    var best: (separator: UInt8, lines: Int) = (UInt8(ascii: ","), 0)
    for candidate in candidates {
      var counts: [Int: Int] = [:]
      for line in lines {
        var (fields, isQuoted) = (1, false)
        for byte in line {
          if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
          if byte == candidate, !isQuoted { fields += 1 }
        }
        if fields > 1 { counts[fields, default: 0] += 1 }
      }
      let most = counts.values.max() ?? 0
      if most > best.lines { best = (candidate, most) }
    }
    return best.separator
  }
}

/// Cuts bytes into rows of cells.
private struct GridScanner {
  let bytes: [UInt8]
  let file: String
  let separator: UInt8
  var index = 0
  var line = 1
  private var lineStart = 0

  init(bytes: [UInt8], file: String, separator: UInt8) {
    (self.bytes, self.file, self.separator) = (bytes, file, separator)
  }

  mutating func rows() throws(TableError) -> [CellGrid.Row] {
    lineStart = index
    var rows: [CellGrid.Row] = []
    while index < bytes.count {
      var row = CellGrid.Row(line: line, cells: [])
      repeat { row.cells.append(try cell()) } while takeSeparator()
      takeLineEnd()
      if row.cells.contains(where: { !$0.isEmpty }) { rows.append(row) }
    }
    return rows
  }

  private mutating func takeSeparator() -> Bool {
    guard index < bytes.count, bytes[index] == separator else { return false }
    index += 1
    return true
  }

  private mutating func takeLineEnd() {
    guard index < bytes.count else { return }
    if bytes[index] == UInt8(ascii: "\r"), index + 1 < bytes.count,
      bytes[index + 1] == UInt8(ascii: "\n")
    {
      index += 1
    }
    index += 1
    line += 1
    lineStart = index
  }

  private mutating func cell() throws(TableError) -> String {
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
    let start = index
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { return try quotedCell() }
    while index < bytes.count, !isEnd(bytes[index]) {
      if bytes[index] == UInt8(ascii: "\"") {
        throw .strayQuote(file: file, line: line, column: index - lineStart + 1)
      }
      index += 1
    }
    return trimmed(bytes[start..<index])
  }

  private mutating func quotedCell() throws(TableError) -> String {
    let (openLine, openColumn) = (line, index - lineStart + 1)
    var content: [UInt8] = []
    index += 1
    while true {
      guard index < bytes.count else {
        throw .unclosedQuote(file: file, line: openLine, column: openColumn)
      }
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { break }
        index += 1
      } else if byte == UInt8(ascii: "\n") {
        line += 1
        lineStart = index
      }
      content.append(byte)
    }
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
    guard index == bytes.count || isEnd(bytes[index]) else {
      throw .strayQuote(file: file, line: line, column: index - lineStart + 1)
    }
    return trimmed(content[...])
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var text = String(decoding: bytes, as: UTF8.self)[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
