extension SimulationPlan {
  /// For each indicator whether no case changes it; none is so where there is one case only.
  ///
  /// What it comes from is the same everywhere, so a block is simulated once and serves all cases.
  package var commonIndicators: [Bool] {
    guard cases.count > 1 else { return indicators.map { _ in false } }
    // Derived indicators only: what else moves has settings beside its expressions.
    var isCommon = indicators.indices.map { indicator in
      let process = cases[0].processes[indicator]
      guard case .derived = process else { return false }
      return cases.allSatisfy {
        $0.processes[indicator] == process && $0.events(on: indicator).isEmpty
      }
    }
    let reads = indicators.indices.map { indicators(readBy: cases[0].processes[$0].nodes) }
    // All are taken for common until one is known to read what is not, until nothing more falls out:
    // an indicator may read its own past.
    while let own = isCommon.indices.first(where: { own in
      isCommon[own] && !reads[own].allSatisfy { isCommon[$0] }
    }) {
      isCommon[own] = false
    }
    return isCommon
  }
}
