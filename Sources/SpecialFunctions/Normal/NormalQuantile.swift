internal import Formulas
internal import FusedFunctions

extension StandardNormal {
  /// Returns the value that a standard normal value stays below with probability p.
  ///
  /// At most 6 ulp from the true value, which is 10⁻¹⁶ of the rational functions and rounding. The
  /// quantile of 0 is −∞, of 1 is ∞, and outside [0, 1] it is NaN.
  ///
  /// Source: Wichura, *Algorithm AS 241: the percentage points of the normal distribution*,
  /// Applied Statistics 37 (1988), routine PPND16.
  public static func quantile(_ p: Double) -> Double {
    Elementary.isFused ? FusedFunctions.normalQuantile(p) : Formula.normalQuantile(p)
  }

  /// Returns the quantile of ½ + q to a relative error of 5 · 10⁻¹⁰, for |q| < ½ − 2⁻³⁴: the innovation
  /// that a random word of 32 bits gives.
  public static func innovation(_ q: Double) -> Double {
    Elementary.isFused ? FusedFunctions.innovation(q) : Formula.innovation(q)
  }
}
