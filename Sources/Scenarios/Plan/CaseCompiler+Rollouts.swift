internal import Distributions
internal import Expressions
internal import Plans
internal import Quantities
internal import Wording

// Rollouts: a plan, stages, their limits and money, and what is under way at the start.
extension CaseCompiler {
  mutating func rollout(
    _ rollout: Rollout, _ indicator: Indicator, _ observed: ObservedHistory
  ) -> RolloutPlan? {
    let initial =
      indicator.initial == nil && observed.origin == nil
      ? graph.constant(0) : level(of: indicator, observed)
    guard let initial else { return nil }
    let before = placed
    guard var plan = plan(rollout, inSteps: grid.monthsPerStep, initial, indicator) else {
      return nil
    }
    let isStruck = scenario.events.contains { $0.affects.contains(indicator.name) }
    let isByMonths = !rollout.yields.isEmpty || rollout.stages.contains { $0.spends != nil }
    if !isStruck, !isByMonths, isSameThroughPeriods(plan) {
      placed = before
      guard let whole = self.plan(rollout, inSteps: 1, initial, indicator) else { return nil }
      plan = whole
    }
    var whole = RolloutPlan(
      initial: initial, plan: plan.plan, stages: filled(plan, rollout, indicator, observed),
      ceiling: plan.ceiling)
    whole.observed = observed.later
    return whole
  }

  /// Whether the ceiling leaves what is there already; where it does not, that is reported.
  private func mayHold(
    _ indicator: Indicator, _ ceiling: NodeID?, above initial: NodeID
  ) -> Bool {
    guard let text = indicator.ceiling, let ceiling = ceiling.flatMap({ graph.constant($0) }),
      let level = graph.constant(initial), ceiling < level
    else { return true }
    issues.report(
      text.place, text.path,
      Phrase(
        "the ceiling \(plain(ceiling)) is below the \(plain(level)) that are there already",
        "上限 \(plain(ceiling)) 低于已有的 \(plain(level))"),
      Phrase("raise the ceiling", "请提高上限"))
    return false
  }

  /// The rollout in so many steps a period, with nothing under way.
  private mutating func plan(
    _ rollout: Rollout, inSteps steps: Int, _ initial: NodeID, _ indicator: Indicator
  ) -> RolloutPlan? {
    let path = "indicators.\(indicator.name)"
    let plan = amounts(indicator.plan, path + ".plan", steps)
    let ceiling = indicator.ceiling.flatMap { nodes($0, place(path + ".ceiling"), steps) }
    var stages: [StagePlan] = []
    for stage in rollout.stages {
      let own = "\(path).pipeline.\(stage.name)"
      guard let plan = self.stage(stage, path: own, path, steps) else { continue }
      stages.append(plan)
    }
    guard let plan, stages.count == rollout.stages.count,
      mayHold(indicator, ceiling?[0], above: initial)
    else { return nil }
    return RolloutPlan(initial: initial, plan: plan, stages: stages, ceiling: ceiling)
  }

  // MARK: Months

  /// Whether a rollout of months is one of periods: nothing stays or is drawn in it, and what it reads is
  /// the same in all months of any period.
  private func isSameThroughPeriods(_ plan: RolloutPlan) -> Bool {
    let passesAtOnce = plan.stages.allSatisfy { stage in
      guard case .fixed(let nodes) = stage.duration, stage.refused == nil else { return false }
      return nodes.allSatisfy { graph.constant($0) == 0 }
    }
    guard grid.monthsPerStep > 1, passesAtOnce else { return false }
    var read = [plan.plan, plan.ceiling ?? []]
    for stage in plan.stages { read += stage.limits.map(\.items) + [stage.budget?.unitCost ?? []] }
    let changing = read.filter { Set($0).count > 1 }
    guard !changing.isEmpty else { return true }
    guard changing.joined().allSatisfy({ graph.rate(of: $0) == .time }) else { return false }
    var evaluator = BlockEvaluator(
      EvaluationSchedule(graph, stages: [changing.flatMap(\.self)]), capacity: 1)
    for index in 0..<grid.count {
      evaluator.beginStep(elapsed: grid.years(index), year: grid.year(index))
      evaluator.evaluate()
      for nodes in changing {
        let first = evaluator.common(nodes[0])
        for node in nodes.dropFirst() where evaluator.common(node) != first { return false }
      }
    }
    return true
  }

  /// The node of a parameter for each step of a period: for its months, or for the whole.
  mutating func nodes(
    _ text: ExpressionText, _ place: Place, _ steps: Int
  ) -> [NodeID]? {
    func node(_ month: Int, _ compiler: inout CaseCompiler) -> NodeID? {
      var place = place
      place.month = steps == compiler.grid.monthsPerStep ? month : nil
      return compiler.check(text, at: place)?.node
    }
    guard let first = node(0, &self), let last = node(steps - 1, &self) else { return nil }
    // What is the same in the first month and in the last one does not depend on the month.
    guard first != last else { return Array(repeating: first, count: steps) }
    let between = (1..<(steps - 1)).compactMap { node($0, &self) }
    return [first] + between + [last]
  }

