/// A table that could not be read as one; lines and columns count from 1, columns in bytes.
public enum TableError: Refusal, Hashable, Sendable {
  /// The file itself could not be read.
  case file(FileError)
  /// The bytes are not UTF-8.
  case notUTF8(file: String, line: Int, column: Int)
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
  public var description: String {
    switch self {
    case .file(let error):
      return error.description
    case .notUTF8(let file, let line, let column):
      return "\(file):\(line):\(column): is not UTF-8; save the file as UTF-8"
    case .notText(let file, let format):
      return "\(file): \(format.advice(file))"
    case .empty(let file):
      return "\(file): is empty; the first row must name the columns"
    case .raggedRow(let file, let line, let fields, let expected):
      return
        "\(file):\(line): has \(fields) \(fields == 1 ? "field" : "fields"), "
        + "but the header names \(expected)"
    case .unclosedQuote(let file, let line, let column):
      return "\(file):\(line):\(column): this quote is never closed; add the closing \""
    case .strayQuote(let file, let line, let column):
      return
        "\(file):\(line):\(column): a quote inside a field; "
        + "quote the whole field and write the inner quote twice"
    case .duplicateColumn(let file, let name):
      return "\(file):1: two columns are named “\(name)”; rename one"
    case .missingColumn(let file, let name, let nearest, let available):
      let hint =
        nearest.map { "did you mean “\($0)”?" }
        ?? "the columns are: \(available.joined(separator: ", "))"
      return "\(file): has no column “\(name)”; \(hint)"
    case .notANumber(let file, let line, let columnName, let text):
      return text.isEmpty
        ? "\(file):\(line): column “\(columnName)” is empty; a number is needed"
        : "\(file):\(line): column “\(columnName)” has “\(text)”, which is not a number"
          + (NumberAdvice.of(text).map { "; \($0)" } ?? "")
    }
  }
}
