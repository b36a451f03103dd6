internal import Plans

/// Takes a case apart into what does not depend on one another.
///
/// Random numbers are keyed by name, so a part that is the same does the same in all plans on one
/// graph.
enum CaseParts {
  /// The parts of a case.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - index: the index of the case.
  /// - Returns: parts that hold each indicator and each target that is not joint; an indicator that
  ///   several read is in several.
  static func parts(of plan: SimulationPlan, inCase index: Int) -> [CasePart] {
    let item = plan.cases[index]
    let closures = closed(
      plan.indicators.indices.map {
        plan.indicators(readBy: item.nodes(of: $0)).union(
          [item.processes[$0].source].compactMap { $0 })
      })
    var targets: [(index: Int, needs: Set<Int>)] = []
    for (number, target) in plan.targets.enumerated() {
      guard case .indicator(let indicator, _, _) = target.statement else { continue }
      let read = plan.indicators(readBy: target.statement.nodes(inCase: index))
      let all = read.union([indicator]).reduce(into: Set<Int>()) { $0.formUnion(closures[$1]) }
      targets.append((number, all))
    }
    var remaining = targets
    return largest(closures + targets.map(\.needs)).map { group in
      let kept = remaining.filter { $0.needs.isSubset(of: group) }.map(\.index)
      remaining.removeAll { $0.needs.isSubset(of: group) }
      let drawn = plan.pathStreams(of: group, targets: Set(kept), inCase: index)
      let streams = plan.streams.keeping(learnt: Set(drawn))
      let part = plan.keeping(
        group, of: [item], targets: kept.map { plan.targets[$0].inCase(index) }
      ).with(streams: streams)
      let movements = item.order.filter(group.contains).map { indicator in
        CasePart.Movement(
          index: indicator, indicator: plan.indicators[indicator],
          innovation: plan.innovation(of: indicator), process: item.processes[indicator],
          events: item.events(on: indicator))
      }
      return CasePart(
        meaning: CasePart.Meaning(
          streams: streams, grid: plan.grid, movements: movements, targets: part.targets),
        plan: part, targets: kept)
    }
  }

  /// For each indicator itself and all that it reads, and what these read.
  private static func closed(_ reads: [Set<Int>]) -> [Set<Int>] {
    reads.indices.map { indicator in
      var found: Set<Int> = [indicator]
      var waiting = [indicator]
      while let next = waiting.popLast() {
        for other in reads[next] where found.insert(other).inserted { waiting.append(other) }
      }
      return found
    }
  }

  /// The sets that are in no other one, each once.
  private static func largest(_ sets: [Set<Int>]) -> [Set<Int>] {
    var kept: [Set<Int>] = []
    let order = sets.sorted {
      $0.count != $1.count
        ? $0.count > $1.count : $0.sorted().lexicographicallyPrecedes($1.sorted())
    }
    for set in order where !kept.contains(where: set.isSubset) { kept.append(set) }
    return kept
  }
}

extension SimulationPlan {
  /// What the innovations of an indicator are made of.
  fileprivate func innovation(of index: Int) -> CasePart.Innovation {
    let component = innovations.components.first { $0.indicators.contains(index) }
    let row = component?.indicators.firstIndex(of: index)
    return CasePart.Innovation(
      isIndependent: innovations.independent.contains(index),
      names: component?.indicators.map { indicators[$0].name } ?? [],
      weights: row.flatMap { component?.factor[$0] } ?? [])
  }
}

extension TargetPlan {
  /// The target of a plan that has one case only.
  fileprivate func inCase(_ index: Int) -> TargetPlan {
    guard case .indicator(let indicator, let measure, let condition) = statement else {
      return self
    }
    func own(_ threshold: TargetThreshold) -> TargetThreshold {
      guard case .nodes(let nodes) = threshold else { return threshold }
      return .nodes([nodes[index]])
    }
    let alone: TargetCondition =
      switch condition {
      case .atLeast(let value): .atLeast(own(value))
      case .moreThan(let value): .moreThan(own(value))
      case .atMost(let value): .atMost(own(value))
      case .lessThan(let value): .lessThan(own(value))
      case .between(let low, let high): .between(own(low), own(high))
      }
    return stating(.indicator(indicator, measure, alone))
  }
}
