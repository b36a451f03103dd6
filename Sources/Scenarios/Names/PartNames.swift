/// The names of a whole scenario, with what tells members and regions, known before any of them is
/// read.
final class PartNames: Sendable {
  /// Uncertainties, levers and indicators.
  let values: Set<String>
  let targets: Set<String>
  let events: Set<String>
  /// The names of parts: files that are included, and members of families.
  let parts: Set<String>
  /// The members of each family, in their order.
  let families: [String: [String]]
  /// What each region holds: other regions, parts, families or indicators.
  let regions: [String: [String]]
  /// What each indicator is a part of, by the names of the scenario.
  let wholes: [String: String]
  /// The yields of rollouts, whose names are those of indicators.
  let yields: Set<String>
  /// The indicators that targets of a rank make; that of a family's member is called like the member's target.
  let ranks: Set<String>

  init(
    values: Set<String> = [], targets: Set<String> = [], events: Set<String> = [],
    parts: Set<String> = [], families: [String: [String]] = [:], regions: [String: [String]] = [:],
    wholes: [String: String] = [:], yields: Set<String> = [], ranks: Set<String> = []
  ) {
    self.values = values
    self.targets = targets
    self.events = events
    self.parts = parts
    self.families = families
    self.regions = regions
    self.wholes = wholes
    self.yields = yields
    self.ranks = ranks
  }

  /// These names and those of ranks, which are known when the targets are read.
  func with(ranks: Set<String>) -> PartNames {
    PartNames(
      values: values, targets: targets, events: events, parts: parts, families: families,
      regions: regions, wholes: wholes, yields: yields, ranks: ranks)
  }

  /// No names.
  static let none = PartNames()

  /// The words of a path, a dotted name being one of them.
  ///
  /// - Parameters:
  ///   - path: names with dots between them.
  ///   - section: whether the first word is that of a section.
  /// - Returns: the words.
  func words(of path: String, section: Bool) -> [String] {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts.first == "targets", section { return Self.wordsOfTarget(parts) }
    if parts.first == "indicators", section, let words = wordsOfRank(parts) { return words }
    guard self.parts.count > 1 || !families.isEmpty || !wholes.isEmpty || !yields.isEmpty else {
      return parts
    }
    let first = section ? 1 : 0
    guard parts.count > first else { return parts }
    var name = parts[first]
    var next = first + 1
    while next < parts.count, self.parts.contains(name) || families[name] != nil {
      name += "." + parts[next]
      next += 1
    }
    // The share of a part in its whole has a name of its own.
    let isShare = next < parts.count && parts[next] == PartShare.word && wholes[name] != nil
    if isShare, parts.first != "indicators" {
      name += "." + parts[next]
      next += 1
    }
    // So has the yield of a rollout.
    if next < parts.count, yields.contains("\(name).\(parts[next])") {
      name += "." + parts[next]
      next += 1
    }
    return Array(parts[..<first]) + [name] + parts[next...]
  }

  /// The words of a path to the indicator of a rank, whose name may have the dots of its target; nil where it
  /// is none.
  private func wordsOfRank(_ parts: [String]) -> [String]? {
    guard !ranks.isEmpty, parts.count > 2 else { return nil }
    let name = parts[1..<(parts.count - 1)].joined(separator: ".")
    return ranks.contains(name) ? ["indicators", name, parts[parts.count - 1]] : nil
  }

  /// The words of a path to a statement of a target, whose name may have dots.
  private static func wordsOfTarget(_ parts: [String]) -> [String] {
    let statement = parts.indices.dropFirst(2).first { index in
      StatementWords.all.contains(String(parts[index].prefix { $0 != "[" }))
    }
    guard let statement, statement > 2 else { return parts }
    return ["targets", parts[1..<statement].joined(separator: ".")] + parts[statement...]
  }

  /// All that a region holds at its ends, each once.
  func leaves(of region: String) -> [String] {
    var leaves: [String] = []
    var seen: Set<String> = []
    var waiting = [region]
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      if let inner = regions[next] {
        waiting += inner.reversed()
      } else if let members = families[next] {
        waiting += members.reversed()
      } else {
        leaves.append(next)
      }
    }
    return leaves
  }
}
