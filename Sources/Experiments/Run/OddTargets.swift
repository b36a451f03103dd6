internal import Expressions
internal import Plans
internal import Quantities
public import Scenarios
public import Simulation
internal import SpecialFunctions
internal import Wording

extension CompiledScenario {
  /// What can be computed and can hardly be meant, in the order of the file, each thing once.
  ///
  /// - Parameter summary: what a run came to, of all that was compiled; nil where nothing was run.
  /// - Returns: warnings, with their places.
  public func warnings(after summary: RunSummary? = nil) -> [ScenarioIssue] {
    warnings { issues in
      let look = ScenarioLook(self)
      SharesAboveWhole(self, look).report(to: issues)
      OddTargets(self, look, after: summary).report(to: issues)
    }
  }
}

/// Targets that cannot be meant: far from all that the scenario may come to, above a ceiling, or
/// met by every path or by none.
struct OddTargets {
  /// Farther than this from all likely values a threshold is no bold promise.
  private static let far = 25.0
  /// Growth a year, in logarithms, that one observation allows.
  private static let growth = 0.15
  private static let jump = Elementary.log(30)
  private static let few = 10.0
  /// On fewer paths than this, none or all of them may be chance.
  private static let enoughPaths = 200
  private static let ceilingDraws = 4096
  /// Values above this quantile of a ceiling do not count.
  private static let ceilingOrder = 0.999

  private let compiled: CompiledScenario
  private let look: ScenarioLook
  private let summary: RunSummary?

  init(_ compiled: CompiledScenario, _ look: ScenarioLook, after summary: RunSummary?) {
    self.compiled = compiled
    self.look = look
    self.summary = summary
  }

  func report(to issues: IssueCollector) {
    let plan = compiled.plan
    guard !plan.targets.isEmpty else { return }
    let look = look.summary
    var odd: Set<Int> = []
    for (index, target) in plan.targets.enumerated() {
      guard case .indicator(let indicator, let measure, let condition) = target.statement else {
        continue
      }
      let seen = Seen(
        target: index, indicator: indicator, measure: measure, condition: condition,
        deadline: target.deadlines[target.deadlines.count - 1])
      if reportCeiling(seen, to: issues) || reportDistance(seen, look, to: issues)
        || reportCertainty(seen, look, to: issues)
      {
        odd.insert(index)
      }
    }
    reportJoint(odd, to: issues)
  }

  private struct Seen {
    let target: Int
    let indicator: Int
    let measure: TargetMeasure
    let condition: TargetCondition
    let deadline: TargetDeadline

    /// What the values of one period are multiplied by to be compared with the threshold.
    var periods: Double {
      if case .sum(let count) = measure.rule { Double(count) } else { 1 }
    }
  }

  // MARK: Above a ceiling

  private func reportCeiling(_ seen: Seen, to issues: IssueCollector) -> Bool {
    guard case .value = seen.measure, let threshold = seen.condition.lowest else { return false }
    var highest = 0.0
    for item in compiled.plan.cases {
      guard let ceiling = ceiling(of: item.processes[seen.indicator]) else { return false }
      highest = max(highest, ceiling * seen.periods)
    }
    let isAbove =
      if case .moreThan = seen.condition { threshold >= highest } else { threshold > highest }
    guard isAbove, highest > 0 else { return false }
    let name = compiled.plan.indicators[seen.indicator].name
    let level = OddObservations.quantity(threshold)
    let place =
      threshold == highest
      ? Phrase("is the ceiling of \(name)", "就是 \(name) 的上限")
      : Phrase(
        "is above the ceiling of \(name), \(OddObservations.quantity(highest)) at most",
        "高于 \(name) 的上限（至多 \(OddObservations.quantity(highest))）")
    report(
      seen,
      Phrase(
        "\(level) \(place.english), and no path passes a ceiling",
        "\(level) \(place.chinese)，而任何路径都不会越过上限"),
      Phrase("raise the ceiling or lower the target", "请提高上限，或降低目标"), to: issues)
    return true
  }

  /// The greatest ceiling that is at all likely; nil where there is none, or one that moves.
  private func ceiling(of process: ProcessPlan) -> Double? {
    switch process {
    case .output(let growth): return self.ceiling(of: growth)
    case .count(let plan):
      guard case .growth(let growth, _) = plan.driver else { return nil }
      return self.ceiling(of: growth)
    case .rollout(let rollout): return rollout.ceiling.flatMap { highest($0[0]) }
    case .milestone, .hazard, .derived, .reading: return nil
    }
  }

  private func ceiling(of growth: GrowthPlan) -> Double? {
    switch growth.model {
    case .curve(let curve): return curve.ceiling.flatMap(highest)
    case .forecaster(let forecaster): return forecaster.ceiling.flatMap(highest)
    case .average(let members, _, _):
      let ceilings = members.map { ceiling(of: $0) }
      return ceilings.contains { $0 == nil } ? nil : ceilings.compactMap(\.self).max()
    }
  }

