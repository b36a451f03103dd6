internal import Distributions
internal import Expressions
internal import GrowthCurves
internal import Plans
internal import Quantities
internal import SpecialFunctions
internal import Wording

/// Compiles one case: levers become constants, uncertainties draws, indicators processes.
struct CaseCompiler {
  let scenario: Scenario
  /// The scenario without the assumptions of the case.
  let base: Scenario
  let name: String
  let seed: UInt64
  let issues: IssueCollector
  let posteriors: PosteriorCache
  let syntax: SyntaxCache
  let grid: TimeGrid
  let labels: Set<String>
  private let levers: [String: Double]
  let fixed: [String: Double]
  /// For each correlated indicator the independent numbers that its own is made of.
  let correlations: [String: CorrelatedRow]
  /// For each correlated milestone the independent numbers that the one of its law is made of.
  let copulas: [String: [NormalTerm]]

  private let expressions: PlanExpressions
  var scope: CaseScope
  var processes: [ProcessPlan] = []
  private(set) var events: [EventPlan] = []
  /// The index of the last known period of each indicator, -1 for none.
  var origins: [Int]
  /// The known values of each indicator, by period index.
  private(set) var known: [[Int: Double]]
  /// The periods behind the origin of each indicator of which something was observed.
  private(set) var observedLater: [Set<Int>] = []
  /// The value at the origin of each indicator where it is the same on every path.
  private(set) var originValues: [Double?]
  var growth: [GrowthNote] = []
  var notes: [Phrase] = []
  /// Every expression that was compiled, in its place.
  var placed: [PlacedExpression] = []
  private(set) var order: [Int] = []
  /// The derived indicators whose values are dates.
  private(set) var datedIndicators: Set<Int> = []
  /// The uncertainties whose value an experiment takes from where their law reaches.
  var fixedWithinLaw: Set<String> = []
  /// The indicators whose default volatility leaves their values without a mean.
  var indicatorsWithoutMean: Set<String> = []

  init(
    _ scenario: Scenario, base: Scenario, _ item: Case, seed: UInt64,
    _ expressions: PlanExpressions, issues: IssueCollector,
    correlations: [String: CorrelatedRow], posteriors: PosteriorCache, syntax: SyntaxCache
  ) {
    self.scenario = scenario
    self.base = base
    self.seed = seed
    self.expressions = expressions
    self.issues = issues
    self.posteriors = posteriors
    self.syntax = syntax
    name = item.name
    levers = item.levers
    fixed = item.fixed
    grid = TimeGrid(start: scenario.time.start, count: scenario.time.count)
    labels = Set(scenario.indicators.flatMap(\.unit.labels))
    scope = CaseScope(scenario, expressions)
    self.correlations = correlations
    copulas = (try? MilestoneCopula(of: scenario).terms) ?? [:]
    origins = Array(repeating: -1, count: scenario.indicators.count)
    known = Array(repeating: [:], count: scenario.indicators.count)
    originValues = Array(repeating: nil, count: scenario.indicators.count)
  }

  /// The compiled case.
  ///
  /// - Precondition: ``compile()`` found no issue.
  var casePlan: CasePlan {
    CasePlan(name: name, processes: processes, order: order, events: events)
  }

  /// The graph of the plan.
  var graph: ExpressionGraph {
    _read { yield expressions.graph }
    nonmutating _modify { yield &expressions.graph }
  }

  /// What an input of the graph reads.
  func read(by input: InputID) -> IndicatorInput { expressions.inputs[input.index] }

  /// The nodes that are uncertainties, by name.
  var uncertainties: [String: NodeID] {
    var nodes: [String: NodeID] = [:]
    for uncertainty in scenario.uncertainties {
      if case .node(let node)? = scope.symbols[uncertainty.name]?.source {
        nodes[uncertainty.name] = node
      }
    }
    return nodes
  }

