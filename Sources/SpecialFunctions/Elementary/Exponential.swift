internal import Formulas
internal import FusedFunctions

extension Elementary {
  /// Returns eˣ.
  ///
  /// At most 1.04 ulp from the true value. Above 709.78… the result is infinite, below −745.13… it
  /// is zero, and in between it may be subnormal, rounded once.
  public static func exp(_ x: Double) -> Double {
    isFused ? FusedFunctions.exp(x) : Formula.exponential(x)
  }

  /// Returns eˣ − 1, accurate also for small x.
  ///
  /// At most 1.1 ulp from the true value.
  public static func expm1(_ x: Double) -> Double {
    isFused ? FusedFunctions.expm1(x) : Formula.exponentialLessOne(x)
  }

  /// Returns 1 / (1 + e⁻ˣ).
  ///
  /// At most 2.1 ulp from the true value, on the lower tail as well.
  public static func logistic(_ x: Double) -> Double {
    isFused ? FusedFunctions.logistic(x) : Formula.logistic(x)
  }

  /// Returns the hyperbolic tangent of x.
  ///
  /// At most 2 ulp from the true value.
  public static func tanh(_ x: Double) -> Double {
    let size = abs(x)
    let t = expm1(2 * (size > 22 ? 22 : size))
    let value = t / (t + 2)
    return Double(bitPattern: value.bitPattern | (x.bitPattern & Formula.signBit))
  }
}
