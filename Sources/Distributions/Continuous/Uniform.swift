/// The uniform law on an interval.
public struct Uniform: UnivariateLaw {
  package static let name = "uniform"
  package static let isDiscrete = false

  /// The lower end, in the unit of the quantity.
  public let min: Double
  /// The upper end, in the unit of the quantity.
  public let max: Double

  /// Creates the law on an interval.
  ///
  /// - Parameters:
  ///   - min: the lower end, finite.
  ///   - max: the upper end, above `min`.
  /// - Throws: ``DistributionError``.
  public init(min: Double, max: Double) throws(DistributionError) {
    try requireFinite("min", min)
    try requireFinite("max", max)
    guard min < max else {
      throw .notIncreasing(lower: "min", lowerValue: min, upper: "max", upperValue: max)
    }
    self.min = min
    self.max = max
  }

  /// Creates the law with the given mean and standard deviation: mean ± √3 sd.
  ///
  /// - Parameters:
  ///   - mean: the middle.
  ///   - standardDeviation: > 0.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(mean: Double, standardDeviation: Double) throws(DistributionError) {
    try requireFinite("mean", mean)
    try requirePositive("sd", standardDeviation)
    let half = standardDeviation * 3.0.squareRoot()
    try self.init(min: mean - half, max: mean + half)
  }

  /// Creates the law that has two given quantiles.
  ///
  /// - Parameters:
  ///   - first: a probability and a value.
  ///   - second: another one, in any order.
  /// - Throws: ``DistributionError`` if the values do not increase with the probabilities.
  public init(_ first: Quantile, _ second: Quantile) throws(DistributionError) {
    let line = try QuantilePair(first, second).line { $0 }
    try self.init(min: line.location, max: line.location + line.scale)
  }

  /// From `min` to `max`.
  public var support: ClosedRange<Double> { min...max }
  /// The middle.
  public var mean: Double { min + (max - min) / 2 }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    x.isNaN ? x : (x >= min && x <= max ? 1 / (max - min) : 0)
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double { clampedToUnit((x - min) / (max - min)) }
  /// P(X > x).
  public func survival(_ x: Double) -> Double { clampedToUnit((max - x) / (max - min)) }

  /// The value below which X lies with probability `p`.
  public func quantile(_ p: Double) -> Double {
    isProbability(p) ? min + (max - min) * p : .nan
  }
  package func quantile(upper q: Double) -> Double { max - (max - min) * q }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    let width = max - min
    for i in u.indices { u[i] = min + width * u[i] }
  }

  package func scaled(by factor: Double) throws(DistributionError) -> Uniform {
    try Uniform(min: min * factor, max: max * factor)
  }
}
