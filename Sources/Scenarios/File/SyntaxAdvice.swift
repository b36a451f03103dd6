internal import Yams

/// The parser's complaints in the words of somebody who writes a scenario.
enum SyntaxAdvice {
  static let tooDeep = "nested deeper than \(DocumentLimits.depth) levels"
  static let tooDeepAdvice = "no scenario needs that; look for brackets that are not closed"

  static func of(
    _ error: YamlError, _ source: SourceText
  ) -> (place: SourcePlace, problem: String, advice: String?) {
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
          ? "a control character" : "a character that YAML does not allow",
        "delete it"
      )
    case .memory:
      return (place(1, 1), tooDeep, tooDeepAdvice)
    default:
      return (place(1, 1), "cannot be read as YAML: \(error)", nil)
    }
  }

  private static func sentence(
    _ problem: String, _ context: YamlError.Context?, _ place: SourcePlace, _ source: SourceText
  ) -> (place: SourcePlace, problem: String, advice: String?) {
    let opened = context.map { " that begins in line \($0.mark.line)" } ?? ""
    let subject = context?.text ?? ""
    func at(_ problem: String, _ advice: String?) -> (SourcePlace, String, String?) {
      (place, problem, advice)
    }
    switch problem {
    case _ where problem.contains("nesting level"):
      return at(tooDeep, tooDeepAdvice)
    case "found character that cannot start any token":
      let scalars = Array(source.line(place.line))
      let index = place.column - 1
      guard scalars.indices.contains(index) else {
        return at("nothing can begin here", nil)
      }
      if scalars[index] == "\t" {
        return at("a tab in the indentation", "indent with spaces")
      }
      return at(
        "no value can begin with \(String(scalars[index]).quoted)", "put the value in quotes")
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return at("a tab in the indentation", "indent with spaces")
    case "mapping values are not allowed in this context":
      let before = source.line(place.line).prefix(place.column - 1)
      if before.count(where: { $0 == "(" }) > before.count(where: { $0 == ")" }) {
        return at("a parenthesis that is not closed", "add the closing `)`")
      }
      return at(
        "a second `:` in one value", "put the text in quotes, or begin a new line after the first")
    case "could not find expected ':'":
      return at("a key\(opened) without `:`", "write `name: value`, with a space after the colon")
    case "did not find expected key":
      if subject.contains("flow mapping") {
        return at("a key is missing in the braces\(opened)", "write `{name: value, name: value}`")
      }
      return at(
        "this line does not fit the lines above it", "give keys of one mapping the same indentation"
      )
    case "did not find expected ',' or '}'":
      return at("the brace `{`\(opened) is not closed here", "add `,` or `}`")
    case "did not find expected ',' or ']'":
      return at("the bracket `[`\(opened) is not closed here", "add `,` or `]`")
    case "did not find expected '-' indicator":
      return at("the list\(opened) ends in a line that has no `-`", "begin each item with `- `")
    case "did not find expected node content":
      return at("a value is missing", nil)
    case "found unexpected end of stream":
      guard let context else { return at("the file ends too early", nil) }
      return (
        SourcePlace(file: source.file, line: context.mark.line, column: context.mark.column),
        "this quote is never closed", "add the closing quote"
      )
    case "found unexpected document indicator":
      return at("`---` inside a quoted text", "close the quote before it")
    case "found undefined alias":
      return at(
        "an alias (`*name`) without its anchor (`&name`)", "quote the text if it is no alias")
    case "found unknown escape character":
      return at(
        "an unknown escape after `\\`", "write `\\\\` for a backslash, or use single quotes")
    case "block sequence entries are not allowed in this context":
      return at("a list item `- ` cannot stand here", "begin the list on a new line")
    case "block mapping entries are not allowed in this context",
      "mapping keys are not allowed in this context":
      return at("a key cannot stand here", "begin it on a new line")
    case "but found another document":
      return at("a second document", "keep one scenario in a file, without `---` inside")
    case "did not find expected <document start>":
      return at("text behind the end of the document", "keep one scenario in a file")
    default:
      return at("\(problem)" + (subject.isEmpty ? "" : " \(subject)"), nil)
    }
  }
}
