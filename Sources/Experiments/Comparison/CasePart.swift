internal import Plans

/// Some indicators of one case that read no others, and the targets on them: a plan of their own.
struct CasePart {
  /// What it comes down to; two parts with the same text do the same on every path.
  let text: String
  /// The plan: one case, in which the other indicators never begin.
  let plan: SimulationPlan
  /// For each target of the plan the index it has in the whole one.
  let targets: [Int]
}
