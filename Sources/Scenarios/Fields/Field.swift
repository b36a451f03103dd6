internal import Quantities
internal import Wording

/// A value of the file with the way to it.
struct Field {
  let key: String
  let keyPlace: SourcePlace
  let node: DocumentNode
  let path: String
  let issues: IssueCollector
  /// What names in it mean.
  let scope: NameScope

  /// The key as a name of the whole scenario.
  var name: String { scope.qualified(key) }

  var place: SourcePlace { node.place }

  func report(_ problem: Phrase, _ advice: Phrase? = nil) {
    issues.report(node.place, path, problem, advice)
  }

  /// The same way, one key on.
  func child(_ entry: DocumentNode.Entry) -> Field {
    Field(
      key: entry.key, keyPlace: entry.keyPlace, node: entry.value, path: "\(path).\(entry.key)",
      issues: issues, scope: scope)
  }

  /// The same value under another path.
  func at(path: String) -> Field {
    Field(key: key, keyPlace: keyPlace, node: node, path: path, issues: issues, scope: scope)
  }

  /// The key as a value of its own, as where a date is a key.
  var ofKey: Field {
    Field(
      key: key, keyPlace: keyPlace,
      node: DocumentNode(
        place: keyPlace, content: .scalar(.init(text: key, isQuoted: false, isVerbatim: true))),
      path: path, issues: issues, scope: scope)
  }

  /// The elements of a list.
  func elements(_ example: String) -> [Field]? {
    let slipped = slippedElements()
    guard let elements = slipped ?? node.elements else {
      report(
        Phrase(
          "must be a list, found \(node.kind.english)",
          "应为列表，实为 \(node.kind.chinese)"), Phrase("write `\(example)`", "请写 `\(example)`"))
      return nil
    }
    return elements.enumerated().map { index, element in
      Field(
        key: key, keyPlace: element.place, node: element, path: "\(path)[\(index)]", issues: issues,
        scope: scope)
    }
  }

  /// The elements of a list with full-width brackets or commas, which is reported.
  private func slippedElements() -> [DocumentNode]? {
    let written = node.elements ?? [node]
    let bracketed = node.elements == nil
    guard
      !bracketed || ["［", "【"].contains(node.scalar?.text.first)
        || ["］", "】"].contains(node.scalar?.text.last)
    else { return nil }
    var elements: [DocumentNode] = []
    var isSlipped = false
    for element in written {
      guard let scalar = element.scalar, !scalar.isQuoted,
        let index = scalar.text.unicodeScalars.firstIndex(where: {
          "，、；［］".unicodeScalars.contains($0)
        })
      else {
        elements.append(element)
        continue
      }
      isSlipped = true
      let offset = scalar.text.unicodeScalars.distance(
        from: scalar.text.startIndex, to: index)
      if let words = SyntaxSlips.words(scalar.text.unicodeScalars[index]) {
        issues.report(element.place.advanced(by: offset), path, words.problem, words.advice)
      }
      elements += scalar.text.split(whereSeparator: { "，、；［］,".contains($0) }).map {
        DocumentNode(
          place: element.place,
          content: .scalar(.init(text: String($0).trimmed, isQuoted: false, isVerbatim: false)))
      }
    }
    return isSlipped ? elements : nil
  }

  /// What to do about a list of two ends that has another number of elements.
  func adviceOnEnds(_ ends: [Field], _ example: String) -> Phrase {
    let isDivided =
      ends.count > 2
      && ends.dropFirst().contains { end in
        end.node.scalar?.text.prefix { $0.isASCII && $0.isNumber }.count == 3
      }
    return isDivided
      ? Phrase("separate thousands with `_`, as in 1_200", "千位请用 `_` 分隔，如 1_200")
      : Phrase("write `\(example)`", "请写 `\(example)`")
  }

  /// A list, or one value in the place of a list of one.
  func oneOrMore() -> [Field] {
    node.elements == nil ? [self] : elements("") ?? []
  }