  private func highest(_ node: NodeID) -> Double? {
    let graph = compiled.plan.graph
    if let constant = graph.constant(node) { return constant }
    if let law = graph.law(of: node) { return law.quantile(Self.ceilingOrder) }
    guard graph.rate(of: node) == .path else { return nil }
    return NodeSamples.draw(
      [node], of: graph, seed: compiled.plan.seed, paths: Self.ceilingDraws)[0].max()
  }

  // MARK: Far from everything

  private func reportDistance(
    _ seen: Seen, _ look: RunSummary?, to issues: IssueCollector
  ) -> Bool {
    guard let (low, high) = likely(seen, look), high > 0 else { return false }
    guard let range = seen.condition.range, let threshold = seen.condition.threshold.constant else {
      return false
    }
    let isFarUp = range.lowerBound > 0 && range.lowerBound > Self.far * high
    let isCounted = compiled.scenario.indicators[seen.indicator].counts
    let isFarDown =
      range.upperBound > 0
      && (isCounted ? max(range.upperBound, Self.few) : range.upperBound) < low / Self.far
    let isOutside = range.lowerBound > high || range.upperBound < low
    let name = compiled.plan.indicators[seen.indicator].name
    let unit = compiled.plan.indicators[seen.indicator].unit
    let amount = OddObservations.amount(threshold, unit)
    if isFarUp || isFarDown {
      let nearest = (isFarUp ? high : low)
      report(
        seen,
        Phrase(
          "\(amount) is \(OddObservations.times(threshold / nearest).english) what \(name) may come to "
            + "by then, \(OddObservations.quantity(low)) to \(OddObservations.quantity(high)) on nine "
            + "of ten paths",
          "\(amount) 是 \(name) 届时可达水平（九成路径在 \(OddObservations.quantity(low)) 至 "
            + "\(OddObservations.quantity(high)) 之间）的"
            + OddObservations.times(threshold / nearest).chinese),
        .unitAndDigits, to: issues)
      return true
    }
    guard isOutside, let last = lastObserved(seen), isOffTrend(seen, range, last) else {
      return false
    }
    report(
      seen,
      Phrase(
        "\(amount) is \(OddObservations.times(threshold / last.value).english) the "
          + "\(OddObservations.quantity(last.value)) that \(name) had in \(last.period)",
        "\(amount) 是 \(name) \(last.period) 的 \(OddObservations.quantity(last.value)) 的"
          + OddObservations.times(threshold / last.value).chinese),
      .unitAndDigits, to: issues)
    return true
  }

  /// Between what nine of ten paths lie at the deadline, over the cases; nil where that is not kept.
  private func likely(_ seen: Seen, _ look: RunSummary?) -> (low: Double, high: Double)? {
    guard let look else { return nil }
    var base = 0.0
    switch seen.measure {
    case .value: break
    case .increase(let since, let rule):
      let plan = compiled.plan.indicators[seen.indicator]
      guard since <= plan.origin, let start = plan.known(rule, upTo: since) else { return nil }
      base = start
    case .growthFactor, .annualGrowth: return nil
    }
    // The periods of a total or a mean move together: their quantiles add up.
    let steps = (seen.deadline.index + 1 - seen.measure.rule.count)...seen.deadline.index
    let bands = look.cases.map { summary in
      steps.compactMap { step in
        summary.bands[seen.indicator].indices.contains(step)
          ? summary.bands[seen.indicator][step] : nil
      }
    }
    guard bands.allSatisfy({ $0.count == steps.count }) else { return nil }
    func total(_ bands: [BandSummary], _ q: Double) -> Double {
      let sum = bands.reduce(0) { $0 + $1.histogram.quantile(q) }
      return sum * seen.periods / Double(bands.count) - base
    }
    let (lows, highs) = (bands.map { total($0, 0.05) }, bands.map { total($0, 0.95) })
    guard let low = lows.min(), let high = highs.max(), low.isFinite, high.isFinite else {
      return nil
    }
    return (low, high)
  }

  private func lastObserved(_ seen: Seen) -> Observation? {
    let indicator = compiled.scenario.indicators[seen.indicator]
    guard case .value(.last) = seen.measure else { return nil }
    if case .rollout = indicator.kind { return nil }
    return indicator.history.last { $0.value > 0 }
  }

