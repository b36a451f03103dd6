internal import Columns
internal import Expressions
package import Plans
internal import SpecialFunctions

/// Checks the targets of one case over one block of paths.
package struct TargetCheck {
  /// The step in which a condition has not held yet.
  package static let never = Double.infinity

  let plan: SimulationPlan
  /// For each target and deadline, 1 where the target is met and 0 elsewhere.
  package private(set) var met: [[[UInt8]]]
  /// For each target and deadline, what is missing to the threshold; 0 where it is met.
  package private(set) var missing: [[[Double]]]
  /// For each target and deadline, how far it is from being met, at most 0 where it is; empty
  /// unless asked for.
  package private(set) var gaps: [[[Double]]]
  /// For each target, the first step in which the condition holds.
  package private(set) var first: [[Double]]
  /// For each group of targets, how many of them are met at their last deadlines.
  package private(set) var numberMet: [[UInt16]]
  /// For each target and deadline, 1 on the paths where what it looks at is not a finite number,
  /// which miss it; empty where there is none.
  package internal(set) var failed: [[[UInt8]]]
  /// For each indicator whether all its simulated values of the block were seen to be finite numbers.
  private(set) var isKnownFinite: [Bool]
  let groups: [TargetGroup]
  /// The places of groups, those that others are made of first.
  private let groupOrder: [Int]
  /// For each target with thresholds that vary, their values by step.
  var thresholds: [[[Double]]]
  private var measured: [Double]
  private var earlier: [Double]
  var gap: [Double]
  var bestGap: [Double]
  /// The paths on which something looked at so far is not a finite number, while such paths are
  /// sought; else empty.
  var hasGap: [Bool] = []

  package init(_ plan: SimulationPlan, paths: Int, keepsGaps: Bool = false) {
    self.plan = plan
    let zeros = [Double](repeating: 0, count: paths)
    met = plan.targets.map { target in
      target.deadlines.map { _ in [UInt8](repeating: 0, count: paths) }
    }
    missing = plan.targets.map { target in target.deadlines.map { _ in zeros } }
    gaps = keepsGaps ? missing : []
    first = plan.targets.map { _ in zeros }
    failed = plan.targets.map { target in target.deadlines.map { _ in [] } }
    isKnownFinite = plan.indicators.map { _ in false }
    groups = plan.targetGroups
    groupOrder = plan.orderOfGroups(groups)
    numberMet = groups.map { _ in [UInt16](repeating: 0, count: paths) }
    thresholds = plan.targets.map { target in
      target.statement.nodes(inCase: 0).isEmpty
        ? [] : Array(repeating: zeros, count: 2 * plan.grid.count)
    }
    measured = zeros
    earlier = zeros
    gap = zeros
    bestGap = zeros
  }

  /// Takes down the thresholds of a period that vary by path or period.
  mutating func note(step: Int, inCase index: Int, values: borrowing CaseValues) {
    for target in plan.targets.indices where !thresholds[target].isEmpty {
      for (bound, node) in plan.targets[target].statement.nodes(inCase: index).enumerated() {
        values.copy(node, into: &thresholds[target][2 * step + bound])
      }
    }
  }

  /// Checks every target once all periods are simulated.
  package mutating func check(_ block: borrowing PathBlock) {
    for indicator in isKnownFinite.indices { isKnownFinite[indicator] = false }
    for target in plan.targets.indices {
      switch plan.targets[target].statement {
      case .indicator(let indicator, let measure, let condition):
        check(target, indicator, measure, condition, block)
      case .joint:
        continue
      }
    }
    for group in groupOrder {
      count(group)
      if let target = groups[group].target { join(target, group) }
    }
  }

  private mutating func check(
    _ target: Int, _ indicator: Int, _ measure: TargetMeasure, _ condition: TargetCondition,
    _ block: borrowing PathBlock
  ) {
    if case .value(.last) = measure, case .atLeast(.constant(let threshold)) = condition,
      plan.targets[target].begins == nil, reach(target, indicator, threshold, block)
    {
      return
    }
    let deadlines = plan.targets[target].deadlines
    var first: [Double] = []
    swap(&first, &self.first[target])
    for i in first.indices { first[i] = TargetCheck.never }
    for i in bestGap.indices { bestGap[i] = .infinity }
    let isFinite = isFinite(target, indicator, block)
    hasGap = isFinite ? [] : [Bool](repeating: false, count: gap.count)
    for deadline in deadlines.indices { failed[target][deadline] = [] }
    var next = 0
    for step in firstStep(target, indicator, measure)..<plan.grid.count {
      if !isThere(step, indicator, measure) {
        // What was never observed meets nothing.
        gap.fill(with: .infinity)
      } else if isChecked(step, measure, stride: plan.targets[target].stride) {
        take(measure, of: indicator, step, block)
        takeGap(condition, target: target, step: step)
        if !isFinite { leaveOut(target, indicator, measure, step, block) }
        TargetCheck.follow(gap, &bestGap, &first, step: Double(step))
      }
      while next < deadlines.count, deadlines[next].index == step {
        settle(target, next, deadlines[next].rule)
        next += 1
      }
    }
    swap(&first, &self.first[target])
  }

  /// Checks the commonest of conditions, that a value is at least a number, in one pass over each row.
  ///
  /// - Returns: false where a value is not finite: nothing is settled then.
  private mutating func reach(
    _ target: Int, _ indicator: Int, _ threshold: Double, _ block: borrowing PathBlock
  ) -> Bool {
    let (deadlines, stride) = (plan.targets[target].deadlines, plan.targets[target].stride)
    first[target].fill(with: TargetCheck.never)
    bestGap.fill(with: .infinity)
    hasGap = []
    for deadline in deadlines.indices { failed[target][deadline] = [] }
    var next = 0
    // Two steps are looked at together where nothing is settled after the first.
    var isDone = false
    for step in max(0, plan.indicators[indicator].origin + 1)..<plan.grid.count {
      if isDone {
        isDone = false
      } else if stride == 1, step + 1 < plan.grid.count,
        next == deadlines.count || deadlines[next].index > step
      {
        let isFinite = block.read(indicator, step) { row in
          block.read(indicator, step + 1) { following in
            TargetCheck.follow(
              row, then: following, threshold, &bestGap, &first[target], step: Double(step))
          }
        }
        guard isFinite else { return false }
        isDone = true
      } else if isChecked(step, .value(.last), stride: stride) {
        let isFinite = block.read(indicator, step) { row in
          TargetCheck.follow(row, threshold, &bestGap, &first[target], step: Double(step))
        }
        guard isFinite else { return false }
      }
      while next < deadlines.count, deadlines[next].index == step {
        if deadlines[next].rule == .inPeriod {
          TargetCheck.fill(&measured, .last, of: indicator, upTo: step, block)
          TargetCheck.subtract(measured, from: threshold, into: &gap)
        }
        settle(target, next, deadlines[next].rule)
        next += 1
      }
    }
    if stride == 1 { isKnownFinite[indicator] = true }
    return true
  }

  private static func follow(
    _ row: Span<Double>, then next: Span<Double>, _ threshold: Double, _ best: inout [Double],
    _ first: inout [Double], step: Double
  ) -> Bool {
    var bestSpan = best.mutableSpan
    var firstSpan = first.mutableSpan
    return loops.followThreshold(
      row, then: next, threshold, best: &bestSpan, first: &firstSpan, step: step)
  }

  private static func follow(
    _ row: Span<Double>, _ threshold: Double, _ best: inout [Double], _ first: inout [Double],
    step: Double
  ) -> Bool {
    var bestSpan = best.mutableSpan
    var firstSpan = first.mutableSpan
    return loops.followThreshold(row, threshold, best: &bestSpan, first: &firstSpan, step: step)
  }

  /// Takes down the least gap so far and the first step without one.
  private static func follow(
    _ gap: [Double], _ best: inout [Double], _ first: inout [Double], step: Double
  ) {
    var bestSpan = best.mutableSpan
    var firstSpan = first.mutableSpan
    loops.followGap(gap.span, best: &bestSpan, first: &firstSpan, step: step)
  }

  /// Writes down who has met the target at a deadline.
  private mutating func settle(_ target: Int, _ deadline: Int, _ rule: TargetDeadline.Rule) {
    if !hasGap.isEmpty { fail(target, deadline, rule) }
    if !gaps.isEmpty { gaps[target][deadline] = rule == .inPeriod ? gap : bestGap }
    TargetCheck.settle(
      rule == .inPeriod ? gap : bestGap, &met[target][deadline], &missing[target][deadline])
  }

  private static func settle(_ gap: [Double], _ met: inout [UInt8], _ missing: inout [Double]) {
    for i in gap.indices {
      let isMet = gap[i] <= 0
      met[i] = isMet ? 1 : 0
      // A path without a number is not infinitely far away: it is left out.
      missing[i] = isMet || gap[i] == .infinity ? 0 : max(0, gap[i])
    }
  }

  private mutating func count(_ group: Int) {
    TargetCheck.clear(&numberMet[group])
    for member in groups[group].members {
      guard let isMet = met[member].last else { continue }
      TargetCheck.add(isMet, to: &numberMet[group])
    }
  }

  private static func clear(_ number: inout [UInt16]) {
    for i in number.indices { number[i] = 0 }
  }

  private static func add(_ isMet: [UInt8], to number: inout [UInt16]) {
    for i in number.indices { number[i] += UInt16(isMet[i]) }
  }

  /// A joint target is met where as many of its targets are as its rule asks for.
  private mutating func join(_ target: Int, _ group: Int) {
    let last = plan.targets[target].deadlines.count - 1
    let (members, rule) = (groups[group].members, groups[group].rule)
    let failures = failures(ofGroup: group)
    failed[target][last] = failures
    let numbers = numberMet[group]
    // Taken out, they are changed where they are.
    var isGroupMet: [UInt8] = []
    var begun: [Double] = []
    swap(&isGroupMet, &met[target][last])
    swap(&begun, &first[target])
    for i in numbers.indices {
      let number = Int(numbers[i])
      let isFailed = !failures.isEmpty && failures[i] == 1
      let isMet = rule.isMet(by: number, of: members.count) && !isFailed
      if !gaps.isEmpty {
        gaps[target][last][i] = Double(
          max(isFailed ? 1 : -members.count, rule.gap(at: number, of: members.count)))
      }
      isGroupMet[i] = isMet ? 1 : 0
      begun[i] = isMet ? firstPeriod(of: group, onPath: i) : TargetCheck.never
    }
    swap(&isGroupMet, &met[target][last])
    swap(&begun, &first[target])
  }

  /// The period from which on as many targets of a group are met as it asks for, on a path that meets it.
  ///
  /// It is the last of the first periods of all, the second of them where two are asked for. That none is
  /// met is known at the end.
  private func firstPeriod(of group: Int, onPath i: Int) -> Double {
    let members = groups[group].members
    switch groups[group].rule {
    case .all: return members.reduce(0) { max($0, first[$1][i]) }
    case .atLeast(let least):
      let isMet = members.filter { met[$0].last?[i] == 1 }
      return isMet.map { first[$0][i] }.sorted()[least - 1]
    case .no: return Double(plan.grid.count - 1)
    }
  }

  /// The first step in which the condition can hold: after the origin, or where the target begins, after
  /// `since`, and where the grid has all of the value's periods.
  private func firstStep(_ target: Int, _ indicator: Int, _ measure: TargetMeasure) -> Int {
    max(
      plan.targets[target].begins ?? plan.indicators[indicator].origin + 1,
      (measure.since ?? -1) + 1, measure.rule.count - 1)
  }

  /// Whether a period has a value: it is simulated, or all of it was observed.
  private func isThere(_ step: Int, _ indicator: Int, _ measure: TargetMeasure) -> Bool {
    let place = plan.indicators[indicator]
    return step > place.origin
      || measure.rule.periods(upTo: step).allSatisfy {
        $0 == place.origin || place.known[$0] != nil
      }
  }

  /// Values of a longer period are looked at when it is over, and targets of a file of longer periods.
  private func isChecked(_ step: Int, _ measure: TargetMeasure, stride: Int) -> Bool {
    (plan.grid.period(step).index + 1) % max(measure.rule.count, stride) == 0
  }

  private mutating func take(
    _ measure: TargetMeasure, of indicator: Int, _ step: Int, _ block: borrowing PathBlock
  ) {
    TargetCheck.fill(&measured, measure.rule, of: indicator, upTo: step, block)
    guard let since = measure.since else { return }
    TargetCheck.fill(&earlier, measure.rule, of: indicator, upTo: since, block)
    switch measure {
    case .value: break
    case .increase:
      for i in measured.indices { measured[i] -= earlier[i] }
    case .growthFactor:
      for i in measured.indices { measured[i] /= earlier[i] }
    case .annualGrowth:
      let years = plan.grid.years(step - since)
      for i in measured.indices {
        measured[i] = Elementary.pow(measured[i] / earlier[i], 1 / years) - 1
      }
    }
  }

  /// Gives the value of a stretch of periods; not a number where the grid begins later.
  private static func fill(
    _ column: inout [Double], _ rule: PeriodRule, of indicator: Int, upTo step: Int,
    _ block: borrowing PathBlock
  ) {
    var span = column.mutableSpan
    block.copy(rule, of: indicator, upTo: step, into: &span)
  }

  /// How far the measured number is from meeting the condition; at most 0 where it holds.
  private mutating func takeGap(_ condition: TargetCondition, target: Int, step: Int) {
    switch condition {
    case .atLeast(.constant(let threshold)):
      TargetCheck.subtract(measured, from: threshold, into: &gap)
    case .atLeast(let threshold):
      for i in gap.indices { gap[i] = bound(threshold, target, step, 0, i) - measured[i] }
    case .moreThan(let threshold):
      for i in gap.indices {
        gap[i] = strict(bound(threshold, target, step, 0, i) - measured[i])
      }
    case .atMost(let threshold):
      for i in gap.indices { gap[i] = measured[i] - bound(threshold, target, step, 0, i) }
    case .lessThan(let threshold):
      for i in gap.indices {
        gap[i] = strict(measured[i] - bound(threshold, target, step, 0, i))
      }
    case .between(let low, let high):
      for i in gap.indices {
        gap[i] = max(
          bound(low, target, step, 0, i) - measured[i],
          measured[i] - bound(high, target, step, 1, i))
      }
    }
  }

  private static func subtract(
    _ measured: [Double], from threshold: Double, into gap: inout [Double]
  ) {
    var span = gap.mutableSpan
    loops.subtract(measured.span, from: threshold, into: &span)
  }

  /// A gap of nothing still misses where more is asked for.
  private func strict(_ gap: Double) -> Double { gap == 0 ? .leastNonzeroMagnitude : gap }

  private func bound(
    _ threshold: TargetThreshold, _ target: Int, _ step: Int, _ which: Int, _ path: Int
  ) -> Double {
    threshold.constant ?? thresholds[target][2 * step + which][path]
  }
}
