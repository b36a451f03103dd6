internal import Expressions
internal import Quantities

/// Levers, uncertainties, events and helping indicators that no result depends on.
struct UnusedNames {
  private let scenario: Scenario
  /// The names that the expressions of an owner read, by the key of the owner.
  private var reads: [String: Set<String>] = [:]

  init(_ scenario: Scenario, _ syntax: SyntaxCache) {
    self.scenario = scenario
    for text in scenario.expressions {
      guard let owner = Self.owner(of: text.path, scenario),
        let tree = try? syntax.tree(of: text.text)
      else { continue }
      reads[owner, default: []].formUnion(tree.names)
    }
  }

  func report(to issues: IssueCollector) {
    var idle: Set<String> = []
    for event in scenario.events {
      guard let reason = reasonToBeIdle(event) else { continue }
      idle.insert(event.name)
      issues.report(
        event.place, "events.\(event.name)", reason.problem,
        reason.advice ?? "change it or remove the event")
    }
    let used = usedNames(idleEvents: idle)
    for uncertainty in scenario.uncertainties where !used.contains(uncertainty.name) {
      report(uncertainty.name, "uncertainties", uncertainty.place, to: issues)
    }
    for lever in scenario.levers where !used.contains(lever.name) {
      let setters = scenario.cases.filter { $0.levers[lever.name] != nil }.count
      report(
        lever.name, "levers", lever.place, to: issues,
        but: setters == 0
          ? "" : setters == 1 ? ", though a case sets it" : ", though \(setters) cases set it")
    }
    for indicator in scenario.indicators
    where indicator.isAuxiliary && !used.contains(indicator.name) {
      report(indicator.name, "indicators", indicator.place, to: issues)
    }
  }

  private func report(
    _ name: String, _ section: String, _ place: SourcePlace, to issues: IssueCollector,
    but: String = ""
  ) {
    let readers = reads.filter { $0.value.contains(name) && $0.key != name }.keys.sorted()
    let problem =
      readers.isEmpty
      ? "no expression reads \(name.quoted)"
      : "only \(readers.map(\.quoted).joined(separator: ", ")), without effect itself, reads "
        + name.quoted
    issues.report(
      place, "\(section).\(name)", problem + but, "name it in an expression or remove it")
  }

  // MARK: What is used

  /// The names on which a result depends.
  private func usedNames(idleEvents: Set<String>) -> Set<String> {
    var waiting: [String] = ["targets"]
    waiting += scenario.events.map(\.name).filter { !idleEvents.contains($0) }.map {
      "events." + $0
    }
    waiting += scenario.indicators.filter { !$0.isAuxiliary }.map(\.name)
    for target in scenario.targets {
      if case .indicator(let name, _) = target.statement { waiting.append(name) }
    }
    var used: Set<String> = []
    while let next = waiting.popLast() {
      guard used.insert(next).inserted else { continue }
      waiting += reads[next] ?? []
    }
    return used
  }

  /// Whose value an expression is part of: an uncertainty or indicator by its name, `events.NAME`,
  /// or `targets`.
  private static func owner(of path: String, _ scenario: Scenario) -> String? {
    var parts = path.split(separator: ".").map(String.init)
    if parts.count > 3, parts[0] == "cases", parts[2] == "assume" { parts.removeFirst(3) }
    guard let first = parts.first else { return nil }
    switch first {
    case "targets": return "targets"
    case "uncertainties", "indicators": return parts.count > 1 ? parts[1] : nil
    case "events": return parts.count > 1 ? "events." + parts[1] : nil
    default:
      let isEvent =
        scenario.indicator(first) == nil && scenario.events.contains { $0.name == first }
      return isEvent ? "events." + first : first
    }
  }

  // MARK: Events

  /// Why an event changes nothing; nil where it may.
  private func reasonToBeIdle(_ event: Event) -> (problem: String, advice: String?)? {
    if event.affects.isEmpty {
      return ("affects nothing", "name an indicator, as in `affects: revenue`")
    }
    if event.multiply.constant == 1, !isAssumed(event, "multiply") {
      return ("multiplies by 1 and so changes nothing", nil)
    }
    if event.chance.constant == 0, !isAssumed(event, "chance") {
      return ("has a chance of 0 and never happens", nil)
    }
    let step = scenario.time.step
    guard let date = event.date, let last = try? date.last(on: step) else { return nil }
    let observed = event.affects.compactMap { name in
      scenario.indicator(name)?.history.compactMap { try? $0.period.last(on: step) }.max()
    }
    if observed.count == event.affects.count, observed.allSatisfy({ $0 >= last }) {
      return (
        "happens in \(date), and what it affects was observed until later",
        "the history holds what it did; take a later date or remove it"
      )
    }
    return nil
  }

  private func isAssumed(_ event: Event, _ key: String) -> Bool {
    scenario.cases.contains { item in
      item.assumptions.contains {
        $0.parameter == "\(event.name).\(key)" || $0.parameter == "events.\(event.name).\(key)"
      }
    }
  }
}