  mutating func compile() {
    for lever in scenario.levers {
      if let node = drawn(lever.name) {
        scope.symbols[lever.name] = lever.symbol(node, on: grid.step, graph: &graph)
      } else {
        let value = levers[lever.name] ?? lever.defaultValue
        scope.symbols[lever.name] = lever.symbol(value, on: grid.step)
      }
    }
    compileUncertainties()
    compileMilestoneDates()
    let observed = scenario.indicators.map { indicator in
      ObservedHistory(
        indicator, grid: grid,
        writtenAfter: scenario.observedBefore[indicator.name].map { grid.index(of: $0) })
    }
    observedLater = observed.map { Set($0.later.keys) }
    for (index, indicator) in scenario.indicators.enumerated() {
      known[index] = observed[index].known
      origins[index] =
        observed[index].origin ?? (indicator.startsAtGrid ? initialIndex(of: indicator) : -1)
      scope.first[index] =
        indicator.startsAtGrid ? max(0, origins[index]) : firstPeriod(ofDerived: indicator)
    }
    // An indicator may read what stands after it.
    for (index, indicator) in scenario.indicators.enumerated() {
      if let rollout = indicator.reading?.rollout, let place = scope.indicators[rollout]?.index {
        origins[index] = origins[place]
        scope.first[index] = scope.first[place]
      }
      processes.append(
        process(of: indicator, observed[index]) ?? .milestone(date: graph.constant(0)))
    }
    for event in scenario.events { compile(event) }
    guard issues.isEmpty else { return }
    order = orderOfComputation()
    placeDerived()
    checkPasts()
  }

  // MARK: Names

  /// The draw of a lever or an uncertainty that an experiment varies by path.
  private mutating func drawn(_ name: String) -> NodeID? {
    scenario.drawn[name].map {
      graph.draw(Draw(stream: $0.stream, law: .fixed($0.law), isPerPeriod: false))
    }
  }

  /// Uncertainties may use one another: each is compiled after those that it names.
  private mutating func compileUncertainties() {
    let order = DependencyRounds(scenario.uncertainties, name: \.name) { uncertainty in
      (try? syntax.tree(of: uncertainty.law).names) ?? []
    }
    // A circle is reported when the scenario is read.
    for uncertainty in order.rounds.joined() + order.circle {
      var place = place("uncertainties.\(uncertainty.name)")
      place.stream = "uncertainty \(uncertainty.name)"
      guard let checked = check(uncertainty.law, at: place) else { continue }
      let given =
        drawn(uncertainty.name) ?? fixed[uncertainty.name].map { graph.constant($0) }
      scope.symbols[uncertainty.name] = symbol(checked, given: given)
      noteReach(of: uncertainty.name, checked.node)
    }
  }

  /// An uncertainty in expressions, with a value that an experiment gives it instead of its law.
  private mutating func symbol(_ checked: CheckedExpression, given: NodeID?) -> Symbol {
    let node = given ?? checked.node
    switch checked.date {
    case .none: return Symbol(.node(node), unit: checked.unit)
    case .calendarYear: return Symbol(.node(node), date: .calendarYear)
    case .date(let begin, let length):
      let start =
        given.map { graph.binary(.subtract, $0, graph.constant(length ?? 0)) } ?? begin
      return Symbol(.node(node), date: .date(begin: .node(start), length: length))
    }
  }

  // MARK: Expressions

  /// A place in the document, by its path without the case, with what the format expects there.
  func place(_ path: String, _ owner: ParameterOwner? = nil) -> Place {
    var place = Place(path: path, step: grid.step, labels: labels)
    place.periods = grid.count
    let parts = scenario.names.words(of: path, section: true)
    guard let parameter = Parameter.at(parts) else {
      preconditionFailure("\(path) is no parameter")
    }
    parameter.configure(&place, owner ?? self.owner(of: parts))
    Money.configure(&place, parts)
    return place
  }

  /// A place with the beginning of the file in which an expression is written, where its `t` is 0.
  func written(_ place: Place, _ text: ExpressionText) -> Place {
    var place = place
    place.startsAfter = grid.years(grid.index(of: time(of: text).startsAfter))
    place.periodsOfGrid = periodsOfGrid(text.scope)
    return place
  }

  /// The time of the file in which a text is written.
  func time(of text: ExpressionText) -> ScenarioTime {
    scenario.ownTimes[text.scope.prefix] ?? scenario.time
  }

