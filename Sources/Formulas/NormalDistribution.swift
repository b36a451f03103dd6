public import Lanes

extension Formula {
  /// The standard normal density φ(x) = e^(−x²/2) / √(2π).
  @inlinable @inline(always)
  public static func normalDensity<V: Lanes>(_ x: V) -> V {
    let size = farthest(x)
    let (high, low) = halfSquare(size)
    return exponential(high: high, low: low, factor: 0x1.9884533d43651p-2)
  }

  /// The probability Φ(x) that a standard normal value is at most x.
  ///
  /// The smaller tail is e^(−x²/2) M(t) / (1 + |x|), where M is a polynomial in
  /// t = (|x| − 4) / (|x| + 4), a variable that maps the half line to [−1, 1).
  ///
  /// Source: for the variable, Shepherd and Laframboise, *Chebyshev approximation of
  /// (1 + 2x) exp(x²) erfc x* (1981); the coefficients are our own.
  @inlinable @inline(always)
  public static func normalDistribution<V: Lanes>(_ x: V) -> V {
    let size = farthest(x)
    let (high, low) = halfSquare(size)
    let ratio = millsPolynomial((size - 4) / (size + 4)) / (1 + size)
    let tail = exponential(high: high, low: low, factor: ratio)
    return V.choose(0 < x, 1 - tail, tail)
  }

  /// |x|, at most 40, where the density is nothing.
  @inlinable @inline(always)
  static func farthest<V: Lanes>(_ x: V) -> V { V.choose(40 < x.magnitudes, 40, x.magnitudes) }

  /// −x²/2 without rounding, as a sum.
  @inlinable @inline(always)
  static func halfSquare<V: Lanes>(_ x: V) -> (high: V, low: V) {
    let square = x * x
    return (-0.5 * square, -0.5 * productError(x, x, product: square))
  }

  /// (1 − Φ(x)) e^(x²/2) (1 + x) as a polynomial in t; relative error of the fit 2⁻⁵⁴·⁷.
  @inlinable @inline(always)
  static func millsPolynomial<V: Lanes>(_ t: V) -> V {
    let t2 = t * t
    let t4 = t2 * t2
    let t8 = t4 * t4
    let c0 = V.fma(t, -0x1.8c18f2086e34dp-4, 0x1.e361ea6fba141p-2)
    let c2 = V.fma(t, 0x1.d4969f10e050bp-6, 0x1.cabd72a60fabep-7)
    let c4 = V.fma(t, 0x1.25dd7205f69d8p-6, -0x1.07c3c2582d916p-5)
    let c6 = V.fma(t, -0x1.2b7f5ddc45d2fp-12, -0x1.47d5fc735454ap-8)
    let c8 = V.fma(t, -0x1.8c11b5dba17b9p-14, 0x1.6c5382ae31edcp-11)
    let c10 = V.fma(t, 0x1.6484392bd2c59p-16, -0x1.707ba1c17b97ep-14)
    let c12 = V.fma(t, -0x1.cca89f1e7d874p-19, 0x1.c93db5f98ee6ep-17)
    let c14 = V.fma(t, 0x1.b246d5c5442ffp-22, -0x1.5eb099e6f83e6p-19)
    let c16 = V.fma(t, 0x1.97b2d23bc4da0p-30, 0x1.284c0b9514687p-21)
    let c18 = V.fma(t, -0x1.55d19c63ee856p-26, -0x1.dc54482a717fcp-24)
    let c20 = V.fma(t, 0x1.abb66f2363441p-28, 0x1.2e4f437160041p-26)
    let c22 = V.fma(t, -0x1.ae10d6354e9e8p-31, -0x1.a4aebe0a86ee1p-30)
    let low = V.fma(t4, V.fma(t2, c6, c4), V.fma(t2, c2, c0))
    let middle = V.fma(t4, V.fma(t2, c14, c12), V.fma(t2, c10, c8))
    let high = V.fma(t4, V.fma(t2, c22, c20), V.fma(t2, c18, c16))
    return V.fma(t8, V.fma(t8, high, middle), low)
  }
}
