internal import Plans

/// Some indicators of one case that read no others, and the targets on them: a plan of their own.
struct CasePart {
  /// What it comes down to; two parts of plans on one graph with the same meaning do the same on every
  /// path.
  let meaning: Meaning
  /// The plan: one case, in which the other indicators never begin.
  let plan: SimulationPlan
  /// For each target of the plan the index it has in the whole one.
  let targets: [Int]

  /// What a part comes down to.
  struct Meaning: Hashable {
    let streams: PlanStreams
    let grid: TimeGrid
    /// The indicators in the order in which a period computes them.
    let movements: [Movement]
    let targets: [TargetPlan]
  }

  /// What moves an indicator.
  struct Movement: Hashable {
    let index: Int
    let indicator: IndicatorPlan
    let innovation: Innovation
    let process: ProcessPlan
    let events: [EventPlan]
  }

  /// What the innovations of an indicator are made of.
  struct Innovation: Hashable {
    let isIndependent: Bool
    /// The indicators that it is correlated with, itself among them, and its weights of their numbers.
    let names: [String]
    let weights: [Double]
  }
}
