public import Lanes

extension Formula {
  /// The value that a standard normal value stays below with probability p; at most 6 ulp from the
  /// true value.
  ///
  /// Source: Wichura, *Algorithm AS 241: the percentage points of the normal distribution*,
  /// Applied Statistics 37 (1988), routine PPND16.
  @inlinable @inline(always)
  public static func normalQuantile(_ p: Double) -> Double {
    let q = p - 0.5
    return abs(q) <= centralHalfWidth ? centralQuantile(q) : tailQuantile(p)
  }

  /// How far from ½ the central formula holds.
  @inlinable @inline(always) public static var centralHalfWidth: Double { 0.425 }

  /// The quantile of ½ + q for |q| ≤ 0.425.
  @inlinable @inline(always)
  public static func centralQuantile<V: Lanes>(_ q: V) -> V {
    let r = V.fma(-q, q, 0.180625)
    var a: V = 2.5090809287301226727e+3
    a = V.fma(a, r, 3.3430575583588128105e+4)
    a = V.fma(a, r, 6.7265770927008700853e+4)
    a = V.fma(a, r, 4.5921953931549871457e+4)
    a = V.fma(a, r, 1.3731693765509461125e+4)
    a = V.fma(a, r, 1.9715909503065514427e+3)
    a = V.fma(a, r, 1.3314166789178437745e+2)
    a = V.fma(a, r, 3.3871328727963666080)
    var b: V = 5.2264952788528545610e+3
    b = V.fma(b, r, 2.8729085735721942674e+4)
    b = V.fma(b, r, 3.9307895800092710610e+4)
    b = V.fma(b, r, 2.1213794301586595867e+4)
    b = V.fma(b, r, 5.3941960214247511077e+3)
    b = V.fma(b, r, 6.8718700749205790830e+2)
    b = V.fma(b, r, 4.2313330701600911252e+1)
    b = V.fma(b, r, 1)
    return q * a / b
  }

  /// The quantile of p outside [0.075, 0.925].
  @inlinable @inline(always)
  static func tailQuantile(_ p: Double) -> Double {
    let smaller = p < 0.5 ? p : 1 - p
    let r = (-logarithm(smaller)).squareRoot()
    let size = r <= 5 ? tailRatio(r - 1.6) : farTailRatio(r - 5)
    let finite = smaller == 0 ? Double.infinity : size
    return p < 0.5 ? -finite : finite
  }

  /// The size of the quantile of exp(−(r + 1.6)²), r from −1.6 to 3.4.
  @inlinable @inline(always)
  public static func tailRatio<V: Lanes>(_ r: V) -> V {
    var c: V = 7.74545014278341407640e-4
    c = V.fma(c, r, 2.27238449892691845833e-2)
    c = V.fma(c, r, 2.41780725177450611770e-1)
    c = V.fma(c, r, 1.27045825245236838258)
    c = V.fma(c, r, 3.64784832476320460504)
    c = V.fma(c, r, 5.76949722146069140550)
    c = V.fma(c, r, 4.63033784615654529590)
    c = V.fma(c, r, 1.42343711074968357734)
    var d: V = 1.05075007164441684324e-9
    d = V.fma(d, r, 5.47593808499534494600e-4)
    d = V.fma(d, r, 1.51986665636164571966e-2)
    d = V.fma(d, r, 1.48103976427480074590e-1)
    d = V.fma(d, r, 6.89767334985100004550e-1)
    d = V.fma(d, r, 1.67638483018380384940)
    d = V.fma(d, r, 2.05319162663775882187)
    d = V.fma(d, r, 1)
    return c / d
  }

  /// The size of the quantile of exp(−(r + 5)²), probabilities below 1.4 · 10⁻¹¹.
  @inlinable @inline(always)
  static func farTailRatio<V: Lanes>(_ r: V) -> V {
    var e: V = 2.01033439929228813265e-7
    e = V.fma(e, r, 2.71155556874348757815e-5)
    e = V.fma(e, r, 1.24266094738807843860e-3)
    e = V.fma(e, r, 2.65321895265761230930e-2)
    e = V.fma(e, r, 2.96560571828504891230e-1)
    e = V.fma(e, r, 1.78482653991729133580)
    e = V.fma(e, r, 5.46378491116411436990)
    e = V.fma(e, r, 6.65790464350110377720)
    var f: V = 2.04426310338993978564e-15
    f = V.fma(f, r, 1.42151175831644588870e-7)
    f = V.fma(f, r, 1.84631831751005468180e-5)
    f = V.fma(f, r, 7.86869131145613259100e-4)
    f = V.fma(f, r, 1.48753612908506148525e-2)
    f = V.fma(f, r, 1.36929880922735805310e-1)
    f = V.fma(f, r, 5.99832206555887937690e-1)
    f = V.fma(f, r, 1)
    return e / f
  }
}
