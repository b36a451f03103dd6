internal import Formulas
internal import FusedFunctions

extension Elementary {
  /// Returns the natural logarithm of x.
  ///
  /// At most 1 ulp from the true value. The logarithm of zero is −∞, of a negative number NaN.
  public static func log(_ x: Double) -> Double {
    isFused ? FusedFunctions.log(x) : Formula.logarithm(x)
  }

  /// Returns the natural logarithm of 1 + x, accurate also for small x.
  ///
  /// At most 1 ulp from the true value.
  public static func log1p(_ x: Double) -> Double {
    isFused ? FusedFunctions.log1p(x) : Formula.logarithmOfOnePlus(x)
  }

  /// Returns the logarithm of x to base 2; exact for powers of two.
  ///
  /// At most 1 ulp from the true value.
  public static func log2(_ x: Double) -> Double {
    let (high, low) = (0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56)
    return isFused
      ? FusedFunctions.log(x, timesHigh: high, low: low)
      : Formula.logarithm(x, timesHigh: high, low: low)
  }

  /// Returns the logarithm of x to base 10; exact for powers of ten.
  ///
  /// At most 1 ulp from the true value.
  public static func log10(_ x: Double) -> Double {
    let (high, low) = (0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57)
    return isFused
      ? FusedFunctions.log(x, timesHigh: high, low: low)
      : Formula.logarithm(x, timesHigh: high, low: low)
  }
}