  /// What a parameter so much per period is in each step of a period.
  private mutating func amounts(
    _ text: ExpressionText, _ path: String, _ steps: Int
  ) -> [NodeID]? {
    let count = graph.constant(Double(steps))
    return nodes(text, place(path), steps)?.map { graph.binary(.divide, $0, count) }
  }

  // MARK: Under way

  /// The stages with what is in them at the origin: as written, or at the pace of the history.
  private mutating func filled(
    _ plan: RolloutPlan, _ rollout: Rollout, _ indicator: Indicator, _ observed: ObservedHistory
  ) -> [StagePlan] {
    let stages = plan.stages
    let path = "indicators.\(indicator.name).under_way"
    let isWritten = stages.allSatisfy { rollout.underWay[$0.name] != nil }
    let pace = isWritten ? nil : pace(of: stages, indicator, observed)
    var all = stages
    // No more can be under way than the ceiling leaves room for.
    var room: NodeID?
    if let ceiling = plan.ceiling?[0], !graph.rate(of: ceiling).changesInTime {
      let open = graph.binary(.subtract, ceiling, plan.initial)
      room = graph.binary(.max, open, graph.constant(0))
    }
    // Refused items are more at the beginning than at the end.
    var arriving = pace.map { graph.constant($0) }
    for index in stages.indices.reversed() {
      let stage = stages[index]
      if let refused = stage.refused, let rate = arriving {
        let passed = graph.binary(.subtract, graph.constant(1), refused)
        arriving = graph.binary(
          .divide, rate, graph.binary(.max, passed, graph.constant(0.01)))
      }
      if let text = rollout.underWay[stage.name] {
        if let node = node(text, "\(path).\(stage.name)") { all[index].underWay = .items(node) }
      } else if let rate = arriving, let stay = meanStay(stage) {
        var items = graph.binary(.multiply, rate, stay)
        if let open = room {
          items = graph.binary(.min, items, open)
          room = graph.binary(.subtract, open, items)
        }
        all[index].underWay = .begun(items)
      }
    }
    return all
  }

  /// The mean stay in a stage, in years; nil where it has none.
  private mutating func meanStay(_ stage: StagePlan) -> NodeID? {
    switch stage.duration {
    case .fixed(let nodes): nodes[0]
    case .law(let law): law.mean.isFinite ? graph.constant(law.mean) : nil
    }
  }

  /// The items that were built in a year, at the end of the history: of the last twelve months, or
  /// of the time that an item takes in all if that is longer, for what is under way now was begun
  /// then.
  private mutating func pace(
    of stages: [StagePlan], _ indicator: Indicator, _ observed: ObservedHistory
  ) -> Double? {
    guard !stages.isEmpty, let last = observed.points.last else { return nil }
    guard let first = observed.points.first, first.time < last.time else {
      notes.append(
        Phrase(
          "\(indicator.name): one observation shows no pace, so nothing is under way at the start; "
            + "write `under_way: {\(stages[0].name): …}` if something is",
          "\(indicator.name)：单个观测值看不出建设速度，故起始时视为无在建项目；若有，请写 "
            + "`under_way: {\(stages[0].name): …}`"))
      return nil
    }
    var total = 0.0
    for stage in stages {
      if let node = meanStay(stage), let mean = typical(node) { total += max(0, mean) }
    }
    let window = min(max(1, total), last.time - first.time)
    let begin = last.time - window
    let after = observed.points.firstIndex { $0.time >= begin - 1e-9 } ?? 0
    let (b, a) = (observed.points[after], observed.points[max(0, after - 1)])
    let share = b.time > a.time ? (begin - a.time) / (b.time - a.time) : 1
    let level = a.central + (b.central - a.central) * share
    let pace = max(0, (last.central - level) / window)
    let months = (window * 12).rounded()
    notes.append(
      Phrase(
        "\(indicator.name): what is under way at the start is taken from the pace of the last "
          + "\(plain(months)) months, \(plain((pace / 12 * 10).rounded() / 10)) a month built, as if "
          + "it had been so for long; write `under_way:` with the items by stage if you know them",
        "\(indicator.name)：起始时的在建数量按最近 \(plain(months)) 个月的速度（每月建成 "
          + "\(plain((pace / 12 * 10).rounded() / 10))）推算，视为长期如此；若已知，请用 `under_way:` 按阶段写出"))
    return pace
  }

  /// A number for a node that may differ by path: its value, or the mean of its law.
  private func typical(_ node: NodeID) -> Double? {
    if let value = graph.constant(node) { return value.isFinite ? value : nil }
    switch graph[node] {
    case .draw(let draw):
      if case .fixed(let law) = draw.law, law.mean.isFinite { return law.mean }
      return nil
    case .binary(let operation, let a, let b):
      guard let x = typical(a), let y = typical(b) else { return nil }
      switch operation {
      case .add: return x + y
      case .subtract: return x - y
      case .multiply: return x * y
      case .divide: return y == 0 ? nil : x / y
      default: return nil
      }
    default: return nil
    }
  }

