/// What every law of one real variable answers; ``Law`` passes each question on to its case.
///
/// A quantile function is asked for at p in (0, 1); at 0 and 1 it gives the ends of the support.
package protocol UnivariateLaw: Hashable, Sendable {
  /// The name under which a scenario file writes the law.
  static var name: String { get }
  /// Whether all values come from a countable set.
  static var isDiscrete: Bool { get }

  /// The smallest closed interval that carries all probability.
  var support: ClosedRange<Double> { get }
  /// The mean; NaN where it does not exist.
  var mean: Double { get }

  /// The density, or the mass of a discrete law, at `x`.
  func density(_ x: Double) -> Double
  /// P(X ≤ x).
  func cdf(_ x: Double) -> Double
  /// P(X > x), with full relative accuracy in the upper tail.
  func survival(_ x: Double) -> Double
  /// The smallest x with P(X ≤ x) ≥ p.
  func quantile(_ p: Double) -> Double
  /// The quantile at 1 − q, for q close to 0.
  func quantile(upper q: Double) -> Double
  /// Turns uniform numbers into draws, each by the quantile function, in place.
  func fillQuantiles(_ u: inout MutableSpan<Double>)
  /// The law of c X for c > 0.
  func scaled(by factor: Double) throws(DistributionError) -> Self
}

extension UnivariateLaw {
  package func survival(_ x: Double) -> Double { 1 - cdf(x) }
  package func quantile(upper q: Double) -> Double { quantile(1 - q) }
  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    for i in u.indices { u[i] = quantile(u[i]) }
  }
  package func scaled(by factor: Double) throws(DistributionError) -> Self {
    throw .notScalable(law: Self.name)
  }
}

/// Whether a number is from 0 to 1.
func isProbability(_ p: Double) -> Bool { p >= 0 && p <= 1 }

/// The number moved into [0, 1]; NaN stays NaN.
func clampedToUnit(_ x: Double) -> Double {
  x < 0 ? 0 : (x > 1 ? 1 : x)
}
