internal import SpecialFunctions

/// Poisson's law of counts, mass mᵏ e⁻ᵐ / k!.
public struct Poisson: UnivariateLaw {
  package static let name = "poisson"
  package static let isDiscrete = true

  /// The expected count m.
  public let mean: Double

  /// Creates the law with the given mean.
  ///
  /// - Parameter mean: from 0 to 1e15.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(mean: Double) throws(DistributionError) {
    try require(mean >= 0 && mean <= 1e15, "mean", mean, "from 0 to 1e15")
    self.mean = mean
  }

  /// The counts from 0 on.
  public var support: ClosedRange<Double> { 0...(mean > 0 ? .infinity : 0) }

  /// The mass at `x`, zero between the counts.
  public func density(_ x: Double) -> Double {
    guard x >= 0, x == x.rounded(.down) else { return x.isNaN ? x : 0 }
    return counts.mass(x)
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double { tails(x).lower }
  /// P(X > x).
  public func survival(_ x: Double) -> Double { tails(x).upper }

  /// The smallest count k with P(X ≤ k) ≥ `p`.
  public func quantile(_ p: Double) -> Double { CountSampler.poisson(p, mean: mean) }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    guard !counts.fillByTable(&u) else { return }
    for i in u.indices { u[i] = CountSampler.poisson(u[i], mean: mean) }
  }

  /// The law as its inversion needs it.
  var counts: PoissonCounts { PoissonCounts(mean: mean) }

  private func tails(_ x: Double) -> GammaFunction.Ratios {
    if x.isNaN { return GammaFunction.Ratios(lower: x, upper: x) }
    if x < 0 { return GammaFunction.Ratios(lower: 0, upper: 1) }
    if x == .infinity || mean == 0 { return GammaFunction.Ratios(lower: 1, upper: 0) }
    return counts.tails(x.rounded(.down))
  }
}
