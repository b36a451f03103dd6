/// Finds where a key that a mapping already has is written again.
struct RepeatedKey {
  let name: String
  let first: SourcePlace
  private let scalars: [Unicode.Scalar]
  /// The index of the first scalar of every line.
  private let lineStarts: [Int]

  struct Found {
    let line: Int
    let column: Int
    /// The index of the first scalar of the key's name, behind its quote.
    let index: Int

    /// The text with the first scalar of the key replaced by a stand-in.
    func renamed(_ text: String, _ number: Int) -> String {
      var scalars = Array(text.unicodeScalars)
      scalars[index] = StandIn.repeatedKeys[number]
      var renamed = String.UnicodeScalarView()
      renamed.append(contentsOf: scalars)
      return String(renamed)
    }
  }

  /// Whether a key was renamed by ``Found/renamed(_:_:)``.
  static func isRenamed(_ key: String) -> Bool {
    key.unicodeScalars.first.map(StandIn.repeatedKeys.contains) ?? false
  }

  init(_ name: String, after first: SourcePlace, in text: String) {
    self.name = name
    self.first = first
    scalars = Array(text.unicodeScalars)
    var starts = [0]
    for (index, scalar) in scalars.enumerated() {
      let isPair = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      if scalar == "\n" || (scalar == "\r" && !isPair) { starts.append(index + 1) }
    }
    lineStarts = starts
  }

  func find() -> Found? {
    guard !name.isEmpty, lineStarts.indices.contains(first.line - 1) else { return nil }
    let start = lineStarts[first.line - 1] + first.column - 1
    return inBlock() ?? inFlow(from: start)
  }

  /// A block mapping has all its keys in one column.
  private func inBlock() -> Found? {
    for line in first.line..<lineStarts.count {
      let start = lineStarts[line]
      var index = start
      while index < scalars.count, scalars[index] == " " { index += 1 }
      guard index < scalars.count, scalars[index] != "\n", scalars[index] != "\r",
        scalars[index] != "#"
      else { continue }
      let column = index - start + 1
      if column < first.column { return nil }
      if column == first.column, let found = key(at: index, line: line + 1, column: column) {
        return found
      }
    }
    return nil
  }

  /// A flow mapping has its keys behind commas of the same depth.
  private func inFlow(from start: Int) -> Found? {
    var depth = 0
    var line = first.line - 1
    var index = start
    var mayBeginKey = false
    while index < scalars.count {
      while line + 1 < lineStarts.count, lineStarts[line + 1] <= index { line += 1 }
      let column = index - lineStarts[line] + 1
      if mayBeginKey, depth == 0, index > start,
        let found = key(at: index, line: line + 1, column: column)
      {
        return found
      }
      let scalar = scalars[index]
      switch scalar {
      case "[", "{": depth += 1
      case "]", "}":
        depth -= 1
        if depth < 0 { return nil }
      case "\"", "'":
        if index == start || !isWord(scalars[index - 1]) { index = endOfQuoted(from: index) }
      case "#" where index > 0 && scalars[index - 1].properties.isWhitespace:
        while index + 1 < scalars.count, scalars[index + 1] != "\n" { index += 1 }
      default: break
      }
      mayBeginKey = scalar == "," || (mayBeginKey && scalar.properties.isWhitespace)
      index += 1
    }
    return nil
  }

  private func key(at index: Int, line: Int, column: Int) -> Found? {
    var start = index
    var end = index
    if scalars[index] == "\"" || scalars[index] == "'" {
      start = index + 1
      end = start + name.unicodeScalars.count + 1
      guard end <= scalars.count, scalars[end - 1] == scalars[index] else { return nil }
    } else {
      end = start + name.unicodeScalars.count
    }
    guard end <= scalars.count, scalars[start...].starts(with: name.unicodeScalars) else {
      return nil
    }
    while end < scalars.count, scalars[end] == " " { end += 1 }
    guard end < scalars.count, scalars[end] == ":" else { return nil }
    return Found(line: line, column: column, index: start)
  }

  private func endOfQuoted(from start: Int) -> Int {
    var index = start + 1
    while index < scalars.count, scalars[index] != scalars[start] {
      if scalars[index] == "\\", scalars[start] == "\"" { index += 1 }
      index += 1
    }
    return index
  }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
