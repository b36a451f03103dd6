internal import Plans

/// What a run keeps of its paths: mergeable, and the same bits whoever saw which path.
public struct RunSummary: Sendable {
  /// The cases, in the order of the plan.
  public internal(set) var cases: [CaseSummary]
  /// The number of paths of each case.
  public internal(set) var paths = 0
  /// Whether the run ended because its histograms would have taken more memory than they may
  /// (``Simulator/Options/histogramBytes``).
  public internal(set) var isTooLarge = false

  init(_ plan: SimulationPlan, keepsPace: Bool) {
    cases = plan.cases.indices.map {
      CaseSummary(plan, keepsValuesOfMet: keepsPace && $0 == 0)
    }
  }

  /// The largest number of paths of a case on which one indicator, or what one target looks at, is
  /// not a finite number.
  public var mostFailed: Int {
    cases.map { max($0.failures.most, $0.targets.flatMap(\.failed).max() ?? 0) }.max() ?? 0
  }

  package mutating func merge(_ other: RunSummary) {
    paths += other.paths
    isTooLarge = isTooLarge || other.isTooLarge
    guard !isTooLarge else { return }
    for i in cases.indices { cases[i].merge(other.cases[i]) }
  }
}

/// What one case keeps of its paths.
public struct CaseSummary: Sendable {
  /// For each indicator a summary per period, nil before the first simulated one; empty for
  /// auxiliary indicators.
  public internal(set) var bands: [[BandSummary?]]
  /// One summary per target.
  public internal(set) var targets: [TargetSummary]
  /// One summary per group of targets, in the order of ``SimulationPlan/targetGroups``.
  public internal(set) var groups: [GroupSummary]
  /// The paths with a value that is not a finite number.
  public internal(set) var failures: PathFailures
  /// By indicator, where the items of a rollout are and what keeps them waiting; nil for what is no
  /// rollout, and for all where it was not asked for.
  public internal(set) var rollouts: [RolloutSummary?]
  /// The first paths, if they were asked for, in order.
  public internal(set) var kept: [KeptPath] = []

  init(_ plan: SimulationPlan, keepsValuesOfMet: Bool) {
    bands = plan.indicators.map { indicator in
      indicator.isAuxiliary
        ? []
        : (0..<plan.grid.count).map { step in
          step > indicator.origin && indicator.keptSteps?.contains(step) ?? true
            ? BandSummary() : nil
        }
    }
    targets = plan.targets.map {
      TargetSummary($0, steps: plan.grid.count, keepsValues: keepsValuesOfMet)
    }
    groups = plan.targetGroups.map { GroupSummary($0) }
    failures = PathFailures(indicators: plan.indicators.count)
    rollouts = plan.indicators.map { _ in nil }
  }

  /// Adds the values of a block to the bands.
  ///
  /// - Parameters:
  ///   - block: the values.
  ///   - plan: what was run.
  ///   - isTaken: for each indicator whether its values are added.
  ///   - paths: the number of paths that count.
  ///   - isKnownFinite: for each indicator whether all its values are known to be finite numbers.
  ///   - known: what is known to have failed.
  ///   - room: the bytes that histograms may still take; once it is below 0, nothing is added.
  /// - Returns: this, and where a value is not a finite number.
  mutating func addBands(
    _ block: borrowing PathBlock, of plan: SimulationPlan, where isTaken: [Bool], paths: Int,
    isKnownFinite: [Bool], known: BlockFailures = BlockFailures(), room: inout Int
  ) -> BlockFailures {
    var failures = known
    for (indicator, place) in plan.indicators.enumerated()
    where isTaken[indicator] && !(place.isAuxiliary && isKnownFinite[indicator]) {
      for step in (place.origin + 1)..<max(place.origin + 1, plan.grid.count) {
        guard room >= 0 else { return failures }
        let isFinite =
          place.isAuxiliary || bands[indicator][step] == nil
          ? block.isFinite(indicator, step, paths)
          : block.read(indicator, step) { row in
            bands[indicator][step]?.add(row.extracting(first: paths), room: &room) ?? true
          }
        if !isFinite {
          block.read(indicator, step) { failures.note(indicator, step, $0, paths) }
        }
      }
    }
    return failures
  }

  /// The memory of its histograms.
  package var histogramBytes: Int {
    let ofBands = bands.joined().reduce(0) { $0 + ($1?.histogram.sizeOfBins ?? 0) }
    return targets.reduce(ofBands) { $0 + $1.valuesOfMet.reduce(0) { $0 + $1.sizeOfBins } }
  }

  /// Takes over the bands of indicators that are the same in another case.
  mutating func takeBands(of other: CaseSummary, where isTaken: [Bool]) {
    for indicator in bands.indices where isTaken[indicator] {
      bands[indicator] = other.bands[indicator]
      rollouts[indicator] = other.rollouts[indicator]
    }
  }

  /// Adds what a block makes of the targets, and keeps its first paths.
  ///
  /// - Parameters:
  ///   - block: the values.
  ///   - plan: what was run.
  ///   - firstPath: the number of the block's first path.
  ///   - paths: the number of paths that count.
  ///   - checked: the targets of the case on the block.
  ///   - reference: the targets of the reference case on the block.
  ///   - keptPaths: the number of first paths whose values are kept.
  ///   - room: the bytes that histograms may still take; once it is below 0, nothing is added.
  mutating func add(
    _ block: borrowing PathBlock, of plan: SimulationPlan, firstPath: UInt64, paths: Int,
    targets checked: TargetCheck, reference: TargetCheck, keptPaths: Int, room: inout Int
  ) {
    for index in targets.indices {
      targets[index].add(checked, reference: reference, target: index, paths: paths)
      targets[index].addValues(of: plan.targets[index], checked, index, block, paths, room: &room)
    }
    for index in groups.indices {
      groups[index].add(checked, reference: reference, group: index, paths: paths)
    }
    keep(block, of: plan, firstPath: firstPath, paths: paths, upTo: keptPaths)
  }

  private mutating func keep(
    _ block: borrowing PathBlock, of plan: SimulationPlan, firstPath: UInt64, paths: Int,
    upTo keptPaths: Int
  ) {
    var path = firstPath
    while path < UInt64(keptPaths), path < firstPath + UInt64(paths) {
      let column = Int(path - firstPath)
      var values: [[Double]] = []
      for indicator in plan.indicators.indices {
        values.append((0..<plan.grid.count).map { block.value(indicator, $0, path: column) })
      }
      kept.append(KeptPath(path: path, values: values))
      path += 1
    }
  }

  mutating func merge(_ other: CaseSummary) {
    for i in bands.indices {
      for k in bands[i].indices {
        if let theirs = other.bands[i][k] { bands[i][k]?.merge(theirs) }
      }
    }
    for i in targets.indices { targets[i].merge(other.targets[i]) }
    for i in groups.indices { groups[i].merge(other.groups[i]) }
    failures.merge(other.failures)
    for (i, theirs) in other.rollouts.enumerated() {
      guard let theirs else { continue }
      if rollouts[i] == nil { rollouts[i] = theirs } else { rollouts[i]?.merge(theirs) }
    }
    if !other.kept.isEmpty { kept = (kept + other.kept).sorted { $0.path < $1.path } }
  }
}

/// One path with all its values.
public struct KeptPath: Hashable, Sendable {
  /// The number of the path, from 0.
  public let path: UInt64
  /// For each indicator a value per period; not a number where nothing is known or simulated.
  public let values: [[Double]]
}
