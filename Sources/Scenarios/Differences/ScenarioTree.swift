internal import Tables

/// A checked scenario with the tree that it was decoded from, in one way of writing: short forms
/// are spelled out, and observations stand in it whether they come from a table or not.
package struct ScenarioTree: Sendable {
  /// The scenario.
  package let scenario: Scenario
  /// The file, as the user named it.
  package let file: String
  let root: DocumentNode
  private let folder: String?

  /// Reads a scenario file.
  ///
  /// - Throws: ``ScenarioError``.
  package init(file path: String) throws(ScenarioError) {
    try self.init(ScenarioDocument(path: path))
  }

  /// Reads the text of a scenario.
  ///
  /// - Throws: ``ScenarioError``.
  package init(text: String, name: String) throws(ScenarioError) {
    try self.init(ScenarioDocument(text: text, file: name))
  }

  /// Reads the bytes of a scenario that is in no file.
  ///
  /// - Parameters:
  ///   - bytes: what a file would hold.
  ///   - name: the name that messages give to it.
  ///   - folder: where files that it names stand.
  /// - Throws: ``ScenarioError``.
  package init(bytes: [UInt8], name: String, folder: String) throws(ScenarioError) {
    try self.init(ScenarioDocument(bytes, file: name, folder: folder))
  }

  private init(_ document: ScenarioDocument) throws(ScenarioError) {
    scenario = try Scenario(document)
    file = document.file
    folder = document.folder
    root = document.root.spelledOut(scenario)
  }

  /// Decodes a tree that was changed.
  func scenario(of root: DocumentNode) throws(ScenarioError) -> Scenario {
    try Scenario(ScenarioDocument(root: root, file: file, folder: folder))
  }
}

extension DocumentNode {
  /// The tree without short forms.
  fileprivate func spelledOut(_ scenario: Scenario) -> DocumentNode {
    var tree = self
    for (section, key) in [("uncertainties", "law"), ("levers", "default")] {
      for entry in tree[section]?.entries ?? [] where entry.value.scalar != nil {
        tree = tree.setting([section, entry.key], to: entry.value.wrapped(under: key))
      }
    }
    for indicator in scenario.indicators {
      let path = ["indicators", indicator.name]
      guard let node = tree[path[0]]?[path[1]] else { continue }
      if let growth = node["growth"], growth.scalar != nil, !growth.isNull {
        tree = tree.setting(path + ["growth"], to: growth.wrapped(under: "model"))
      }
      if let history = node["history"] {
        tree = tree.setting(path + ["history"], to: history.holding(indicator.history))
      }
    }
    return tree
  }

  private func wrapped(under key: String) -> DocumentNode {
    DocumentNode(
      place: place, content: .mapping([Entry(key: key, keyPlace: place, value: self)]))
  }

  private func holding(_ observations: [Observation]) -> DocumentNode {
    let entries = observations.map { observation in
      Entry(
        key: "\(observation.period)", keyPlace: place,
        value: DocumentNode(
          place: place,
          content: .scalar(Scalar(text: observation.text, isQuoted: true, isVerbatim: false))))
    }
    return DocumentNode(place: place, content: .mapping(entries))
  }

  /// The tree with another value at a path, or none there; mappings on the way are made.
  func setting(_ path: [String], to value: DocumentNode?) -> DocumentNode {
    guard let key = path.first else { return value ?? self }
    var entries = self.entries ?? []
    let index = entries.firstIndex { $0.key == key }
    let rest = Array(path.dropFirst())
    if rest.isEmpty {
      if let index, let value {
        entries[index].value = value
      } else if let index {
        entries.remove(at: index)
      } else if let value {
        entries.append(Entry(key: key, keyPlace: value.place, value: value))
      }
    } else if let index {
      entries[index].value = entries[index].value.setting(rest, to: value)
    } else if value != nil {
      let made = DocumentNode(place: place, content: .mapping([])).setting(rest, to: value)
      entries.append(Entry(key: key, keyPlace: made.place, value: made))
    }
    return DocumentNode(place: place, content: .mapping(entries))
  }

  /// The node on one line, as a file could write it.
  var flowText: String {
    switch content {
    case .mapping(let entries):
      "{" + entries.map { "\($0.key): \($0.value.flowText)" }.joined(separator: ", ") + "}"
    case .sequence(let elements):
      "[" + elements.map(\.flowText).joined(separator: ", ") + "]"
    case .scalar(let scalar): scalar.text.trimmed
    }
  }

  /// Whether two nodes say the same, however numbers are written and keys are ordered.
  func says(_ other: DocumentNode) -> Bool {
    switch (content, other.content) {
    case (.mapping(let a), .mapping(let b)):
      return a.count == b.count
        && a.allSatisfy { entry in
          other[entry.key].map { entry.value.says($0) } ?? false
        }
    case (.sequence(let a), .sequence(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.says($1) }
    case (.scalar(let a), .scalar(let b)):
      let (first, second) = (a.text.trimmed, b.text.trimmed)
      if first == second { return true }
      guard let x = ConstantText(first), let y = ConstantText(second) else { return false }
      // 三万 of 万家 is 3 there, and 30000 is not.
      return x.value == y.value && x.unit == y.unit
        && (x.magnitude == y.magnitude || !x.unit.isEmpty)
    case (.mapping(let a), .scalar): return a.isEmpty && other.isNull
    case (.scalar, .mapping(let b)): return b.isEmpty && isNull
    default: return false
    }
  }
}
