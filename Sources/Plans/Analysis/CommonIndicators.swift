extension SimulationPlan {
  /// For each indicator whether no case changes it; none is so where there is one case only.
  ///
  /// What it comes from is the same everywhere, so a block is simulated once and serves all cases.
  package var commonIndicators: [Bool] {
    guard cases.count > 1 else { return indicators.map { _ in false } }
    let first = cases[0]
    var isCommon = indicators.indices.map { indicator in
      // What others read of a milestone that comes by chance is its date as far as it is known in a
      // period, which the block of another case does not tell.
      if case .hazard = first.processes[indicator] { return false }
      let events = first.events(on: indicator)
      return cases.allSatisfy {
        $0.processes[indicator] == first.processes[indicator]
          && $0.events(on: indicator) == events
      }
    }
    // What is read of a rollout is a part of its state: it goes where that goes, and that where it goes.
    var needs = indicators.indices.map { indicators(readBy: first.nodes(of: $0)) }
    for indicator in indicators.indices {
      guard let source = first.processes[indicator].source else { continue }
      needs[indicator].insert(source)
      needs[source].insert(indicator)
    }
    // All are taken for common until one is known to read what is not, until nothing more falls out:
    // an indicator may read its own past.
    while let own = isCommon.indices.first(where: { own in
      isCommon[own] && !needs[own].allSatisfy { isCommon[$0] }
    }) {
      isCommon[own] = false
    }
    return isCommon
  }
}
