internal import Quantities

/// A value of the file with the way to it.
struct Field {
  let key: String
  let keyPlace: SourcePlace
  let node: DocumentNode
  let path: String
  let issues: IssueCollector

  var place: SourcePlace { node.place }

  func report(_ problem: String, _ advice: String? = nil) {
    issues.report(node.place, path, problem, advice)
  }

  /// The same way, one key on.
  func child(_ entry: DocumentNode.Entry) -> Field {
    Field(
      key: entry.key, keyPlace: entry.keyPlace, node: entry.value, path: "\(path).\(entry.key)",
      issues: issues)
  }

  /// The same value under another path.
  func at(path: String) -> Field {
    Field(key: key, keyPlace: keyPlace, node: node, path: path, issues: issues)
  }

  /// The elements of a list.
  func elements(_ example: String) -> [Field]? {
    guard let elements = node.elements else {
      report("must be a list, found \(node.kind)", "write `\(example)`")
      return nil
    }
    return elements.enumerated().map { index, element in
      Field(
        key: key, keyPlace: element.place, node: element, path: "\(path)[\(index)]", issues: issues)
    }
  }

  /// A list, or one value in the place of a list of one.
  func oneOrMore() -> [Field] {
    node.elements == nil ? [self] : elements("") ?? []
  }

  /// The entries of a mapping with names of the user's choice.
  func named(_ example: String) -> [Field] {
    if node.isNull { return [] }
    guard let entries = node.entries else {
      report("must be a mapping, found \(node.kind)", "write `\(example)`")
      return []
    }
    return entries.map(child)
  }

  /// A text.
  func text() -> String? {
    guard let scalar = node.scalar, !node.isNull else {
      report("must be a text, found \(node.kind)")
      return nil
    }
    return scalar.text
  }

  /// One word of a closed set.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    guard let scalar = node.scalar, let choice = Choice(rawValue: scalar.text) else {
      report(
        "must be \(Self.list(words)), found \(node.kind)",
        node.scalar.flatMap { issues.suggestion(for: $0.text, among: words) })
      return nil
    }
    return choice
  }

  /// An expression, kept as text.
  func expression() -> ExpressionText? {
    guard let scalar = node.scalar else {
      report(
        "must be a number, a law or an expression, found \(node.kind)",
        "put an expression that holds `{`, `[`, `: ` or `#` in quotes")
      return nil
    }
    guard !node.isNull else {
      report("has no value", "give one or remove the key")
      return nil
    }
    let start = scalar.isQuoted ? node.place.advanced(by: 1) : node.place
    let expression = ExpressionText(
      text: scalar.text, place: scalar.isVerbatim ? start : node.place, path: path,
      isVerbatim: scalar.isVerbatim)
    issues.register(expression)
    return expression
  }

  /// The first names of a list that may be long.
  static func some(_ names: [String]) -> String {
    let shown = names.prefix(12).joined(separator: ", ")
    return names.count > 12 ? shown + " and \(names.count - 12) more" : shown
  }

  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}

/// A mapping whose keys the format fixes.
struct Section {
  let field: Field
  private let fields: [String: Field]

  /// Opens a mapping and reports the keys that it does not know.
  ///
  /// - Returns: nil when it is no mapping.
  init?(_ field: Field, keys: [String], also extra: [String] = []) {
    guard let entries = field.node.entries else {
      field.report(
        "must be a mapping, found \(field.node.kind)",
        "write `\(field.key): {\(keys.first ?? "key"): …}`")
      return nil
    }
    self.field = field
    let known = keys + extra
    var fields: [String: Field] = [:]
    for entry in entries {
      if known.contains(entry.key) {
        let child =
          field.path.isEmpty
          ? Field(
            key: entry.key, keyPlace: entry.keyPlace, node: entry.value, path: entry.key,
            issues: field.issues)
          : field.child(entry)
        if let earlier = fields[entry.key] {
          // Keys that differ only in their quotes.
          field.issues.report(
            entry.keyPlace, child.path,
            "the key \(entry.key.quoted) is given twice, first in line \(earlier.keyPlace.line)",
            "keep one of them")
        } else {
          fields[entry.key] = child
        }
      } else {
        let nearest =
          FormatKeys.otherWord(for: entry.key, among: known).map { "did you mean `\($0)`?" }
          ?? field.issues.suggestion(for: entry.key, among: known)
        field.issues.report(
          entry.keyPlace, field.path.isEmpty ? entry.key : "\(field.path).\(entry.key)",
          "unknown key \(entry.key.quoted)",
          nearest ?? "the keys here are \(known.joined(separator: ", "))")
      }
    }
    self.fields = fields
  }

  /// The value of a key; nil when the key is not there.
  subscript(key: String) -> Field? { fields[key] }

  /// The value of a key that must be there.
  func required(_ key: String, _ example: String) -> Field? {
    if let found = fields[key] { return found }
    field.issues.report(
      field.keyPlace, field.path, "has no \(key.quoted)", "add `\(key): \(example)`")
    return nil
  }

  var present: Set<String> { Set(fields.keys) }
}
