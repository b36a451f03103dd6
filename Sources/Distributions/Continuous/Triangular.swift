/// The triangular law: density rising from `min` to `mode` and falling to `max`.
public struct Triangular: UnivariateLaw {
  package static let name = "triangular"
  package static let isDiscrete = false

  /// The lower end, in the unit of the quantity.
  public let min: Double
  /// The most likely value, in the unit of the quantity.
  public let mode: Double
  /// The upper end, in the unit of the quantity.
  public let max: Double

  /// Creates the law on an interval.
  ///
  /// - Parameters:
  ///   - min: the lower end, finite.
  ///   - mode: from `min` to `max`.
  ///   - max: the upper end, above `min`.
  /// - Throws: ``DistributionError``.
  public init(min: Double, mode: Double, max: Double) throws(DistributionError) {
    try requireThreePoints(min: min, mode: mode, max: max)
    self.min = min
    self.mode = mode
    self.max = max
  }

  /// Creates the *symmetric* law with the given mean and standard deviation: mean ± √6 sd.
  ///
  /// Two numbers leave one of three parameters open; symmetry is the choice made here.
  ///
  /// - Parameters:
  ///   - mean: the middle.
  ///   - standardDeviation: > 0.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(mean: Double, standardDeviation: Double) throws(DistributionError) {
    try requireFinite("mean", mean)
    try requirePositive("sd", standardDeviation)
    let half = standardDeviation * 6.0.squareRoot()
    try self.init(min: mean - half, mode: mean, max: mean + half)
  }

  /// Creates the *symmetric* law that has two given quantiles.
  ///
  /// - Parameters:
  ///   - first: a probability and a value.
  ///   - second: another one, in any order.
  /// - Throws: ``DistributionError`` if the values do not increase with the probabilities.
  public init(_ first: Quantile, _ second: Quantile) throws(DistributionError) {
    let line = try QuantilePair(first, second).line { p in
      p < 0.5 ? (2 * p).squareRoot() - 1 : 1 - (2 * (1 - p)).squareRoot()
    }
    try self.init(
      min: line.location - line.scale, mode: line.location, max: line.location + line.scale)
  }

  /// From `min` to `max`.
  public var support: ClosedRange<Double> { min...max }
  /// The mean of the three points.
  public var mean: Double { min + ((mode - min) + (max - min)) / 3 }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    guard x >= min, x <= max else { return x.isNaN ? x : 0 }
    let height = 2 / (max - min)
    if x == mode { return height }
    return x < mode ? height * (x - min) / (mode - min) : height * (max - x) / (max - mode)
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double { x <= mode ? left(x) : 1 - right(x) }
  /// P(X > x).
  public func survival(_ x: Double) -> Double { x <= mode ? 1 - left(x) : right(x) }

  /// The value below which X lies with probability `p`.
  public func quantile(_ p: Double) -> Double {
    guard isProbability(p) else { return .nan }
    let width = max - min
    return p * width < mode - min
      ? min + (p * width * (mode - min)).squareRoot()
      : max - ((1 - p) * width * (max - mode)).squareRoot()
  }
  package func quantile(upper q: Double) -> Double {
    let width = max - min
    return q * width < max - mode
      ? max - (q * width * (max - mode)).squareRoot()
      : min + ((1 - q) * width * (mode - min)).squareRoot()
  }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    let width = max - min
    let rising = width * (mode - min)
    let falling = width * (max - mode)
    let switchover = (mode - min) / width
    for i in u.indices {
      let p = u[i]
      let isRising = p < switchover
      let root = (isRising ? p * rising : (1 - p) * falling).squareRoot()
      u[i] = isRising ? min + root : max - root
    }
  }

  package func scaled(by factor: Double) throws(DistributionError) -> Triangular {
    try Triangular(min: min * factor, mode: mode * factor, max: max * factor)
  }

  /// P(X ≤ x) for x ≤ mode.
  private func left(_ x: Double) -> Double {
    x <= min ? 0 : (x - min) / (max - min) * ((x - min) / (mode - min))
  }

  /// P(X > x) for x > mode.
  private func right(_ x: Double) -> Double {
    x >= max ? 0 : (max - x) / (max - min) * ((max - x) / (max - mode))
  }
}

/// Checks min ≤ mode ≤ max with min < max.
func requireThreePoints(min: Double, mode: Double, max: Double) throws(DistributionError) {
  try requireFinite("min", min)
  try requireFinite("mode", mode)
  try requireFinite("max", max)
  guard min < max else {
    throw .notIncreasing(lower: "min", lowerValue: min, upper: "max", upperValue: max)
  }
  try require(mode >= min && mode <= max, "mode", mode, "from min \(min) to max \(max)")
}
