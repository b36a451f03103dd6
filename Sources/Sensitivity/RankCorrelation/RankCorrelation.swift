internal import SpecialFunctions

/// A correlation of ranks with its test and its interval.
public struct RankCorrelation: Hashable, Sendable {
  /// r, from −1 to 1.
  public let value: Double
  /// t = r √(ν / (1 − r²)) with ν degrees of freedom; infinite for r = ±1.
  public let t: Double
  /// ν: rows less 2, less one for each factor whose influence is taken out.
  public let degreesOfFreedom: Int
  /// The probability of as large a |t| without correlation, by Student's law.
  public let pValue: Double
  /// The interval that holds the correlation in about 95 of 100 uses: tanh(artanh r ± 1.96 s) with
  /// s² = (1 + r²/2) / (ν − 1).
  ///
  /// Source: Bonett and Wright, *Sample size requirements for estimating Pearson, Kendall and
  /// Spearman correlations* (2000), equation 2.
  public let interval95: ClosedRange<Double>

  /// Makes test and interval of a correlation.
  ///
  /// - Parameters:
  ///   - explained: the sum of squares along the factor, with the correlation's sign.
  ///   - rest: the sum of squares that is left; not both are 0.
  ///   - degreesOfFreedom: ν ≥ 2.
  init(explained: Double, rest: Double, degreesOfFreedom: Int) {
    let whole = abs(explained) + rest
    let size = (abs(explained) / whole).squareRoot()
    let r = explained < 0 ? -size : size
    let degrees = Double(degreesOfFreedom)
    let tSize = (degrees * abs(explained) / rest).squareRoot()
    value = r
    t = explained < 0 ? -tSize : tSize
    self.degreesOfFreedom = degreesOfFreedom
    pValue = BetaFunction.regularized(a: degrees / 2, b: 0.5, x: rest / whole)
    guard size < 1 else {
      interval95 = r...r
      return
    }
    let z = (Elementary.log1p(r) - Elementary.log1p(-r)) / 2
    let reach = 1.959963984540054 * ((1 + r * r / 2) / (degrees - 1)).squareRoot()
    interval95 = ClosedRange(openFrom: Elementary.tanh(z - reach), to: Elementary.tanh(z + reach))
  }
}
