/// Texts that have most of their lines in common, as pieces that are kept once.
struct PieceTable {
  /// The pieces; a piece is one line or several.
  let pieces: [String]
  /// For each text the numbers of its pieces, which a line end joins.
  let texts: [[Int]]

  /// Takes texts apart: lines that always stand together make one piece.
  init(_ texts: [String]) {
    var numbers: [Substring: Int] = [:]
    var lines: [Substring] = []
    let numbered = texts.map { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        if let number = numbers[line] { return number }
        numbers[line] = lines.count
        lines.append(line)
        return lines.count - 1
      }
    }
    let neighbours = Neighbours(numbered, count: lines.count)
    var places = [Int?](repeating: nil, count: lines.count)
    var pieces: [String] = []
    self.texts = numbered.map { text in
      var own: [Int] = []
      var index = 0
      while index < text.count {
        let first = index
        while index + 1 < text.count, neighbours.areBound(text[index], text[index + 1]) {
          index += 1
        }
        if let place = places[text[first]] {
          own.append(place)
        } else {
          places[text[first]] = pieces.count
          own.append(pieces.count)
          pieces.append(text[first...index].map { lines[$0] }.joined(separator: "\n"))
        }
        index += 1
      }
      return own
    }
    self.pieces = pieces
  }

  /// A text as it was.
  subscript(_ number: Int) -> String { texts[number].map { pieces[$0] }.joined(separator: "\n") }

  /// Which lines always follow each other.
  private struct Neighbours {
    /// The only line after each line, and before; nil where there are several, or an end of a text.
    private var after: [Int?]
    private var before: [Int?]

    init(_ texts: [[Int]], count: Int) {
      let none = -1
      var after = [Int](repeating: none, count: count)
      var before = after
      var isLoose = [Bool](repeating: false, count: count)
      var isLed = isLoose
      for text in texts {
        for (index, line) in text.enumerated() {
          let next = index + 1 < text.count ? text[index + 1] : none
          let last = index > 0 ? text[index - 1] : none
          if next == none || after[line] != none && after[line] != next { isLoose[line] = true }
          if last == none || before[line] != none && before[line] != last { isLed[line] = true }
          after[line] = next
          before[line] = last
        }
      }
      self.after = zip(after, isLoose).map { $1 ? nil : $0 }
      self.before = zip(before, isLed).map { $1 ? nil : $0 }
    }

    /// Whether two lines never stand but one after the other.
    func areBound(_ first: Int, _ second: Int) -> Bool {
      after[first] == second && before[second] == first
    }
  }
}
