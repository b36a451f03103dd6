/// The levels of one factor of a grid.
public struct GridAxis: Hashable, Sendable {
  /// The values, in the order in which the grid takes them.
  public let values: [Double]

  /// Takes values as they are, in any order.
  public init(values: [Double]) { self.values = values }

  /// Spaces values evenly, both ends included; one value is the lower end.
  ///
  /// Value k of n is (low (n − 1 − k) + high k) / (n − 1), rounded to a few units in the last
  /// place; the ends are exact.
  ///
  /// - Parameters:
  ///   - low: the first value.
  ///   - high: the last value; below `low` the values go down.
  ///   - count: how many values, at least 1.
  /// - Precondition: `count` is positive.
  public init(from low: Double, to high: Double, count: Int) {
    precondition(count > 0, "\(count) values")
    let last = Double(count - 1)
    values = (0..<count).map { k in
      if k == 0 { return low }
      if k == count - 1 { return high }
      return (low * (last - Double(k)) + high * Double(k)) / last
    }
  }
}
