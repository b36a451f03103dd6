internal import Statistics

/// A rule that makes one number of what an alternative does in all states of the world.
///
/// Source: McPhail, Maier, Kwakkel, Giuliani, Castelletti and Westra, *Robustness metrics: how are
/// they calculated, when should they be used and why do they give different results?* (2018);
/// Lempert, Groves, Popper and Bankes, *A general, analytic method for generating robust
/// strategies and narrative scenarios* (2006), for regret and its quantile.
public enum RobustnessCriterion: Hashable, Sendable {
  /// The mean over states, each of the same weight (Laplace).
  case mean
  /// The worst state (Wald).
  case maximin
  /// α of the best state and 1 − α of the worst, with the optimism α from 0 to 1 (Hurwicz).
  case hurwicz(optimism: Double)
  /// The largest regret over states (Savage).
  case maximalRegret
  /// The quantile of regret over states, of an order from 0 to 1 such as 0.9.
  case regretQuantile(Double)
  /// The mean of regret over states.
  case meanRegret
  /// The share of states that reach at least this value (the domain criterion of Starr, 1962).
  case satisficing(atLeast: Double)

  /// Whether a smaller number is the better one, as it is with regret.
  public var prefersLess: Bool {
    switch self {
    case .maximalRegret, .regretQuantile, .meanRegret: true
    case .mean, .maximin, .hurwicz, .satisficing: false
    }
  }

  /// The number of every alternative.
  ///
  /// - Returns: one number per alternative; for regret in the unit of U.
  /// - Precondition: optimism or order are from 0 to 1.
  public func scores(_ matrix: AttainmentMatrix) -> [Double] {
    switch self {
    case .mean:
      return matrix.values.map(Self.mean)
    case .maximin:
      return matrix.values.map { $0.reduce(.infinity, min) }
    case .hurwicz(let optimism):
      precondition(optimism >= 0 && optimism <= 1, "optimism \(optimism)")
      return matrix.values.map {
        optimism * $0.reduce(-.infinity, max) + (1 - optimism) * $0.reduce(.infinity, min)
      }
    case .maximalRegret:
      return matrix.regrets.map { $0.reduce(0, max) }
    case .regretQuantile(let order):
      return matrix.regrets.map { SortedQuantile.quantile(order, of: $0.sorted()) }
    case .meanRegret:
      return matrix.regrets.map(Self.mean)
    case .satisficing(let least):
      return matrix.values.map { row in
        Double(row.count { $0 >= least }) / Double(row.count)
      }
    }
  }

  /// The rank of every alternative: one more than the number of better ones, so that equals share
  /// a rank.
  ///
  /// - Returns: one rank per alternative, 1 for the best.
  public func ranks(_ matrix: AttainmentMatrix) -> [Int] {
    Self.ranks(scores(matrix), prefersLess: prefersLess)
  }

  static func ranks(_ scores: [Double], prefersLess: Bool) -> [Int] {
    scores.map { own in 1 + scores.count { prefersLess ? $0 < own : $0 > own } }
  }

  private static func mean(_ row: [Double]) -> Double {
    row.reduce(0, +) / Double(row.count)
  }
}
