public import Plans
public import Statistics

/// How many targets of a group a case meets together, over the paths, at the last deadline of each.
///
/// Counts only: they merge in any order to the same bits. A path misses the targets that failed on it.
public struct GroupSummary: Sendable {
  /// The most targets of a group whose pairs are counted.
  public static let mostPaired = 64

  /// The targets.
  public let group: TargetGroup
  /// The paths of the case.
  public private(set) var paths = 0
  /// For each number of targets, from none to all, the paths that meet so many.
  public private(set) var numberMet: [Int]
  /// For each target of the group, the paths that meet it.
  public private(set) var met: [Int]
  /// For each target of the group, the paths on which it alone stands in the way: all others are met
  /// and not this one; where fewer are asked for, one is missing and this one is missed; where none
  /// is to be met, it is the only one that is.
  public private(set) var onlyMissed: [Int]
  /// For each target of a group that asks for some, the paths that meet just as many, this one among
  /// them; empty for other groups.
  public private(set) var carried: [Int]
  /// For each target, the paths that meet it and what the group asks for; empty where that is all.
  package private(set) var metWithGroup: [Int]
  /// The paths that meet as many as asked for with a target that has no answer.
  private var attainedOfFailed = 0

  /// For each pair i < j of the group, in the order (0, 1), (0, 2), …, the paths that meet both.
  package private(set) var metPairs: [Int]
  /// The paths on which every target has a number, in this case and in the reference.
  private var heldByBoth = 0
  /// The paths that meet all here and have no number in the reference.
  private var allOfFailed = 0
  private var allByReference = 0
  private var allByBoth = 0

  package init(_ group: TargetGroup) {
    self.group = group
    let count = group.members.count
    numberMet = [Int](repeating: 0, count: count + 1)
    met = [Int](repeating: 0, count: count)
    onlyMissed = met
    if case .atLeast = group.rule { carried = met } else { carried = [] }
    metWithGroup = group.rule == .all ? [] : met
    metPairs = [Int](
      repeating: 0, count: count <= GroupSummary.mostPaired ? count * (count - 1) / 2 : 0)
  }

  // MARK: Answers

  /// The probability that all targets are met.
  public var all: Proportion { atLeast(group.members.count) }

  /// The probability of what the group asks for: that all, some or none of its targets are met.
  public var attained: Proportion {
    Proportion(successes: attainedCount - attainedOfFailed, trials: paths)
  }

  /// The least and the greatest number of met targets that the group asks for.
  private var asked: ClosedRange<Int> {
    let count = group.members.count
    return switch group.rule {
    case .all: count...count
    case .atLeast(let least): least...count
    case .no: 0...0
    }
  }

  private var attainedCount: Int { numberMet[asked].reduce(0, +) }

  /// The probability that exactly so many targets are met.
  public func exactly(_ number: Int) -> Proportion {
    Proportion(successes: numberMet[number], trials: paths)
  }

  /// The probability that so many targets are met or more.
  public func atLeast(_ number: Int) -> Proportion {
    Proportion(successes: numberMet[number...].reduce(0, +), trials: paths)
  }

  /// The mean number of targets met, with the standard error of a mean.
  public var meanNumberMet: Estimate {
    let n = Double(paths)
    var (sum, squares) = (0.0, 0.0)
    for (number, count) in numberMet.enumerated() {
      sum += Double(number) * Double(count)
      squares += Double(number * number) * Double(count)
    }
    let mean = sum / n
    return Estimate(value: mean, variance: (squares / n - mean * mean) / n)
  }

  /// What the probability of the group would fall by if this target could not be met.
  ///
  /// - Returns: the share of paths, with its error; nil where the group does not ask for some.
  public func fall(ifImpossible member: Int) -> Proportion? {
    carried.isEmpty ? nil : Proportion(successes: carried[member], trials: paths)
  }

  /// The probability of one target.
  ///
  /// - Returns: the share of paths, with its error.
  public func single(_ member: Int) -> Proportion {
    Proportion(successes: met[member], trials: paths)
  }

  /// What the probability of the group would rise by if this target were certain.
  ///
  /// Of all it is the probability that it is the only one missed: P(all others) − P(all). Where none is
  /// to be met, it is what the probability would rise by if the target could not be.
  ///
  /// - Returns: the share of paths, with its error.
  public func rise(ifCertain member: Int) -> Proportion {
    Proportion(successes: onlyMissed[member], trials: paths)
  }

  /// The targets by the rise that their certainty would bring, the bottleneck first; those that bring
  /// the same in the order of the group.
  public var byRise: [Int] {
    group.members.indices.sorted {
      onlyMissed[$0] != onlyMissed[$1] ? onlyMissed[$0] > onlyMissed[$1] : $0 < $1
    }
  }

  /// The targets by how much the probability of some of them would fall without each.
  public var byFall: [Int] {
    carried.indices.sorted {
      carried[$0] != carried[$1] ? carried[$0] > carried[$1] : $0 < $1
    }
  }