  /// Reports what a file reads as the total of its own periods, where those of the grid are others.
  private func refuseTotals(_ text: ExpressionText, _ node: NodeID) {
    guard periodsOfGrid(text.scope) != 1 else { return }
    for input in graph.inputs(of: [node]).map(read) {
      let indicator = scenario.indicators[input.indicator]
      guard indicator.isFlow, indicator.unit.dimension[.time] >= 0 else { continue }
      issues.report(
        text.place, text.path,
        Phrase(
          "reads \(indicator.name), a total of the periods of its file, and the grid has others",
          "用到 \(indicator.name)，它是其所在文件各期的总量，而网格的时期不同"),
        Phrase(
          "give it a unit per time, as in `\(indicator.unit.symbol)/year`, or set `time.step`",
          "请给它按时间计的单位，如 `\(indicator.unit.symbol)/year`，或设置 `time.step`"))
      return
    }
  }

  /// How many periods of the grid make the flows that a text reads.
  ///
  /// Where something is compared or is no flow itself these are those of one period of its file. A flow
  /// made of flows goes on with the grid, and what grows by what it reads does too.
  private func periodsTaken(_ text: ExpressionText, _ place: Place) -> Int {
    let parts = scenario.names.words(of: place.path, section: true)
    let isThreshold = parts[0] == "targets"
    let isLevel =
      parts.count == 3 && parts[0] == "indicators" && parts[2] == "expression"
      && scenario.indicator(parts[1])?.isFlow == false
    return isThreshold || isLevel ? max(1, Int(bounded: periodsOfGrid(text.scope).rounded())) : 1
  }

  /// The periods of the grid in one of the file in which a text is written.
  func periodsOfGrid(_ scope: NameScope) -> Double {
    let time = scenario.ownTimes[scope.prefix] ?? scenario.time
    return Double(grid.step.perYear) / Double(time.stepOfFile.perYear)
  }

  /// What a parameter belongs to.
  private func owner(of path: [String]) -> ParameterOwner {
    switch path[0] {
    case "events":
      return ParameterOwner(isDated: scenario.events.first { $0.name == path[1] }?.date != nil)
    case "indicators":
      guard let place = scope.indicators[path[1]] else { return ParameterOwner() }
      let indicator = scenario.indicators[place.index]
      return ParameterOwner(
        unit: indicator.unit, model: indicator.growth?.model,
        total: indicator.totalOver(grid.step), initialTotal: indicator.initialTotalOver(grid.step),
        countsThings: indicator.countsThings)
    default: return ParameterOwner()
    }
  }

  /// Adds an expression to the graph and reports what is wrong with it.
  ///
  /// - Parameters:
  ///   - text: the expression.
  ///   - place: where it stands.
  ///   - periodsOfTarget: how many periods make the value with which it is compared.
  /// - Returns: its node and its unit; nil where something is wrong with it.
  mutating func check(
    _ text: ExpressionText, at place: Place, periodsOfTarget: Int = 1
  ) -> CheckedExpression? {
    scope.text = text.scope
    scope.periodsOfTarget = periodsOfTarget
    scope.length = periodsTaken(text, place)
    do throws(InvalidExpression) {
      let checked = try Checker.check(
        syntax.tree(of: text), at: written(place, text), in: scope, graph: &graph)
      // What is read several times in a period stands in one place all the same.
      refuseTotals(text, checked.node)
      requireLimits(text, checked.node, at: place)
      if (place.month ?? 0) == 0, place.time != .afterEnd {
        placed.append(PlacedExpression(text: text, path: place.path, node: checked.node))
      }
      return checked
    } catch {
      for issue in error.issues {
        issues.report(
          text.place(ofCharacter: issue.range.lowerBound), text.path, issue.problem.phrase)
      }
      return nil
    }
  }

  /// The node of a parameter, by its path without the case.
  mutating func node(_ text: ExpressionText, _ path: String) -> NodeID? {
    check(text, at: place(path))?.node
  }

  /// The node of a parameter that may not change in time here.
  mutating func steadyNode(_ text: ExpressionText, _ path: String) -> NodeID? {
    var place = place(path)
    place.time = .steady
    return check(text, at: place)?.node
  }

  /// What a law or an expression says of a thing that is never below 0: cut off there.
  mutating func notNegative(_ node: NodeID?) -> NodeID? {
    guard let node, graph.constant(node) == nil else { return node }
    if let law = graph.law(of: node), law.support.lowerBound >= 0 { return node }
    return graph.binary(.max, node, graph.constant(0))
  }

