internal import Expressions
internal import Quantities
internal import Wording

/// Reads every expression of a file: syntax, names, units, laws and circles.
struct ExpressionRules {
  /// Every expression that was found, whatever else is wrong around it.
  let expressions: [ExpressionText]
  let names: NameTable
  /// The names of what the file includes.
  let parts: PartNames
  let step: TimeStep
  /// The indicators as their parameters need them.
  let owners: [String: ParameterOwner]
  let levers: [String: Lever]
  /// The indicators that an event affects, by the name of the event.
  let affected: [String: [String]]
  let datedEvents: Set<String>
  let milestones: Set<String>
  /// Derived indicators, with whether they have an `initial`.
  let derived: [String: Bool]
  /// The parameters that a case may set of each indicator that could be read, behind its name.
  let parameterPaths: [String: [String]]
  /// The rollout of each reading.
  let readings: [String: String]
  /// The indicator of each target.
  let targets: [String: String]
  /// What milestones need, by their names.
  let needs: [String: MilestoneNeeds]
  let issues: IssueCollector

  private struct Site {
    let text: ExpressionText
    let tree: SyntaxTree
    let role: ExpressionRole
    /// What the place expects; it stands on no grid yet.
    let parameter: Parameter
    /// Whether a case assumes it instead of what the scenario says.
    let isAssumed: Bool
  }

  /// Behind so many issues no more expressions are read.
  private static let issueLimit = 1_000

  func check() {
    let sites = expressions.compactMap(site)
    let circles = reportCircles(sites)
    var scope = DeclaredScope(self)
    for site in inOrderOfUse(sites, circles) {
      guard issues.count < Self.issueLimit else { return }
      let checked = check(site, in: scope)
      if site.text.path.hasPrefix("uncertainties."), let owner = site.role.owner {
        scope.uncertainties[owner] = checked
      }
    }
    for site in sites { checkOwnPast(site) }
  }

  // MARK: Sites

  private func site(_ text: ExpressionText) -> Site? {
    guard issues.count < Self.issueLimit else { return nil }
    var path = parts.words(of: text.path, section: true)
    var isAssumed = false
    if path.count > 3, path[0] == "cases", path[2] == "assume" {
      path = parameterPath(path[3...].joined(separator: "."), text.scope)
      isAssumed = true
      if path.last == "model" {
        checkModel(text)
        return nil
      }
    }
    guard let parameter = parameter(path), let role = ExpressionRole(path: path),
      !isAssumed || isDeclared(path)
    else {
      if isAssumed { reportUnknownParameter(text, path) }
      return nil
    }
    do throws(ExpressionIssue) {
      let tree = try text.tree()
      return Site(
        text: text, tree: tree, role: role, parameter: parameter, isAssumed: isAssumed)
    } catch {
      if !reportAmount(text, path) {
        report(error, in: text)
      }
      return nil
    }
  }

  /// Where `isSteady`, nothing that changes in time may stand.
  private func report(_ issue: ExpressionIssue, in text: ExpressionText, isSteady: Bool = false) {
    issues.report(
      text.place(ofCharacter: issue.range.lowerBound), text.path, issue.problem.phrase,
      advice(issue.problem, in: text, isSteady))
  }

  /// What there is to write, where a name is near to none of it; the unit that an indicator may want.
  private func advice(
    _ problem: ExpressionProblem, in text: ExpressionText, _ isSteady: Bool
  ) -> Phrase? {
    switch problem {
    case .unitMismatch(_, let expected)
    where expected == Unit.one.phrase && text.path.hasSuffix(".expression"):
      return Phrase(
        "say with `unit:` what the indicator counts", "请用 `unit:` 写明指标的单位")
    case .unknownName(_, nil):
      // Not what would be refused there: what changes, and what the text is to say.
      let own = parts.words(of: text.path, section: true).dropFirst().first
      let usable = names.kinds.keys.filter { name in
        name != own && !(isSteady && names.kinds[name] == .indicator)
      }
      let known = text.scope.known(usable.sorted())
      return known.isEmpty
        ? Phrase("there are no names here", "此处没有任何名称")
        : Phrase(
          "the names here are \(Phrase.firstNames(of: known).english)",
          "此处的名称为 \(Phrase.firstNames(of: known).chinese)")
    case .unknownFunction(_, nil):
      let functions = BuiltIn.allCases.map { Phrase($0.rawValue) }.joined(.comma)
      return Phrase(
        "the functions are \(functions.english); a law is written as in normal(0.15, 0.05)",
        "函数为 \(functions.chinese)；分布的写法如 normal(0.15, 0.05)")
    default: return nil
    }
  }

