internal import Expressions
internal import Quantities
internal import Simulation

/// Compiles targets: statements become measures, conditions and indices of periods.
struct TargetCompiler {
  private let scenario: Scenario
  private let grid: TimeGrid
  private let indicators: [IndicatorPlan]
  private let issues: IssueCollector

  init(
    _ scenario: Scenario, grid: TimeGrid, _ indicators: [IndicatorPlan], _ issues: IssueCollector
  ) {
    self.scenario = scenario
    self.grid = grid
    self.indicators = indicators
    self.issues = issues
  }

  /// The targets; their thresholds become nodes of the cases' graphs where they vary.
  func targets(_ cases: inout [CaseCompiler]) -> [TargetPlan] {
    let names = scenario.targets.map(\.name)
    return scenario.targets.compactMap { target in
      switch target.statement {
      case .all(let members):
        let indices = members.compactMap { names.firstIndex(of: $0) }
        let last = TargetDeadline(.byPeriod, index: grid.count - 1, label: "")
        return TargetPlan(
          name: target.name, statement: .all(indices), deadlines: [last],
          isInformative: target.isInformative)
      case .indicator(let name, let condition):
        guard let index = scenario.indicators.firstIndex(where: { $0.name == name }) else {
          return nil
        }
        return compile(target, scenario.indicators[index], index, condition, &cases)
      }
    }
  }

  private func compile(
    _ target: Target, _ indicator: Indicator, _ index: Int, _ condition: Target.Condition,
    _ cases: inout [CaseCompiler]
  ) -> TargetPlan? {
    let deadlines = deadlines(of: target)
    let origin = indicators[index].origin
    guard let last = deadlines.last, last.index > origin else {
      issues.report(
        target.place, "targets.\(target.name)",
        "is due in \(grid.period(deadlines.last?.index ?? 0)), and the simulation begins after "
          + "\(grid.period(max(0, origin)))",
        "name a later deadline")
      return nil
    }
    noteLastPeriod(target, indicator, &cases)
    let rule = periodRule(of: target, indicator)
    let unit = indicator.unit
    let path = "targets.\(target.name)"
    var plan: (TargetMeasure, TargetCondition)?
    func bound(_ text: ExpressionText, _ unit: Unit) -> TargetThreshold? {
      threshold(text, path, unit, over: total(of: target, indicator), &cases)
    }
    switch condition {
    case .atLeast(let text):
      plan = bound(text, unit).map { (.value(rule), .atLeast($0)) }
    case .moreThan(let text):
      plan = bound(text, unit).map { (.value(rule), .moreThan($0)) }
    case .atMost(let text):
      plan = bound(text, unit).map { (.value(rule), .atMost($0)) }
    case .lessThan(let text):
      plan = bound(text, unit).map { (.value(rule), .lessThan($0)) }
    case .between(let low, let high):
      if let low = bound(low, unit), let high = bound(high, unit) {
        // Both bounds are numbers or both are nodes.
        plan = (.value(rule), .between(low, high))
      }
    case .increaseOfAtLeast(let text, let since):
      plan = bound(text, unit).map { (.increase(since: self.index(of: since)), .atLeast($0)) }
    case .growthFactorOfAtLeast(let text, let since):
      let start = since.map { self.index(of: $0) } ?? max(0, origin)
      plan = bound(text, .one).map { (.growthFactor(since: start), .atLeast($0)) }
    case .annualGrowthOfAtLeast(let rate, let since):
      let start = since.map { self.index(of: $0) } ?? max(0, origin)
      plan = (.annualGrowth(since: start), .atLeast(.constant(rate)))
    case .reached:
      plan = (.value(.last), .atLeast(.constant(1)))
    }
    guard let (measure, statement) = plan else { return nil }
    if let since = measure.since, since < origin, indicators[index].known[since] == nil {
      issues.report(
        target.place, path + ".since",
        "nothing is known of \(indicator.name) in \(grid.period(since))",
        "begin with a period that the history names, or with \(grid.period(max(0, origin)))")
      return nil
    }
    if let periods = rule.count {
      if measure.since != nil {
        issues.report(
          target.place, path + ".since",
          "a flow is compared period with period here, and \(indicator.name) is asked for a longer one",
          "write periods of the grid, such as `since: \(grid.period(max(0, origin)))`")
        return nil
      }
      if let first = deadlines.first, first.index + 1 < periods {
        issues.report(
          target.place, path,
          "\(first.label) lies only partly in the simulated time, so its sum or mean is not known",
          "begin the grid earlier, or name a later deadline")
        return nil
      }
    }
    return TargetPlan(
      name: target.name, statement: .indicator(index, measure, statement), deadlines: deadlines,
      isInformative: target.isInformative)
  }