  /// The entries of a mapping with names of the user's choice.
  func named(_ example: String) -> [Field] {
    if node.isNull { return [] }
    guard let entries = node.entries else {
      report(
        Phrase(
          "must be a mapping, found \(node.kind.english)",
          "应为映射，实为 \(node.kind.chinese)"),
        node.elements == nil
          ? Phrase("write `\(example)`", "请写 `\(example)`")
          : Phrase(
            "write `\(example)`, the names without `- ` before them",
            "请写 `\(example)`，名称前不加 `- `"))
      return []
    }
    return entries.map(child)
  }

  /// A text.
  func text() -> String? {
    guard let scalar = node.scalar, !node.isNull else {
      report(
        Phrase(
          "must be a text, found \(node.kind.english)",
          "应为文字，实为 \(node.kind.chinese)"))
      return nil
    }
    return scalar.text
  }

  /// A text of one line, such as a label: its line feeds are blanks.
  func line() -> String? {
    text()?.onOneLine
  }

  /// One word of a closed set.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    guard let scalar = node.scalar, let choice = Choice(rawValue: scalar.text) else {
      report(
        Phrase(
          "must be \(Self.list(words).english), found \(node.kind.english)",
          "应为 \(Self.list(words).chinese)，实为 \(node.kind.chinese)"),
        node.scalar.flatMap { issues.suggestion(for: $0.text, among: words) })
      return nil
    }
    return choice
  }

  /// The length of the period under whose date the value stands; nil where its key is no date.
  var stepOfKey: TimeStep? { (try? Period(key))?.step }

  /// An expression, kept as text; that of a yield of a rollout with its full name.
  func expression(
    inYield yield: String? = nil, ofPeriod step: TimeStep? = nil
  ) -> ExpressionText? {
    guard let scalar = node.scalar else {
      report(
        Phrase(
          "must be a number, a law or an expression, found \(node.kind.english)",
          "应为数字、分布或表达式，实为 \(node.kind.chinese)"),
        Phrase(
          "put an expression that holds `{`, `[`, `: ` or `#` in quotes",
          "含有 `{`、`[`、`: ` 或 `#` 的表达式请加引号"))
      return nil
    }
    guard !node.isNull else {
      report(Phrase("has no value", "没有值"), Phrase("give one or remove the key", "请填写，或删去该键"))
      return nil
    }
    let start = scalar.isQuoted ? node.place.advanced(by: 1) : node.place
    let written = scope.writer(in: node.place.file)
    let expression = ExpressionText(
      text: scalar.text, place: scalar.isVerbatim ? start : node.place, path: path,
      isVerbatim: scalar.isVerbatim, scope: yield.map(written.ofYield) ?? written,
      stepOfValue: step ?? stepOfKey)
    issues.register(expression)
    return expression
  }

  static func list(_ words: [String]) -> Phrase {
    guard let last = words.last, words.count > 1 else { return Phrase(words.first ?? "") }
    return words.dropLast().map { Phrase($0) }.joined(.comma) + Phrase(" or ", " 或 ") + Phrase(last)
  }
}

/// A mapping whose keys the format fixes.
struct Section {
  let field: Field
  private let fields: [String: Field]

