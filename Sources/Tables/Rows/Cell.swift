/// What stands in one cell of a table.
public enum Cell: Hashable, Sendable {
  /// A text; an empty one is still a text.
  case text(String)
  /// A number; one that is not finite is nothing in JSON, and NaN is nothing in CSV.
  case number(Double)
  case integer(Int)
  case truth(Bool)
  /// Nothing to say: an empty field, `null` in JSON.
  case nothing

  /// The cell as RFC 8259 writes it.
  var json: String {
    switch self {
    case .text(let text): JSONText.quoted(text)
    case .number(let number): number.isFinite ? DecimalNumber.text(number) : "null"
    case .integer(let number): "\(number)"
    case .truth(let isTrue): isTrue ? "true" : "false"
    case .nothing: "null"
    }
  }
}

extension CSVWriter {
  /// Appends a cell.
  mutating func field(_ cell: Cell) {
    switch cell {
    case .text(let text): field(text)
    case .number(let number): field(number)
    case .integer(let number): field(number)
    case .truth(let isTrue): field(isTrue ? "true" : "false")
    case .nothing: field("")
    }
  }
}
