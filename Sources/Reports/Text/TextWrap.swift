/// Text in lines of a width.
package enum TextWrap {
  /// A text in lines that are no wider than so many cells, where it can be broken.
  ///
  /// Lines break at blanks and on either side of Chinese characters, but not before a closing mark,
  /// not on either side of "±" between two numbers, and not between a number and the Chinese
  /// character behind it.
  ///
  /// - Parameters:
  ///   - text: a text of one line.
  ///   - width: the cells of a line.
  ///   - first: the cells of the first line, where it has others.
  ///   - breaksWords: whether a word that no line holds is broken too.
  /// - Returns: the lines, never none.
  package static func lines(
    _ text: String, width: Int, first: Int? = nil, breaksWords: Bool = false
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces(text).flatMap({ breaksWords ? parts(of: $0, width) : [$0] }) {
      let room = lines.isEmpty ? first ?? width : width
      let isFull = TextWidth.cells(line + trimmed(piece)) > room
      if isFull, !line.allSatisfy({ $0 == " " }) {
        lines.append(trimmed(line))
        line = String(piece.drop { $0 == " " })
      } else {
        line += piece
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(trimmed(line)) }
    return lines
  }

  /// A text on one line: its line feeds are blanks.
  package static func flat(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\n")) else { return text }
    return text.split(separator: "\n").map(String.init).joined(separator: " ")
  }

  /// A piece in parts that lines can hold.
  private static func parts(of piece: String, _ width: Int) -> [String] {
    var parts = [""]
    for character in piece {
      let part = parts[parts.count - 1]
      let isFull =
        character != " " && !part.isEmpty && TextWidth.cells(part + String(character)) > width
      if isFull { parts.append("") }
      parts[parts.count - 1].append(character)
    }
    return parts
  }

  /// The pieces between which a line may break, each with the blanks behind it.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var isOpen = false
    for character in text {
      let breaks =
        !piece.isEmpty && character != " " && !isOpen
        && (piece.last == " " || isWide(character) || piece.last.map(isWide) == true)
        && !closing.contains(character) && !isBound(piece, to: character)
      if breaks {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
      isOpen = opening.contains(character)
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }

  /// Whether a piece needs what comes behind it on its line.
  private static func isBound(_ piece: String, to next: Character) -> Bool {
    guard let last = piece.last(where: { $0 != " " }) else { return false }
    let isQuantity = last == "%" || (last.isASCII && last.isNumber)
    return last == "±" || (isQuantity && (next == "±" || (next.isLetter && isWide(next))))
  }

  private static let closing: Set<Character> = [
    "，", "。", "；", "：", "、", "？", "！", "）", "”", "》", "%", "…", ")", ",", ".", ";", ":",
  ]
  private static let opening: Set<Character> = ["（", "“", "《"]

  private static func isWide(_ character: Character) -> Bool {
    TextWidth.cells(String(character)) == 2
  }

  static func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }
}
