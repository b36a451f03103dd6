internal import Wording

/// An entry whose colon YAML does not see: `kind:count`, `unit：家`.
struct SlippedEntry {
  let entry: DocumentNode.Entry
  /// Where the colon stands in the text.
  let colon: Int
  let words: (problem: Phrase, advice: Phrase)

  /// The entries of a text: one for each part between full-width commas.
  ///
  /// - Parameters:
  ///   - text: what YAML takes for one key.
  ///   - place: where it begins.
  ///   - value: what stands behind its plain colon; the last part is the key of that.
  /// - Returns: none unless every other part has a key, a colon and a value.
  static func all(
    in text: String, at place: SourcePlace, value: DocumentNode? = nil
  ) -> [SlippedEntry] {
    let scalars = Array(text.unicodeScalars)
    var parts: [Range<Int>] = []
    var start = 0
    for (index, scalar) in scalars.enumerated() where "，；".unicodeScalars.contains(scalar) {
      parts.append(start..<index)
      start = index + 1
    }
    parts.append(start..<scalars.count)
    let last = value.flatMap { $0.isNull ? nil : $0 }
    if last != nil, parts.count < 2 { return [] }
    var entries: [SlippedEntry] = []
    for part in last == nil ? parts : parts.dropLast() {
      guard let entry = one(scalars, part, place) else { return [] }
      entries.append(entry)
    }
    if let last, let part = parts.last, let first = entries.first {
      let key = String(String.UnicodeScalarView(scalars[part])).trimmed
      entries.append(
        SlippedEntry(
          entry: DocumentNode.Entry(
            key: key, keyPlace: place.advanced(by: part.lowerBound), value: last),
          colon: first.colon, words: first.words))
    }
    return entries
  }

  private static func one(
    _ scalars: [Unicode.Scalar], _ range: Range<Int>, _ place: SourcePlace
  ) -> SlippedEntry? {
    func trimmed(_ range: Range<Int>) -> Range<Int> {
      var range = range
      while let first = range.first, scalars[first] == " " {
        range = (first + 1)..<range.upperBound
      }
      while let last = range.last, scalars[last] == " " { range = range.lowerBound..<last }
      return range
    }
    func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
    guard let colon = range.first(where: { scalars[$0] == ":" || scalars[$0] == "：" }) else {
      return nil
    }
    let key = trimmed(range.lowerBound..<colon)
    let value = trimmed((colon + 1)..<range.upperBound)
    let isWord = scalars[key].allSatisfy {
      $0 == "_" || $0 == "-" || $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    guard !key.isEmpty, !value.isEmpty, isWord, scalars[value.lowerBound] != "/" else { return nil }
    let node = DocumentNode(
      place: place.advanced(by: value.lowerBound),
      content: .scalar(.init(text: text(value), isQuoted: false, isVerbatim: true)))
    return SlippedEntry(
      entry: DocumentNode.Entry(
        key: text(key), keyPlace: place.advanced(by: key.lowerBound), value: node),
      colon: colon,
      words: SyntaxSlips.words(scalars[colon])
        ?? SyntaxSlips.noBlank(text(key)))
  }
}

/// A value between full-width brackets or quotation marks, with the keys into which YAML divides
/// it at its commas.
struct SlippedGroup {
  let entry: DocumentNode.Entry
  /// How many entries YAML made of it.
  let count: Int
  let place: SourcePlace
  let words: (problem: Phrase, advice: Phrase)

  private static let pairs: [(open: Character, close: Character)] = [("［", "］"), ("“", "”")]

  init?(_ entries: ArraySlice<DocumentNode.Entry>) {
    guard let first = entries.first, let scalar = first.value.scalar, !scalar.isQuoted,
      let pair = Self.pairs.first(where: { scalar.text.first == $0.open }),
      !scalar.text.contains(pair.close),
      let last = entries.dropFirst().firstIndex(where: { entry in
        (entry.value.isNull ? entry.key : entry.value.scalar?.text)?.last == pair.close
      }),
      let mark = scalar.text.unicodeScalars.first, let words = SyntaxSlips.words(mark)
    else { return nil }
    let parts =
      [scalar.text]
      + entries[entries.index(after: entries.startIndex)...last].map { entry in
        entry.value.isNull ? entry.key : "\(entry.key): \(entry.value.scalar?.text ?? "")"
      }
    let texts = parts.map { part in
      String(part.filter { $0 != pair.open && $0 != pair.close }).trimmed
    }
    func node(_ text: String) -> DocumentNode {
      DocumentNode(
        place: first.value.place,
        content: .scalar(.init(text: text, isQuoted: false, isVerbatim: false)))
    }
    let isList = pair.open == "［"
    entry = DocumentNode.Entry(
      key: first.key, keyPlace: first.keyPlace,
      value: isList
        ? DocumentNode(place: first.value.place, content: .sequence(texts.map(node)))
        : node(texts.joined(separator: ", ")))
    count = entries.distance(from: entries.startIndex, to: last) + 1
    place = first.value.place
    self.words = words
  }
}

extension String {
  /// The text between curly quotes, where they stand around all of it.
  var withoutCurlyQuotes: String {
    for (open, close) in [("“", "”"), ("‘", "’"), ("「", "」"), ("”", "”")]
      as [(Character, Character)]
    where count > 2 && first == open && last == close {
      let inner = dropFirst().dropLast()
      if !inner.contains(open), !inner.contains(close) { return String(inner) }
    }
    return self
  }
}
