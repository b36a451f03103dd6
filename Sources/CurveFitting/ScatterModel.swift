/// How observations scatter about a curve when it is not by errors of one size, with what must be
/// estimated beside the curve.
///
/// The curve is found by weighted least squares again and again, the weights following from the last
/// curve, until neither changes; what else is unknown maximises the likelihood.
public enum ScatterModel: Hashable, Sendable {
  /// The standard deviation is proportional to f^κ; κ is estimated where none is given.
  ///
  /// Source: Carroll and Ruppert 1988, *Transformation and Weighting in Regression*, ch. 3.
  case power(exponent: Double?)
  /// Counts of mean f and variance f + f²/size.
  ///
  /// Source: McCullagh and Nelder 1989, *Generalized Linear Models*, §11.2.
  case negativeBinomial
  /// Errors that follow each other: corr(e(s), e(t)) = φ^|t − s|, years apart, 0 ≤ φ < 1.
  ///
  /// Source: Seber and Wild 1989, *Nonlinear Regression*, ch. 6.
  case autoregressive
  /// Student's t errors, whose outliers count little.
  ///
  /// Source: Lange, Little and Taylor 1989, JASA 84:881.
  case studentT(degreesOfFreedom: Double)

  /// The model of a word: `power`, `power:0.5`, `negative_binomial`, `ar1`, `student_t`,
  /// `student_t:6`; nil for any other.
  ///
  /// - Parameters:
  ///   - name: the word.
  ///   - number: what stands after a colon.
  public init?(name: String, number: Double?) {
    switch (name, number) {
    case ("power", let exponent) where (exponent ?? 0) >= 0 && (exponent ?? 0) <= 3:
      self = .power(exponent: exponent)
    case ("negative_binomial", nil): self = .negativeBinomial
    case ("ar1", nil): self = .autoregressive
    case ("student_t", let degrees) where (degrees ?? 4) >= 1:
      self = .studentT(degreesOfFreedom: degrees ?? 4)
    default: return nil
    }
  }
}

/// An estimate of how observations scatter.
public struct ScatterParameter: Hashable, Sendable {
  /// Its name: `exponent`, `size`, `correlation` or `scale`.
  public let name: String
  /// The estimate; infinite for a size that the counts do not bound.
  public let estimate: Double
  /// Its standard error from the curvature of the likelihood; nil where it was given or stands at
  /// the end of its range.
  public let standardError: Double?
}
