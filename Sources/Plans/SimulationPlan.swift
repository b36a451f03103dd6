public import Expressions

/// Everything a run needs, as flat arrays and indices: no file, no name is looked up after this.
///
/// Cases share the grid, the indicators, the targets, the innovations and one graph of
/// expressions, in which the levers of each are constants: what is the same in two cases is the
/// same node, and processes that are equal do the same. Draws are keyed by name, so a draw that
/// two cases share is the same number in both.
public struct SimulationPlan: Sendable {
  /// The periods.
  public let grid: TimeGrid
  /// The streams of random numbers.
  public let streams: PlanStreams
  /// The expressions of all cases.
  public let graph: ExpressionGraph
  /// What the graph reads of indicators, by the number of the input.
  public let inputs: [IndicatorInput]
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
    grid: TimeGrid, streams: PlanStreams, graph: ExpressionGraph, inputs: [IndicatorInput],
    indicators: [IndicatorPlan], targets: [TargetPlan], cases: [CasePlan],
    innovations: InnovationPlan
  ) {
    precondition(!cases.isEmpty, "a plan without a case")
    for plan in cases {
      precondition(
        plan.processes.count == indicators.count,
        "\(plan.processes.count) processes for \(indicators.count) indicators")
    }
    self.grid = grid
    self.streams = streams
    self.graph = graph
    self.inputs = inputs
    self.indicators = indicators
    self.targets = targets
    self.cases = cases
    self.innovations = innovations
  }
}

extension SimulationPlan {
  /// The seed of every stream.
  public var seed: UInt64 { streams.seed }

  /// The plan with other indicators, targets or cases on the same graph, or on one that goes on from
  /// it.
  package func with(
    streams: PlanStreams? = nil, graph: ExpressionGraph? = nil, inputs: [IndicatorInput]? = nil,
    indicators: [IndicatorPlan]? = nil, targets: [TargetPlan]? = nil, cases: [CasePlan]? = nil
  ) -> SimulationPlan {
    SimulationPlan(
      grid: grid, streams: streams ?? self.streams, graph: graph ?? self.graph,
      inputs: inputs ?? self.inputs,
      indicators: indicators ?? self.indicators, targets: targets ?? self.targets,
      cases: cases ?? self.cases, innovations: innovations)
  }

  /// The indicators that some nodes read.
  package func indicators(readBy nodes: [NodeID]) -> Set<Int> {
    Set(graph.inputs(of: nodes).map { inputs[$0.index].indicator })
  }

  /// Whether some growth model moves totals of several periods.
  package var hasTotals: Bool {
    cases.contains { item in
      item.processes.contains { process in
        if case .output(let growth) = process { growth.total != nil } else { false }
      }
    }
  }
}
