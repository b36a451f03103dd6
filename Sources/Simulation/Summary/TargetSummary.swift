internal import Kernels
public import Statistics

/// What a case makes of a target, over the paths.
public struct TargetSummary: Sendable {
  /// The paths of the case.
  public private(set) var paths = 0
  /// For each deadline, the paths on which the target is met.
  public private(set) var met: [Int]
  /// For each period, the paths on which the condition first holds in it.
  public private(set) var firstMet: [Int]
  /// For each period, the values of the paths that meet the target at its last deadline; empty
  /// unless the case is the reference and the target is about one indicator.
  public private(set) var valuesOfMet: [QuantileHistogram]

  private var metByBoth: [Int]
  private var metByReference: [Int]
  private var missing: [ExactSum]

  init(_ plan: TargetPlan, steps: Int, keepsValues: Bool) {
    let zeros = [Int](repeating: 0, count: plan.deadlines.count)
    met = zeros
    metByBoth = zeros
    metByReference = zeros
    missing = Array(repeating: ExactSum(), count: plan.deadlines.count)
    firstMet = [Int](repeating: 0, count: steps)
    switch plan.statement {
    case .all:
      valuesOfMet = []
    case .indicator:
      valuesOfMet = keepsValues ? Array(repeating: QuantileHistogram(), count: steps) : []
    }
  }

  /// The probability that the target is met.
  ///
  /// - Parameter deadline: the index of the deadline.
  /// - Returns: the share of paths, with its error.
  public func attainment(_ deadline: Int) -> Proportion {
    Proportion(successes: met[deadline], trials: paths)
  }

  /// The mean over all paths of what is missing to the threshold, 0 where the target is met.
  ///
  /// - Parameter deadline: the index of the deadline.
  /// - Returns: the mean, in the unit of the measured number.
  public func shortfall(_ deadline: Int) -> Double { missing[deadline].value / Double(paths) }

  /// The share of paths on which the condition holds in no simulated period.
  public var neverMet: Double { Double(paths - firstMet.reduce(0, +)) / Double(paths) }

  /// The index of the period by whose end half of all paths have met the condition; nil if fewer
  /// ever do.
  public var medianFirstPeriod: Int? {
    var sum = 0
    for (index, count) in firstMet.enumerated() {
      sum += count
      if count > 0, 2 * sum >= paths { return index }
    }
    return nil
  }

  /// The difference to the reference case on the same random numbers: this case is the first.
  ///
  /// - Parameter deadline: the index of the deadline.
  /// - Returns: the counts of a paired sample.
  public func difference(_ deadline: Int) -> PairedDifference {
    PairedDifference(
      n: paths, both: metByBoth[deadline], onlyFirst: met[deadline] - metByBoth[deadline],
      onlySecond: metByReference[deadline] - metByBoth[deadline])
  }

  /// Adds the first paths of a block.
  mutating func add(
    _ checked: TargetCheck, reference: TargetCheck, target: Int, paths count: Int
  ) {
    paths += count
    for deadline in met.indices {
      let own = checked.met[target][deadline]
      let other = reference.met[target][deadline]
      var (ownCount, otherCount, bothCount) = (0, 0, 0)
      for i in 0..<count {
        ownCount += Int(own[i])
        otherCount += Int(other[i])
        bothCount += Int(own[i] & other[i])
      }
      met[deadline] += ownCount
      metByReference[deadline] += otherCount
      metByBoth[deadline] += bothCount
      let distances = checked.missing[target][deadline]
      addMissing(distances.span.extracting(first: count), at: deadline)
    }
    for i in 0..<count {
      let first = checked.first[target][i]
      if first < TargetCheck.never { firstMet[Int(first)] += 1 }
    }
  }

  /// Adds distances leaf by leaf, so that the sum has the same bits for any blocks.
  private mutating func addMissing(_ distances: Span<Double>, at deadline: Int) {
    var start = 0
    while start < distances.count {
      let leaf = distances.extracting(
        start..<min(start + Moments.leafSize, distances.count))
      let sum = Vectors.sum(leaf)
      if sum.isFinite { missing[deadline].add(sum) } else { missing[deadline].add(leaf) }
      start += Moments.leafSize
    }
  }

  /// Adds the values of those paths of a block that meet the target at its last deadline.
  mutating func addValues(
    of plan: TargetPlan, _ checked: TargetCheck, _ target: Int, _ block: borrowing PathBlock,
    _ count: Int
  ) {
    guard !valuesOfMet.isEmpty, case .indicator(let indicator, _, _) = plan.statement,
      let deadline = plan.deadlines.last, let isMet = checked.met[target].last
    else { return }
    var values: [Double] = []
    values.reserveCapacity(count)
    for step in valuesOfMet.indices where step <= deadline.index {
      values.removeAll(keepingCapacity: true)
      for i in 0..<count where isMet[i] == 1 { values.append(block[indicator, step][i]) }
      valuesOfMet[step].add(values.span)
    }
  }

  mutating func merge(_ other: TargetSummary) {
    paths += other.paths
    for i in met.indices {
      met[i] += other.met[i]
      metByBoth[i] += other.metByBoth[i]
      metByReference[i] += other.metByReference[i]
      missing[i].merge(other.missing[i])
    }
    for i in firstMet.indices { firstMet[i] += other.firstMet[i] }
    for i in valuesOfMet.indices { valuesOfMet[i].merge(other.valuesOfMet[i]) }
  }
}
