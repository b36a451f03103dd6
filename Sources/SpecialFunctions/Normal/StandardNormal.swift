/// The standard normal law: mean 0, variance 1.
public enum StandardNormal {
  /// Returns the density φ(x) = e^(−x²/2) / √(2π).
  ///
  /// Relative error at most 10⁻¹⁵, far tails included.
  public static func density(_ x: Double) -> Double {
    let e = gaussian(abs(x))
    return (1 + (e.r + e.tail)) * 0x1.9884533d43651p-2 * e.halfScale * e.otherScale
  }

  /// Returns the probability Φ(x) that a standard normal value is at most x.
  ///
  /// Relative error at most 10⁻¹⁵, far lower tail included; for the upper tail ask for Φ(−x).
  ///
  /// The smaller tail is e^(−x²/2) M(t) / (1 + |x|), where M is a polynomial in
  /// t = (|x| − 4) / (|x| + 4), a variable that maps the half line to [−1, 1).
  ///
  /// Source: for the variable, Shepherd and Laframboise, *Chebyshev approximation of
  /// (1 + 2x) exp(x²) erfc x* (1981); the coefficients are our own.
  public static func cdf(_ x: Double) -> Double {
    let size = abs(x) > 40 ? 40 : abs(x)
    let t = (size - 4) / (size + 4)
    let e = gaussian(size)
    let ratio = millsPolynomial(t) / (1 + size)
    let tail = ((1 + (e.r + e.tail)) * ratio) * e.halfScale * e.otherScale
    return x > 0 ? 1 - tail : tail
  }

  /// e^(−x²/2) in parts; the square is formed without rounding.
  private static func gaussian(_ x: Double) -> Elementary.ReducedExponential<Double> {
    let size = x > 40 ? 40 : x
    let leading = Elementary.leadingHalf(size)
    return Elementary.ReducedExponential(
      high: -0.5 * (leading * leading), low: -0.5 * ((size - leading) * (size + leading)))
  }

  /// (1 − Φ(x)) e^(x²/2) (1 + x) as a polynomial in t; relative error of the fit 2⁻⁵⁴·⁷.
  private static func millsPolynomial(_ t: Double) -> Double {
    let t2 = t * t
    let t4 = t2 * t2
    let t8 = t4 * t4
    let c0 = (0x1.e361ea6fba141p-2 - t * 0x1.8c18f2086e34dp-4)
    let c2 = (0x1.cabd72a60fabep-7 + t * 0x1.d4969f10e050bp-6)
    let c4 = (-0x1.07c3c2582d916p-5 + t * 0x1.25dd7205f69d8p-6)
    let c6 = (-0x1.47d5fc735454ap-8 - t * 0x1.2b7f5ddc45d2fp-12)
    let c8 = (0x1.6c5382ae31edcp-11 - t * 0x1.8c11b5dba17b9p-14)
    let c10 = (-0x1.707ba1c17b97ep-14 + t * 0x1.6484392bd2c59p-16)
    let c12 = (0x1.c93db5f98ee6ep-17 - t * 0x1.cca89f1e7d874p-19)
    let c14 = (-0x1.5eb099e6f83e6p-19 + t * 0x1.b246d5c5442ffp-22)
    let c16 = (0x1.284c0b9514687p-21 + t * 0x1.97b2d23bc4da0p-30)
    let c18 = (-0x1.dc54482a717fcp-24 - t * 0x1.55d19c63ee856p-26)
    let c20 = (0x1.2e4f437160041p-26 + t * 0x1.abb66f2363441p-28)
    let c22 = (-0x1.a4aebe0a86ee1p-30 - t * 0x1.ae10d6354e9e8p-31)
    let low = (c0 + t2 * c2) + t4 * (c4 + t2 * c6)
    let middle = (c8 + t2 * c10) + t4 * (c12 + t2 * c14)
    let high = (c16 + t2 * c18) + t4 * (c20 + t2 * c22)
    return low + t8 * (middle + t8 * high)
  }
}