  /// Reports an amount that is no expression, such as `约35` or `12 500`.
  private func reportAmount(_ text: ExpressionText, _ path: [String]) -> Bool {
    let labels = Set(owners.values.flatMap(\.unit.labels))
    guard let amount = WrittenAmount(text.text, UnitParser(labels: labels)) else { return false }
    issues.report(
      text.place, text.path, amount.problem(text.text),
      amount.advice(at: path.joined(separator: ".")))
    return true
  }

  private func parameter(_ path: [String]) -> Parameter? {
    if path.first == "targets", path.count > 2 {
      return path[2] == "growth_of_at_least" ? .factor : .threshold
    }
    guard let parameter = Parameter.at(path) else { return nil }
    // A ceiling, an exit belong to an indicator that is there, whatever its kind.
    return path[0] == "indicators" && owners[path[1]] == nil ? nil : parameter
  }

  /// What the parameter of a place belongs to.
  private func owner(of site: Site) -> ParameterOwner {
    if let name = site.role.target {
      return targets[name].flatMap { owners[$0] }.map {
        // The length of a target's period is known when it is compiled.
        ParameterOwner(
          unit: $0.unit, total: $0.total == .none ? .none : .years(1), countsThings: $0.countsThings
        )
      } ?? ParameterOwner()
    }
    if let event = site.role.event { return ParameterOwner(isDated: datedEvents.contains(event)) }
    var owner = site.role.owner.flatMap { owners[$0] } ?? ParameterOwner()
    // A case may assume another model beside its parameters.
    if site.isAssumed { owner.model = nil }
    return owner
  }

  private func isDeclared(_ path: [String]) -> Bool {
    path[0] == "uncertainties"
      ? names.kinds[path[1]] == .uncertainty
      : path[0] == "events" ? affected[path[1]] != nil : owners[path[1]] != nil
  }

  /// The path of what a case assumes, with the section that it leaves out.
  private func parameterPath(_ path: String, _ scope: NameScope) -> [String] {
    let sections = ["uncertainties", "indicators", "events"]
    let hasSection = sections.contains { path.hasPrefix($0 + ".") }
    var parts = self.parts.words(of: path, section: hasSection)
    let place = hasSection ? 1 : 0
    if let full = scope.resolve(parts[place], among: self.parts.values.union(self.parts.events)) {
      parts[place] = full
    } else if let member = scope.members(of: parts[place])?.values.first {
      // What is assumed of a family is checked at its first member.
      parts[place] = member
    }
    if ["uncertainties", "indicators", "events"].contains(parts[0]) { return parts }
    if parts.count == 1 { return ["uncertainties"] + parts }
    if owners[parts[0]] == nil, affected[parts[0]] != nil { return ["events"] + parts }
    // A stage may be named without its list.
    let isStage =
      parts.count == 3
      && !["growth", "pipeline", "supply", "budget", "under_way", "value", "yields"].contains(
        parts[1])
    return ["indicators", parts[0]] + (isStage ? ["pipeline"] : []) + parts.dropFirst()
  }

