package import Expressions

/// A draw that a case makes once per path.
package struct PlanDraw: Hashable, Sendable {
  /// The name of its stream.
  package let stream: String
  /// Its node in the graph of the plan.
  package let node: NodeID
}

extension SimulationPlan {
  /// The draws that some nodes need, in the order in which the file asks for their streams.
  ///
  /// A case that changes the law of a draw has a node of its own, behind those of the cases before: its
  /// place in the list is that of the first draw from the stream.
  package func draws(of nodes: [NodeID]) -> [(node: NodeID, draw: Draw)] {
    var first: [String: Int] = [:]
    for (index, node) in graph.nodes.enumerated() {
      if case .draw(let draw) = node, first[draw.stream] == nil { first[draw.stream] = index }
    }
    func place(_ item: (node: NodeID, draw: Draw)) -> (Int, NodeID) {
      (first[item.draw.stream] ?? item.node.index, item.node)
    }
    return graph.draws(of: nodes).sorted { place($0) < place($1) }
  }

  /// The draws made once per path on which some indicators of a case depend, in the order in which the
  /// file asks for their streams.
  ///
  /// - Parameters:
  ///   - indices: the indicators; all if nil.
  ///   - targets: targets whose thresholds count too.
  ///   - index: the case.
  /// - Returns: each draw once.
  package func pathDraws(
    of indices: Set<Int>? = nil, targets: Set<Int> = [], inCase index: Int
  ) -> [PlanDraw] {
    draws(of: roots(of: indices, targets: targets, inCase: index))
      .filter { !$0.draw.isPerPeriod }
      .map { PlanDraw(stream: $0.draw.stream, node: $0.node) }
  }

  /// The streams whose numbers draws made once per path are made of, for some indicators of a case and the
  /// thresholds of some targets: those of the draws themselves, or several where they are correlated.
  package func pathStreams(
    of indices: Set<Int>? = nil, targets: Set<Int> = [], inCase index: Int
  ) -> [String] {
    var seen: Set<String> = []
    return draws(of: roots(of: indices, targets: targets, inCase: index))
      .filter { !$0.draw.isPerPeriod }
      .flatMap { $0.draw.correlated.isEmpty ? [$0.draw.stream] : $0.draw.correlated.map(\.stream) }
      .filter { seen.insert($0).inserted }
  }

  /// The streams on which a target depends in the reference case, those of its members among them.
  package func pathStreams(ofTarget index: Int) -> [String] {
    switch targets[index].statement {
    case .indicator(let indicator, _, _):
      pathStreams(of: [indicator], targets: [index], inCase: 0)
    case .joint(_, let members): members.flatMap { pathStreams(ofTarget: $0) }
    }
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
      case .milestone, .hazard, .derived, .reading: continue
      }
    }
    return graph.draws(of: roots(of: indices, targets: targets, inCase: index))
      .contains { $0.draw.isPerPeriod }
  }

  private func roots(
    of indices: Set<Int>?, targets: Set<Int>, inCase index: Int
  ) -> [NodeID] {
    let needed = needed(for: indices, targets: targets, inCase: index)
    return needed.sorted().flatMap { cases[index].nodes(of: $0) }
      + thresholds(of: targets, inCase: index)
  }

  /// The indicators on which some depend, themselves among them.
  func needed(
    for indices: Set<Int>?, targets: Set<Int>, inCase index: Int
  ) -> Set<Int> {
    guard let indices else { return Set(indicators.indices) }
    var needed = indices.union(indicators(readBy: thresholds(of: targets, inCase: index)))
    var waiting = Array(needed)
    while let next = waiting.popLast() {
      let source = [cases[index].processes[next].source].compactMap { $0 }
      for read in indicators(readBy: cases[index].nodes(of: next)).union(source)
      where needed.insert(read).inserted {
        waiting.append(read)
      }
    }
    return needed
  }

  private func thresholds(of targets: Set<Int>, inCase index: Int) -> [NodeID] {
    targets.sorted().flatMap { self.targets[$0].statement.nodes(inCase: index) }
  }

  /// The nodes of thresholds, which must be up to date in every period.
  package func thresholdNodes(inCase index: Int) -> [NodeID] {
    targets.flatMap { $0.statement.nodes(inCase: index) }
  }
}
