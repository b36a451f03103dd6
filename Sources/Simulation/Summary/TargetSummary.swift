internal import Columns
package import Plans
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

  /// For each deadline, the paths that miss the target because what it looks at is not a finite
  /// number.
  public private(set) var failed: [Int]

  private var heldByBoth: [Int]
  private var metByOne: [Int]
  private var metByBoth: [Int]
  private var metByReference: [Int]
  private var missing: [ExactSum]

  package init(_ plan: TargetPlan, steps: Int, keepsValues: Bool) {
    let zeros = [Int](repeating: 0, count: plan.deadlines.count)
    met = zeros
    failed = zeros
    heldByBoth = zeros
    metByOne = zeros
    metByBoth = zeros
    metByReference = zeros
    missing = Array(repeating: ExactSum(), count: plan.deadlines.count)
    firstMet = [Int](repeating: 0, count: steps)
    switch plan.statement {
    case .joint:
      valuesOfMet = []
    case .indicator:
      valuesOfMet = keepsValues ? Array(repeating: QuantileHistogram(), count: steps) : []
    }
  }

  /// The probability that the target is met.
  ///
  /// - Returns: the share of paths, with its error.
  public func attainment(_ deadline: Int) -> Proportion {
    Proportion(successes: met[deadline], trials: paths)
  }

  /// The mean, over all paths that have a number, of what is missing to the threshold, 0 where the
  /// target is met.
  ///
  /// - Returns: the mean, in the unit of the measured number.
  public func shortfall(_ deadline: Int) -> Double {
    missing[deadline].value / Double(paths - failed[deadline])
  }

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

  /// The difference to the reference case on the same random numbers, on the paths that have a
  /// number in both: this case is the first.
  ///
  /// - Returns: the counts of a paired sample.
  public func difference(_ deadline: Int) -> PairedDifference {
    PairedDifference(
      n: heldByBoth[deadline], both: metByBoth[deadline],
      onlyFirst: metByOne[deadline] - metByBoth[deadline],
      onlySecond: metByReference[deadline] - metByBoth[deadline])
  }

  /// Adds the first paths of a block.
  package mutating func add(
    _ checked: TargetCheck, reference: TargetCheck, target: Int, paths count: Int
  ) {
    paths += count
    for deadline in met.indices {
      let own = checked.met[target][deadline]
      let other = reference.met[target][deadline]
      let (ownCount, otherCount, bothCount) = Self.counts(own.span, other.span, count)
      met[deadline] += ownCount
      addHeld(
        checked.failed[target][deadline], reference.failed[target][deadline], own, other, deadline,
        count, (ownCount, otherCount))
      metByBoth[deadline] += bothCount
      let distances = checked.missing[target][deadline]
      addMissing(distances.span.extracting(first: count), at: deadline)
    }
    Self.add(checked.first[target], count, to: &firstMet)
  }

  /// How many of the first numbers are 1 in the one, in the other, and in both.
  private static func counts(
    _ own: Span<UInt8>, _ other: Span<UInt8>, _ count: Int
  ) -> (own: Int, other: Int, both: Int) {
    var (ownCount, otherCount, bothCount) = (0, 0, 0)
    for i in 0..<min(count, own.count, other.count) {
      ownCount += Int(own[i])
      otherCount += Int(other[i])
      bothCount += Int(own[i] & other[i])
    }
    return (ownCount, otherCount, bothCount)
  }

  /// Counts first periods.
  private static func add(_ first: [Double], _ count: Int, to counts: inout [Int]) {
    let steps = first.span
    var cells = counts.mutableSpan
    for i in 0..<min(count, steps.count) where steps[i] < TargetCheck.never {
      cells[Int(steps[i])] += 1
    }
  }

  /// Adds the paths that have a number in the case and in the reference.
  private mutating func addHeld(
    _ ownFailed: [UInt8], _ otherFailed: [UInt8], _ own: [UInt8], _ other: [UInt8],
    _ deadline: Int, _ count: Int, _ met: (own: Int, other: Int)
  ) {
    var (held, metByOwn, metByOther) = (count, met.own, met.other)
    for i in 0..<count where !ownFailed.isEmpty || !otherFailed.isEmpty {
      let isOwnFailed = !ownFailed.isEmpty && ownFailed[i] == 1
      let isOtherFailed = !otherFailed.isEmpty && otherFailed[i] == 1
      if isOwnFailed { failed[deadline] += 1 }
      guard isOwnFailed || isOtherFailed else { continue }
      held -= 1
      metByOwn -= Int(own[i])
      metByOther -= Int(other[i])
    }
    heldByBoth[deadline] += held
    metByOne[deadline] += metByOwn
    metByReference[deadline] += metByOther
  }

  /// Adds distances leaf by leaf, so that the sum has the same bits for any blocks.
  private mutating func addMissing(_ distances: Span<Double>, at deadline: Int) {
    var start = 0
    while start < distances.count {
      let leaf = distances.extracting(
        start..<min(start + Moments.leafSize, distances.count))
      let sum = loops.sum(leaf)
      if sum.isFinite { missing[deadline].add(sum) } else { missing[deadline].add(leaf) }
      start += Moments.leafSize
    }
  }

  /// Adds the values of those paths of a block that meet the target at its last deadline.
  mutating func addValues(
    of plan: TargetPlan, _ checked: TargetCheck, _ target: Int, _ block: borrowing PathBlock,
    _ count: Int, room: inout Int
  ) {
    guard !valuesOfMet.isEmpty, case .indicator(let indicator, _, _) = plan.statement,
      let deadline = plan.deadlines.last, let isMet = checked.met[target].last
    else { return }
    var values: [Double] = []
    values.reserveCapacity(count)
    for step in valuesOfMet.indices where step <= deadline.index {
      guard room >= 0 else { return }
      values.removeAll(keepingCapacity: true)
      block.read(indicator, step) { row in
        for i in 0..<count where isMet[i] == 1 { values.append(row[i]) }
      }
      let size = valuesOfMet[step].sizeOfBins
      valuesOfMet[step].add(values.span)
      room -= valuesOfMet[step].sizeOfBins - size
    }
  }

  package mutating func merge(_ other: TargetSummary) {
    paths += other.paths
    for i in met.indices {
      met[i] += other.met[i]
      failed[i] += other.failed[i]
      heldByBoth[i] += other.heldByBoth[i]
      metByOne[i] += other.metByOne[i]
      metByBoth[i] += other.metByBoth[i]
      metByReference[i] += other.metByReference[i]
      missing[i].merge(other.missing[i])
    }
    for i in firstMet.indices { firstMet[i] += other.firstMet[i] }
    for i in valuesOfMet.indices { valuesOfMet[i].merge(other.valuesOfMet[i]) }
  }
}
