internal import Quantities

// Indicators of which the file gives no number.
extension ScenarioDecoder {
  /// The indicators that hold no number and that nothing but promises without a quantity names; they
  /// are kept and not simulated.
  ///
  /// What anything else names keeps its place among the indicators, and what it lacks is reported there.
  func unnumberedIndicators(_ parts: [Part]) -> [String: Promise.Subject] {
    var found: [String: Promise.Subject] = [:]
    var places: [String: (part: Int, word: String)] = [:]
    for (index, part) in parts.enumerated() {
      for entry in part.root["indicators"]?.node.entries ?? [] {
        let name = part.part.qualified(entry.key)
        if let subject = unnumbered(entry, name) {
          found[name] = subject
          places[name] = (index, entry.key)
        }
      }
    }
    guard !found.isEmpty else { return [:] }
    var promised: Set<String> = []
    for part in parts {
      guard let targets = part.root["targets"] else { continue }
      for entry in targets.node.entries ?? [] where isPromise(entry.value) {
        guard let text = entry.value["of"]?.scalar?.text else { continue }
        let scope = targets.scope
        if let name = scope.resolve(text, among: scope.names.values) {
          promised.insert(name)
        } else {
          promised.formUnion(scope.members(of: text)?.values ?? [text])
        }
      }
    }
    let used = parts.map(wordsInUse)
    return found.filter { name, _ in
      guard promised.contains(name), let place = places[name] else { return false }
      // From outside its part it is named with the part before it, or with a family or region that holds that.
      let outside = holders(of: parts[place.part].part.name).map { holder in
        (holder.split(separator: ".").last.map { "\($0)." } ?? "") + place.word
      }
      return !used.enumerated().contains { index, words in
        let names = index == place.part ? [place.word] : outside
        return words.contains { word in names.contains { word.names($0) } }
      }
    }
  }

  /// A part, and the families and regions that it belongs to.
  private func holders(of part: String) -> [String] {
    let names = document.scopes[0].names
    let families = names.families.filter { $0.value.contains(part) }.keys
    let regions = names.regions.keys.filter { names.leaves(of: $0).contains(part) }
    return [part] + families + regions
  }

  private func unnumbered(_ entry: DocumentNode.Entry, _ name: String) -> Promise.Subject? {
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
    return Promise.Subject(indicator: name, kind: kind, unit: unit ?? .one, hasNumbers: false)
  }

  /// Whether an entry of `targets` makes no statement; one with a key that nobody knows may be meant to.
  func isPromise(_ node: DocumentNode) -> Bool {
    let words = FormatKeys.target.filter { !FormatKeys.conditions.contains($0) }
    return node.entries?.allSatisfy { words.contains($0.key) } ?? false
  }

  /// All texts and keys of the file that may name an indicator, but for those of promises without a
  /// quantity and for what is written for people.
  private func wordsInUse(_ part: Part) -> [String] {
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
    for entry in part.part.root.entries ?? [] where !Self.wordsForPeople.contains(entry.key) {
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