  // MARK: Processes

  /// The first period in which a derived indicator of an included file has a value for those who read its
  /// past: the first one of its file, of whatever length its periods are.
  private func firstPeriod(ofDerived indicator: Indicator) -> Int {
    guard let text = indicator.expression, let before = indicator.initialDate else { return 0 }
    if indicator.initial != nil { return max(0, grid.index(of: before)) }
    let isLonger = periodsOfGrid(text.scope) != 1
    return max(
      0, isLonger ? grid.index(of: time(of: text).startsAfter) : grid.index(of: before) + 1)
  }

  /// The index of the period at whose end the first value of an indicator without a history stands.
  func initialIndex(of indicator: Indicator) -> Int {
    grid.index(of: indicator.initialDate ?? scenario.time.startsAfter)
  }

  private mutating func process(
    of indicator: Indicator, _ observed: ObservedHistory
  ) -> ProcessPlan? {
    let index = scope.indicators[indicator.name]?.index ?? 0
    switch indicator.kind {
    case .output(_, let growth):
      guard let plan = growthPlan(growth, of: indicator, observed) else { return nil }
      originValues[index] = graph.constant(plan.level)
      if let total = plan.total, total.fillsFirst, let level = originValues[index] {
        for step in max(0, origins[index] + 1 - total.count)..<(origins[index] + 1) {
          known[index][step] = level * total.shareOfLast
        }
      }
      return .output(plan)
    case .count(let growth):
      return count(growth, indicator, observed).map { plan in
        originValues[index] = graph.constant(plan.initial)
        return .count(plan)
      }
    case .rollout(let rollout):
      return self.rollout(rollout, indicator, observed).map { plan in
        originValues[index] = graph.constant(plan.initial)
        return .rollout(plan)
      }
    case .milestone:
      return milestone(indicator)
    case .derived:
      let path = "indicators.\(indicator.name)"
      guard let text = indicator.expression,
        let checked = check(text, at: place(path + ".expression"))
      else { return nil }
      let value = checked.node
      if case .date = checked.date { datedIndicators.insert(index) }
      var initial: NodeID?
      if let text = indicator.initial {
        guard let node = steadyNode(text, path + ".initial") else {
          return nil
        }
        initial = node
        originValues[index] = graph.constant(node)
      }
      return .derived(DerivedPlan(value: value, initial: initial, firstIndex: 0))
    case .reading(let reading):
      return self.reading(reading).map { .reading($0) }
    }
  }

  private mutating func count(
    _ growth: Growth?, _ indicator: Indicator, _ observed: ObservedHistory
  ) -> CountPlan? {
    let path = "indicators.\(indicator.name)"
    guard let exits = exits(indicator.exits, indicator) else { return nil }
    guard let growth else {
      guard let initial = level(of: indicator, observed) else { return nil }
      let births = births(indicator.births, path + ".births", exits: exits)
      let entries = rate(indicator.entries, path + ".entries")
      guard let births, let entries else { return nil }
      return CountPlan(
        driver: .flows(births: births, entries: entries), initial: initial, exits: exits)
    }
    guard let plan = growthPlan(growth, of: indicator, observed) else { return nil }
    let reference: NodeID?
    if let base = base.indicator(indicator.name), base.exits != indicator.exits {
      reference = self.exits(base.exits, indicator)
    } else {
      reference = exits
    }
    guard let reference else { return nil }
    return CountPlan(
      driver: .growth(plan, referenceExits: reference), initial: plan.level, exits: exits)
  }

  /// The share that leaves in a year, or the stated prior.
  private mutating func exits(_ text: ExpressionText?, _ indicator: Indicator) -> NodeID? {
    let path = "indicators.\(indicator.name).exits"
    if let text { return node(text, path) }
    notes.append(
      Phrase(
        "\(indicator.name): exits are not given; a share of uniform(0.03, 0.12) leaves in a year "
          + "(default prior)",
        "\(indicator.name)：未给出退出率；每年退出的份额取 uniform(0.03, 0.12)（默认先验）"))
    return graph.draw(
      Draw(stream: path, law: .fixed(DefaultPriors.exits), isPerPeriod: false))
  }

