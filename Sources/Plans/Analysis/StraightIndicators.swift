internal import Expressions

extension SimulationPlan {
  /// For each indicator of a case whether arithmetic alone makes it, of draws and of indicators like it:
  /// no state moves it but its own past values, so that all its periods can be computed before any other
  /// indicator.
  ///
  /// - Parameters:
  ///   - index: the case.
  ///   - known: for each indicator whether its values are known before the case is run.
  ///   - mostRows: the most draws times periods that can be drawn before.
  /// - Returns: for each indicator whether it is straight; never for one that is known.
  package func straightIndicators(inCase index: Int, known: [Bool], mostRows: Int) -> [Bool] {
    let all = straightIndicators(inCase: index, known: known, mayDraw: true)
    let values = all.indices.compactMap { indicator -> NodeID? in
      guard all[indicator], case .derived(let derived) = cases[index].processes[indicator] else {
        return nil
      }
      return derived.value
    }
    let draws = graph.draws(of: values).count { $0.draw.isPerPeriod }
    return draws * grid.count <= mostRows
      ? all : straightIndicators(inCase: index, known: known, mayDraw: false)
  }

  private func straightIndicators(inCase index: Int, known: [Bool], mayDraw: Bool) -> [Bool] {
    let casePlan = cases[index]
    var isStraight = indicators.indices.map { indicator in
      guard !known[indicator], case .derived(let derived) = casePlan.processes[indicator] else {
        return false
      }
      return casePlan.events(on: indicator).isEmpty
        && PeriodProgram.canCompute([derived.value], of: graph, mayDraw: mayDraw)
    }
    let reads = indicators.indices.map { indicator in
      guard isStraight[indicator], case .derived(let derived) = casePlan.processes[indicator] else {
        return [IndicatorInput]()
      }
      return graph.inputs(of: [derived.value]).map { inputs[$0.index] }
    }
    leaveOutLargest(&isStraight, reads, casePlan)
    // All are taken for straight until one is known to read what is not.
    while let other = isStraight.indices.first(where: { indicator in
      isStraight[indicator]
        && !reads[indicator].allSatisfy {
          !$0.isDate && $0.length == 1 && (known[$0.indicator] || isStraight[$0.indicator])
        }
    }) {
      isStraight[other] = false
    }
    return isStraight
  }

  /// The most nodes that are written out for single periods: an instruction takes some hundred bytes, and each
  /// worker has its own.
  private static let mostWrittenOut = 500_000

  /// Leaves out the indicators that are irregular longest, until what is irregular fits.
  ///
  /// Before all of them have begun, and all that they read, every period has instructions of its own: a spread
  /// delay over a thousand months would be a million of them.
  private func leaveOutLargest(
    _ isStraight: inout [Bool], _ reads: [[IndicatorInput]], _ casePlan: CasePlan
  ) {
    var parts: [(indicator: Int, nodes: Int, regular: Int)] = []
    var first = grid.count
    for indicator in indicators.indices where isStraight[indicator] {
      guard case .derived(let derived) = casePlan.processes[indicator] else { continue }
      // A lag goes to the beginning of what is read.
      let lags = reads[indicator].map { read -> Int in
        guard read.lag > 0, case .derived(let past) = casePlan.processes[read.indicator] else {
          return read.lag
        }
        return past.firstIndex + read.lag
      }
      let regular = max(derived.firstIndex, lags.max() ?? 0)
      first = min(first, derived.firstIndex)
      let nodes = graph.reachable(from: [derived.value]).count
      parts.append((indicator, nodes, min(regular, grid.count)))
    }
    var nodes = parts.reduce(0) { $0 + $1.nodes }
    for part in parts.sorted(by: { $0.regular > $1.regular }) {
      guard nodes * (part.regular - first) > Self.mostWrittenOut else { return }
      isStraight[part.indicator] = false
      nodes -= part.nodes
    }
  }
}