  /// The difference of two targets' rises; they are counted on the same paths, and never together.
  ///
  /// - Returns: the counts of a paired sample.
  public func difference(ofRise first: Int, to second: Int) -> PairedDifference {
    guard first != second else {
      return PairedDifference(n: paths, both: onlyMissed[first], onlyFirst: 0, onlySecond: 0)
    }
    return PairedDifference(
      n: paths, both: 0, onlyFirst: onlyMissed[first], onlySecond: onlyMissed[second])
  }

  /// The targets that may be the bottleneck: the first of ``byRise`` and those whose rise cannot be
  /// told apart from its at 95 %; none where no target alone stands in the way on any path, and where
  /// some of several are asked for, so that others may do.
  public var bottlenecks: [Int] {
    guard let first = byRise.first, onlyMissed[first] > 0, carried.isEmpty else { return [] }
    return byRise.filter { member in
      let difference = difference(ofRise: first, to: member)
      return difference.difference <= Estimate.z95 * difference.standardError
    }
  }

  /// The probability of what the group asks for in this case less that in the reference case, on the
  /// paths that have a number in both.
  public var difference: PairedDifference {
    let own = attainedCount
    return PairedDifference(
      n: heldByBoth, both: allByBoth, onlyFirst: own - allOfFailed - allByBoth,
      onlySecond: allByReference - allByBoth)
  }

  // MARK: Counting

  private static func count(_ numbers: Span<UInt16>, into counts: inout [Int]) {
    var cells = counts.mutableSpan
    for i in numbers.indices { cells[Int(numbers[i])] += 1 }
  }

  /// Adds the first paths of a block.
  package mutating func add(
    _ checked: TargetCheck, reference: TargetCheck, group number: Int, paths count: Int
  ) {
    paths += count
    let (column, referenceColumn) = (checked.numberMet[number], reference.numberMet[number])
    let own = column.span.extracting(first: count)
    let other = referenceColumn.span.extracting(first: count)
    let (least, most) = (UInt16(asked.lowerBound), UInt16(asked.upperBound))
    let ownFailed = checked.failures(ofGroup: number)
    let otherFailed = reference.failures(ofGroup: number)
    var (otherAll, bothAll) = (0, 0)
    GroupSummary.count(own, into: &numberMet)
    for i in own.indices {
      let isHeld =
        (ownFailed.isEmpty || ownFailed[i] == 0) && (otherFailed.isEmpty || otherFailed[i] == 0)
      heldByBoth += isHeld ? 1 : 0
      let isOwn = own[i] >= least && own[i] <= most
      allOfFailed += !isHeld && isOwn ? 1 : 0
      attainedOfFailed += !ownFailed.isEmpty && ownFailed[i] == 1 && isOwn ? 1 : 0
      let isOther = isHeld && other[i] >= least && other[i] <= most
      otherAll += isOther ? 1 : 0
      bothAll += isOther && isOwn ? 1 : 0
    }
    allByReference += otherAll
    allByBoth += bothAll
    // One more, or one fewer, would make it so; then the target is missed, or met.
    let pivot = group.rule == .no ? 1 : least - 1
    let isAgainst: UInt8 = group.rule == .no ? 1 : 0
    var pair = 0
    for (member, target) in group.members.enumerated() {
      guard let column = checked.met[target].last else { continue }
      let isMet = column.span.extracting(first: count)
      var (met, onlyMissed) = (0, 0)
      for i in own.indices {
        met += Int(isMet[i])
        onlyMissed += isMet[i] == isAgainst && own[i] == pivot ? 1 : 0
      }
      self.met[member] += met
      self.onlyMissed[member] += onlyMissed
      if !carried.isEmpty {
        for i in own.indices where isMet[i] == 1 && own[i] == least { carried[member] += 1 }
      }
      if !metWithGroup.isEmpty {
        for i in own.indices where isMet[i] == 1 && own[i] >= least && own[i] <= most {
          metWithGroup[member] += 1
        }
      }
      guard !metPairs.isEmpty else { continue }
      for partner in group.members[(member + 1)...] {
        if let partner = checked.met[partner].last {
          metPairs[pair] += GroupSummary.count(isMet, partner.span.extracting(first: count))
        }
        pair += 1
      }
    }
  }

  private static func count(_ one: Span<UInt8>, _ two: Span<UInt8>) -> Int {
    var both = 0
    for i in one.indices { both += Int(one[i] & two[i]) }
    return both
  }

  package mutating func merge(_ other: GroupSummary) {
    paths += other.paths
    for i in numberMet.indices { numberMet[i] += other.numberMet[i] }
    for i in met.indices {
      met[i] += other.met[i]
      onlyMissed[i] += other.onlyMissed[i]
    }
    for i in carried.indices { carried[i] += other.carried[i] }
    for i in metWithGroup.indices { metWithGroup[i] += other.metWithGroup[i] }
    attainedOfFailed += other.attainedOfFailed
    for i in metPairs.indices { metPairs[i] += other.metPairs[i] }
    heldByBoth += other.heldByBoth
    allOfFailed += other.allOfFailed
    allByReference += other.allByReference
    allByBoth += other.allByBoth
  }
}
