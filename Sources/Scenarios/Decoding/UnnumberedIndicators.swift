internal import Quantities

// Indicators of which the file gives no number.
extension ScenarioDecoder {
  /// The indicators that hold no number and that nothing but promises without a quantity names; they
  /// are kept and not simulated.
  ///
  /// What anything else names keeps its place among the indicators, and what it lacks is reported there.
  func unnumberedIndicators(_ root: Section) -> [String: Promise.Subject] {
    var found: [String: Promise.Subject] = [:]
    for entry in root["indicators"]?.node.entries ?? [] {
      if let subject = unnumbered(entry) { found[entry.key] = subject }
    }
    guard !found.isEmpty else { return [:] }
    var promised: Set<String> = []
    for entry in root["targets"]?.node.entries ?? [] where isPromise(entry.value) {
      if let name = entry.value["of"]?.scalar?.text { promised.insert(name) }
    }
    let used = wordsInUse(root)
    return found.filter { name, _ in promised.contains(name) && !used.contains { $0.names(name) } }
  }

  private func unnumbered(_ entry: DocumentNode.Entry) -> Promise.Subject? {
    let words = ["kind", "unit", "measure", "auxiliary", "label", "source", "note"]
    // The name of a growth model is no number.
    guard let entries = entry.value.entries,
      entries.allSatisfy({ item in
        words.contains(item.key)
          || item.key == "growth"
            && item.value.scalar.map { GrowthModelName(rawValue: $0.text) != nil } ?? false
      }),
      let kind = entry.value["kind"]?.scalar?.text,
      ["output", "count", "rollout", "milestone", "derived"].contains(kind)
    else { return nil }
    let unit = entry.value["unit"]?.scalar.flatMap { try? units.declaredUnit($0.text) }
    return Promise.Subject(indicator: entry.key, kind: kind, unit: unit ?? .one, hasNumbers: false)
  }

  /// Whether an entry of `targets` makes no statement; one with a key that nobody knows may be meant to.
  private func isPromise(_ node: DocumentNode) -> Bool {
    let words = FormatKeys.target.filter { !FormatKeys.conditions.contains($0) }
    return node.entries?.allSatisfy { words.contains($0.key) } ?? false
  }

  /// All texts and keys of the file that may name an indicator, but for those of promises without a
  /// quantity and for what is written for people.
  private func wordsInUse(_ root: Section) -> [String] {
    var words: [String] = []
    func add(_ node: DocumentNode) {
      switch node.content {
      case .scalar(let scalar): words.append(scalar.text)
      case .sequence(let elements): elements.forEach(add)
      case .mapping(let entries):
        for entry in entries where !Self.wordsForPeople.contains(entry.key) {
          words.append(entry.key)
          add(entry.value)
        }
      }
    }
    for entry in rootField.node.entries ?? [] where !Self.wordsForPeople.contains(entry.key) {
      for child in entry.value.entries ?? [] where entry.key == "targets" {
        if !isPromise(child.value) { add(child.value) }
      }
      for child in entry.value.entries ?? [] where entry.key == "indicators" { add(child.value) }
      if !["targets", "indicators"].contains(entry.key) { add(entry.value) }
    }
    return words
  }

  private static let wordsForPeople: Set<String> = [
    "scenario", "label", "source", "note", "quote", "document",
  ]
}

extension String {
  /// Whether a name stands in it as a whole word.
  fileprivate func names(_ name: String) -> Bool {
    guard !name.isEmpty else { return false }
    func isLetter(_ character: Character?) -> Bool {
      character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
    }
    var rest = self[...]
    while let range = rest.firstRange(of: name) {
      let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? nil : self[range.upperBound]
      if !isLetter(before), !isLetter(after) { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }
}
