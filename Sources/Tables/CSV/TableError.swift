public import Wording

/// A table that could not be read as one; lines and columns count from 1, columns in bytes.
public enum TableError: Refusal, Hashable, Sendable {
  /// The file itself could not be read.
  case file(FileError)
  /// The bytes are not UTF-8.
  case notUTF8(file: String, line: Int, column: Int)
  /// A character of UTF-16 is cut.
  case cutUTF16(file: String, line: Int)
  /// The file is no text.
  case notText(file: String, format: FileFormat)
  /// There is no header row.
  case empty(file: String)
  /// A row has more or fewer fields than the header.
  case raggedRow(file: String, line: Int, fields: Int, expected: Int)
  /// A quoted field does not end; the place is that of its opening quote.
  case unclosedQuote(file: String, line: Int, column: Int)
  /// A quote stands inside a field without quotes, or text follows a closing quote.
  case strayQuote(file: String, line: Int, column: Int)
  /// Two columns have the same name.
  case duplicateColumn(file: String, name: String)
  /// There is no such column.
  case missingColumn(file: String, name: String, nearest: String?, available: [String])
  /// A cell that must be a number is not; an empty text says that it is missing.
  case notANumber(file: String, line: Int, columnName: String, text: String)

  /// How a program ends that is refused so.
  public var exit: ExitClass { if case .file(let fault) = self { fault.exit } else { .badData } }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .file(let error):
      return error.phrase
    case .notUTF8(let file, let line, let column):
      return Phrase(
        "\(file):\(line):\(column): is not UTF-8; save the file as UTF-8",
        "\(file):\(line):\(column)：不是 UTF-8；请将文件存为 UTF-8")
    case .cutUTF16(let file, let line):
      return Phrase(
        "\(file):\(line): a character of UTF-16 is cut in two: the file is damaged or not whole; fetch it again, "
          + "or save it as UTF-8",
        "\(file):\(line)：有一个 UTF-16 字符被截断：文件已损坏或不完整；请重新获取，或存为 UTF-8")
    case .notText(let file, let format):
      return Phrase(file) + .colon + format.advice(file)
    case .empty(let file):
      return Phrase(
        "\(file): is empty; the first row must name the columns",
        "\(file)：为空；首行须写出各列名称")
    case .raggedRow(let file, let line, let fields, let expected):
      return
        Phrase(
          "\(file):\(line): has \(fields) \(fields == 1 ? "field" : "fields"), "
            + "but the header names \(expected)",
          "\(file):\(line)：有 \(fields) 个字段，而表头有 \(expected) 个")
    case .unclosedQuote(let file, let line, let column):
      return Phrase(
        "\(file):\(line):\(column): this quote is never closed; add the closing \"",
        "\(file):\(line):\(column)：此引号没有结束；请补上 \"")
    case .strayQuote(let file, let line, let column):
      return
        Phrase(
          "\(file):\(line):\(column): a quote inside a field; "
            + "quote the whole field and write the inner quote twice",
          "\(file):\(line):\(column)：字段内有引号；请将整个字段加引号，内部的引号写两次")
    case .duplicateColumn(let file, let name):
      return Phrase(
        "\(file):1: two columns are named “\(Excerpt.of(name))”; rename one",
        "\(file):1：有两列都名为“\(Excerpt.of(name))”；请改名其一")
    case .missingColumn(let file, let name, let nearest, let available):
      let hint =
        nearest.map(Excerpt.of).map { Phrase("did you mean “\($0)”?", "是否应为“\($0)”？") }
        ?? Phrase("the columns are: ", "各列为：") + Excerpt.list(available)
      let wanted = Excerpt.of(name)
      return Phrase("\(file): has no column “\(wanted)”", "\(file)：没有列“\(wanted)”")
        + .semicolon + hint
    case .notANumber(let file, let line, let columnName, let text):
      let (name, shown) = (Excerpt.of(columnName), Excerpt.of(text))
      return text.isEmpty
        ? Phrase(
          "\(file):\(line): column “\(name)” is empty; a number is needed",
          "\(file):\(line)：列“\(name)”为空；须为数字")
        : Phrase(
          "\(file):\(line): column “\(name)” has “\(shown)”, which is not a number",
          "\(file):\(line)：列“\(name)”的“\(shown)”不是数字")
          + (NumberAdvice.of(shown).map { .semicolon + $0 } ?? Phrase(""))
    }
  }
}
