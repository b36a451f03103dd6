internal import Wording
internal import Yams

/// The parser's complaints in the words of somebody who writes a scenario.
enum SyntaxAdvice {
  static let tooDeep = Phrase(
    "nested deeper than \(DocumentLimits.depth) levels",
    "嵌套超过 \(DocumentLimits.depth) 层")
  static let tooDeepAdvice = Phrase(
    "no scenario needs that; look for brackets that are not closed",
    "情景文件用不到这么深；请检查未闭合的括号")

  private static let tooLong = Phrase("a key of more than 1,024 characters", "键超过 1024 个字符")
  private static let tooLongAdvice = Phrase("write a shorter name", "请写较短的名称")

  /// Whether what stands before the first colon of a line is longer than YAML lets a key be.
  private static func isLongKey(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.prefix { $0 != ":" }.count > 1024
  }

  static func of(
    _ error: YamlError, _ source: SourceText
  ) -> (place: SourcePlace, problem: Phrase, advice: Phrase?) {
    func place(_ line: Int, _ column: Int) -> SourcePlace {
      SourcePlace(file: source.file, line: line, column: column)
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return sentence(problem, context, place(mark.line, mark.column), source)
    case .reader(let problem, let offset, _, let yaml):
      let before = yaml.prefix(offset ?? 0)
      let line = before.count(where: { $0.isNewline }) + 1
      let start = before.lastIndex(where: \.isNewline).map { before.index(after: $0) }
      let column = before[(start ?? before.startIndex)...].unicodeScalars.count + 1
      return (
        place(line, column),
        problem.contains("control")
          ? Phrase("a control character", "控制字符")
          : Phrase("a character that YAML does not allow", "YAML 不允许的字符"),
        Phrase("delete it", "请删去")
      )
    case .memory:
      return (place(1, 1), tooDeep, tooDeepAdvice)
    default:
      return (place(1, 1), Phrase("cannot be read as YAML: \(error)", "无法按 YAML 读取：\(error)"), nil)
    }
  }

