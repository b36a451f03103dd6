internal import Columns
internal import SpecialFunctions

/// The normal law, density exp(−(x − μ)² / 2σ²) / (σ √(2π)).
public struct Normal: UnivariateLaw {
  package static let name = "normal"
  package static let isDiscrete = false

  /// μ, in the unit of the quantity.
  public let mean: Double
  /// σ, in the unit of the quantity.
  public let standardDeviation: Double

  /// Creates the law with the given mean and standard deviation.
  ///
  /// - Parameters:
  ///   - mean: μ, finite.
  ///   - standardDeviation: σ > 0.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(mean: Double, standardDeviation: Double) throws(DistributionError) {
    try requireFinite("mean", mean)
    try requirePositive("sd", standardDeviation)
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// Creates the law that has two given quantiles.
  ///
  /// - Parameters:
  ///   - first: a probability and the value below which the quantity lies with it.
  ///   - second: another one, in any order.
  /// - Throws: ``DistributionError`` if the values do not increase with the probabilities.
  public init(_ first: Quantile, _ second: Quantile) throws(DistributionError) {
    let line = try QuantilePair(first, second).line(StandardNormal.quantile)
    try self.init(mean: line.location, standardDeviation: line.scale)
  }

  /// All real numbers.
  public var support: ClosedRange<Double> { -.infinity ... .infinity }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    StandardNormal.density((x - mean) / standardDeviation) / standardDeviation
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double { StandardNormal.cdf((x - mean) / standardDeviation) }
  /// P(X > x).
  public func survival(_ x: Double) -> Double {
    StandardNormal.cdf((mean - x) / standardDeviation)
  }

  /// The value below which X lies with probability `p`.
  public func quantile(_ p: Double) -> Double {
    mean + standardDeviation * StandardNormal.quantile(p)
  }
  package func quantile(upper q: Double) -> Double {
    mean - standardDeviation * StandardNormal.quantile(q)
  }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    StandardNormal.quantiles(&u)
    fill(fromStandard: &u)
  }

  /// Turns standard normal numbers into those of the law.
  func fill(fromStandard z: inout MutableSpan<Double>) {
    guard mean != 0 || standardDeviation != 1 else { return }
    for i in z.indices { z[i] = mean + standardDeviation * z[i] }
  }

  package func scaled(by factor: Double) throws(DistributionError) -> Normal {
    try Normal(mean: mean * factor, standardDeviation: standardDeviation * factor)
  }
}
