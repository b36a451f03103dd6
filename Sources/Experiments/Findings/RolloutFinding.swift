package import Plans
package import Scenarios
package import Simulation

/// Where the items of a rollout are in a case, and what keeps them waiting.
package struct RolloutFinding: Sendable {
  /// The name of the case.
  package let caseName: String
  /// The name of the rollout.
  package let indicator: String
  /// What was counted.
  package let summary: RolloutSummary
  /// The indices of the simulated periods.
  package let steps: Range<Int>

  /// All rollouts of a run that results show, by case.
  package static func all(
    _ compiled: CompiledScenario, _ summary: RunSummary
  ) -> [RolloutFinding] {
    let plan = compiled.plan
    return zip(plan.cases, summary.cases).flatMap { casePlan, caseSummary in
      zip(plan.indicators, caseSummary.rollouts).compactMap { indicator, counted in
        guard let counted else { return nil }
        let first = min(max(0, indicator.origin + 1), plan.grid.count)
        return RolloutFinding(
          caseName: casePlan.name, indicator: indicator.name, summary: counted,
          steps: first..<plan.grid.count)
      }
    }
  }

  /// Everything that can keep items waiting: the ceiling, the limits of each stage, events.
  package var limits: [RolloutLimit] {
    var all: [RolloutLimit] = []
    if summary.hasCeiling {
      all.append(RolloutLimit(indicator, nil, .ceiling, summary.heldByCeiling))
    }
    for stage in summary.stages {
      for (cause, held) in zip(stage.causes, stage.held) {
        all.append(RolloutLimit(indicator, stage.name, cause, held))
      }
    }
    if summary.hasEvents {
      all.append(RolloutLimit(indicator, nil, .event, summary.heldByEvents))
    }
    return all
  }
}

/// Something that can keep the items of a rollout waiting, and how often it did.
package struct RolloutLimit: Sendable {
  /// The name of the rollout.
  package let indicator: String
  /// The name of the stage; nil for what stands before or behind all of them.
  package let stage: String?
  /// What it is.
  package let cause: LimitCause
  /// By period, the months of all paths in which it kept items waiting.
  package let held: [Int]

  init(_ indicator: String, _ stage: String?, _ cause: LimitCause, _ held: [Int]) {
    self.indicator = indicator
    self.stage = stage
    self.cause = cause
    self.held = held
  }
}
