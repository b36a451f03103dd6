internal import Expressions
internal import Plans
internal import Quantities
internal import Wording

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

  /// The targets; their thresholds become nodes of the graph where they vary.
  func targets(_ cases: inout [CaseCompiler]) -> [TargetPlan] {
    let places = Dictionary(
      scenario.targets.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let indices = Dictionary(
      uniqueKeysWithValues: scenario.indicators.enumerated().map { ($1.name, $0) })
    return scenario.targets.compactMap { target in
      switch target.statement {
      case .joint(let rule, let members):
        let indices = members.compactMap { places[$0] }
        let last = TargetDeadline(.byPeriod, index: grid.count - 1, label: "")
        return TargetPlan(
          name: target.name, statement: .joint(rule, indices), deadlines: [last],
          isInformative: target.isInformative)
      case .indicator(let name, let condition):
        guard let index = indices[name] else { return nil }
        return compile(target, scenario.indicators[index], index, condition, &cases)
      }
    }
  }

  private func compile(
    _ target: Target, _ indicator: Indicator, _ index: Int, _ condition: Target.Condition,
    _ cases: inout [CaseCompiler]
  ) -> TargetPlan? {
    let deadlines = deadlines(of: target, indicator)
    // What came since the plan was written counts, and growth is still that since then.
    let before = scenario.observedBefore[indicator.name].map { grid.index(of: $0) }
    let origin = min(indicators[index].origin, before ?? .max)
    guard let last = deadlines.last, last.index > origin else {
      issues.report(
        target.place, "targets.\(target.name)",
        Phrase(
          "is due in \(grid.period(deadlines.last?.index ?? 0)), and the simulation begins after "
            + "\(grid.period(max(0, origin)))",
          "期限为 \(grid.period(deadlines.last?.index ?? 0))，而模拟始于 "
            + "\(grid.period(max(0, origin))) 之后"),
        Phrase("name a later deadline", "请改为更晚的期限"))
      return nil
    }
    noteLastPeriod(target, indicator, &cases)
    let rule = periodRule(of: target, indicator)
    let start = start(of: condition, rule, origin)
    let unit = indicator.unit
    let path = "targets.\(target.name)"
    var plan: (TargetMeasure, TargetCondition)?
    func bound(_ text: ExpressionText, _ unit: Unit, isLevel: Bool = true) -> TargetThreshold? {
      var owner = ParameterOwner(unit: unit, total: total(of: target, indicator))
      owner.countsThings = isLevel && indicator.countsThings
      return threshold(text, path, owner, rule, of: index, &cases)
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
    case .between(let lowText, let highText):
      if let low = bound(lowText, unit), let high = bound(highText, unit) {
        if let a = low.constant, let b = high.constant, a >= b {
          let unit = unit == .one ? "" : " \(unit.symbol)"
          issues.report(
            lowText.place, lowText.path,
            Phrase(
              "the lower end must come first and differ from the upper one, found \(plain(a))\(unit) "
                + "and \(plain(b))\(unit)",
              "下端须在前，且与上端不同，实为 \(plain(a))\(unit) 与 \(plain(b))\(unit)"),
            Phrase("write `between: [low, high]`", "请写 `between: [low, high]`"))
          return nil
        }
        // Both bounds are numbers or both are nodes.
        plan = (.value(rule), .between(low, high))
      }
    case .increaseOfAtLeast(let text, _):
      plan = bound(text, unit).map { (.increase(since: start, rule), .atLeast($0)) }
    case .growthFactorOfAtLeast(let text, _):
      plan = bound(text, .one, isLevel: false).map {
        (.growthFactor(since: start, rule), .atLeast($0))
      }
    case .annualGrowthOfAtLeast(let rate, _):
      plan = (.annualGrowth(since: start, rule), .atLeast(.constant(rate)))
    case .rankAtMost(let text, _):
      plan = bound(text, .one, isLevel: false).map { (.value(rule), .atMost($0)) }
    case .reached:
      plan = (.value(.last), .atLeast(.constant(1)))
    }
    guard let (measure, statement) = plan else { return nil }
    if let first = deadlines.first, first.index + 1 < rule.count {
      issues.report(
        target.place, path,
        Phrase(
          "\(first.label) lies only partly in the simulated time, so its sum or mean is not known",
          "\(first.label) 仅部分处于模拟期内，其合计或平均无从得知"),
        Phrase("begin the grid earlier, or name a later deadline", "请提前模拟起点，或改为更晚的期限"))
      return nil
    }
    guard isWhole(deadlines, rule, of: index, target, cases) else { return nil }
    guard measure.since == nil || isKnown(start, rule, of: index, target, last, cases) else {
      return nil
    }
    var compiled = TargetPlan(
      name: target.name, statement: .indicator(index, measure, statement), deadlines: deadlines,
      isInformative: target.isInformative, stride: stride(of: target, indicator))
    if origin < indicators[index].origin { compiled.begins = origin + 1 }
    return compiled
  }

  /// A file means in a plan of shorter periods what it means alone: what it asks `by` a date is looked for
  /// at the ends of its own periods, or of shorter ones that the deadline names.
  private func stride(of target: Target, _ indicator: Indicator) -> Int {
    guard let step = target.stepOfFile else { return 1 }
    let looked = max(step.perYear, lengthAsked(by: target, indicator)?.perYear ?? 0)
    return max(1, grid.stepsPerYear / looked)
  }

  // MARK: Thresholds

  /// A number if it is the same in every case and on every path, nodes elsewhere.
  ///
  /// What is a total or a mean of several periods is compared with flows over the same ones.
  private func threshold(
    _ text: ExpressionText, _ path: String, _ owner: ParameterOwner, _ rule: PeriodRule,
    of indicator: Int, _ cases: inout [CaseCompiler]
  ) -> TargetThreshold? {
    var nodes: [NodeID] = []
    var values: [Double?] = []
    for index in cases.indices {
      var place = cases[index].place(path, owner)
      place.unit = owner.unit
      place.expectsDate = cases[index].datedIndicators.contains(indicator)
      guard
        let node = cases[index].check(text, at: place, periodsOfTarget: rule.count)?.node
      else { return nil }
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

  private func deadlines(of target: Target, _ indicator: Indicator) -> [TargetDeadline] {
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
    case .byAny(let periods):
      return periods.map {
        TargetDeadline(.byPeriod, index: index(of: $0), label: $0.description)
      }
    case .undated, .ofMembers:
      let end = end(of: target)
      let last = lengthAsked(by: target, indicator).flatMap { lastWhole($0, until: end) } ?? end
      return [TargetDeadline(.byPeriod, index: index(of: last), label: last.description)]
    }
  }

  /// The end of the simulated time, or that of the file of the target where it ends before.
  private func end(of target: Target) -> Period {
    let last = grid.period(grid.count - 1)
    return target.endOfFile.map { min($0, last) } ?? last
  }

  /// The last period of a length that lies in the time until an end as a whole.
  private func lastWhole(_ length: TimeStep, until end: Period) -> Period? {
    let last = end.containing(length)
    let whole = (try? last.last(on: grid.step)) == end ? last : last.advanced(by: -1)
    return ((try? whole.last(on: grid.step)).map { $0 >= grid.period(0) } ?? false) ? whole : nil
  }

  /// The length of the periods that a target looks at, where something says one: its dates or, of a
  /// flow without any, the dates of its history or the periods of its file, whichever are longer.
  private func lengthAsked(by target: Target, _ indicator: Indicator) -> TimeStep? {
    if let length = target.lengthAsked { return length }
    guard indicator.isFlow else { return nil }
    let lengths = [lengthOfValues(indicator, behind: []), target.stepOfFile].compactMap(\.self)
    guard let length = lengths.min(by: { $0.perYear < $1.perYear }),
      length.perYear < grid.stepsPerYear
    else { return nil }
    // A pace is there in a shorter time too, a total is not.
    return indicator.isTotal || lastWhole(length, until: end(of: target)) != nil ? length : nil
  }

  /// The length of the periods of which a file gives the values of a flow; of a derived one that of what
  /// it reads, where all of these have the same.
  private func lengthOfValues(_ indicator: Indicator, behind seen: Set<String>) -> TimeStep? {
    if case .output = indicator.kind { return indicator.lengthOfTotal }
    guard case .derived = indicator.kind, let tree = try? indicator.expression?.tree() else {
      return nil
    }
    let parts = Set(tree.names).subtracting(seen).subtracting([indicator.name])
      .compactMap { scenario.indicator($0) }
      .filter { indicator.isTotal ? $0.isTotal : $0.isFlow }
    let lengths = Set(parts.map { lengthOfValues($0, behind: seen.union([indicator.name])) })
    return lengths.count == 1 ? lengths.first ?? nil : nil
  }

  /// The stretch of time whose total a target looks at, where its unit does not say it.
  private func total(of target: Target, _ indicator: Indicator) -> TotalOver {
    guard indicator.isTotal else { return .none }
    return .years(lengthAsked(by: target, indicator)?.years ?? grid.yearsPerStep)
  }

  /// Says that a long deadline means the last of its periods, of a derived value that reads flows and is
  /// none itself.
  private func noteLastPeriod(
    _ target: Target, _ indicator: Indicator, _ cases: inout [CaseCompiler]
  ) {
    guard case .derived = indicator.kind, let text = indicator.expression, !indicator.isFlow,
      !indicator.saysMeasure,
      let tree = try? text.tree(),
      tree.names.contains(where: { scenario.indicator($0)?.isFlow ?? false })
    else { return }
    let date: Period
    switch target.deadline {
    case .in(let period), .by(let period), .byEach(_, let period): date = period
    case .byAny(let periods): date = periods[periods.count - 1]
    case .undated, .ofMembers: return
    }
    guard date.step.perYear < min(grid.stepsPerYear, target.stepOfFile?.perYear ?? .max),
      let last = try? date.last(on: grid.step)
    else {
      return
    }
    let said = Phrase(
      "\(target.name): \(indicator.name) is no sum or multiple of flows, so \(date) is its value in \(last)",
      "\(target.name)：\(indicator.name) 不是流量之和或倍数，故 \(date) 取其 \(last) 的数值")
    // Shares and ratios of periods do not add up.
    let mayAddUp = !indicator.unit.dimension.isNone || indicator.unit.countsThings
    cases[0].notes.append(
      mayAddUp
        ? said
          + Phrase(
            "; write `measure: flow` beside its expression for that of the whole \(date.step)",
            "；若指全\(date.step.word.chinese)合计，请在其表达式旁写 `measure: flow`")
        : said)
  }

  /// Flows are added up over a deadline that is longer than a period of the grid.
  private func periodRule(of target: Target, _ indicator: Indicator) -> PeriodRule {
    guard indicator.isFlow, let step = lengthAsked(by: target, indicator) else { return .last }
    let periods = grid.stepsPerYear / step.perYear
    guard periods > 1 else { return .last }
    return indicator.unit.dimension[.time] < 0 ? .mean(of: periods) : .sum(of: periods)
  }

  /// Whether the periods that make a sum or mean are all known or simulated.
  private func isWhole(
    _ deadlines: [TargetDeadline], _ rule: PeriodRule, of index: Int, _ target: Target,
    _ cases: [CaseCompiler]
  ) -> Bool {
    guard rule.count > 1 else { return true }
    let plan = indicators[index]
    let first = cases.map { $0.processes[index].firstIndex(origin: plan.origin) }.max() ?? 0
    for deadline in deadlines {
      let periods = rule.periods(upTo: deadline.index)
      guard let open = periods.first(where: { $0 < first && plan.known[$0] == nil }) else {
        continue
      }
      let name = scenario.indicators[index].name
      issues.report(
        target.place, "targets.\(target.name)",
        Phrase(
          "nothing is known of \(name) in \(grid.period(open)), which is part of \(deadline.label), so its "
            + "sum or mean is not known",
          "\(name) 在 \(grid.period(open)) 的数值未知，而它属于 \(deadline.label)，故其合计或平均无从得知"),
        Phrase("add what was observed then, or name a later deadline", "请补充当时的观测值，或改为更晚的期限"))
      return false
    }
    return true
  }

  // MARK: Since when

  /// The index of the (last) period since which growth is measured: as written, or the last one of the
  /// length that is asked for that ends with the last observation.
  private func start(of condition: Target.Condition, _ rule: PeriodRule, _ origin: Int) -> Int {
    if let since = condition.since { return index(of: since) }
    let last = max(0, origin)
    return last - (grid.period(last).index + 1) % rule.count
  }

  /// Whether the values since which growth is measured are known or simulated, and are before the last
  /// deadline and, of a flow, of periods as long as that.
  private func isKnown(
    _ start: Int, _ rule: PeriodRule, of index: Int, _ target: Target, _ last: TargetDeadline,
    _ cases: [CaseCompiler]
  ) -> Bool {
    let (indicator, plan) = (scenario.indicators[index], indicators[index])
    guard case .indicator(_, let condition) = target.statement else { return true }
    let path = "targets.\(target.name)" + (condition.since == nil ? "" : ".since")
    if let since = condition.since, indicator.isFlow, let asked = target.lengthAsked,
      since.step != asked
    {
      let other = (try? since.last(on: asked)) ?? since.containing(asked)
      issues.report(
        target.place, path,
        Phrase(
          "\(since) is a \(since.step), and the target asks for a \(asked): totals of different lengths "
            + "do not compare",
          "\(since) 是\(since.step.word.chinese)，而目标按\(asked.word.chinese)计：长短不同的合计不可比较"),
        Phrase(
          "write a \(asked), as in `since: \(other)`",
          "请写\(asked.word.chinese)，如 `since: \(other)`"))
      return false
    }
    guard start < last.index else {
      issues.report(
        target.place, path,
        Phrase(
          "\(condition.since ?? grid.period(start)) is not before \(last.label), when the target is due",
          "\(condition.since ?? grid.period(start)) 不早于目标的期限 \(last.label)"),
        Phrase(
          "name an earlier period as `since`, or a later deadline",
          "请将 `since` 改为更早的时期，或改为更晚的期限"))
      return false
    }
    let periods = rule.periods(upTo: start)
    let first = cases.map { $0.processes[index].firstIndex(origin: plan.origin) }.max() ?? 0
    let isThere = periods.allSatisfy { $0 >= first || plan.known[$0] != nil }
    guard !isThere || periods.count < rule.count || start < 0 else { return true }
    let origin = grid.period(max(0, plan.origin))
    let missing =
      condition.since.map { Phrase("\($0)") }
      ?? lengthAsked(by: target, indicator).map {
        Phrase("the \($0) that ends with or before \(origin)", "\(origin) 或此前结束的\($0.word.chinese)")
      } ?? Phrase("\(grid.period(start))")
    issues.report(
      target.place, path,
      Phrase(
        "\(rule.count > 1 ? "not all" : "nothing") is known of \(indicator.name) in "
          + missing.english,
        "\(indicator.name) 在 \(missing.chinese) 的数值\(rule.count > 1 ? "不全" : "未知")"),
      rule.count > 1
        ? Phrase(
          (condition.since == nil ? "add" : "write") + " `since:` with a later "
            + "\(lengthAsked(by: target, indicator)?.rawValue ?? "period"), or give what was "
            + "observed before",
          (condition.since == nil ? "请添加 `since:`，写" : "请将 `since:` 改为") + "更晚的"
            + (lengthAsked(by: target, indicator)?.word.chinese ?? "时期") + "，或补充此前的观测值")
        : Phrase(
          "begin with a period that the history names, or with \(origin)",
          "请从有历史数据的时期或 \(origin) 起算"))
    return false
  }
}

extension Target {
  /// The length of the periods that it looks at, where it says one.
  fileprivate var lengthAsked: TimeStep? {
    switch deadline {
    case .in(let date), .by(let date), .byEach(_, let date): return date.step
    case .byAny(let dates): return dates[0].step
    case .undated, .ofMembers:
      guard case .indicator(_, let condition) = statement else { return nil }
      return condition.since?.step
    }
  }
}

extension Target.Condition {
  /// The period since which growth is measured, as written.
  fileprivate var since: Period? {
    switch self {
    case .increaseOfAtLeast(_, let since): since
    case .growthFactorOfAtLeast(_, let since), .annualGrowthOfAtLeast(_, let since): since
    case .atLeast, .moreThan, .atMost, .lessThan, .between, .rankAtMost, .reached: nil
    }
  }
}

extension Period {
  /// The longer period in which it lies.
  fileprivate func containing(_ length: TimeStep) -> Period {
    Period(step: length, ordinal: year * length.perYear + index * length.perYear / step.perYear)
  }
}
