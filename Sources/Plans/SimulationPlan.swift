/// Everything a run needs, as flat arrays and indices: no file, no name is looked up after this.
///
/// Cases share the grid, the indicators, the targets and the innovations; each has its own graph
/// of expressions, in which levers are constants. Draws are keyed by name, so a draw that two
/// cases share is the same number in both.
public struct SimulationPlan: Sendable {
  /// The periods.
  public let grid: TimeGrid
  /// The seed of every stream.
  public let seed: UInt64
  /// What grows, in the order of the scenario.
  public let indicators: [IndicatorPlan]
  /// The statements to check.
  public let targets: [TargetPlan]
  /// The cases; the first is the reference of paired differences.
  public let cases: [CasePlan]
  /// The normal innovations and their correlation.
  public let innovations: InnovationPlan

  /// Creates a plan.
  ///
  /// - Precondition: there is a case, and each case has a process for each indicator.
  public init(
    grid: TimeGrid, seed: UInt64, indicators: [IndicatorPlan], targets: [TargetPlan],
    cases: [CasePlan], innovations: InnovationPlan
  ) {
    precondition(!cases.isEmpty, "a plan without a case")
    for plan in cases {
      precondition(
        plan.processes.count == indicators.count,
        "\(plan.processes.count) processes for \(indicators.count) indicators")
    }
    self.grid = grid
    self.seed = seed
    self.indicators = indicators
    self.targets = targets
    self.cases = cases
    self.innovations = innovations
  }
}

extension SimulationPlan {
  /// Whether some growth model moves totals of several periods.
  package var hasTotals: Bool {
    cases.contains { item in
      item.processes.contains { process in
        if case .output(let growth) = process { growth.total != nil } else { false }
      }
    }
  }
}