  private mutating func stage(
    _ stage: Rollout.Stage, path: String, _ indicatorPath: String, _ steps: Int
  ) -> StagePlan? {
    var isWhole = true
    func whole<T>(_ value: T?) -> T? {
      if value == nil { isWhole = false }
      return value
    }
    let atOnce = Array(repeating: graph.constant(0), count: steps)
    var duration = StagePlan.Duration.fixed(atOnce)
    if let text = stage.takes {
      if let found = whole(itemDuration(text, path + ".takes", steps)) { duration = found }
    }
    var refused: NodeID?
    if let text = stage.refused { refused = whole(steadyNode(text, path + ".refused")) }
    var limits: [StageLimit] = []
    if let text = stage.capacity {
      if let nodes = whole(amounts(text, path + ".capacity", steps)) {
        limits.append(StageLimit(.capacity, items: nodes))
      }
    }
    if let text = stage.supply {
      let nodes = amounts(text, indicatorPath + ".supply.limit", steps)
      if let nodes = whole(nodes) { limits.append(StageLimit(.supply, items: nodes)) }
    }
    var budget: BudgetPlan?
    if let total = stage.budget {
      budget = whole(self.budget(total, stage, indicatorPath + ".budget", steps))
    }
    guard isWhole else { return nil }
    return StagePlan(
      name: stage.name, duration: duration, refused: refused, limits: limits, budget: budget)
  }

  private mutating func budget(
    _ total: ExpressionText, _ stage: Rollout.Stage, _ path: String, _ steps: Int
  ) -> BudgetPlan? {
    guard let total = check(total, at: place(path + ".total")) else { return nil }
    var costPlace = place(path + ".unit_cost")
    costPlace.unit = total.unit ?? .one
    guard let unitCost = nodes(stage.unitCost, costPlace, steps) else { return nil }
    var learning: NodeID?
    if let text = stage.learning {
      guard let node = steadyNode(text, path + ".learning") else { return nil }
      learning = node
    }
    return BudgetPlan(total: total.node, unitCost: unitCost, learning: learning)
  }

  /// A law is each item's own duration; anything else is the same for all items of a path.
  private mutating func itemDuration(
    _ text: ExpressionText, _ path: String, _ steps: Int
  ) -> StagePlan.Duration? {
    guard let nodes = nodes(text, place(path), steps) else { return nil }
    let (node, years) = (nodes[0], grid.yearsPerStep)
    guard let (draw, factor) = ownLaw(node, path) else {
      guard !graph.draws(of: nodes).contains(where: { isOwn($0.draw, path) }) else {
        issues.report(
          text.place, text.path,
          Phrase(
            "a law inside a larger expression is no duration of items",
            "嵌在更大表达式中的分布不能作为各项目的工期"),
          Phrase(
            "give a law by itself, or draw the duration once per path as an uncertainty",
            "请单独写出分布，或用不确定量使每条路径抽取一次工期"))
        return nil
      }
      return .fixed(nodes.map { graph.binary(.multiply, $0, graph.constant(years)) })
    }
    if case .fixed(let law) = draw.law, law.isDiscrete, (try? law.scaled(by: factor * years)) == nil
    {
      issues.report(
        text.place, text.path, Phrase("a law of counts is no duration", "计数分布不能作为工期"),
        Phrase(
          "name a continuous law, such as gamma(mean: 3, sd: 1.5), or discrete(1: 0.5, 2: 0.5)",
          "请用连续分布，如 gamma(mean: 3, sd: 1.5)，或 discrete(1: 0.5, 2: 0.5)"))
      return nil
    }
    guard case .fixed(let law) = draw.law, let scaled = try? law.scaled(by: factor * years) else {
      issues.report(
        text.place, text.path,
        Phrase(
          "the law of each item's own duration has parameters that differ by path",
          "各项目工期分布的参数随路径而变"),
        Phrase(
          "give its parameters as numbers or levers, or draw the duration once per path as an "
            + "uncertainty", "请将参数写成数字或手段，或用不确定量使每条路径抽取一次工期"))
      return nil
    }
    return .law(scaled)
  }

  /// The law that a duration is, by itself or in another unit, which is the law times a number.
  func ownLaw(_ node: NodeID, _ path: String) -> (draw: Draw, factor: Double)? {
    switch graph[node] {
    case .draw(let draw) where isOwn(draw, path):
      return (draw, 1)
    case .binary(.multiply, let a, let b):
      if let (draw, factor) = ownLaw(a, path), let c = graph.constant(b), c > 0 {
        return (draw, factor * c)
      }
      guard let (draw, factor) = ownLaw(b, path), let c = graph.constant(a), c > 0 else {
        return nil
      }
      return (draw, factor * c)
    case .binary(.divide, let a, let b):
      guard let (draw, factor) = ownLaw(a, path), let c = graph.constant(b), c > 0 else {
        return nil
      }
      return (draw, factor / c)
    default:
      return nil
    }
  }

  /// Whether a draw is that of a law written in place, not of an uncertainty.
  func isOwn(_ draw: Draw, _ path: String) -> Bool {
    !draw.isPerPeriod && draw.isWritten(at: path)
  }
}