  private func checkModel(_ text: ExpressionText) {
    let models = GrowthModelName.allCases.map(\.rawValue)
    if !models.contains(text.text) {
      issues.report(
        text.place, text.path,
        Phrase(
          "there is no growth model \(text.text.quoted)",
          "没有增长模型 \(text.text.quoted)"),
        issues.suggestion(for: text.text, among: models)
          ?? Phrase(
            "the models are \(Phrase.firstNames(of: models).english)",
            "现有模型为 \(Phrase.firstNames(of: models).chinese)"))
    }
  }

  private func reportUnknownParameter(_ text: ExpressionText, _ path: [String]) {
    let name = path.count > 1 ? path[1] : ""
    let declared = names.kinds[name]
    if path[0] == "uncertainties" || declared == nil && affected[name] == nil {
      let known = names.names(.uncertainty) + names.names(.indicator) + affected.keys.sorted()
      issues.report(
        text.place, text.path,
        declared == .lever
          ? Phrase("\(name.quoted) is a lever", "\(name.quoted) 是手段")
          : Phrase(
            "there is no uncertainty or parameter \(name.quoted)",
            "没有不确定量或参数 \(name.quoted)"),
        declared == .lever
          ? Phrase("set it beside `assume`, not under it", "请写在 `assume` 旁，而不是其下")
          : issues.suggestion(for: name, among: known)
            ?? Phrase(
              "name an uncertainty, or a parameter by its path, as in `revenue.growth.ceiling`",
              "请写不确定量，或用路径指明参数，如 `revenue.growth.ceiling`"))
      return
    }
    // A stage that is named without its list stands behind it in a path.
    let isStage = path.count == 5 && path[2] == "pipeline"
    issues.reportUnknownParameter(
      path.dropFirst(isStage ? 3 : 2).joined(separator: "."), of: name,
      among: affected[name] != nil ? Parameter.ofEvents.map(\.key) : parameterPaths[name] ?? [],
      at: text)
  }

  // MARK: Checking

  /// Uncertainties come after those that they use, everything else after them.
  private func inOrderOfUse(_ sites: [Site], _ circles: Set<String>) -> [Site] {
    var laws: [String: Site] = [:]
    var rest: [Site] = []
    for site in sites {
      if let owner = site.role.owner, names.kinds[owner] == .uncertainty, !site.isAssumed {
        laws[owner] = site
      } else {
        rest.append(site)
      }
    }
    var ordered: [Site] = []
    var placed: Set<String> = []
    for name in laws.keys.sorted() {
      var stack = [name]
      while let top = stack.last {
        let waiting = (laws[top]?.tree.names ?? []).filter {
          laws[$0] != nil && !placed.contains($0) && $0 != top && !circles.contains($0)
        }
        if let next = waiting.first, !placed.contains(top) {
          stack.append(next)
          continue
        }
        stack.removeLast()
        if placed.insert(top).inserted, let site = laws[top] { ordered.append(site) }
      }
    }
    return ordered + rest
  }

  /// - Returns: the expression with its unit and its sense in time.
  private func check(_ site: Site, in scope: DeclaredScope) -> CheckedExpression? {
    var place = Place(path: site.text.path, step: step, labels: scope.labels)
    site.parameter.configure(&place, owner(of: site))
    Money.configure(&place, parts.words(of: site.text.path, section: true))
    place.stepOfValue = site.text.stepOfValue
    var scope = scope
    scope.text = site.text.scope
    // Of what is named wrongly nobody knows the unit.
    if let target = site.role.target, targets[target].flatMap({ owners[$0] }) == nil {
      place.unit = nil
    }
    var graph = ExpressionGraph()
    do throws(InvalidExpression) {
      return try Checker.check(site.tree, at: place, in: scope, graph: &graph)
    } catch {
      let path = parts.words(of: site.text.path, section: true)
      if reportAmount(site.text, path) { return nil }
      // Of a law that is wrong itself nobody knows what it measures.
      let isUnsure = site.tree.names.contains {
        names.kinds[$0] == .uncertainty && scope.uncertainties[$0] == nil
      }
      for issue in error.issues where !(isUnsure && issue.problem.isOfMeasure) {
        report(issue, in: site.text, isSteady: place.time == .steady)
      }
      // With the unit that was meant, what reads the value can be judged too.
      let meant = UnitParser.withMillions(site.text.text)
      guard meant != site.text.text else { return nil }
      return try? Checker.check(meant, at: place, in: scope, graph: &graph)
    }
  }

