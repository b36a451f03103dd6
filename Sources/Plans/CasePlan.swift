package import Expressions

/// One case: a process for each indicator, with the levers and assumptions of the case filled in.
public struct CasePlan: Sendable {
  /// The name of the case in the scenario.
  public let name: String
  /// One process per indicator, in the order of the plan's indicators.
  public let processes: [ProcessPlan]
  /// The indices of the indicators in the order in which a period computes them.
  public let order: [Int]
  /// Events, each with the indicators it changes.
  public let events: [EventPlan]

  /// Creates a case.
  public init(
    name: String, processes: [ProcessPlan], order: [Int], events: [EventPlan] = []
  ) {
    precondition(order.count == processes.count, "an order of \(order.count) indicators")
    self.name = name
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

  /// Every node that an indicator needs, whenever it does.
  package func nodes(of indicator: Int) -> [NodeID] {
    processes[indicator].nodesOnce + nodesPerPeriod(of: indicator)
  }
}