  // MARK: Thresholds

  /// A number if it is the same in every case and on every path, nodes elsewhere.
  private func threshold(
    _ text: ExpressionText, _ path: String, _ unit: Unit, over total: TotalOver,
    _ cases: inout [CaseCompiler]
  ) -> TargetThreshold? {
    var nodes: [NodeID] = []
    var values: [Double?] = []
    for index in cases.indices {
      var place = cases[index].place(path, ParameterOwner(unit: unit, total: total))
      place.unit = unit
      guard let node = cases[index].check(text, at: place)?.node else { return nil }
      nodes.append(node)
      values.append(cases[index].graph.constant(node))
    }
    if let first = values[0], values.allSatisfy({ $0 == first }) { return .constant(first) }
    return .nodes(nodes)
  }

  // MARK: Periods

  private func index(of period: Period) -> Int {
    (try? period.last(on: grid.step)).map { grid.index(of: $0) } ?? 0
  }

  private func deadlines(of target: Target) -> [TargetDeadline] {
    switch target.deadline {
    case .in(let period):
      return [TargetDeadline(.inPeriod, index: index(of: period), label: period.description)]
    case .by(let period):
      return [TargetDeadline(.byPeriod, index: index(of: period), label: period.description)]
    case .byEach(let first, let last):
      var deadlines: [TargetDeadline] = []
      var period = first
      while period <= last {
        deadlines.append(
          TargetDeadline(.byPeriod, index: index(of: period), label: period.description))
        period = period.advanced(by: 1)
      }
      return deadlines
    case .undated, .ofMembers:
      let end = grid.period(grid.count - 1)
      return [TargetDeadline(.byPeriod, index: grid.count - 1, label: end.description)]
    }
  }

  /// The stretch of time whose total a target looks at, where its unit does not say it.
  private func total(of target: Target, _ indicator: Indicator) -> TotalOver {
    guard indicator.isTotal else { return .none }
    switch target.deadline {
    case .in(let date), .by(let date), .byEach(_, let date): return .years(date.step.years)
    case .undated, .ofMembers: return .years(grid.yearsPerStep)
    }
  }

  /// Says that a long deadline means the last of its periods, of a derived value that reads flows and is
  /// none itself.
  private func noteLastPeriod(
    _ target: Target, _ indicator: Indicator, _ cases: inout [CaseCompiler]
  ) {
    guard case .derived(let text) = indicator.kind, !indicator.isFlow, !indicator.saysMeasure,
      let tree = try? ExpressionParser.parse(text.text),
      tree.names.contains(where: { scenario.indicator($0)?.isFlow ?? false })
    else { return }
    let date: Period
    switch target.deadline {
    case .in(let period), .by(let period), .byEach(_, let period): date = period
    case .undated, .ofMembers: return
    }
    guard date.step.perYear < grid.stepsPerYear, let last = try? date.last(on: grid.step) else {
      return
    }
    cases[0].notes.append(
      "\(target.name): \(indicator.name) is no sum or multiple of flows, so \(date) is its value in "
        + "\(last); write `measure: flow` beside its expression for that of the whole \(date.step)")
  }

  /// Flows are added up over a deadline that is longer than a period of the grid.
  private func periodRule(of target: Target, _ indicator: Indicator) -> PeriodRule {
    guard indicator.isFlow else { return .last }
    let period: Period
    switch target.deadline {
    case .in(let date), .by(let date), .byEach(_, let date): period = date
    case .undated, .ofMembers: return .last
    }
    let periods = grid.stepsPerYear / period.step.perYear
    guard periods > 1 else { return .last }
    return indicator.unit.dimension[.time] < 0 ? .mean(of: periods) : .sum(of: periods)
  }
}

extension TargetMeasure {
  /// The index of the period since which something is measured.
  fileprivate var since: Int? {
    switch self {
    case .value: nil
    case .increase(let since), .growthFactor(let since), .annualGrowth(let since): since
    }
  }
}

extension PeriodRule {
  /// The number of periods that make one value; nil where each has its own.
  fileprivate var count: Int? {
    switch self {
    case .last: nil
    case .mean(let count), .sum(let count): count
    }
  }
}
