public import Plans

/// How the items of a rollout pass its stages over the paths of a case, and what keeps them waiting.
///
/// Sums of whole numbers: they merge in any order to the same bits.
public struct RolloutSummary: Sendable {
  /// The stages, in order.
  public internal(set) var stages: [StageSummary]
  /// By period, the months of all paths: what shares of time are counted of.
  public internal(set) var months: [Int]
  /// By period, the months in which the ceiling kept items of the plan from being started.
  public internal(set) var heldByCeiling: [Int]
  /// By period, the months at whose end an event held finished items back.
  public internal(set) var heldByEvents: [Int]
  /// Whether there is a ceiling.
  public let hasCeiling: Bool
  /// Whether there are events.
  public let hasEvents: Bool
  /// By period, the paths that were counted at its end.
  var paths: [Int]

  init(_ plan: RolloutPlan, hasEvents: Bool, periods: Int) {
    stages = plan.stages.map { StageSummary($0, periods: periods) }
    hasCeiling = plan.ceiling != nil
    self.hasEvents = hasEvents
    months = [Int](repeating: 0, count: periods)
    heldByCeiling = months
    heldByEvents = months
    paths = months
  }

  mutating func merge(_ other: RolloutSummary) {
    for i in stages.indices { stages[i].merge(other.stages[i]) }
    for i in months.indices {
      months[i] += other.months[i]
      heldByCeiling[i] += other.heldByCeiling[i]
      heldByEvents[i] += other.heldByEvents[i]
      paths[i] += other.paths[i]
    }
  }

  /// The mean over the paths of a sum at the end of a period; nil where nothing was simulated.
  public func mean(_ sums: [Double], at period: Int) -> Double? {
    paths[period] > 0 ? sums[period] / Double(paths[period]) : nil
  }

  /// The share of a period's months and paths; nil where nothing was simulated.
  public func share(_ count: [Int], at period: Int) -> Double? {
    months[period] > 0 ? Double(count[period]) / Double(months[period]) : nil
  }
}

/// The items of one stage, summed over the paths.
public struct StageSummary: Sendable {
  /// The name of the stage.
  public let name: String
  /// What can keep items from beginning, in the order of ``held``.
  public let causes: [LimitCause]
  /// By period, the items that wait at its end to begin.
  public internal(set) var waiting: [Double]
  /// By period, the items that are under way at its end.
  public internal(set) var working: [Double]
  /// By period, the items that left for what comes next in it, without those that were refused.
  public internal(set) var passed: [Double]
  /// For each cause by period, the months in which it kept items waiting more than any other.
  public internal(set) var held: [[Int]]

  init(_ plan: StagePlan, periods: Int) {
    name = plan.name
    causes = plan.limits.map(\.cause) + (plan.budget == nil ? [] : [.budget])
    waiting = [Double](repeating: 0, count: periods)
    working = waiting
    passed = waiting
    held = causes.map { _ in [Int](repeating: 0, count: periods) }
  }

  mutating func merge(_ other: StageSummary) {
    for i in waiting.indices {
      waiting[i] += other.waiting[i]
      working[i] += other.working[i]
      passed[i] += other.passed[i]
      for cause in held.indices { held[cause][i] += other.held[cause][i] }
    }
  }
}
