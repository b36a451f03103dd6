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

  package init(_ header: [String], _ alignments: [Alignment], indent: Int = 2) {
    self.alignments = alignments
    self.indent = indent
    rows = [header]
  }

  package mutating func add(_ row: [String]) { rows.append(row.map(TextWrap.flat)) }

  /// The lines of plain text: columns as wide as their widest cell, or, where that is too wide, a
  /// few lines for each row.
  ///
  /// - Parameter width: the cells of a line.
  /// - Returns: the lines.
  func lines(width: Int) -> [String] {
    let widths = alignments.indices.map { column in
      rows.map { TextWidth.cells($0[column]) }.max() ?? 0
    }
    let whole = indent + widths.reduce(0, +) + 2 * max(0, widths.count - 1)
    return whole <= width ? rows.map { line($0, widths) } : folded(width)
  }

  private func line(_ row: [String], _ widths: [Int]) -> String {
    var line = String(repeating: " ", count: indent)
    for (column, cell) in row.enumerated() {
      let padding = String(repeating: " ", count: widths[column] - TextWidth.cells(cell))
      line += alignments[column] == .left ? cell + padding : padding + cell
      if column + 1 < row.count { line += "  " }
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Each row as its first cell and, behind it or below, the others with the names of their columns.
  private func folded(_ width: Int) -> [String] {
    let lead = String(repeating: " ", count: indent)
    return rows.dropFirst().flatMap { row in
      let facts = zip(rows[0], row).dropFirst().compactMap { name, cell -> String? in
        let cell = TextWrap.trimmed(cell)
        return cell.isEmpty ? nil : name.isEmpty ? cell : "\(name) \(cell)"
      }
      // A row without a first cell goes on with the one before.
      let name = row[0].isEmpty ? "  " : row[0] + ": "
      let text = name + facts.joined(separator: "; ")
      let lines = TextWrap.lines(text, width: width - indent - 2, first: width - indent)
      return lines.enumerated().map { (lead + ($0.offset == 0 ? "" : "  ")) + $0.element }
    }
  }
}
