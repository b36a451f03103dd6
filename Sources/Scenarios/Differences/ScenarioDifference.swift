/// One place at which two scenarios differ.
public struct ScenarioChange: Hashable, Sendable {
  /// The way to it from the root of the file, as in `indicators.revenue.growth.ceiling`.
  public let path: String
  /// What the first scenario says there; nil when nothing.
  public let before: String?
  /// What the second says there; nil when nothing.
  public let after: String?
  /// The part that it belongs to; nil for words, and for seed and number of paths.
  public let component: ScenarioComponent?

  /// Describes a change.
  package init(path: String, before: String?, after: String?, component: ScenarioComponent?) {
    self.path = path
    self.before = before
    self.after = after
    self.component = component
  }
}

/// All places at which two scenarios differ, and what lies between the two.
package struct ScenarioDifference: Sendable {
  private struct Edit {
    let path: [String]
    let before: DocumentNode?
    let after: DocumentNode?
  }

  /// The first scenario.
  package let before: ScenarioTree
  /// The second.
  package let after: ScenarioTree
  /// The places, in the order of the first file and then of the second.
  package let changes: [ScenarioChange]
  /// The parts that differ, by name.
  package let components: [ScenarioComponent]
  /// The names of cases whose definitions differ.
  package let changedCases: Set<String>
  /// The names of targets whose definitions differ.
  package let changedTargets: Set<String>
  private let edits: [[Edit]]

  /// Compares two scenarios.
  package init(_ before: ScenarioTree, _ after: ScenarioTree) {
    self.before = before
    self.after = after
    let all = Self.edits(before.root, after.root, path: [])
    var components: [ScenarioComponent] = []
    var byComponent: [ScenarioComponent: [Edit]] = [:]
    for edit in all {
      guard let component = ScenarioComponent.holding(edit.path) else { continue }
      if byComponent[component] == nil { components.append(component) }
      byComponent[component, default: []].append(edit)
    }
    components.sort { $0.name < $1.name }
    edits = components.map { byComponent[$0] ?? [] }
    let named = zip(components, edits).map { component, edits in
      var component = component
      if case .observations = component.kind, edits.count == 1, edits[0].before == nil,
        edits[0].path.count == 4
      {
        component.newPeriod = edits[0].path[3]
      }
      return component
    }
    self.components = named
    let names = Dictionary(uniqueKeysWithValues: zip(components, named))
    changes = all.map { edit in
      ScenarioChange(
        path: edit.path.joined(separator: "."), before: edit.before?.flowText,
        after: edit.after?.flowText,
        component: ScenarioComponent.holding(edit.path).flatMap { names[$0] })
    }
    func changed(_ section: String) -> Set<String> {
      Set(
        all.filter {
          $0.path[0] == section && $0.path.count > 1 && ScenarioComponent.holding($0.path) != nil
        }.map { $0.path[1] })
    }
    changedCases = changed("cases")
    changedTargets = changed("targets")
  }

  /// The first scenario with some parts of the second.
  ///
  /// - Parameter taken: for each of ``components`` whether it is that of the second.
  /// - Returns: the scenario.
  /// - Throws: ``ScenarioError`` where these parts do not go together.
  package func mixture(_ taken: [Bool]) throws(ScenarioError) -> Scenario {
    if !taken.contains(true) { return before.scenario }
    if !taken.contains(false) { return after.scenario }
    var root = before.root
    for (edits, isTaken) in zip(edits, taken) where isTaken {
      for edit in edits { root = root.setting(edit.path, to: edit.after) }
    }
    return try before.scenario(of: root)
  }

  private static let namedSections = [
    "uncertainties", "levers", "indicators", "events", "cases", "targets",
  ]

  private static func edits(
    _ before: DocumentNode?, _ after: DocumentNode?, path: [String]
  ) -> [Edit] {
    if let before, let after, before.says(after) { return [] }
    if before == nil && after == nil { return [] }
    // A section that one scenario lacks holds nothing there.
    let isSection = path.count == 1 && namedSections.contains(path[0])
    let old = before?.entries ?? (isSection ? [] : nil)
    let new = after?.entries ?? (isSection ? [] : nil)
    guard let old, let new else { return [Edit(path: path, before: before, after: after)] }
    let known = Set(old.map(\.key))
    let keys = old.map(\.key) + new.map(\.key).filter { !known.contains($0) }
    return keys.flatMap { edits(before?[$0], after?[$0], path: path + [$0]) }
  }
}
