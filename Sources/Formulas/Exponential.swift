public import Lanes

extension Formula {
  /// eˣ; at most 1.04 ulp from the true value.
  @inlinable @inline(always)
  public static func exponential<V: Lanes>(_ x: V) -> V {
    if (x.magnitudes < 708).isEverywhere {
      // One power of two is enough; the result is the same.
      let e = ReducedExponential(x)
      return V.fma(e.excess, e.scale, e.scale)
    }
    let e = ReducedExponential(bounded(x))
    return (1 + e.excess) * e.halfScale * e.otherScale
  }

  /// eˣ − 1, accurate also for small x; at most 1.1 ulp from the true value.
  @inlinable @inline(always)
  public static func exponentialLessOne<V: Lanes>(_ x: V) -> V {
    let e = ReducedExponential(bounded(x))
    let r = e.r
    let tail = e.tail
    let large = (1 + (r + tail)) * e.halfScale * e.otherScale

    // 2ⁿ eʳ − 1 = (2ⁿ − 1) + 2ⁿ r + 2ⁿ tail, the first two added without loss.
    let scale = e.halfScale * e.otherScale
    let integer = scale - 1
    let linear = scale * r
    let sum = integer + linear
    let lost = linear - (sum - integer)
    let small = sum + V.fma(scale, tail, lost)

    let moderate = V.choose(40 < x, large, small)
    return V.choose(x.magnitudes < 0x1p-54, x, moderate)
  }

  /// e to the power `high + low`, where low is less than 10⁻⁴ and high from −746 to 710, times a factor.
  @inlinable @inline(always)
  public static func exponential<V: Lanes>(high: V, low: V, factor: V = 1) -> V {
    let e = ReducedExponential(high: high, low: low)
    return ((1 + (e.r + e.tail)) * factor) * e.halfScale * e.otherScale
  }

  /// 1 / (1 + e⁻ˣ); at most 2.1 ulp from the true value, on the lower tail as well.
  @inlinable @inline(always)
  public static func logistic<V: Lanes>(_ x: V) -> V {
    let e = exponential(-x.magnitudes)
    return V.choose(x < 0, e, 1) / (1 + e)
  }

  /// Numbers brought to where neither power of two overflows.
  @inlinable @inline(always)
  static func bounded<V: Lanes>(_ x: V) -> V {
    let raised = V.choose(x < -746, -746, x)
    return V.choose(710 < raised, 710, raised)
  }

  /// The parts of eˣ = 2ⁿ eʳ, |r| ≤ ln 2 / 2.
  ///
  /// The first of the two products by which r is reduced is exact, for x and n ln 2 share their last
  /// bits. The power 2ⁿ is held as the product of two normal numbers, so that a subnormal result is
  /// rounded once, by the last multiplication.
  ///
  /// Source: Tang, *Table-driven implementation of the exponential function* (1989), for the
  /// reduction by a two-part ln 2; the polynomial is our own, evaluated by Estrin's scheme.
  @frozen
  public struct ReducedExponential<V: Lanes> {
    /// The remainder as a sum, before the low part of ln 2 is taken off.
    @usableFromInline var coarse: V
    @usableFromInline var rest: V
    /// The remainder.
    public var r: V
    /// The exponent n, in the low bits.
    @usableFromInline var shifted: V
    @usableFromInline var n: V

    /// The parts of eˣ for x from −746 to 710, or not a number.
    @inlinable @inline(always)
    public init(_ x: V) {
      shifted = V.fma(x, 0x1.71547652b82fep+0, V(roundingShift))
      n = shifted - V(roundingShift)
      coarse = V.fma(n, -0x1.62e42fefa39efp-1, x)
      rest = 0
      r = V.fma(n, V(ReducedExponential.lowLn2), coarse)
    }

    /// The parts of e to the power `high + low`; low is less than 10⁻⁴.
    @inlinable @inline(always)
    public init(high: V, low: V) {
      self.init(high)
      let sum = coarse + low
      rest = low - (sum - coarse)
      coarse = sum
      r = V.fma(n, V(ReducedExponential.lowLn2), coarse)
    }

    /// What −ln 2 leaves of its nearest number.
    @inlinable @inline(always) static var lowLn2: Double { -0x1.abc9e3b39803fp-56 }

    /// eʳ − 1.
    @inlinable @inline(always)
    public var excess: V { V.fma(r * r, polynomial, r) }

    /// What e to the power of r and of what was rounded off it exceeds 1 + r by.
    @inlinable @inline(always)
    public var tail: V {
      let lost = V.fma(n, V(ReducedExponential.lowLn2), coarse - r) + rest
      return V.fma(r * r, polynomial, lost)
    }

    /// (eʳ − 1 − r) / r².
    @inlinable @inline(always)
    var polynomial: V {
      let r2 = r * r
      let r4 = r2 * r2
      let p01 = V.fma(r, 0x1.555555555555cp-3, 0x1.0000000000005p-1)
      let p23 = V.fma(r, 0x1.111111110e6bfp-7, 0x1.55555555520c9p-5)
      let p45 = V.fma(r, 0x1.a01a01b5e0e38p-13, 0x1.6c16c17f4322ep-10)
      let p67 = V.fma(r, 0x1.71dde9ef4a0b0p-19, 0x1.a019a660b41e9p-16)
      let p89 = V.fma(r, 0x1.af76d2c6c4727p-26, 0x1.28a2d22d60814p-22)
      let p03 = V.fma(r2, p23, p01)
      let p47 = V.fma(r2, p67, p45)
      return V.fma(r4, V.fma(r4, p89, p47), p03)
    }

    /// 2ⁿ, where it is a normal number.
    @inlinable @inline(always)
    public var scale: V { V(bits: (shifted.bits &+ 1023) &<< 52) }

    /// The power of two of half the exponent.
    @inlinable @inline(always)
    public var halfScale: V { V(bits: (halfShifted.bits &+ 1023) &<< 52) }

    /// The power of two of the rest of the exponent.
    @inlinable @inline(always)
    public var otherScale: V {
      let rest = n - (halfShifted - V(roundingShift))
      return V(bits: ((rest + V(roundingShift)).bits &+ 1023) &<< 52)
    }

    @inlinable @inline(always)
    var halfShifted: V { V.fma(n, 0.5, V(roundingShift)) }
  }
}
