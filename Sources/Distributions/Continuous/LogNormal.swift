internal import Columns
internal import SpecialFunctions

/// The lognormal law: ln X is normal with mean μ and standard deviation σ.
///
/// The median is exp(μ), the mean exp(μ + σ²/2): the mean is not the middle.
public struct LogNormal: UnivariateLaw {
  package static let name = "lognormal"
  package static let isDiscrete = false

  /// μ, the mean of the logarithm.
  public let logMean: Double
  /// σ, the standard deviation of the logarithm.
  public let logSD: Double

  /// Creates the law of exp(μ + σ Z).
  ///
  /// - Parameters:
  ///   - logMean: μ, between −345 and 345.
  ///   - logSD: σ > 0, at most 40.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(logMean: Double, logSD: Double) throws(DistributionError) {
    try requireFinite("mu", logMean)
    try require(abs(logMean) <= 345, "mu", logMean, "between -345 and 345")
    try requirePositive("sigma", logSD)
    try require(logSD <= 40, "sigma", logSD, "at most 40")
    self.logMean = logMean
    self.logSD = logSD
  }

  /// Creates the law with the given median.
  ///
  /// - Parameters:
  ///   - median: exp(μ) > 0, in the unit of the quantity.
  ///   - logSD: σ > 0, the standard deviation of the logarithm.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(median: Double, logSD: Double) throws(DistributionError) {
    try requirePositive("median", median)
    try self.init(logMean: Elementary.log(median), logSD: logSD)
  }

  /// Creates the law with the given mean and standard deviation of X itself.
  ///
  /// σ² = ln(1 + (sd / mean)²) and μ = ln(mean) − σ²/2.
  ///
  /// - Parameters:
  ///   - mean: > 0, in the unit of the quantity.
  ///   - standardDeviation: > 0, in the unit of the quantity.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(mean: Double, standardDeviation: Double) throws(DistributionError) {
    try requirePositive("mean", mean)
    try requirePositive("sd", standardDeviation)
    let ratio = standardDeviation / mean
    let logVariance = Elementary.log1p(ratio * ratio)
    try self.init(
      logMean: Elementary.log(mean) - logVariance / 2, logSD: logVariance.squareRoot())
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
    let line = pair.line(
      from: Elementary.log(pair.lower.value), to: Elementary.log(pair.upper.value),
      StandardNormal.quantile)
    try self.init(logMean: line.location, logSD: line.scale)
  }

  /// The positive numbers.
  public var support: ClosedRange<Double> { 0 ... .infinity }
  /// The mean exp(μ + σ²/2).
  public var mean: Double { Elementary.exp(logMean + logSD * logSD / 2) }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x.isNaN ? x : 0 }
    return StandardNormal.density(standardised(x)) / (logSD * x)
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double { x <= 0 ? 0 : StandardNormal.cdf(standardised(x)) }
  /// P(X > x).
  public func survival(_ x: Double) -> Double { x <= 0 ? 1 : StandardNormal.cdf(-standardised(x)) }

  /// The value below which X lies with probability `p`.
  public func quantile(_ p: Double) -> Double {
    Elementary.exp(logMean + logSD * StandardNormal.quantile(p))
  }
  package func quantile(upper q: Double) -> Double {
    Elementary.exp(logMean - logSD * StandardNormal.quantile(q))
  }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    StandardNormal.quantiles(&u)
    fill(fromStandard: &u)
  }

  /// Turns standard normal numbers into those of the law.
  func fill(fromStandard z: inout MutableSpan<Double>) {
    for i in z.indices { z[i] = logMean + logSD * z[i] }
    Elementary.exp(&z)
  }

  package func scaled(by factor: Double) throws(DistributionError) -> LogNormal {
    try LogNormal(logMean: logMean + Elementary.log(factor), logSD: logSD)
  }

  private func standardised(_ x: Double) -> Double { (Elementary.log(x) - logMean) / logSD }
}
