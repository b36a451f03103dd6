internal import Distributions
internal import Expressions
internal import Quantities
internal import Simulation

// Rollouts: a plan, stages, their limits and money, and what is under way at the start.
extension CaseCompiler {
  mutating func rollout(
    _ rollout: Rollout, _ indicator: Indicator, _ observed: ObservedHistory
  ) -> RolloutPlan? {
    let path = "indicators.\(indicator.name)"
    let initial =
      indicator.initial == nil && observed.origin == nil
      ? graph.constant(0) : level(of: indicator, observed)
    let plan = amounts(rollout.plan, path + ".plan")
    let ceiling = rollout.ceiling.flatMap { months($0, place(path + ".ceiling")) }
    var stages: [StagePlan] = []
    for stage in rollout.stages {
      guard let plan = self.stage(stage, path: "\(path).pipeline.\(stage.name)", path) else {
        continue
      }
      stages.append(plan)
    }
    guard let initial, let plan, stages.count == rollout.stages.count else { return nil }
    return RolloutPlan(
      initial: initial, plan: plan, stages: filled(stages, rollout, indicator, observed),
      ceiling: ceiling)
  }

  // MARK: Months

  /// The node of a parameter for each month of a period.
  private mutating func months(_ text: ExpressionText, _ place: Place) -> [NodeID]? {
    var nodes: [NodeID] = []
    for month in 0..<grid.monthsPerStep {
      var place = place
      place.month = month
      // What is wrong is wrong in every month.
      guard let checked = check(text, at: place) else { return nil }
      nodes.append(checked.node)
    }
    return nodes
  }

  /// What a parameter so much per period is in each month of a period.
  private mutating func amounts(_ text: ExpressionText, _ path: String) -> [NodeID]? {
    let count = graph.constant(Double(grid.monthsPerStep))
    return months(text, place(path))?.map { graph.binary(.divide, $0, count) }
  }

  // MARK: Under way

  /// The stages with what is in them at the origin: as written, or at the pace of the history.
  private mutating func filled(
    _ stages: [StagePlan], _ rollout: Rollout, _ indicator: Indicator, _ observed: ObservedHistory
  ) -> [StagePlan] {
    let path = "indicators.\(indicator.name).under_way"
    let isWritten = stages.allSatisfy { rollout.underWay[$0.name] != nil }
    let pace = isWritten ? nil : pace(of: stages, indicator, observed)
    var all = stages
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
        all[index].underWay = .begun(graph.binary(.multiply, rate, stay))
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
        "\(indicator.name): one observation shows no pace, so nothing is under way at the start; "
          + "write `under_way: {\(stages[0].name): …}` if something is")
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
      "\(indicator.name): what is under way at the start is taken from the pace of the last "
        + "\(plain(months)) months, \(plain((pace / 12 * 10).rounded() / 10)) a month built, as if "
        + "it had been so for long; write `under_way:` with the items by stage if you know them")
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
    _ stage: Rollout.Stage, path: String, _ indicatorPath: String
  ) -> StagePlan? {
    var isWhole = true
    func whole<T>(_ value: T?) -> T? {
      if value == nil { isWhole = false }
      return value
    }
    let atOnce = Array(repeating: graph.constant(0), count: grid.monthsPerStep)
    var duration = StagePlan.Duration.fixed(atOnce)
    if let text = stage.takes {
      if let found = whole(itemDuration(text, path + ".takes")) { duration = found }
    }
    var refused: NodeID?
    if let text = stage.refused { refused = whole(steadyNode(text, path + ".refused")) }
    var limits: [[NodeID]] = []
    if let text = stage.capacity {
      if let nodes = whole(amounts(text, path + ".capacity")) { limits.append(nodes) }
    }
    if let text = stage.supply {
      let nodes = amounts(text, indicatorPath + ".supply.limit")
      if let nodes = whole(nodes) { limits.append(nodes) }
    }
    var budget: BudgetPlan?
    if let money = stage.budget { budget = whole(self.budget(money, indicatorPath + ".budget")) }
    guard isWhole else { return nil }
    return StagePlan(
      name: stage.name, duration: duration, refused: refused, limits: limits, budget: budget)
  }

  private mutating func budget(_ money: Rollout.Budget, _ path: String) -> BudgetPlan? {
    guard let total = check(money.total, at: place(path + ".total")) else { return nil }
    var costPlace = place(path + ".unit_cost")
    costPlace.unit = total.unit ?? .one
    guard let unitCost = months(money.unitCost, costPlace) else { return nil }
    var learning: NodeID?
    if let text = money.learning {
      guard let node = steadyNode(text, path + ".learning") else { return nil }
      learning = node
    }
    return BudgetPlan(total: total.node, unitCost: unitCost, learning: learning)
  }

  /// A law is each item's own duration; anything else is the same for all items of a path.
  private mutating func itemDuration(_ text: ExpressionText, _ path: String) -> StagePlan.Duration?
  {
    guard let nodes = months(text, place(path)) else { return nil }
    let (node, years) = (nodes[0], grid.yearsPerStep)
    guard let (draw, factor) = ownLaw(node, path) else {
      guard !graph.draws(of: nodes).contains(where: { isOwn($0.draw, path) }) else {
        issues.report(
          text.place, text.path, "a law inside a larger expression is no duration of items",
          "give a law by itself, or draw the duration once per path as an uncertainty")
        return nil
      }
      return .fixed(nodes.map { graph.binary(.multiply, $0, graph.constant(years)) })
    }
    if case .fixed(let law) = draw.law, law.isDiscrete, (try? law.scaled(by: factor * years)) == nil
    {
      issues.report(
        text.place, text.path, "a law of counts is no duration",
        "name a continuous law, such as gamma(mean: 3, sd: 1.5), or discrete(1: 0.5, 2: 0.5)")
      return nil
    }
    guard case .fixed(let law) = draw.law, let scaled = try? law.scaled(by: factor * years) else {
      issues.report(
        text.place, text.path,
        "the law of each item's own duration has parameters that differ by path",
        "give its parameters as numbers or levers, or draw the duration once per path as an "
          + "uncertainty")
      return nil
    }
    return .law(scaled)
  }

  /// The law that a duration is, by itself or in another unit, which is the law times a number.
  private func ownLaw(_ node: NodeID, _ path: String) -> (draw: Draw, factor: Double)? {
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
  private func isOwn(_ draw: Draw, _ path: String) -> Bool {
    !draw.isPerPeriod && draw.isWritten(at: path)
  }
}
