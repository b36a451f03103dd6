/// Where a text stands among the parts of a scenario, and so what its names mean.
///
/// A name is looked for in the part, then, from a member of a family, in the file around it. A file
/// that is included knows only its own names: it means what it means alone.
final class NameScope: Sendable {
  /// What stands before the names of the part; empty for the file itself.
  let prefix: String
  /// The family that the part is a member of, with its number, from 1.
  let member: (family: String, number: Int)?
  /// The files that it is written in; nil for what stands in the file around it.
  let files: Set<String>?
  /// The scope that it stands in.
  let outer: NameScope?
  let names: PartNames

  init(
    prefix: String, member: (family: String, number: Int)?, files: Set<String>?, outer: NameScope?,
    names: PartNames
  ) {
    self.prefix = prefix
    self.member = member
    self.files = files
    self.outer = outer
    self.names = names
  }

  /// A scenario that is one file.
  static let whole = NameScope(prefix: "", member: nil, files: nil, outer: nil, names: .none)

  /// The scope of a yield, by its full name, where the names of the values stand for what bears it.
  func ofYield(_ yield: String) -> NameScope {
    NameScope(prefix: yield, member: nil, files: nil, outer: self, names: names)
  }

  /// Whether it is that of a yield.
  var isOfYield: Bool { names.yields.contains(prefix) }

  /// A name that is declared here, as one of the scenario.
  func qualified(_ name: String) -> String { prefix.isEmpty ? name : "\(prefix).\(name)" }

  /// The path of one of its sections.
  func section(_ key: String) -> String { prefix.isEmpty ? key : "\(key).\(prefix)" }

  /// The scope of what another file writes into the part.
  func writer(in file: String) -> NameScope {
    var scope = self
    while let outer = scope.outer, !(scope.files?.contains(file) ?? false) {
      // What stands in the file around it is written here as there.
      if scope.files == nil, outer.fileScope.files?.contains(file) ?? true { return scope }
      scope = outer
    }
    return scope
  }

  /// The scope of the file in which the part stands.
  private var fileScope: NameScope {
    var scope = self
    while scope.files == nil, let outer = scope.outer { scope = outer }
    return scope
  }

  /// The scopes in which a name is looked for, the nearest first.
  var visible: [NameScope] {
    var scopes = [self]
    while let last = scopes.last, last.files == nil, let outer = last.outer { scopes.append(outer) }
    return scopes
  }

  /// What a name means among some names of the scenario; nil where it means nothing.
  func resolve(_ name: String, among known: Set<String>) -> String? {
    for scope in visible {
      let full = scope.qualified(name)
      if known.contains(full) { return full }
    }
    // In a member `park.opens` is its own.
    for scope in visible {
      guard let member = scope.member, let dot = name.lastIndex(of: ".") else { continue }
      let family = String(name[..<dot])
      guard visible.contains(where: { $0.qualified(family) == member.family }) else { continue }
      let full = scope.qualified(String(name[name.index(after: dot)...]))
      if known.contains(full) { return full }
    }
    return nil
  }

  /// Those of some names of the scenario that mean something here, as they are written here, the nearest first;
  /// without those of the other members of a family.
  func known(_ names: [String]) -> [String] {
    let scopes = visible
    var known = scopes.map { _ in [String]() }
    for name in names {
      let isOfAnother = scopes.contains { scope in
        guard let family = scope.member?.family else { return false }
        return name.hasPrefix(family + ".") && !name.hasPrefix(scope.qualified(""))
      }
      guard !isOfAnother,
        let nearest = scopes.firstIndex(where: { name.hasPrefix($0.qualified("")) })
      else { continue }
      known[nearest].append(String(name.dropFirst(scopes[nearest].qualified("").count)))
    }
    return known.flatMap { near in
      near.filter { !$0.contains(".") } + near.filter { $0.contains(".") }
    }
  }

  /// What a name means as that of a family or region; nil where it means none.
  func group(_ name: String) -> String? {
    for scope in visible {
      let full = scope.qualified(name)
      if names.families[full] != nil || names.regions[full] != nil { return full }
    }
    return nil
  }

  /// The values of the members that a name such as `park.output` goes over; nil where it names no
  /// family or region.
  func members(of name: String) -> (group: String, values: [String])? {
    if names.regions.isEmpty, names.families.isEmpty { return nil }
    if let group = group(name), names.regions[group] != nil {
      return (group, names.leaves(of: group).filter(names.values.contains))
    }
    var head = Substring(name)
    while let dot = head.lastIndex(of: ".") {
      head = head[..<dot]
      let rest = name[name.index(after: dot)...]
      guard let group = group(String(head)) else { continue }
      let all = names.families[group] ?? names.leaves(of: group)
      return (group, all.map { "\($0).\(rest)" }.filter(names.values.contains))
    }
    return nil
  }
}

extension NameScope: Hashable {
  static func == (a: NameScope, b: NameScope) -> Bool { a.prefix == b.prefix }
  func hash(into hasher: inout Hasher) { hasher.combine(prefix) }
}
