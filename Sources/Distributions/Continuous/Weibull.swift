internal import Columns
internal import SpecialFunctions

/// Weibull's law, P(X > x) = exp(−(x / scale)^shape).
public struct Weibull: UnivariateLaw {
  package static let name = "weibull"
  package static let isDiscrete = false

  /// k, a pure number; below 1 the hazard falls, above 1 it rises.
  public let shape: Double
  /// λ, in the unit of the quantity: P(X ≤ λ) = 1 − 1/e.
  public let scale: Double

  /// Creates the law with the given shape and scale.
  ///
  /// - Parameters:
  ///   - shape: from 0.02 to 1e12.
  ///   - scale: > 0, in the unit of the quantity.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(shape: Double, scale: Double) throws(DistributionError) {
    try requirePositive("shape", shape, in: 0.02...1e12, "from 0.02 to 1e12")
    try requirePositive("scale", scale)
    self.shape = shape
    self.scale = scale
  }

  /// Creates the law with the given mean and standard deviation.
  ///
  /// The shape solves Γ(1 + 2/k) / Γ(1 + 1/k)² = 1 + (sd / mean)².
  ///
  /// - Parameters:
  ///   - mean: > 0.
  ///   - standardDeviation: > 0; between 1/1000 and 1000 times the mean.
  /// - Throws: ``DistributionError``.
  public init(mean: Double, standardDeviation: Double) throws(DistributionError) {
    try requirePositive("mean", mean)
    try requirePositive("sd", standardDeviation)
    let ratio = standardDeviation / mean
    try require(
      ratio >= 1e-3 && ratio <= 1e3, "sd", standardDeviation, "from mean / 1000 to mean · 1000")
    let target = Elementary.log1p(ratio * ratio)
    let logInverse = increasingRoot(from: -8, to: 4) { logInverse in
      let inverse = Elementary.exp(logInverse)
      return GammaFunction.logGamma(1 + 2 * inverse) - 2 * GammaFunction.logGamma(1 + inverse)
        - target
    }
    let inverse = Elementary.exp(logInverse)
    try self.init(
      shape: 1 / inverse, scale: mean / Elementary.exp(GammaFunction.logGamma(1 + inverse)))
  }

  /// Creates the law that has two given quantiles.
  ///
  /// - Parameters:
  ///   - first: a probability and a value > 0.
  ///   - second: another one, in any order.
  /// - Throws: ``DistributionError`` if a value is not positive or the values do not increase.
  public init(_ first: Quantile, _ second: Quantile) throws(DistributionError) {
    let pair = try QuantilePair(first, second)
    try pair.requirePositive()
    // ln X is a line in ln(−ln(1 − p)) with slope 1 / k.
    let line = pair.line(
      from: Elementary.log(pair.lower.value), to: Elementary.log(pair.upper.value)
    ) { Elementary.log(-Elementary.log1p(-$0)) }
    try self.init(shape: 1 / line.scale, scale: Elementary.exp(line.location))
  }

  /// The positive numbers and 0.
  public var support: ClosedRange<Double> { 0 ... .infinity }
  /// The mean, λ Γ(1 + 1/k).
  public var mean: Double { scale * Elementary.exp(GammaFunction.logGamma(1 + 1 / shape)) }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    guard x >= 0, x < .infinity else { return x.isNaN ? x : 0 }
    let ratio = x / scale
    return shape / scale * Elementary.pow(ratio, shape - 1)
      * Elementary.exp(-Elementary.pow(ratio, shape))
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double {
    x <= 0 ? 0 : -Elementary.expm1(-Elementary.pow(x / scale, shape))
  }
  /// P(X > x).
  public func survival(_ x: Double) -> Double {
    x <= 0 ? 1 : Elementary.exp(-Elementary.pow(x / scale, shape))
  }

  /// The value below which X lies with probability `p`.
  public func quantile(_ p: Double) -> Double { point(hazard: -Elementary.log1p(-p)) }
  package func quantile(upper q: Double) -> Double { point(hazard: -Elementary.log(q)) }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    for i in u.indices { u[i] = -u[i] }
    Elementary.log1p(&u)
    for i in u.indices { u[i] = -u[i] }
    Elementary.log(&u)
    let stretch = 1 / shape
    for i in u.indices { u[i] *= stretch }
    Elementary.exp(&u)
    for i in u.indices { u[i] *= scale }
  }

  package func scaled(by factor: Double) throws(DistributionError) -> Weibull {
    try Weibull(shape: shape, scale: scale * factor)
  }

  /// The value up to which the integrated hazard is −ln P(X > x).
  private func point(hazard: Double) -> Double {
    guard hazard > 0 else { return hazard == 0 ? 0 : .nan }
    return scale * Elementary.exp(Elementary.log(hazard) * (1 / shape))
  }
}
