/// What weighted draws say of one quantity.
public struct WeightedSummary: Hashable, Sendable {
  /// The mean; infinite where draws are.
  public let mean: Double
  /// The standard deviation; not a number where draws are infinite.
  public let standardDeviation: Double
  /// The 5 % quantile.
  public let p5: Double
  /// The median.
  public let median: Double
  /// The 95 % quantile.
  public let p95: Double

  package init(_ values: [Double], weights: [Double]) {
    var sum = 0.0
    for (value, weight) in zip(values, weights) { sum += weight * value }
    mean = sum
    guard !values.isEmpty, !values.contains(where: \.isNaN) else {
      (standardDeviation, p5, median, p95) = (.nan, sum, sum, sum)
      return
    }
    var squares = 0.0
    for (value, weight) in zip(values, weights) {
      squares += weight * (value - sum) * (value - sum)
    }
    standardDeviation = sum.isFinite ? squares.squareRoot() : .nan
    // Values beside their numbers: sorting looks at one place in memory, not at two.
    typealias Place = (value: Double, index: Int)
    let places: [Place] = values.indices.map { (values[$0], $0) }
    let order = places.sorted { (a: Place, b: Place) -> Bool in
      a.value == b.value ? a.index < b.index : a.value < b.value
    }
    func quantile(_ p: Double) -> Double {
      // Each draw stands in the middle of its weight; in between linearly.
      var below = 0.0
      var last = (at: 0.0, value: order[0].value)
      for (value, index) in order {
        let middle = below + weights[index] / 2
        if middle >= p {
          guard middle > last.at, last.at > 0, last.value < value, value - last.value < .infinity
          else { return value }
          return last.value + (value - last.value) * (p - last.at) / (middle - last.at)
        }
        last = (middle, value)
        below += weights[index]
      }
      return last.value
    }
    p5 = quantile(0.05)
    median = quantile(0.5)
    p95 = quantile(0.95)
  }
}
