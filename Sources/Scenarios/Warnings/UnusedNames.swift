internal import Expressions
internal import Quantities
internal import Wording

/// Levers, uncertainties, events and helping indicators that no result depends on.
struct UnusedNames {
  private let scenario: Scenario
  /// The names that the expressions of an owner read, by the key of the owner.
  private var reads: [String: Set<String>] = [:]

  init(_ scenario: Scenario, _ syntax: SyntaxCache) {
    self.scenario = scenario
    for text in scenario.expressions {
      guard let owner = Self.owner(of: text.path, scenario),
        let tree = try? syntax.tree(of: text)
      else { continue }
      reads[owner, default: []].formUnion(tree.names)
    }
    for indicator in scenario.indicators where !indicator.milestone.needs.isEmpty {
      reads[indicator.name, default: []].formUnion(indicator.milestone.needs)
    }
  }

  func report(to issues: IssueCollector) {
    var idle: Set<String> = []
    for event in scenario.events {
      guard let reason = reasonToBeIdle(event) else { continue }
      idle.insert(event.name)
      issues.report(
        event.place, "events.\(event.name)", reason.problem,
        reason.advice ?? Phrase("change it or remove the event", "请更改，或删去该事件"))
    }
    let used = usedNames(idleEvents: idle)
    for uncertainty in scenario.uncertainties
    where !used.contains(uncertainty.name) && !Money.isName(uncertainty.name) {
      report(uncertainty.name, "uncertainties", uncertainty.place, to: issues)
    }
    for lever in scenario.levers where !used.contains(lever.name) {
      let setters = scenario.cases.filter { $0.levers[lever.name] != nil }.count
      report(
        lever.name, "levers", lever.place, to: issues,
        but: setters == 0
          ? Phrase("")
          : setters == 1
            ? Phrase(", though a case sets it", "，尽管有 1 个情景设定了它")
            : Phrase(", though \(setters) cases set it", "，尽管有 \(setters) 个情景设定了它"))
    }
    for indicator in scenario.indicators
    where indicator.isAuxiliary && indicator.reading == nil && !used.contains(indicator.name) {
      report(indicator.name, "indicators", indicator.place, to: issues)
    }
  }

  private func report(
    _ name: String, _ section: String, _ place: SourcePlace, to issues: IssueCollector,
    but: Phrase = Phrase("")
  ) {
    let readers = reads.filter { $0.value.contains(name) && $0.key != name }.keys.sorted()
    let problem =
      readers.isEmpty
      ? Phrase("no expression reads \(name.quoted)", "没有表达式用到 \(name.quoted)")
      : Phrase(
        "only \(readers.map(\.quoted).joined(separator: ", ")), without effect itself, reads "
          + name.quoted,
        "\(name.quoted) 只被 \(readers.map(\.quoted).joined(separator: "、")) 用到，而后者自身不起作用")
    issues.report(
      place, "\(section).\(name)", problem + but,
      Phrase("name it in an expression or remove it", "请在表达式中使用，或删去"))
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
    var parts = scenario.names.words(of: path, section: true)
    if parts.count > 3, parts[0] == "cases", parts[2] == "assume" {
      let rest = parts[3...].joined(separator: ".")
      parts = scenario.names.words(of: rest, section: false)
    }
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
  private func reasonToBeIdle(_ event: Event) -> (problem: Phrase, advice: Phrase?)? {
    if event.affects.isEmpty {
      return (
        Phrase("affects nothing", "不影响任何指标"),
        Phrase(
          "name an indicator, as in `affects: revenue`",
          "请写出指标，如 `affects: revenue`")
      )
    }
    if event.multiply.constant == 1, !isAssumed(event, "multiply") {
      return (Phrase("multiplies by 1 and so changes nothing", "乘以 1，不改变任何结果"), nil)
    }
    if event.chance.constant == 0, !isAssumed(event, "chance") {
      return (Phrase("has a chance of 0 and never happens", "概率为 0，永不发生"), nil)
    }
    let step = scenario.time.step
    guard let date = event.date, let last = try? date.last(on: step) else { return nil }
    let observed = event.affects.compactMap { name in
      scenario.indicator(name)?.history.compactMap { try? $0.period.last(on: step) }.max()
    }
    if observed.count == event.affects.count, observed.allSatisfy({ $0 >= last }) {
      return (
        Phrase(
          "happens in \(date), and what it affects was observed until later",
          "发生在 \(date)，而所影响的指标在此之后仍有观测值"),
        Phrase(
          "the history holds what it did; take a later date or remove it",
          "历史数据已含其影响；请改用更晚的日期，或删去")
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
