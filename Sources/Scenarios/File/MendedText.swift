/// The text of a file in which slips of syntax are mended, so that the rest can be read too.
///
/// Every scalar knows the column that it, or what it stands for, has in the file.
struct MendedText {
  private(set) var lines: [[Unicode.Scalar]]
  /// The original columns, from 1, of the scalars of lines that were changed.
  private var columns: [Int: [Int]] = [:]

  init(_ text: String) {
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map(Array.init)
  }

  var text: String {
    var text = String.UnicodeScalarView()
    text.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
    for (index, line) in lines.enumerated() {
      if index > 0 { text.append("\n") }
      for scalar in line { text.append(scalar) }
    }
    return String(text)
  }

  /// The column in the file of a column of the mended text.
  func originalColumn(_ column: Int, line: Int) -> Int {
    guard let columns = columns[line], let last = columns.last else { return column }
    return column <= columns.count ? columns[max(column - 1, 0)] : last + column - columns.count
  }

  /// The scalars of a line, from 1.
  func line(_ number: Int) -> [Unicode.Scalar] {
    lines.indices.contains(number - 1) ? lines[number - 1] : []
  }

  /// Puts other scalars in the place of some of a line.
  ///
  /// - Parameters:
  ///   - range: indices of the line.
  ///   - scalars: what stands there from now on; it has the column of the first one replaced.
  ///   - line: the line, from 1.
  mutating func replace(_ range: Range<Int>, with scalars: String, line: Int) {
    let old = lines[line - 1]
    var known = columns[line] ?? Array(1...max(old.count, 1))
    if old.isEmpty { known = [] }
    let column = range.lowerBound < known.count ? known[range.lowerBound] : (known.last ?? 0) + 1
    let new = Array(scalars.unicodeScalars)
    known.replaceSubrange(range, with: [Int](repeating: column, count: new.count))
    lines[line - 1].replaceSubrange(range, with: new)
    columns[line] = known
  }

  /// The same text with scalars exchanged one for one.
  mutating func exchange(for text: String) {
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map(Array.init)
  }
}