  /// A derived indicator that reads its own past needs a first value.
  private func checkOwnPast(_ site: Site) {
    guard let owner = site.role.owner, derived[owner] == false, !site.isAssumed,
      site.tree.root.laggedNames.contains(owner)
    else { return }
    issues.report(
      site.text.place, site.text.path,
      Phrase("reads its own past and has no first value", "用到自身过去的值，却没有首个值"),
      Phrase(
        "add `initial: …` beside `expression`",
        "请在 `expression` 旁添加 `initial: …`"))
  }

  // MARK: Circles

  /// Reports names that need one another in the same period.
  private func reportCircles(_ sites: [Site]) -> Set<String> {
    var edges: [String: [String]] = [:]
    var places: [String: ExpressionText] = [:]
    for (reading, rollout) in readings { edges[reading] = [rollout] }
    for site in sites where !site.isAssumed {
      let owners = site.role.owner.map { [$0] } ?? affected[site.role.event ?? ""] ?? []
      for owner in owners {
        let present = site.tree.root.presentNames.filter { names.kinds[$0] != nil }
        edges[owner, default: []] += present
        if places[owner] == nil, !present.isEmpty { places[owner] = site.text }
      }
    }
    for (name, needed) in needs {
      edges[name, default: []] += needed.names.filter { names.kinds[$0] != nil }
    }
    var members: Set<String> = []
    for circle in Circles.find(edges) {
      members.formUnion(circle)
      if let needed = circle.compactMap({ needs[$0] }).first {
        reportCircleOfNeeds(circle, needed)
        continue
      }
      guard let text = places[circle[0]] else { continue }
      let way = (circle + [circle[0]]).joined(separator: " → ")
      let isUncertain = names.kinds[circle[0]] == .uncertainty
      issues.report(
        text.place, text.path,
        Phrase(
          "\(circle[0].quoted) needs itself" + (isUncertain ? "" : " in the same period")
            + ": \(way)",
          "\(circle[0].quoted) \(isUncertain ? "" : "在同一时期")依赖自身：\(way)"),
        isUncertain
          ? Phrase("give one of them without the others", "请使其中之一不依赖其他")
          : Phrase(
            "use `lag(\(circle.count > 1 ? circle[1] : circle[0]), 1)`, the value of the period before",
            "请用 `lag(\(circle.count > 1 ? circle[1] : circle[0]), 1)`，即前一期的值"))
    }
    return members
  }

  /// Reports milestones that wait for one another.
  private func reportCircleOfNeeds(_ circle: [String], _ needed: MilestoneNeeds) {
    let owner = circle.first { needs[$0] != nil } ?? circle[0]
    let way = (circle + [circle[0]]).joined(separator: " → ")
    issues.report(
      needed.place, "indicators.\(owner).needs",
      Phrase("\(owner.quoted) waits for itself: \(way)", "\(owner.quoted) 等待自身：\(way)"),
      Phrase("take one of them out of `needs`", "请从 `needs` 中删去其一"))
  }
}

extension IssueCollector {
  /// Reports an assumption of a parameter that its owner does not have.
  ///
  /// - Parameters:
  ///   - written: its path behind the owner.
  ///   - name: the owner.
  ///   - known: the parameters that can be set; empty where the owner itself could not be read.
  ///   - text: what is assumed.
  func reportUnknownParameter(
    _ written: String, of name: String, among known: [String], at text: ExpressionText
  ) {
    report(
      text.place, text.path,
      Phrase(
        "\(name.quoted) has no parameter \(written.quoted)",
        "\(name.quoted) 没有参数 \(written.quoted)"),
      suggestion(for: written, among: known)
        ?? known.first.map {
          Phrase(
            "name one by its path, as in `\(name).\($0)`; there are "
              + Phrase.firstNames(of: known).english,
            "请用路径指明，如 `\(name).\($0)`；可用的有 \(Phrase.firstNames(of: known).chinese)")
        }
        ?? Phrase(
          "name a parameter by its path, as in `revenue.growth.ceiling`",
          "请用路径指明参数，如 `revenue.growth.ceiling`"))
  }
}

