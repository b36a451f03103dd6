/// A table of text: a header, rows, and where the cells of each column stand.
public struct TextTable: Sendable {
  /// Where the cells of a column stand.
  public enum Alignment: Sendable {
    case left, right
  }

  /// Where the cells of each column stand.
  public let alignments: [Alignment]
  /// The rows, the header first.
  public private(set) var rows: [[String]]
  /// The blanks before each line of plain text.
  private let indent: Int

  init(_ header: [String], _ alignments: [Alignment], indent: Int = 2) {
    self.alignments = alignments
    self.indent = indent
    rows = [header]
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// The lines of plain text: columns as wide as their widest cell.
  func lines() -> [String] {
    let widths = alignments.indices.map { column in
      rows.map { TextTable.width($0[column]) }.max() ?? 0
    }
    return rows.map { row in
      var line = String(repeating: " ", count: indent)
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - TextTable.width(cell))
        line += alignments[column] == .left ? cell + padding : padding + cell
        if column + 1 < row.count { line += "  " }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The cells that a text takes in a terminal: two for a Chinese character.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x300...0x36F: sum
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6:
        sum + 2
      default: sum + 1
      }
    }
  }
}
