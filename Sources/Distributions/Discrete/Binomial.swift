internal import SpecialFunctions

/// The binomial law: successes in n independent trials of probability p.
public struct Binomial: UnivariateLaw {
  package static let name = "binomial"
  package static let isDiscrete = true

  /// The number of trials n.
  public let trials: Double
  /// The probability p of a success.
  public let probability: Double

  /// Creates the law with the given trials and probability.
  ///
  /// - Parameters:
  ///   - trials: an integer from 0 to 1e15.
  ///   - probability: from 0 to 1.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(trials: Double, probability: Double) throws(DistributionError) {
    try require(
      trials >= 0 && trials <= 1e15 && trials == trials.rounded(.down), "n", trials,
      "an integer from 0 to 1e15")
    try require(probability >= 0 && probability <= 1, "p", probability, "from 0 to 1")
    self.trials = trials
    self.probability = probability
  }

  /// The counts that have a chance.
  public var support: ClosedRange<Double> {
    (probability == 1 ? trials : 0)...(probability == 0 ? 0 : trials)
  }
  /// The mean n p.
  public var mean: Double { trials * probability }

  /// Whether there is no variance n p (1 − p).
  private var isCertain: Bool { trials * probability * (1 - probability) == 0 }

  /// The mass at `x`, zero between the counts.
  public func density(_ x: Double) -> Double {
    guard x >= 0, x <= trials, x == x.rounded(.down) else { return x.isNaN ? x : 0 }
    if isCertain { return x == mean ? 1 : 0 }
    return counts.mass(x)
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double { tails(x).lower }
  /// P(X > x).
  public func survival(_ x: Double) -> Double { tails(x).upper }

  /// The smallest count k with P(X ≤ k) ≥ `p`.
  public func quantile(_ p: Double) -> Double {
    CountSampler.binomial(p, trials: trials, probability: probability)
  }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    guard !counts.fillByTable(&u) else { return }
    for i in u.indices {
      u[i] = CountSampler.binomial(u[i], trials: trials, probability: probability)
    }
  }

  /// The law as its inversion needs it.
  var counts: BinomialCounts {
    BinomialCounts(trials: trials, success: probability, failure: 1 - probability)
  }

  private func tails(_ x: Double) -> GammaFunction.Ratios {
    if x.isNaN { return GammaFunction.Ratios(lower: x, upper: x) }
    if x < 0 { return GammaFunction.Ratios(lower: 0, upper: 1) }
    if isCertain {
      return x >= mean
        ? GammaFunction.Ratios(lower: 1, upper: 0) : GammaFunction.Ratios(lower: 0, upper: 1)
    }
    return counts.tails(min(x.rounded(.down), trials))
  }
}
