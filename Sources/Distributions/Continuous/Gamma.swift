internal import SpecialFunctions
internal import Wording

/// The gamma law, density x^(k − 1) exp(−x / θ) / (Γ(k) θᵏ).
public struct Gamma: UnivariateLaw {
  package static let name = "gamma"
  package static let isDiscrete = false

  /// k, a pure number.
  public let shape: Double
  /// θ, in the unit of the quantity; not the rate 1 / θ.
  public let scale: Double

  /// Creates the law with the given shape and scale.
  ///
  /// - Parameters:
  ///   - shape: k, from 1e-9 to 1e12.
  ///   - scale: θ > 0, in the unit of the quantity.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(shape: Double, scale: Double) throws(DistributionError) {
    try requirePositive("shape", shape, in: 1e-9...1e12, "from 1e-9 to 1e12")
    try requirePositive("scale", scale)
    self.shape = shape
    self.scale = scale
  }

  /// Creates the law with the given mean and standard deviation.
  ///
  /// k = (mean / sd)² and θ = sd² / mean.
  ///
  /// - Parameters:
  ///   - mean: > 0.
  ///   - standardDeviation: > 0.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(mean: Double, standardDeviation: Double) throws(DistributionError) {
    try requirePositive("mean", mean)
    try requirePositive("sd", standardDeviation)
    let ratio = mean / standardDeviation
    try self.init(
      shape: ratio * ratio, scale: standardDeviation * (standardDeviation / mean))
  }

  /// Creates the law that has two given quantiles.
  ///
  /// - Parameters:
  ///   - first: a probability and a value > 0.
  ///   - second: another one, in any order.
  /// - Throws: ``DistributionError`` if a value is not positive, the values do not increase, or
  ///   their ratio needs a shape outside 1e-3 … 1e9.
  public init(_ first: Quantile, _ second: Quantile) throws(DistributionError) {
    let pair = try QuantilePair(first, second)
    try pair.requirePositive()
    let target = Elementary.log(pair.upper.value / pair.lower.value)
    let (low, high) = (pair.lower.probability, pair.upper.probability)
    func logRatio(_ shape: Double) -> Double {
      Elementary.log(
        GammaFunction.inverseRegularizedLower(a: shape, p: high)
          / GammaFunction.inverseRegularizedLower(a: shape, p: low))
    }
    guard logRatio(1e-3) > target, logRatio(1e9) < target else {
      throw .unattainable(
        law: Self.name, wanted: pair.words,
        reason: Phrase("the shape would be outside 0.001 to 1e9", "形状将超出 0.001 至 1e9"))
    }
    // The ratio of two quantiles falls as the shape grows.
    let logShape = increasingRoot(from: Elementary.log(1e-3), to: Elementary.log(1e9)) {
      target - logRatio(Elementary.exp($0))
    }
    let shape = Elementary.exp(logShape)
    try self.init(
      shape: shape,
      scale: pair.upper.value / GammaFunction.inverseRegularizedLower(a: shape, p: high))
  }

  /// The positive numbers and 0.
  public var support: ClosedRange<Double> { 0 ... .infinity }
  /// The mean, k θ.
  public var mean: Double { shape * scale }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    guard x >= 0, x < .infinity else { return x.isNaN ? x : 0 }
    if x == 0 { return shape < 1 ? .infinity : (shape == 1 ? 1 / scale : 0) }
    return GammaFunction.poissonMass(shape, mean: x / scale) * shape / x
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double {
    x <= 0 ? 0 : GammaFunction.regularizedLower(a: shape, x: x / scale)
  }
  /// P(X > x).
  public func survival(_ x: Double) -> Double {
    x <= 0 ? 1 : GammaFunction.regularizedUpper(a: shape, x: x / scale)
  }

  /// The value below which X lies with probability `p`.
  public func quantile(_ p: Double) -> Double {
    scale * GammaFunction.inverseRegularizedLower(a: shape, p: p)
  }
  package func quantile(upper q: Double) -> Double {
    scale * GammaFunction.inverseRegularizedUpper(a: shape, q: q)
  }

  package func scaled(by factor: Double) throws(DistributionError) -> Gamma {
    try Gamma(shape: shape, scale: scale * factor)
  }
}
