internal import Reports

/// What the argument parser says, help and errors of usage, as Chinese readers read it.
public enum ParserText {
  /// The width that keeps the parser from breaking lines: it breaks at blanks only.
  public static let unbroken = 100_000

  /// A text of the parser, made for the width ``unbroken``, in Chinese and in lines of a width.
  ///
  /// - Parameters:
  ///   - text: what the parser says in English, with our own sentences in Chinese.
  ///   - width: the cells of a line of help; commands and errors are not broken.
  /// - Returns: the lines.
  public static func chinese(_ text: String, width: Int) -> String {
    paragraphs(
      text.split(separator: "\n", omittingEmptySubsequences: false).map {
        ParserSentence.chinese(String($0))
      }
    ).flatMap { lines($0, width: max(40, width)) }.joined(separator: "\n")
  }

  /// Sentences that go on in the next line are one line.
  private static func paragraphs(_ lines: [String]) -> [String] {
    var joined: [String] = []
    for line in lines {
      guard let last = joined.last, goesOn(last, line) else {
        joined.append(line)
        continue
      }
      joined[joined.count - 1] = last + link(last, line) + line
    }
    return joined
  }

  private static func goesOn(_ line: String, _ next: String) -> Bool {
    guard let end = line.last, let start = next.first else { return false }
    let isHeading = end == "：" || heads.contains { next.hasPrefix($0) }
    return !isHeading && line.first != " " && start != " " && !isUsage(line)
  }

  /// What begins a line of its own.
  private static let heads = ["简介：", "用法：", "错误：", "说明："]

  private static func isUsage(_ line: String) -> Bool {
    heads.dropFirst().contains { line.hasPrefix($0) }
  }

  /// A blank where one side is no Chinese, as between words.
  private static func link(_ line: String, _ next: String) -> String {
    guard let end = line.last, let start = next.first, !marks.contains(end), !marks.contains(start)
    else { return "" }
    return end.isASCII || start.isASCII ? " " : ""
  }

  private static let marks: Set<Character> = ["，", "。", "；", "：", "、", "？", "（", "）", "“", "”"]

  private static func lines(_ line: String, width: Int) -> [String] {
    let text = line.drop { $0 == " " }
    guard TextWidth.cells(line) > width, !text.hasPrefix("waymark "), !isUsage(line)
    else { return [line] }
    let lead = line.count - text.count
    // What an option means stands in a column of its own, behind two blanks at least.
    let column = lead > 0 ? text.firstRange(of: "  ") : nil
    let words = column.map { text[$0.lowerBound...].drop { $0 == " " } } ?? text
    let head = String(line.dropLast(words.count))
    let indent = TextWidth.cells(head)
    guard width - indent >= 20 else { return [line] }
    return TextWrap.lines(String(words), width: width - indent).enumerated().map { number, part in
      (number == 0 ? head : String(repeating: " ", count: indent)) + part
    }
  }
}
