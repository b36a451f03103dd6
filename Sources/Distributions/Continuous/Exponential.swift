internal import Columns
internal import SpecialFunctions

/// The exponential law, density exp(−x / m) / m on the positive numbers.
///
/// It has one parameter, so one condition determines it: mean, rate or a single quantile.
public struct Exponential: UnivariateLaw {
  package static let name = "exponential"
  package static let isDiscrete = false

  /// m, in the unit of the quantity.
  public let mean: Double

  /// Creates the law with the given mean.
  ///
  /// - Parameter mean: m > 0, in the unit of the quantity.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(mean: Double) throws(DistributionError) {
    try requirePositive("mean", mean)
    self.mean = mean
  }

  /// Creates the law with the given rate.
  ///
  /// - Parameter rate: 1 / m > 0, per unit of the quantity.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(rate: Double) throws(DistributionError) {
    try requirePositive("rate", rate)
    try self.init(mean: 1 / rate)
  }

  /// Creates the law that has one given quantile.
  ///
  /// - Parameter quantile: a probability and a value > 0.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(_ quantile: Quantile) throws(DistributionError) {
    try requirePositive(quantile.label, quantile.value)
    try self.init(mean: quantile.value / -Elementary.log1p(-quantile.probability))
  }

  /// The positive numbers and 0.
  public var support: ClosedRange<Double> { 0 ... .infinity }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    x < 0 ? 0 : Elementary.exp(-x / mean) / mean
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double { x <= 0 ? 0 : -Elementary.expm1(-x / mean) }
  /// P(X > x).
  public func survival(_ x: Double) -> Double { x <= 0 ? 1 : Elementary.exp(-x / mean) }

  /// The value below which X lies with probability `p`.
  public func quantile(_ p: Double) -> Double {
    isProbability(p) ? -mean * Elementary.log1p(-p) : .nan
  }
  package func quantile(upper q: Double) -> Double { -mean * Elementary.log(q) }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    for i in u.indices { u[i] = -u[i] }
    Elementary.log1p(&u)
    for i in u.indices { u[i] *= -mean }
  }

  package func scaled(by factor: Double) throws(DistributionError) -> Exponential {
    try Exponential(mean: mean * factor)
  }
}
