package import Expressions

/// A draw that a case makes once per path.
package struct PlanDraw: Hashable, Sendable {
  /// The name of its stream.
  package let stream: String
  /// Its node in the graph of the case.
  package let node: NodeID
}

extension SimulationPlan {
  /// The draws made once per path on which some indicators of a case depend, in the order of the
  /// graph.
  ///
  /// - Parameters:
  ///   - indices: the indicators; all if nil.
  ///   - targets: targets whose thresholds count too.
  ///   - index: the case.
  /// - Returns: each draw once.
  package func pathDraws(
    of indices: Set<Int>? = nil, targets: Set<Int> = [], inCase index: Int
  ) -> [PlanDraw] {
    let graph = cases[index].graph
    return graph.draws(of: roots(of: indices, targets: targets, inCase: index))
      .filter { !$0.draw.isPerPeriod }
      .map { PlanDraw(stream: $0.draw.stream, node: $0.node) }
  }

  /// Whether anything but the draws made once per path moves some indicators of a case.
  ///
  /// - Parameters:
  ///   - indices: the indicators; all if nil.
  ///   - targets: targets whose thresholds count too.
  ///   - index: the case.
  /// - Returns: false where such draws decide the whole path.
  package func hasChance(
    of indices: Set<Int>? = nil, targets: Set<Int> = [], inCase index: Int
  ) -> Bool {
    let casePlan = cases[index]
    let needed = needed(for: indices, targets: targets, inCase: index)
    if casePlan.events.contains(where: { !needed.isDisjoint(with: $0.affects) }) { return true }
    for indicator in needed {
      switch casePlan.processes[indicator] {
      // Innovations, entries and exits, refusals and durations of items.
      case .output, .count, .rollout: return true
      case .milestone, .derived: continue
      }
    }
    return casePlan.graph.draws(of: roots(of: indices, targets: targets, inCase: index))
      .contains { $0.draw.isPerPeriod }
  }

  private func roots(
    of indices: Set<Int>?, targets: Set<Int>, inCase index: Int
  ) -> [NodeID] {
    let needed = needed(for: indices, targets: targets, inCase: index)
    return needed.sorted().flatMap { ownRoots(of: $0, inCase: index) }
      + thresholds(of: targets, inCase: index)
  }

  /// The indicators on which some depend, themselves among them.
  private func needed(
    for indices: Set<Int>?, targets: Set<Int>, inCase index: Int
  ) -> Set<Int> {
    guard let indices else { return Set(indicators.indices) }
    let casePlan = cases[index]
    var needed: Set<Int> = []
    func add(readBy roots: [NodeID]) {
      for input in casePlan.graph.inputs(of: roots) { add(casePlan.inputs[input.index].indicator) }
    }
    func add(_ indicator: Int) {
      guard needed.insert(indicator).inserted else { return }
      add(readBy: ownRoots(of: indicator, inCase: index))
    }
    for indicator in indices { add(indicator) }
    add(readBy: thresholds(of: targets, inCase: index))
    return needed
  }

  private func thresholds(of targets: Set<Int>, inCase index: Int) -> [NodeID] {
    targets.sorted().flatMap { self.targets[$0].statement.nodes(inCase: index) }
  }

  private func ownRoots(of indicator: Int, inCase index: Int) -> [NodeID] {
    let casePlan = cases[index]
    return casePlan.processes[indicator].nodesOnce + casePlan.nodesPerPeriod(of: indicator)
  }

  /// The nodes of thresholds, which must be up to date in every period.
  package func thresholdNodes(inCase index: Int) -> [NodeID] {
    targets.flatMap { $0.statement.nodes(inCase: index) }
  }
}
