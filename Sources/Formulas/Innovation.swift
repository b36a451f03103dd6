public import Lanes

/// Standard normal numbers of random words of 32 bits.
///
/// The word w stands for the probability u = (w + ½) 2⁻³², and the number is the quantile of u to a
/// relative error of 5 · 10⁻¹⁰, a thousandth of the distance between neighbours at 2 standard
/// deviations. It rises with the word and lies between −6.24 and 6.24.
///
/// The rational functions are our own, made by `tools/references/innovations.py`.
extension Formula {
  /// u − ½ of words that stand in the low halves.
  @inlinable @inline(always)
  public static func centered<V: Lanes>(_ type: V.Type, word: V.Words) -> V {
    // The word is written into the low bits of 2⁵².
    let number = V(bits: (word & 0xFFFF_FFFF) | 0x4330_0000_0000_0000)
    return (number - V(0x1p52 + 0x1p31) + 0.5) * 0x1p-32
  }

  /// How far from ½ the formula of the middle holds.
  @inlinable @inline(always) public static var innovationHalfWidth: Double { 0.47 }

  /// The quantile of ½ + q in the middle.
  @inlinable @inline(always)
  public static func centralInnovation<V: Lanes>(_ q: V) -> V {
    let r = q * q
    var a: V = -33.528676243104044
    a = V.fma(a, r, 198.4319101567344)
    a = V.fma(a, r, -257.2032483777836)
    a = V.fma(a, r, 132.64602496045464)
    a = V.fma(a, r, -30.078352676467258)
    a = V.fma(a, r, 2.5066282757296414)
    var b: V = -47.38405109587542
    b = V.fma(b, r, 146.93457448921995)
    b = V.fma(b, r, -146.1252330653482)
    b = V.fma(b, r, 64.27768126687788)
    b = V.fma(b, r, -13.046723959477866)
    b = V.fma(b, r, 1)
    return q * a / b
  }

  /// The quantile of ½ + q outside of the middle, by the root of −ln of the smaller probability.
  @inlinable @inline(always)
  public static func outerInnovation<V: Lanes>(_ q: V) -> V {
    let s = (-logarithm(0.5 - q.magnitudes)).squareRoots
    var c: V = 0.9545827209530492
    c = V.fma(c, s, 6.977209409500159)
    c = V.fma(c, s, 5.837376290215699)
    c = V.fma(c, s, -6.651609978832674)
    c = V.fma(c, s, -2.9927021340450324)
    var d: V = 0.6747495128540523
    d = V.fma(d, s, 4.949943953638553)
    d = V.fma(d, s, 5.5973320754324085)
    d = V.fma(d, s, 1)
    let size = c / d
    return V.choose(q < 0, -size, size)
  }

  /// The quantile of ½ + q.
  @inlinable @inline(always)
  public static func innovation(_ q: Double) -> Double {
    q.magnitude <= innovationHalfWidth ? centralInnovation(q) : outerInnovation(q)
  }
}
