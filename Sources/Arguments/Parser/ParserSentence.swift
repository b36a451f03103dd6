/// The sentences of the argument parser in Chinese: it has them in English only, and no place for others.
enum ParserSentence {
  /// A line of the parser in Chinese; a line that it does not know stays as it is.
  static func chinese(_ line: String) -> String {
    for (lead, word) in leads where line.hasPrefix(lead) {
      return word + sentence(String(line.dropFirst(lead.count)))
    }
    return sentence(line)
  }

  /// What stands before a sentence, or alone.
  private static let leads = [
    ("OVERVIEW: ", "简介："), ("USAGE: ", "用法："), ("Usage: ", "用法："), ("Error: ", "错误："),
    ("Help:  ", "说明："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
    ("SUBCOMMANDS:", "子命令："), ("   or: ", "   或："),
  ]

  /// Sentences with what stands in them; a longer one stands before its beginning.
  private static let sentences = [
    ("Unknown option '*'. Did you mean '*'?", "没有选项“*”；是否指“*”？"),
    ("Unknown option '*'", "没有选项“*”"),
    ("Missing value for '*' in '*'", "“*”缺少值（在“*”中）"),
    ("Missing value for '*'", "“*”缺少值"),
    ("The option '*' does not take any value, but '*' was specified.", "选项“*”不带值，却给出了“*”"),
    ("Unexpected argument '*'", "多余的参数“*”"),
    ("* unexpected arguments: '*'", "* 个多余的参数：“*”"),
    (
      "Value to be set with flag '*' had already been set with flag '*'",
      "“*”与前面的“*”不能同时使用"
    ),
    ("Missing expected argument '*'", "缺少参数“*”"),
    ("Missing one of: '*'", "缺少其中之一：“*”"),
    ("The value '*' is invalid for '*': *", "“*”不能用于“*”：*"),
    ("The value '*' is invalid for '*'. Please provide one of '*'.", "“*”不能用于“*”，可用的有“*”"),
    ("The value '*' is invalid for '*'. Please provide one of the following:", "“*”不能用于“*”，可用的有："),
    ("The value '*' is invalid for '*'", "“*”不能用于“*”"),
    ("Invalid option: *", "无效的选项：*"),
    ("Missing required subcommand.", "缺少子命令"),
    ("  See '* <subcommand>' for detailed help.", "  各子命令的说明见“* <子命令>”。"),
    ("  See '*' for more information.", "  详见“*”。"),
    ("Can't autodetect a supported shell.", "无法识别所用的 shell。"),
    ("Can't generate completion scripts for '*'.", "没有“*”的补全脚本。"),
    (
      "Please use --generate-completion-script=<shell> with one of:",
      "请用 --generate-completion-script=<shell>，可用的有："
    ),
    ("Show subcommand help information.", "显示子命令的说明。"),
    ("  --version*Show the version.", "  --version*显示版本。"),
    ("  -h, --help*Show help information.", "  -h, --help*显示说明。"),
  ]

  /// Words in the middle of lines.
  private static let words = [
    ("[<options>]", "[<选项>]"), ("<options>", "<选项>"), ("<subcommand>", "<子命令>"),
  ]

  private static func sentence(_ line: String) -> String {
    for (english, chinese) in sentences {
      guard let found = parts(of: line, in: english) else { continue }
      let pieces = chinese.split(separator: "*", omittingEmptySubsequences: false)
      return zip(pieces, found.map(listed) + [""]).map { $0 + $1 }.joined()
    }
    var line = facts(line)
    for (english, chinese) in words {
      if let place = line.firstRange(of: english) { line.replaceSubrange(place, with: chinese) }
    }
    return line
  }

  /// What stands for the stars of a sentence; nil where the line is another one.
  private static func parts(of line: String, in sentence: String) -> [String]? {
    let fixed = sentence.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard line.hasPrefix(fixed[0]) else { return nil }
    var rest = line.dropFirst(fixed[0].count)
    var parts: [String] = []
    for (number, text) in fixed.enumerated().dropFirst() {
      if number == fixed.count - 1 {
        guard rest.hasSuffix(text) else { return nil }
        parts.append(String(rest.dropLast(text.count)))
        return parts
      }
      guard let place = rest.firstRange(of: text) else { return nil }
      parts.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return rest.isEmpty ? parts : nil
  }

  /// Several values between quotation marks.
  private static func listed(_ part: String) -> String {
    ["', '", "' or '", "' and '"].reduce(part) { text, link in
      text.split(separator: link, omittingEmptySubsequences: false).joined(separator: "”、“")
    }
  }

  /// The values and the default that the parser adds to the help of an option.
  private static func facts(_ line: String) -> String {
    guard line.hasPrefix("  "), line.hasSuffix(")"),
      let place = [" (values: ", " (default: "].lazy.compactMap({ line.firstRange(of: $0) }).first
    else { return line }
    let inside = line[place.upperBound...].dropLast()
    let sides = inside.split(separator: "; default: ")
    func list(_ text: Substring) -> String {
      text.split(separator: ", ", omittingEmptySubsequences: false).joined(separator: "、")
    }
    let facts =
      line[place].hasPrefix(" (default")
      ? "默认：\(inside)"
      : "可选：\(list(sides[0]))" + (sides.count > 1 ? "；默认：\(sides[1])" : "")
    return "\(line[..<place.lowerBound])（\(facts)）"
  }
}
