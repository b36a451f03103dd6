internal import SpecialFunctions

/// How differently a factor is spread where a target is met and where it is not.
///
/// Source: Hornberger and Spear, *An approach to the preliminary analysis of environmental systems*
/// (1981).
public struct RegionalSensitivity: Hashable, Sendable {
  /// The Kolmogorov–Smirnov distance: the largest difference of the two distribution functions,
  /// from 0 to 1.
  public let distance: Double
  /// The probability of a distance as large if the two had the same law: the limit law at
  /// (√m + 0.12 + 0.11/√m) D with m = hits · misses / rows (Stephens, 1970).
  public let pValue: Double
  /// The probability that the factor is larger in a row that is a hit than in one that is not.
  ///
  /// Equals are counted half. It is ½ without influence and below ½ where small values make hits;
  /// also known as the area under the receiver operating curve.
  public let hitIsLarger: Double
  /// The standard error of ``hitIsLarger``.
  ///
  /// Source: DeLong, DeLong and Clarke-Pearson, *Comparing the areas under two or more correlated
  /// receiver operating characteristic curves* (1988).
  public let standardError: Double

  /// Compares the two laws.
  ///
  /// - Parameters:
  ///   - column: the factor in rising order.
  ///   - isHit: for each row whether it is a hit; both kinds occur.
  init(_ column: SortedColumn, isHit: [Bool]) {
    let hits = Double(isHit.count { $0 })
    let misses = Double(isHit.count) - hits
    var (hitsBefore, missesBefore) = (0.0, 0.0)
    var distance = 0.0
    // Sums over hits of the share of misses below them, and over misses of the share of hits above.
    var (hitSum, hitSquares, missSum, missSquares) = (0.0, 0.0, 0.0, 0.0)
    column.forEachTie { range in
      var own = 0.0
      for i in range { own += isHit[Int(column.rows[i])] ? 1 : 0 }
      let others = Double(range.count) - own
      let below = (missesBefore + others / 2) / misses
      let above = (hits - hitsBefore - own / 2) / hits
      hitSum += own * below
      hitSquares += own * below * below
      missSum += others * above
      missSquares += others * above * above
      hitsBefore += own
      missesBefore += others
      distance = max(distance, abs(hitsBefore / hits - missesBefore / misses))
    }
    self.distance = distance
    let root = (hits * misses / (hits + misses)).squareRoot()
    pValue = RegionalSensitivity.limitLaw((root + 0.12 + 0.11 / root) * distance)
    let area = hitSum / hits
    hitIsLarger = area
    func variance(_ squares: Double, _ count: Double) -> Double {
      count > 1 ? max(squares - count * area * area, 0) / (count - 1) / count : 0
    }
    standardError = (variance(hitSquares, hits) + variance(missSquares, misses)).squareRoot()
  }

  /// 2 Σ (−1)^(k−1) exp(−2 k² λ²), the probability that the scaled distance exceeds λ.
  private static func limitLaw(_ lambda: Double) -> Double {
    guard lambda > 0.2 else { return 1 }
    var sum = 0.0
    for k in 1...100 {
      let term = Elementary.exp(-2 * Double(k * k) * lambda * lambda)
      sum += k % 2 == 1 ? term : -term
      if term < 1e-18 { break }
    }
    return min(max(2 * sum, 0), 1)
  }
}
