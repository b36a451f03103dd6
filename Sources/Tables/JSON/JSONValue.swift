/// A value of JSON (RFC 8259); a number that is not finite is `null`.
public indirect enum JSONValue: Sendable {
  case text(String)
  case number(Double)
  case truth(Bool)
  case null
  case list([JSONValue])
  /// Members in their order.
  case object([(String, JSONValue)])

  /// The value as text: what fits in a line stands in one.
  public var text: String { text(indent: 0) }

  private func text(indent: Int) -> String {
    let line = short
    guard line.utf8.count + indent > 100 else { return line }
    let inner = String(repeating: " ", count: indent + 2)
    let end = "\n" + String(repeating: " ", count: indent)
    switch self {
    case .list(let values):
      return "[\n" + values.map { inner + $0.text(indent: indent + 2) }.joined(separator: ",\n")
        + end + "]"
    case .object(let members):
      return "{\n"
        + members.map { "\(inner)\(JSONText.quoted($0.0)): \($0.1.text(indent: indent + 2))" }
        .joined(separator: ",\n") + end + "}"
    case .text, .number, .truth, .null: return line
    }
  }

  private var short: String {
    switch self {
    case .text(let text): JSONText.quoted(text)
    case .number(let number): number.isFinite ? DecimalNumber.text(number) : "null"
    case .truth(let isTrue): isTrue ? "true" : "false"
    case .null: "null"
    case .list(let values): "[" + values.map(\.short).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\(JSONText.quoted($0.0)): \($0.1.short)" }.joined(separator: ", ") + "}"
    }
  }
}
