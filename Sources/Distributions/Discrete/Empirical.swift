/// The law of a value picked from a list, each entry equally likely.
///
/// Nothing is put between the values: past growth rates come back as they were.
public struct Empirical: UnivariateLaw {
  package static let name = "empirical"
  package static let isDiscrete = true

  /// The values in increasing order, repeated ones as often as they were given.
  public let values: [Double]

  /// Creates the law of a list.
  ///
  /// - Parameter values: finite, at least one, in any order; they may repeat.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(_ values: [Double]) throws(DistributionError) {
    try require(!values.isEmpty, "number of values", 0, "at least 1")
    for value in values { try requireFinite("value", value) }
    self.values = values.sorted()
  }

  /// From the smallest to the largest value.
  public var support: ClosedRange<Double> { values[0]...values[values.count - 1] }
  /// The mean of the list.
  public var mean: Double { values.reduce(0, +) / Double(values.count) }

  /// The mass at `x`.
  public func density(_ x: Double) -> Double {
    x.isNaN ? x : Double(count { $0 <= x } - count { $0 < x }) / Double(values.count)
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double {
    x.isNaN ? x : Double(count { $0 <= x }) / Double(values.count)
  }

  /// The value number ⌈p n⌉ of the n sorted ones.
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    return values[index(of: p)]
  }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    for i in u.indices { u[i] = values[index(of: u[i])] }
  }

  package func scaled(by factor: Double) throws(DistributionError) -> Empirical {
    try Empirical(values.map { $0 * factor })
  }

  /// ⌈p n⌉ − 1, from 0 to n − 1.
  private func index(of p: Double) -> Int {
    let position = p * Double(values.count)
    let whole = Int(position)
    return max(0, Double(whole) == position ? whole - 1 : whole)
  }

  /// How many values satisfy a condition that holds for a first part of them.
  private func count(where holds: (Double) -> Bool) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if holds(values[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
