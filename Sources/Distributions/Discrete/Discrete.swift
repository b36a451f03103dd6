/// A law on a few listed values with stated probabilities.
public struct Discrete: UnivariateLaw {
  package static let name = "discrete"
  package static let isDiscrete = true

  /// The values in increasing order, in the unit of the quantity.
  public let values: [Double]
  /// The probability of each value.
  public let probabilities: [Double]
  /// P(X ≤ value), the last one 1.
  private let cumulative: [Double]

  /// Creates the law on listed values, in any order.
  ///
  /// A probability may be 0. Sums within 1e-6 of 1 are taken for 1, so that thirds can be written.
  ///
  /// - Parameters:
  ///   - values: finite, no two equal, at least one.
  ///   - probabilities: one for each value, from 0 to 1, together 1.
  /// - Throws: ``DistributionError``.
  /// - Precondition: as many probabilities as values.
  public init(values: [Double], probabilities: [Double]) throws(DistributionError) {
    precondition(
      values.count == probabilities.count,
      "\(values.count) values with \(probabilities.count) probabilities")
    try require(!values.isEmpty, "number of values", 0, "at least 1")
    for (value, probability) in zip(values, probabilities) {
      try requireFinite("value", value)
      try require(
        probability >= 0 && probability <= 1, "probability of \(value)", probability,
        "from 0 to 1")
    }
    let order = values.indices.sorted { values[$0] < values[$1] }
    let sorted = order.map { values[$0] }
    for (value, next) in zip(sorted, sorted.dropFirst()) {
      try require(value < next, "value", next, "different from the other values")
    }
    let sum = probabilities.reduce(0, +)
    guard abs(sum - 1) <= 1e-6 else { throw .probabilitiesDoNotSumToOne(sum: sum) }
    self.init(sorted: sorted, probabilities: order.map { probabilities[$0] / sum })
  }

  /// Creates the law from values in increasing order and probabilities that add up to 1.
  init(sorted values: [Double], probabilities: [Double]) {
    self.values = values
    self.probabilities = probabilities
    var sum = 0.0
    var sums = probabilities.map { probability in
      sum += probability
      return min(sum, 1)
    }
    // Trailing values without a chance keep F = 1, so that they are never drawn.
    let last = probabilities.lastIndex { $0 > 0 } ?? values.count - 1
    for index in last..<values.count { sums[index] = 1 }
    cumulative = sums
  }

  /// From the smallest to the largest value that has a chance.
  public var support: ClosedRange<Double> {
    let first = probabilities.firstIndex { $0 > 0 } ?? 0
    let last = probabilities.lastIndex { $0 > 0 } ?? values.count - 1
    return values[first]...values[last]
  }
  /// The mean.
  public var mean: Double { zip(values, probabilities).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The mass at `x`, zero between the values.
  public func density(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    let index = countUpTo(x)
    return index > 0 && values[index - 1] == x ? probabilities[index - 1] : 0
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    let index = countUpTo(x)
    return index > 0 ? cumulative[index - 1] : 0
  }

  /// The smallest value that has a chance and P(X ≤ value) ≥ `p`.
  public func quantile(_ p: Double) -> Double {
    guard p > 0 else { return p == 0 ? support.lowerBound : .nan }
    guard p <= 1 else { return .nan }
    return values[CountTable.firstIndex(of: p, in: cumulative)]
  }

  /// The look-up table from probabilities to indices of values.
  var table: CountTable { CountTable(cumulative: cumulative) }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    let table = table
    for i in u.indices { u[i] = values[table.index(of: u[i])] }
  }

  package func scaled(by factor: Double) throws(DistributionError) -> Discrete {
    for value in values { try requireFinite("value", value * factor) }
    return Discrete(sorted: values.map { $0 * factor }, probabilities: probabilities)
  }

  /// How many values are at most `x`.
  private func countUpTo(_ x: Double) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= x { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
