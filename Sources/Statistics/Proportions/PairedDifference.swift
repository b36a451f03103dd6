/// The difference of two shares that were counted on the same paths.
///
/// With common random numbers most paths agree, and only those that do not carry error; the
/// difference is known much better than from two separate runs.
///
/// Source: McNemar, *Note on the sampling error of the difference between correlated proportions
/// or percentages* (1947).
public struct PairedDifference: Hashable, Sendable {
  /// How many paths were compared.
  public let n: Int
  /// Paths that succeeded in both.
  public let both: Int
  /// Paths that succeeded in the first only.
  public let onlyFirst: Int
  /// Paths that succeeded in the second only.
  public let onlySecond: Int

  /// Creates the comparison from its counts.
  ///
  /// - Precondition: the counts are not negative and together at most `n`.
  public init(n: Int, both: Int, onlyFirst: Int, onlySecond: Int) {
    precondition(
      min(both, onlyFirst, onlySecond) >= 0 && both + onlyFirst + onlySecond <= n,
      "counts \(both), \(onlyFirst), \(onlySecond) of \(n) paths")
    self.n = n
    self.both = both
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
  }

  /// Share of the first minus share of the second; NaN without paths.
  public var difference: Double { Double(onlyFirst - onlySecond) / Double(n) }

  /// √((b + c − (b − c)²/n)) / n, where b and c are the paths that succeeded once only.
  public var standardError: Double {
    let discordant = Double(onlyFirst + onlySecond)
    let net = Double(onlyFirst - onlySecond)
    return max(discordant - net * net / Double(n), 0).squareRoot() / Double(n)
  }

  /// The share of the first.
  public var first: Proportion { Proportion(successes: both + onlyFirst, trials: n) }

  /// The share of the second.
  public var second: Proportion { Proportion(successes: both + onlySecond, trials: n) }
}