extension SyntaxNode {
  /// The names whose value in the same period the expression reads.
  fileprivate var presentNames: [String] { collect { $0 != "lag" } }

  /// The names whose earlier values the expression reads.
  fileprivate var laggedNames: Set<String> {
    var names: Set<String> = []
    visit { node in
      if case .call("lag", _, let arguments) = node.kind,
        case .name(let name)? = arguments.first?.value.kind
      {
        names.insert(name)
      }
      return true
    }
    return names
  }

  private func collect(_ goesInto: (String) -> Bool) -> [String] {
    var names: [String] = []
    visit { node in
      switch node.kind {
      case .name(let name): names.append(name)
      case .call(let function, _, _): return goesInto(function)
      default: break
      }
      return true
    }
    return names
  }
}

/// The names of a scenario as far as expressions must know them to be checked.
private struct DeclaredScope: Scope {
  let rules: ExpressionRules
  let labels: Set<String>
  let names: [String]
  /// Every value has an input of its own, so that no two are taken for the same.
  private let inputs = Inputs()
  /// Where the text stands that is checked.
  var text = NameScope.whole
  /// The uncertainties that were checked already.
  var uncertainties: [String: CheckedExpression] = [:]

  private final class Inputs {
    private var ids: [String: InputID] = [:]

    func id(_ key: String) -> InputID {
      if let id = ids[key] { return id }
      let id = InputID(ids.count)
      ids[key] = id
      return id
    }
  }

  init(_ rules: ExpressionRules) {
    self.rules = rules
    labels = Set(rules.owners.values.flatMap(\.unit.labels))
    names = rules.names.kinds.keys.sorted()
  }

  func symbol(named name: String) -> Symbol? {
    switch rules.names.kinds[name] {
    case .uncertainty: uncertainty(name)
    case .lever: lever(name)
    case .indicator: lag(of: name, by: 0)
    case nil: nil
    }
  }

  private func uncertainty(_ name: String) -> Symbol {
    let value = Symbol.Source.input(inputs.id(name), .path)
    guard let checked = uncertainties[name] else { return Symbol(value) }
    switch checked.date {
    case .none: return Symbol(value, unit: checked.unit)
    case .calendarYear: return Symbol(value, date: .calendarYear)
    case .date(_, let length):
      let begin = Symbol.Source.input(inputs.id("beginning of \(name)"), .path)
      return Symbol(value, date: .date(begin: begin, length: length))
    }
  }

  private func lever(_ name: String) -> Symbol {
    guard let lever = rules.levers[name] else { return Symbol(.input(inputs.id(name), .constant)) }
    return lever.symbol(lever.defaultValue, on: rules.step)
  }

  func lag(of name: String, by periods: Int) -> Symbol? {
    guard rules.names.kinds[name] == .indicator else { return nil }
    return Symbol(
      .input(inputs.id("\(name) \(periods)"), .pathAndTime), unit: rules.owners[name]?.unit)
  }

  func price(of currency: BaseDimension) -> Symbol? {
    text.price(of: currency.rawValue).map {
      Symbol(
        .input(inputs.id($0), .path),
        unit: Unit(symbol: "yuan", dimension: Dimension([.yuan: 1]), scale: .one))
    }
  }

  func date(of name: String) -> Symbol? {
    guard rules.milestones.contains(name) else { return nil }
    let date = Symbol.Source.input(inputs.id("date of \(name)"), .path)
    return Symbol(date, date: .date(begin: date, length: 0))
  }
}
