/// How much a fit's own data say about what matters in it.
///
/// Grades are given by rule, worst first:
/// - D: the fit did not converge to one determined curve, or no degree of freedom is left, or the
///   ceiling's standard error is above its own size, or the data set it no upper bound.
/// - C: fewer than 2 degrees of freedom, or a ceiling with a standard error above a quarter.
/// - B: fewer than 5 degrees of freedom, or a ceiling with a standard error above a tenth.
/// - A: the rest.
///
/// A rate beside a ceiling is held to limits twice as wide. In a curve without a ceiling the greatest
/// relative standard error of any parameter takes its place, with limits twice as wide; there is no
/// upper bound to set.
///
/// Of a ceiling whose series rises, the grade is at best that of ``CeilingExperience``: small errors say
/// little of where a spread will end.
public enum EvidenceGrade: String, CaseIterable, Hashable, Comparable, Sendable {
  case a = "A"
  case b = "B"
  case c = "C"
  case d = "D"

  /// Whether the first grade is better.
  public static func < (one: EvidenceGrade, other: EvidenceGrade) -> Bool {
    one.rawValue < other.rawValue
  }

  /// The grade of a fit that converged.
  ///
  /// - Parameters:
  ///   - degreesOfFreedom: observations less parameters.
  ///   - relativeError: the standard error that decides, over its estimate.
  ///   - isBounded: whether the data bound the ceiling from above.
  package init(degreesOfFreedom: Int, relativeError: Double, isBounded: Bool) {
    self =
      switch true {
      case degreesOfFreedom < 1, !(relativeError <= 1), !isBounded: .d
      case degreesOfFreedom < 2, relativeError > 0.25: .c
      case degreesOfFreedom < 5, relativeError > 0.10: .b
      default: .a
      }
  }
}