  private static func sentence(
    _ problem: String, _ context: YamlError.Context?, _ place: SourcePlace, _ source: SourceText
  ) -> (place: SourcePlace, problem: Phrase, advice: Phrase?) {
    let line = context.map { $0.mark.line }
    let opened = line.map { " that begins in line \($0)" } ?? ""
    let from = line.map { "（始于第 \($0) 行）" } ?? ""
    let subject = context?.text ?? ""
    func at(_ problem: Phrase, _ advice: Phrase?) -> (SourcePlace, Phrase, Phrase?) {
      (place, problem, advice)
    }
    switch problem {
    case _ where problem.contains("nesting level"):
      return at(tooDeep, tooDeepAdvice)
    case "found character that cannot start any token":
      let scalars = Array(source.line(place.line))
      let index = place.column - 1
      guard scalars.indices.contains(index) else {
        return at(Phrase("nothing can begin here", "此处不能开始任何内容"), nil)
      }
      if scalars[index] == "\t" {
        return at(
          Phrase("a tab in the indentation", "缩进中有制表符"), Phrase("indent with spaces", "请用空格缩进"))
      }
      return at(
        Phrase(
          "no value can begin with \(String(scalars[index]).quoted)",
          "值不能以 \(String(scalars[index]).quoted) 开头"), Phrase("put the value in quotes", "请将值加引号"))
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return at(
        Phrase("a tab in the indentation", "缩进中有制表符"), Phrase("indent with spaces", "请用空格缩进"))
    case "mapping values are not allowed in this context":
      let before = source.line(place.line).prefix(place.column - 1)
      if before.count(where: { $0 == "(" }) > before.count(where: { $0 == ")" }) {
        return at(
          Phrase("a parenthesis that is not closed", "圆括号没有闭合"),
          Phrase("add the closing `)`", "请补上 `)`"))
      }
      if isLongKey(before) { return at(tooLong, tooLongAdvice) }
      return at(
        Phrase("a second `:` in one value", "一个值里有第二个 `:`"),
        Phrase(
          "put the text in quotes, or begin a new line after the first",
          "请将文字加引号，或在第一个值之后另起一行"))
    case "could not find expected ':'":
      if isLongKey(source.line(line ?? place.line)) { return at(tooLong, tooLongAdvice) }
      return at(
        Phrase("a key\(opened) without `:`", "键\(from)缺少 `:`"),
        Phrase(
          "write `name: value`, with a space after the colon",
          "请写 `name: value`，冒号后加空格"))
    case "did not find expected key":
      if subject.contains("flow mapping") {
        return at(
          Phrase("a key is missing in the braces\(opened)", "花括号中\(from)缺少键"),
          Phrase("write `{name: value, name: value}`", "请写 `{name: value, name: value}`"))
      }
      return at(
        Phrase("this line does not fit the lines above it", "此行与上面的行不相配"),
        Phrase("give keys of one mapping the same indentation", "同一映射的键请用相同的缩进")
      )
    case "did not find expected ',' or '}'":
      return at(
        Phrase("the brace `{`\(opened) is not closed here", "花括号 `{`\(from)在此没有闭合"),
        Phrase("add `,` or `}`", "请补上 `,` 或 `}`"))
    case "did not find expected ',' or ']'":
      return at(
        Phrase("the bracket `[`\(opened) is not closed here", "方括号 `[`\(from)在此没有闭合"),
        Phrase("add `,` or `]`", "请补上 `,` 或 `]`"))
    case "did not find expected '-' indicator":
      return at(
        Phrase("the list\(opened) ends in a line that has no `-`", "列表\(from)的末行缺少 `-`"),
        Phrase("begin each item with `- `", "每一项请以 `- ` 开头"))
    case "did not find expected node content":
      return at(Phrase("a value is missing", "缺少值"), nil)
    case "found unexpected end of stream":
      guard let context else { return at(Phrase("the file ends too early", "文件结束得过早"), nil) }
      return (
        SourcePlace(file: source.file, line: context.mark.line, column: context.mark.column),
        Phrase("this quote is never closed", "此引号没有闭合"), Phrase("add the closing quote", "请补上引号")
      )
    case "found unexpected document indicator":
      return at(
        Phrase("`---` inside a quoted text", "引号内有 `---`"),
        Phrase("close the quote before it", "请先闭合引号"))
    case "found undefined alias":
      return at(
        Phrase(
          "an alias (`*name`) without its anchor (`&name`)",
          "别名（`*name`）没有对应的锚点（`&name`）"), Phrase("quote the text if it is no alias", "若不是别名，请加引号"))
    case "found unknown escape character":
      return at(
        Phrase("an unknown escape after `\\`", "`\\` 之后的转义无法识别"),
        Phrase(
          "write `\\\\` for a backslash, or use single quotes",
          "反斜杠请写 `\\\\`，或用单引号"))
    case "block sequence entries are not allowed in this context":
      return at(
        Phrase("a list item `- ` cannot stand here", "列表项 `- ` 不能在此"),
        Phrase("begin the list on a new line", "列表请另起一行"))
    case "block mapping entries are not allowed in this context",
      "mapping keys are not allowed in this context":
      return at(
        Phrase("a key cannot stand here", "键不能在此"), Phrase("begin it on a new line", "请另起一行"))
    case "but found another document":
      return at(
        Phrase("a second document", "出现第二个文档"),
        Phrase(
          "keep one scenario in a file, without `---` inside",
          "一个文件只写一个情景，中间不要有 `---`"))
    case "did not find expected <document start>":
      return at(
        Phrase("text behind the end of the document", "文档结束后还有文字"),
        Phrase("keep one scenario in a file", "一个文件只写一个情景"))
    default:
      let complaint = problem + (subject.isEmpty ? "" : " \(subject)")
      return at(Phrase(complaint, "无法按 YAML 读取（\(complaint)）"), nil)
    }
  }
}
