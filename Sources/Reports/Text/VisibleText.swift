internal import Wording

/// Text of others as it may go to a terminal: what would steer it, or turn the order of what is read, is
/// shown instead of done.
///
/// Control characters, format characters (Unicode category Cf, such as U+202E, which turns the direction of
/// writing) and separators of lines other than the line feed stand as `\u{1B}`. Line feeds and tabs stay, and
/// so does the emphasis of our own.
public enum VisibleText {
  /// The most characters of a line of a message.
  public static let longestLine = 2_000

  /// A text that people read.
  ///
  /// - Parameters:
  ///   - text: what is to be printed.
  ///   - isColoured: whether it bears emphasis of our own.
  /// - Returns: the text with visible characters only.
  public static func of(_ text: String, isColoured: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    guard isColoured else { return shown(text[...]) }
    var result = ""
    var rest = text[...]
    while let escape = rest.firstIndex(of: "\u{1B}") {
      result += shown(rest[..<escape])
      rest = rest[escape...]
      let code = Emphasis.codes.first { rest.hasPrefix($0) }
      result += code ?? shown(rest.prefix(1))
      rest = rest.dropFirst(code?.count ?? 1)
    }
    return result + shown(rest)
  }

  /// A message of an error: quotations are excerpts, and no line is longer than ``longestLine``.
  public static func message(_ text: String) -> String {
    let lines = Excerpt.inside(text).split(separator: "\n", omittingEmptySubsequences: false)
    return of(
      lines.map { line in
        line.utf8.count > longestLine && line.count > longestLine
          ? line.prefix(longestLine - 1) + "…" : line
      }.joined(separator: "\n"))
  }

  private static func shown(_ text: Substring) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u{\(digits)}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 && scalar != "\n" && scalar != "\t" }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
