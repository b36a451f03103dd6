/// Paths on which something was not a finite number.
///
/// They are left out of the bands of the indicators that failed, and miss the targets that look at
/// these.
public struct PathFailures: Hashable, Sendable {
  /// What failed of one indicator.
  public struct Indicator: Hashable, Sendable {
    /// The paths on which it has a value that is not a finite number.
    public fileprivate(set) var count = 0
    /// Those on which it is the first to have one: the others follow from it.
    public fileprivate(set) var asFirst = 0
    /// The first period with one, by its index; nil if there is none.
    public fileprivate(set) var firstStep: Int?
    /// The lowest number of a path with one in that period.
    public fileprivate(set) var example: UInt64?
  }

  /// How many paths have a value that is not a finite number, of any indicator.
  public private(set) var count = 0
  /// The lowest numbers of such paths, at most ten.
  public private(set) var examples: [UInt64] = []
  /// What failed of each indicator, in the order of the plan.
  public private(set) var indicators: [Indicator]

  package init(indicators: Int) {
    self.indicators = Array(repeating: Indicator(), count: indicators)
  }

  /// The largest number of paths on which one indicator failed.
  public var most: Int { indicators.map(\.count).max() ?? 0 }

  /// Counts the failures of a block.
  package mutating func add(_ block: BlockFailures, order: [Int], firstPath: UInt64, paths: Int) {
    guard !block.first.isEmpty else { return }
    for i in 0..<paths {
      var cause: (indicator: Int, step: Int)?
      let path = firstPath + UInt64(i)
      for indicator in order {
        guard let step = block.first[indicator]?[i], step < .max else { continue }
        indicators[indicator].count += 1
        indicators[indicator].note(step, path)
        if step < cause?.step ?? .max { cause = (indicator, step) }
      }
      guard let cause else { continue }
      indicators[cause.indicator].asFirst += 1
      count += 1
      if examples.count < 10 || path < examples[9] {
        examples = Array((examples + [path]).sorted().prefix(10))
      }
    }
  }

  package mutating func merge(_ other: PathFailures) {
    count += other.count
    examples = Array((examples + other.examples).sorted().prefix(10))
    for (i, theirs) in other.indicators.enumerated() {
      indicators[i].count += theirs.count
      indicators[i].asFirst += theirs.asFirst
      if let step = theirs.firstStep, let path = theirs.example { indicators[i].note(step, path) }
    }
  }
}

extension PathFailures.Indicator {
  fileprivate mutating func note(_ step: Int, _ path: UInt64) {
    if let own = firstStep, let example, (own, example) <= (step, path) { return }
    firstStep = step
    example = path
  }
}

/// Where values of a block are not finite numbers.
package struct BlockFailures {
  /// For each indicator with such a value the first step of each path that has one; the largest
  /// number where the path has none.
  package private(set) var first: [Int: [Int]] = [:]

  /// Nothing has failed.
  package init() {}

  /// Takes down a column in which something is not finite.
  package mutating func note(_ indicator: Int, _ step: Int, _ column: Span<Double>, _ paths: Int) {
    var steps = first[indicator] ?? [Int](repeating: .max, count: paths)
    for i in 0..<paths where !column[i].isFinite { steps[i] = min(steps[i], step) }
    first[indicator] = steps
  }
}
