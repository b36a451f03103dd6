internal import SpecialFunctions

/// The PERT law: a beta law on [min, max] whose mean is (min + 4 mode + max) / 6.
///
/// Smoother than the triangular law of the same three points and with lighter shoulders.
///
/// Source: Malcolm, Roseboom, Clark and Fazar (1959); Vose, *Risk Analysis*, the beta-PERT form
/// with a = 1 + 4 (mode − min) / (max − min), b = 1 + 4 (max − mode) / (max − min).
public struct Pert: UnivariateLaw {
  package static let name = "pert"
  package static let isDiscrete = false

  /// The most likely value, in the unit of the quantity.
  public let mode: Double
  /// The same law by its beta parameters.
  public let beta: Beta

  /// Creates the law on an interval.
  ///
  /// - Parameters:
  ///   - min: the lower end, finite.
  ///   - mode: from `min` to `max`.
  ///   - max: the upper end, above `min`.
  /// - Throws: ``DistributionError``.
  public init(min: Double, mode: Double, max: Double) throws(DistributionError) {
    try requireThreePoints(min: min, mode: mode, max: max)
    let width = max - min
    self.mode = mode
    beta = try Beta(
      a: 1 + 4 * ((mode - min) / width), b: 1 + 4 * ((max - mode) / width), min: min, max: max)
  }

  /// Creates the *symmetric* law with the given mean and standard deviation: mean ± √7 sd.
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
    let half = standardDeviation * 7.0.squareRoot()
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
      2 * BetaFunction.inverseRegularized(a: 3, b: 3, p: p) - 1
    }
    try self.init(
      min: line.location - line.scale, mode: line.location, max: line.location + line.scale)
  }

  /// The lower end.
  public var min: Double { beta.min }
  /// The upper end.
  public var max: Double { beta.max }
  /// From `min` to `max`.
  public var support: ClosedRange<Double> { beta.support }
  /// The mean, (min + 4 mode + max) / 6.
  public var mean: Double { beta.mean }

  /// The density at `x`.
  public func density(_ x: Double) -> Double { beta.density(x) }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double { beta.cdf(x) }
  /// P(X > x).
  public func survival(_ x: Double) -> Double { beta.survival(x) }

  /// The value below which X lies with probability `p`.
  public func quantile(_ p: Double) -> Double { beta.quantile(p) }
  package func quantile(upper q: Double) -> Double { beta.quantile(upper: q) }

  package func scaled(by factor: Double) throws(DistributionError) -> Pert {
    try Pert(min: min * factor, mode: mode * factor, max: max * factor)
  }
}
