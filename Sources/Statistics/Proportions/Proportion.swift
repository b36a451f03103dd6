/// A share of independent trials that succeeded, such as the paths that met a target.
public struct Proportion: Hashable, Sendable {
  /// How many trials succeeded.
  public let successes: Int
  /// How many trials there were.
  public let trials: Int

  /// Creates the proportion of `successes` in `trials`.
  ///
  /// - Precondition: `successes` is from 0 to `trials`.
  public init(successes: Int, trials: Int) {
    precondition(
      successes >= 0 && successes <= trials, "\(successes) successes in \(trials) trials")
    self.successes = successes
    self.trials = trials
  }

  /// The share p = successes / trials; NaN without trials.
  public var estimate: Double { Double(successes) / Double(trials) }

  /// √(p (1 − p) / trials): zero at p = 0 and p = 1, where ``wilson95`` says what is known.
  public var standardError: Double {
    (estimate * (1 - estimate) / Double(trials)).squareRoot()
  }

  /// The interval that holds the true probability in about 95 of 100 uses, from 0 to 1 without
  /// trials.
  ///
  /// (p + z²/2N ± z √(p (1 − p)/N + z²/4N²)) / (1 + z²/N) with z = Φ⁻¹(0.975).
  ///
  /// Source: Wilson, *Probable inference, the law of succession, and statistical inference*
  /// (1927).
  public var wilson95: ClosedRange<Double> {
    wilson(z: 1.959963984540054)
  }

  /// The Wilson interval for another level.
  ///
  /// - Parameter z: the standard normal quantile of (1 + level) / 2, positive.
  /// - Returns: the interval, within [0, 1].
  public func wilson(z: Double) -> ClosedRange<Double> {
    guard trials > 0 else { return 0...1 }
    let n = Double(trials)
    let z2 = z * z
    let center = estimate + z2 / (2 * n)
    let spread = z * (estimate * (1 - estimate) / n + z2 / (4 * n * n)).squareRoot()
    let scale = 1 + z2 / n
    // At the ends one bound is known exactly and must not be a rounding error.
    let lower = successes == 0 ? 0 : max((center - spread) / scale, 0)
    let upper = successes == trials ? 1 : min((center + spread) / scale, 1)
    return lower...upper
  }
}