  /// Opens a mapping and reports the keys that it does not know.
  ///
  /// A mistyped key is read as the one that was meant, so that no consequence is reported.
  ///
  /// - Returns: nil when it is no mapping.
  init?(_ field: Field, keys: [String], also extra: [String] = []) {
    guard let entries = field.node.entries ?? Self.slippedEntries(field, keys + extra) else {
      field.report(
        Phrase(
          "must be a mapping, found \(field.node.kind.english)",
          "应为映射，实为 \(field.node.kind.chinese)"),
        Phrase(
          "write `\(field.key): {\(keys.first ?? "key"): …}`",
          "请写 `\(field.key): {\(keys.first ?? "key"): …}`"))
      return nil
    }
    self.field = field
    let known = keys + extra
    let written = Set(entries.map(\.key))
    var fields: [String: Field] = [:]
    for (index, entry) in entries.enumerated() {
      if known.contains(entry.key) {
        let child =
          field.path.isEmpty
          ? Field(
            key: entry.key, keyPlace: entry.keyPlace, node: entry.value,
            path: field.scope.section(entry.key), issues: field.issues, scope: field.scope)
          : field.child(entry)
        if let earlier = fields[entry.key] {
          // Keys that differ only in their quotes.
          field.issues.report(
            entry.keyPlace, child.path,
            Phrase(
              "the key \(entry.key.quoted) is given twice, first in line \(earlier.keyPlace.line)",
              "键 \(entry.key.quoted) 出现两次，首次在第 \(earlier.keyPlace.line) 行"),
            Phrase("keep one of them", "请只保留其一"))
        } else {
          fields[entry.key] = child
        }
      } else {
        if let grouped = Self.thousands(entry, after: index > 0 ? entries[index - 1] : nil) {
          field.issues.report(
            entry.keyPlace, field.path,
            Phrase("a comma divides the number before it", "逗号把前面的数字断开了"),
            Phrase(
              "separate thousands with `_`, as in `\(grouped)`",
              "千位请用 `_` 分隔，如 `\(grouped)`"))
          continue
        }
        let nearest =
          FormatKeys.otherWord(for: entry.key, among: known)
          ?? field.issues.nearest(to: entry.key, among: known)
        let path = field.path.isEmpty ? entry.key : "\(field.path).\(entry.key)"
        field.issues.report(
          entry.keyPlace, path,
          Phrase("unknown key \(entry.key.quoted)", "未知的键 \(entry.key.quoted)"),
          nearest.map(Phrase.meant)
            ?? Phrase(
              "the keys here are \(known.joined(separator: ", "))",
              "此处可用的键为 \(known.joined(separator: "、"))"))
        // A minimum is no range, whatever its author meant.
        guard let nearest, !["min", "max"].contains(entry.key), !written.contains(nearest),
          fields[nearest] == nil
        else { continue }
        fields[nearest] = Field(
          key: nearest, keyPlace: entry.keyPlace, node: entry.value,
          path: field.path.isEmpty ? field.scope.section(nearest) : "\(field.path).\(nearest)",
          issues: field.issues, scope: field.scope)
      }
    }
    self.fields = fields
  }

  /// The number that a comma divided: in braces `at_least: 500,000 m2` reads as two entries.
  private static func thousands(
    _ entry: DocumentNode.Entry, after earlier: DocumentNode.Entry?
  ) -> String? {
    let digits = entry.key.prefix { $0.isASCII && $0.isNumber }
    guard entry.value.isNull, digits.count == 3,
      let head = earlier?.value.scalar?.text, head.last?.isNumber ?? false
    else { return nil }
    return "\(head)_\(entry.key)"
  }

  /// The entries of a mapping whose only line has a colon that YAML does not see.
  private static func slippedEntries(
    _ field: Field, _ keys: [String]
  ) -> [DocumentNode.Entry]? {
    guard let scalar = field.node.scalar, scalar.isVerbatim, !scalar.isQuoted else { return nil }
    let entries = SlippedEntry.all(in: scalar.text, at: field.node.place)
    guard let first = entries.first, keys.contains(first.entry.key) else { return nil }
    field.issues.report(
      field.node.place.advanced(by: first.colon), field.path, first.words.problem,
      first.words.advice)
    return entries.map(\.entry)
  }

  /// The value of a key; nil when the key is not there.
  subscript(key: String) -> Field? { fields[key] }

  /// The value of a key that must be there.
  func required(_ key: String, _ example: @autoclosure () -> String) -> Field? {
    if let found = fields[key] { return found }
    field.issues.report(
      field.keyPlace, field.path, Phrase("has no \(key.quoted)", "缺少 \(key.quoted)"),
      Phrase("add `\(key): \(example())`", "请添加 `\(key): \(example())`"))
    return nil
  }
}

extension String {
  /// The text with blanks for its line feeds.
  var onOneLine: String {
    split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