  /// Births of a year beside the exits of a year.
  ///
  /// Births b and exits x of a month make the factor (1 + b − x)¹² of a year, so that equal shares are
  /// steady: the births of a year are what that leaves beside the year's exits.
  private mutating func births(
    _ text: ExpressionText?, _ path: String, exits: NodeID
  ) -> NodeID? {
    guard let text else { return graph.constant(0) }
    guard let checked = check(text, at: place(path)) else { return nil }
    guard checked.timesWritten != 1 else { return checked.node }
    let (one, times) = (graph.constant(1), graph.constant(checked.timesWritten))
    let part = graph.constant(1 / checked.timesWritten)
    let grown = graph.binary(.power, graph.binary(.add, one, checked.node), part)
    let left = graph.binary(.power, graph.binary(.subtract, one, exits), part)
    let factor = graph.binary(.subtract, graph.binary(.add, grown, left), one)
    let year = graph.binary(.power, factor, times)
    return graph.binary(.add, graph.binary(.subtract, year, one), exits)
  }

  private mutating func rate(_ text: ExpressionText?, _ path: String) -> NodeID? {
    guard let text else { return graph.constant(0) }
    return node(text, path)
  }

  // MARK: Events

  private mutating func compile(_ event: Event) {
    let path = "events.\(event.name)"
    let chance = node(event.chance, path + ".chance")
    let multiply = notNegative(node(event.multiply, path + ".multiply"))
    var lasts: NodeID?
    if let text = event.lasts {
      lasts = node(text, path + ".lasts")
      if lasts == nil { return }
    }
    guard let chance, let multiply else { return }
    let date = event.date.flatMap { try? $0.first(on: grid.step) }.map { grid.index(of: $0) }
    let affected = event.affects.compactMap { scope.indicators[$0]?.index }
    if let date {
      for index in affected where date <= origins[index] {
        notes.append(
          Phrase(
            "\(event.name): it strikes before the first simulated period of "
              + "\(scenario.indicators[index].name) and does not act on it",
            "\(event.name)：发生在 \(scenario.indicators[index].name) 的首个模拟期之前，对其不起作用"))
      }
    }
    events.append(
      EventPlan(
        name: event.name, chancePerYear: chance, at: date, multiply: multiply, lasts: lasts,
        affects: affected, totals: affected.filter { scenario.indicators[$0].isFlow },
        work: affected.filter { scenario.indicators[$0].isRollout }))
  }

  // MARK: Order

  /// Indicators in an order in which each comes after those whose present value it reads, the first of
  /// the file among those that may come next.
  private func orderOfComputation() -> [Int] {
    var waitsFor = [Int](repeating: 0, count: processes.count)
    var readers = [[Int]](repeating: [], count: processes.count)
    for index in processes.indices {
      for read in Set(dependencies(of: index, lagged: false)) where read != index {
        waitsFor[index] += 1
        readers[read].append(index)
      }
    }
    var ready = LeastFirst(processes.indices.filter { waitsFor[$0] == 0 })
    var order: [Int] = []
    while let next = ready.pop() {
      order.append(next)
      for reader in readers[next] {
        waitsFor[reader] -= 1
        if waitsFor[reader] == 0 { ready.insert(reader) }
      }
    }
    // Circles are reported when the scenario is read.
    return order.count == processes.count ? order : Array(processes.indices)
  }

  private func dependencies(of index: Int, lagged: Bool) -> [Int] {
    inputs(of: index).filter { lagged || $0.lag == 0 }.map(\.indicator)
      + [processes[index].source].compactMap { $0 }
  }

  /// What a process reads of indicators.
  private func inputs(of index: Int) -> [IndicatorInput] {
    graph.inputs(of: roots(of: index)).map(read)
  }

  /// The nodes that a process and the events on it read.
  func roots(of index: Int) -> [NodeID] {
    processes[index].nodes
      + events.filter { $0.affects.contains(index) }.flatMap(\.nodesPerPeriod)
  }

}

extension Indicator {
  fileprivate var isRollout: Bool {
    if case .rollout = kind { true } else { false }
  }

  /// Whether its first period is given by `initial` or its curve, so that the second one is the
  /// first to be simulated.
  fileprivate var startsAtGrid: Bool {
    switch kind {
    case .output, .count: true
    case .rollout: true
    case .milestone, .derived, .reading: false
    }
  }
}
