internal import SpecialFunctions

/// The negative binomial law: failures before r successes of probability p, for any real r.
///
/// It is a Poisson law whose mean is a gamma variable of shape r: counts with more spread than
/// Poisson's, variance mean + mean² / r.
public struct NegativeBinomial: UnivariateLaw {
  package static let name = "negative_binomial"
  package static let isDiscrete = true

  /// The size r; the smaller, the more spread.
  public let size: Double
  /// The probability p of a success.
  public let probability: Double
  /// The expected count r (1 − p) / p.
  public let mean: Double

  /// Creates the law with the given size and probability of success.
  ///
  /// - Parameters:
  ///   - size: r > 0.
  ///   - probability: p, above 0 and at most 1.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(size: Double, probability: Double) throws(DistributionError) {
    try requirePositive("r", size)
    try require(probability > 0 && probability <= 1, "p", probability, "above 0 and at most 1")
    self.size = size
    self.probability = probability
    mean = size * ((1 - probability) / probability)
    try require(mean <= 1e15, "mean", mean, "at most 1e15")
  }

  /// Creates the law with the given mean and size: p = r / (r + mean).
  ///
  /// - Parameters:
  ///   - mean: from 0 to 1e15.
  ///   - size: r > 0.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(mean: Double, size: Double) throws(DistributionError) {
    try require(mean >= 0 && mean <= 1e15, "mean", mean, "from 0 to 1e15")
    try requirePositive("size", size)
    self.mean = mean
    self.size = size
    probability = size / (size + mean)
    try require(probability > 0, "size", size, "not so small beside the mean \(mean)")
  }

  /// The counts from 0 on.
  public var support: ClosedRange<Double> { 0...(mean > 0 ? .infinity : 0) }

  /// The mass at `x`, zero between the counts.
  public func density(_ x: Double) -> Double {
    guard x >= 0, x == x.rounded(.down), x < .infinity else { return x.isNaN ? x : 0 }
    if mean == 0 { return x == 0 ? 1 : 0 }
    return counts.mass(x)
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double { tails(x).lower }
  /// P(X > x).
  public func survival(_ x: Double) -> Double { tails(x).upper }

  /// The smallest count k with P(X ≤ k) ≥ `p`.
  public func quantile(_ p: Double) -> Double { draw(p) }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    guard !counts.fillByTable(&u) else { return }
    for i in u.indices { u[i] = draw(u[i]) }
  }

  /// 1 − p, not had by subtraction.
  private var failure: Double { mean / (size + mean) }

  /// The law as its inversion needs it.
  var counts: NegativeBinomialCounts {
    NegativeBinomialCounts(size: size, success: probability, failure: failure)
  }

  private func draw(_ u: Double) -> Double {
    CountSampler.negativeBinomial(u, size: size, success: probability, failure: failure)
  }

  private func tails(_ x: Double) -> GammaFunction.Ratios {
    if x.isNaN { return GammaFunction.Ratios(lower: x, upper: x) }
    if x < 0 { return GammaFunction.Ratios(lower: 0, upper: 1) }
    if x == .infinity || mean == 0 { return GammaFunction.Ratios(lower: 1, upper: 0) }
    return counts.tails(x.rounded(.down))
  }
}
