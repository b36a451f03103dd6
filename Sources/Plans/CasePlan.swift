public import Expressions

/// One case: the expressions with its levers and assumptions filled in, and a process for each
/// indicator.
public struct CasePlan: Sendable {
  /// The name of the case in the scenario.
  public let name: String
  /// The expressions, levers filled in.
  public let graph: ExpressionGraph
  /// What the graph reads of indicators, by the number of the input.
  public let inputs: [IndicatorInput]
  /// One process per indicator, in the order of the plan's indicators.
  public let processes: [ProcessPlan]
  /// The indices of the indicators in the order in which a period computes them.
  public let order: [Int]
  /// Events, each with the indicators it changes.
  public let events: [EventPlan]

  /// Creates a case.
  public init(
    name: String, graph: ExpressionGraph, inputs: [IndicatorInput], processes: [ProcessPlan],
    order: [Int], events: [EventPlan] = []
  ) {
    precondition(order.count == processes.count, "an order of \(order.count) indicators")
    self.name = name
    self.graph = graph
    self.inputs = inputs
    self.processes = processes
    self.order = order
    self.events = events
  }
}

extension CasePlan {
  /// The events that change an indicator.
  package func events(on indicator: Int) -> [EventPlan] {
    events.filter { $0.affects.contains(indicator) }
  }

  /// The nodes that an indicator needs in every period, those of its events among them.
  package func nodesPerPeriod(of indicator: Int) -> [NodeID] {
    processes[indicator].nodesPerPeriod + events(on: indicator).flatMap(\.nodesPerPeriod)
  }
}
