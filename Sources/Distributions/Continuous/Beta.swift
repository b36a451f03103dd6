internal import SpecialFunctions
internal import Wording

/// The beta law on an interval, by default from 0 to 1: density ∝ (x − min)^(a − 1) (max − x)^(b − 1).
public struct Beta: UnivariateLaw {
  package static let name = "beta"
  package static let isDiscrete = false

  /// The parameter a, a pure number.
  public let a: Double
  /// The parameter b, a pure number.
  public let b: Double
  /// The lower end, in the unit of the quantity.
  public let min: Double
  /// The upper end, in the unit of the quantity.
  public let max: Double

  /// Creates the law with the given parameters.
  ///
  /// - Parameters:
  ///   - a: from 1e-9 to 1e9.
  ///   - b: from 1e-9 to 1e9.
  ///   - min: the lower end.
  ///   - max: the upper end, above `min`.
  /// - Throws: ``DistributionError``.
  public init(a: Double, b: Double, min: Double = 0, max: Double = 1) throws(DistributionError) {
    try requirePositive("a", a, in: 1e-9...1e9, "from 1e-9 to 1e9")
    try requirePositive("b", b, in: 1e-9...1e9, "from 1e-9 to 1e9")
    _ = try Uniform(min: min, max: max)
    self.a = a
    self.b = b
    self.min = min
    self.max = max
  }

  /// Creates the law with the given mean and standard deviation.
  ///
  /// With m the mean as a share of the interval and s the standard deviation as one,
  /// a + b = m (1 − m) / s² − 1.
  ///
  /// - Parameters:
  ///   - mean: between `min` and `max`.
  ///   - standardDeviation: > 0 and below √((mean − min) (max − mean)).
  ///   - min: the lower end.
  ///   - max: the upper end.
  /// - Throws: ``DistributionError``.
  public init(
    mean: Double, standardDeviation: Double, min: Double = 0, max: Double = 1
  ) throws(DistributionError) {
    _ = try Uniform(min: min, max: max)
    try require(mean > min && mean < max, "mean", mean, "between \(min) and \(max)")
    try requirePositive("sd", standardDeviation)
    let share = (mean - min) / (max - min)
    let spread = standardDeviation / (max - min)
    let sum = share * (1 - share) / (spread * spread) - 1
    guard sum > 0 else {
      let largest = ((mean - min) * (max - mean)).squareRoot()
      throw .unattainable(
        law: Self.name,
        wanted: Phrase(
          "mean = \(mean) and sd = \(standardDeviation)",
          " mean = \(mean) 和 sd = \(standardDeviation)"),
        reason: Phrase(
          "with this mean the sd must be below \(largest)",
          "在此均值下 sd 须小于 \(largest)"))
    }
    try self.init(a: share * sum, b: (1 - share) * sum, min: min, max: max)
  }

  /// Creates the law that has two given quantiles.
  ///
  /// - Parameters:
  ///   - first: a probability and a value between `min` and `max`.
  ///   - second: another one, in any order.
  ///   - min: the lower end.
  ///   - max: the upper end.
  /// - Throws: ``DistributionError``, also when no law with a + b below about 1e9 has them.
  public init(
    _ first: Quantile, _ second: Quantile, min: Double = 0, max: Double = 1
  ) throws(DistributionError) {
    _ = try Uniform(min: min, max: max)
    let pair = try QuantilePair(first, second)
    for quantile in [pair.lower, pair.upper] {
      try require(
        quantile.value > min && quantile.value < max, quantile.label, quantile.value,
        "between \(min) and \(max)")
    }
    func logit(_ x: Double) -> Double { Elementary.log((x - min) / (max - x)) }
    let (low, high) = (logit(pair.lower.value), logit(pair.upper.value))
    let (p, q) = (pair.lower.probability, pair.upper.probability)
    func quantileLogit(_ a: Double, _ b: Double, _ p: Double) -> Double {
      BetaFunction.inverseLogit(a: a, b: b, lower: p, upper: 1 - p)
    }
    // For a given sum a + b the lower quantile rises with the share a / (a + b); with the share so
    // chosen the distance between the logits falls as the sum grows.
    func shareLogit(_ sum: Double) -> Double {
      increasingRoot(from: -25, to: 25) { logit in
        let share = BetaFunction.odds(logit)
        return quantileLogit(share.x * sum, share.y * sum, p) - low
      }
    }
    func spread(_ logSum: Double) -> Double {
      let sum = Elementary.exp(logSum)
      let share = BetaFunction.odds(shareLogit(sum))
      return quantileLogit(share.x * sum, share.y * sum, q) - low
    }
    let (least, most) = (-4.0, 20.0)
    guard spread(least) > high - low, spread(most) < high - low else {
      throw .unattainable(
        law: Self.name, wanted: pair.words,
        reason: Phrase("a + b would be outside 0.02 to 5e8", "a + b 将超出 0.02 至 5e8"))
    }
    let sum = Elementary.exp(increasingRoot(from: least, to: most) { high - low - spread($0) })
    let share = BetaFunction.odds(shareLogit(sum))
    try self.init(a: share.x * sum, b: share.y * sum, min: min, max: max)
  }

  /// From `min` to `max`.
  public var support: ClosedRange<Double> { min...max }
  /// The mean, min + (max − min) a / (a + b).
  public var mean: Double { min + (max - min) * (a / (a + b)) }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    guard x >= min, x <= max else { return x.isNaN ? x : 0 }
    let width = max - min
    let left = (x - min) / width
    let right = (max - x) / width
    if left == 0 { return a < 1 ? .infinity : (a == 1 ? b / width : 0) }
    if right == 0 { return b < 1 ? .infinity : (b == 1 ? a / width : 0) }
    return BetaFunction.binomialMass(a, b, x: left, y: right) * (a / left) * (b / right)
      / ((a + b) * width)
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double { ratios(x).lower }
  /// P(X > x).
  public func survival(_ x: Double) -> Double { ratios(x).upper }

  /// The value below which X lies with probability `p`.
  public func quantile(_ p: Double) -> Double { point(lower: p, upper: 1 - p) }
  package func quantile(upper q: Double) -> Double { point(lower: 1 - q, upper: q) }

  package func scaled(by factor: Double) throws(DistributionError) -> Beta {
    try Beta(a: a, b: b, min: min * factor, max: max * factor)
  }

  private func ratios(_ x: Double) -> GammaFunction.Ratios {
    if x.isNaN { return GammaFunction.Ratios(lower: x, upper: x) }
    if x <= min { return GammaFunction.Ratios(lower: 0, upper: 1) }
    if x >= max { return GammaFunction.Ratios(lower: 1, upper: 0) }
    let width = max - min
    return BetaFunction.ratios(a: a, b: b, x: (x - min) / width, complement: (max - x) / width)
  }

  /// The quantile, measured from the nearer end.
  private func point(lower: Double, upper: Double) -> Double {
    guard isProbability(lower), lower > 0, upper > 0 else {
      return lower == 0 ? min : (upper == 0 ? max : .nan)
    }
    let logit = BetaFunction.inverseLogit(a: a, b: b, lower: lower, upper: upper)
    let share = BetaFunction.odds(logit)
    return logit < 0 ? min + (max - min) * share.x : max - (max - min) * share.y
  }
}
