/// The complement of the error function erf(x) = 2/√π ∫₀ˣ exp(−t²) dt.
///
/// Source: near-minimax fits of our own; the variable of the complement follows
/// Schonfelder, *Chebyshev expansions for the error and related functions*, Mathematics of
/// Computation 32 (1978).
public enum ErrorFunction {
  /// The complement 1 − erf(x), with full relative accuracy where it is small.
  ///
  /// - Parameter x: any number.
  /// - Returns: erfc(x), from 2 down to 0, NaN for NaN.
  public static func erfc(_ x: Double) -> Double {
    if x > 0.8 { return upper(x) }
    if x < -0.8 { return 2 - upper(-x) }
    return 1 - x * Polynomial.value(GammaCoefficients.erf, at: x * x)
  }

  /// exp(x²) erfc(x) for x ≥ 0.
  static func scaledComplement(_ x: Double) -> Double {
    if x > 0.8 {
      return Polynomial.value(GammaCoefficients.scaledComplement, at: (x - 3) / (x + 3))
        / (1 + 2 * x)
    }
    return Elementary.exp(x * x) * erfc(x)
  }

  /// erfc(x) for x > 0.8.
  private static func upper(_ x: Double) -> Double {
    x < 28 ? gaussian(x) * scaledComplement(x) : 0
  }

  /// exp(−x²) without the rounding of x², which would cost x² ulps.
  private static func gaussian(_ x: Double) -> Double {
    let head = (x * 16).rounded(.towardZero) / 16
    return Elementary.exp(-head * head) * Elementary.exp(-(x - head) * (x + head))
  }
}
