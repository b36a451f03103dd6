internal import Wording

/// Text of others as it may go to a terminal: what would steer it, or turn the order of what is read, is
/// shown instead of done.
///
/// Control characters, format characters (Unicode category Cf, such as U+202E, which turns the direction of
/// writing) and separators of lines other than the line feed stand as `\u{1B}`. Line feeds and tabs stay. What
/// ``PlainRenderer`` gives is visible already, and bears the emphasis of our own.
public enum VisibleText {
  /// The most characters of a line of a message.
  public static let longestLine = 2_000

  /// A text that people read.
  ///
  /// - Parameter text: what is to be printed.
  /// - Returns: the text with visible characters only.
  public static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    return text.unicodeScalars.map { scalar in
      isHidden(scalar)
        ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
    }.joined()
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

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 && scalar != "\n" && scalar != "\t" }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
