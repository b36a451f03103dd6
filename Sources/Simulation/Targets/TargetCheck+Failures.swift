internal import Columns
internal import Plans

/// Paths on which what a target looks at is not a finite number: they miss it, and no other.
extension TargetCheck {
  /// Whether all that a target may look at is finite on all paths of a block.
  func isFinite(_ target: Int, _ indicator: Int, _ block: borrowing PathBlock) -> Bool {
    for step
      in (plan.indicators[indicator].origin + 1)..<max(
        plan.indicators[indicator].origin + 1, plan.grid.count)
    where step >= 0 {
      if !block.isFinite(indicator, step, gap.count) { return false }
    }
    return thresholds[target].allSatisfy { PathBlock.isFinite($0.span) }
  }

  /// Takes a path whose measured number or threshold in a period is not finite for one that does
  /// not meet the condition in it.
  mutating func leaveOut(
    _ target: Int, _ indicator: Int, _ measure: TargetMeasure, _ step: Int,
    _ block: borrowing PathBlock
  ) {
    let bounds = plan.targets[target].statement.nodes(inCase: 0).count
    for i in gap.indices {
      var isFinite = true
      for part in measure.periods(upTo: step) {
        isFinite = isFinite && block.value(indicator, part, path: i).isFinite
      }
      for bound in 0..<bounds {
        isFinite = isFinite && thresholds[target][2 * step + bound][i].isFinite
      }
      guard !isFinite else { continue }
      gap[i] = .infinity
      hasGap[i] = true
    }
  }

  /// Writes down who has no answer at a deadline: in the period itself, or up to it where the
  /// condition has not held in a period with a number.
  mutating func fail(_ target: Int, _ deadline: Int, _ rule: TargetDeadline.Rule) {
    let isFailed: [UInt8] = gap.indices.map { i in
      switch rule {
      case .inPeriod: gap[i] == .infinity && hasGap[i] ? 1 : 0
      case .byPeriod: hasGap[i] && bestGap[i] > 0 ? 1 : 0
      }
    }
    failed[target][deadline] = isFailed.contains(1) ? isFailed : []
    guard rule == .byPeriod else { return }
    for i in bestGap.indices where isFailed[i] == 1 { bestGap[i] = .infinity }
  }

  /// 1 on the paths where a member of a group has no answer at its last deadline and the others do not
  /// answer for it; empty where none is.
  func failures(ofGroup group: Int) -> [UInt8] {
    var all: [UInt8] = []
    for member in groups[group].members {
      guard let own = failed[member].last, !own.isEmpty else { continue }
      if all.isEmpty {
        all = own
      } else {
        for i in all.indices { all[i] |= own[i] }
      }
    }
    if case .atLeast(let least) = groups[group].rule {
      for i in all.indices where Int(numberMet[group][i]) >= least { all[i] = 0 }
    }
    return all
  }
}
