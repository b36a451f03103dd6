/// What messages quote of a text of others: a cell, a header or a name may be as long as a file.
public enum Excerpt {
  /// The most characters of a quotation, the mark of what is left out among them.
  public static let longest = 80
  /// The most names of a list.
  private static let mostNames = 20
  private static let lineFeed = UInt8(ascii: "\n")

  /// A text, or its beginning with `…`, on one line: what a cell holds is no line of ours.
  public static func of(_ text: some StringProtocol) -> String {
    isOneLine(text) ? beginning(text) : beginning(line(text))
  }

  /// A whole text on one line, such as the name of a file.
  public static func line(_ text: some StringProtocol) -> String {
    guard !isOneLine(text) else { return String(text) }
    // A carriage return before it is a character with it.
    return text.unicodeScalars.map { $0 == "\n" ? "\\u{A}" : String($0) }.joined()
  }

  /// Whether a text has no line feed.
  public static func isOneLine(_ text: some StringProtocol) -> Bool {
    !text.utf8.contains(lineFeed)
  }

  private static func beginning(_ text: some StringProtocol) -> String {
    // A character has at least one byte: short texts need no counting.
    guard text.utf8.count > longest,
      let end = text.index(text.startIndex, offsetBy: longest, limitedBy: text.endIndex),
      end < text.endIndex
    else { return String(text) }
    return text.prefix(longest - 1) + "…"
  }

  /// Names, or the first of them with `…`.
  public static func list(_ names: [String], _ separator: Phrase = .comma) -> Phrase {
    let shown = names.prefix(mostNames).map { Phrase(of($0)) }
    return (names.count > mostNames ? shown + [Phrase("…")] : shown).joined(separator)
  }

  /// A message in which what stands between “ and ” is an excerpt.
  public static func inside(_ message: String) -> String {
    guard message.utf8.count > longest, message.contains("“") else { return message }
    var result = ""
    var rest = message[...]
    while let open = rest.firstIndex(of: "“") {
      result += rest[...open]
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(of: "”") else { break }
      // A mark may stand alone, and its pair in a line of ours below.
      result += beginning(rest[..<close])
      rest = rest[close...]
    }
    return result + rest
  }
}