  /// Whether a threshold is beyond what growth as it was, or half as much again, explains.
  private func isOffTrend(
    _ seen: Seen, _ range: ClosedRange<Double>, _ last: Observation
  ) -> Bool {
    let indicator = compiled.scenario.indicators[seen.indicator]
    func level(_ value: Double) -> Double {
      Elementary.log(indicator.counts ? max(value, Self.few) : value)
    }
    func end(_ period: Period) -> Double { period.step.end(of: period) }
    let grid = compiled.plan.grid
    let years = max(0, end(grid.period(seen.deadline.index)) - end(last.period))
    var pace = 0.0
    if let first = indicator.history.first(where: { $0.value > 0 }), first.period < last.period {
      pace = (level(last.value) - level(first.value)) / (end(last.period) - end(first.period))
    }
    let upper = max(Self.growth, 1.5 * pace) * years
    let lower = min(0, 1.5 * pace) * years
    if range.lowerBound > 0, range.lowerBound.isFinite,
      level(range.lowerBound) - level(last.value) > upper + Self.jump
    {
      return true
    }
    return range.upperBound > 0 && range.upperBound.isFinite
      && level(range.upperBound) - level(last.value) < lower - Self.jump
  }

  // MARK: No path or every path

  private func reportCertainty(
    _ seen: Seen, _ look: RunSummary?, to issues: IssueCollector
  ) -> Bool {
    guard let summary, summary.paths >= Self.enoughPaths else { return false }
    let scenario = compiled.scenario
    let deadlines = compiled.plan.targets[seen.target].deadlines.indices
    let results = summary.cases.map(\.targets[seen.target])
    // With several deadlines the last is the easiest, and the first the hardest.
    let isNever = results.allSatisfy { item in
      deadlines.allSatisfy { item.attainment($0).successes == 0 }
    }
    let isAlways = results.allSatisfy { item in
      deadlines.allSatisfy { item.attainment($0).successes == item.attainment($0).trials }
    }
    guard isNever || isAlways else { return false }
    let indicator = scenario.indicators[seen.indicator]
    if case .milestone = indicator.kind, indicator.hazard == nil, indicator.milestone.needs.isEmpty,
      indicator.opens.map({ ConstantText($0.text) != nil }) ?? true
    {
      return false
    }
    let name = compiled.plan.indicators[seen.indicator].name
    let reached = likely(seen, look).map {
      Phrase(
        " (\(name) comes to \(OddObservations.quantity($0.low)) to "
          + "\(OddObservations.quantity($0.high)) on nine of ten)",
        "（九成路径上 \(name) 为 \(OddObservations.quantity($0.low)) 至 "
          + "\(OddObservations.quantity($0.high))）")
    }
    let met =
      isNever ? Phrase("no path met it", "没有路径达成") : Phrase("every path met it", "所有路径均达成")
    report(
      seen, met + (reached ?? Phrase("")),
      Phrase("is the unit right, and what varies?", "请核对单位，以及哪些量在变化"), to: issues)
    return true
  }

  /// A joint target that no path meets, though each of its members may be met.
  private func reportJoint(_ odd: Set<Int>, to issues: IssueCollector) {
    guard let summary, summary.paths >= Self.enoughPaths else { return }
    for (index, target) in compiled.plan.targets.enumerated() {
      guard case .joint(let rule, let members) = target.statement, rule == .all,
        odd.isDisjoint(with: members)
      else { continue }
      let met = summary.cases.map { $0.targets[index].attainment(0).successes }
      guard met.allSatisfy({ $0 == 0 }) else { continue }
      let written = compiled.scenario.targets[index]
      issues.report(
        written.place, "targets.\(written.name)",
        Phrase("no path met all of its targets", "没有路径同时达成其全部目标"),
        Phrase("do they exclude one another?", "它们是否互相排斥？"))
    }
  }

  // MARK: Places

  private func report(
    _ seen: Seen, _ problem: Phrase, _ advice: Phrase, to issues: IssueCollector
  ) {
    let target = compiled.scenario.targets[seen.target]
    var place = target.place
    var path = "targets.\(target.name)"
    if case .indicator(_, let condition) = target.statement, let text = condition.expression {
      place = text.place
      path = text.path
    }
    issues.report(place, path, problem, advice)
  }
}

extension TargetCondition {
  /// The least value that meets it; nil where any small value does.
  fileprivate var lowest: Double? {
    switch self {
    case .atLeast(.constant(let value)), .moreThan(.constant(let value)),
      .between(.constant(let value), _):
      value
    default: nil
    }
  }

  /// The thresholds: both ends of a stretch, or twice the same; nil where they differ by path.
  fileprivate var range: ClosedRange<Double>? {
    if case .between(.constant(let low), .constant(let high)) = self, low <= high {
      return low...high
    }
    return threshold.constant.map { $0...$0 }
  }
}

extension Target.Condition {
  /// The threshold as written.
  fileprivate var expression: ExpressionText? {
    switch self {
    case .atLeast(let text), .moreThan(let text), .atMost(let text), .lessThan(let text),
      .rankAtMost(let text, _),
      .between(let text, _), .increaseOfAtLeast(let text, _), .growthFactorOfAtLeast(let text, _):
      text
    case .annualGrowthOfAtLeast, .reached: nil
    }
  }
}
