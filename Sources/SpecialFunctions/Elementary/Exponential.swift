public import Lanes

extension Elementary {
  /// Returns eˣ.
  ///
  /// At most 1 ulp from the true value. Above 709.78… the result is infinite, below −745.13… it
  /// is zero, and in between it may be subnormal, rounded once.
  public static func exp(_ x: Double) -> Double { exponential(x) }

  /// Returns eˣ − 1, accurate also for small x.
  ///
  /// At most 1.1 ulp from the true value.
  public static func expm1(_ x: Double) -> Double { exponentialLessOne(x) }

  /// Returns 1 / (1 + e⁻ˣ).
  ///
  /// At most 2.1 ulp from the true value, on the lower tail as well.
  public static func logistic(_ x: Double) -> Double { logisticFunction(x) }

  /// Returns the hyperbolic tangent of x.
  ///
  /// At most 2 ulp from the true value.
  public static func tanh(_ x: Double) -> Double {
    let size = abs(x)
    let t = expm1(2 * (size > 22 ? 22 : size))
    let value = t / (t + 2)
    return Double(bitPattern: value.bitPattern | (x.bitPattern & signBit))
  }

  /// eˣ, lane by lane.
  @inlinable @inline(always)
  public static func exponential<V: Lanes>(_ x: V) -> V {
    if (x.magnitudes < 708).isEverywhere {
      // One power of two is enough; the result is the same.
      let e = ReducedExponential(high: x, low: 0)
      return (1 + (e.r + e.tail)) * e.scale
    }
    let e = ReducedExponential(bounding: x)
    return (1 + (e.r + e.tail)) * e.halfScale * e.otherScale
  }

  /// eˣ − 1, lane by lane.
  @inlinable @inline(always)
  public static func exponentialLessOne<V: Lanes>(_ x: V) -> V {
    let e = ReducedExponential(bounding: x)
    let large = (1 + (e.r + e.tail)) * e.halfScale * e.otherScale

    // 2ⁿ eʳ − 1 = (2ⁿ − 1) + 2ⁿ r + 2ⁿ tail, the first two added without loss.
    let scale = e.halfScale * e.otherScale
    let integer = scale - 1
    let linear = scale * e.r
    let sum = integer + linear
    let lost = linear - (sum - integer)
    let small = sum + (scale * e.tail + lost)

    let moderate = V.choose(40 < x, large, small)
    return V.choose(x.magnitudes < 0x1p-54, x, moderate)
  }

  /// 1 / (1 + e⁻ˣ), lane by lane.
  @inlinable @inline(always)
  public static func logisticFunction<V: Lanes>(_ x: V) -> V {
    let e = exponential(-x.magnitudes)
    return V.choose(x < 0, e, 1) / (1 + e)
  }

  /// The parts of e to the power `high + low` = 2ⁿ (1 + r + tail), |r| ≤ ln 2 / 2.
  ///
  /// The power 2ⁿ is held as the product of two normal numbers, so that a subnormal result is
  /// rounded once, by the last multiplication.
  ///
  /// Source: Tang, *Table-driven implementation of the exponential function* (1989), for the
  /// reduction by a two-part ln 2; the polynomial is our own, evaluated by Estrin's scheme.
  @frozen
  public struct ReducedExponential<V: Lanes> {
    /// The remainder.
    public var r: V
    /// What eʳ − 1 exceeds r by.
    public var tail: V
    /// The exponent n, in the low bits.
    public var shifted: V

    /// The parts of eˣ, x brought to where neither power of two overflows.
    @inlinable @inline(always)
    public init(bounding x: V) {
      let raised = V.choose(x < -746, -746, x)
      self.init(high: V.choose(710 < raised, 710, raised), low: 0)
    }

    /// The parts of e to the power `high + low`.
    ///
    /// - Parameters:
    ///   - high: from −746 to 710, or not a number.
    ///   - low: less than 10⁻⁴.
    @inlinable @inline(always)
    public init(high: V, low: V) {
      shifted = high * 0x1.71547652b82fep+0 + V(roundingShift)
      let n = shifted - V(roundingShift)
      let coarse = high - n * 0x1.62e42fee00000p-1
      let fine = n * 0x1.a39ef35793c76p-33 - low
      r = coarse - fine
      let lost = (coarse - r) - fine

      let r2 = r * r
      let r4 = r2 * r2
      let p01 = 0.5 + r * 0x1.5555555555559p-3
      let p23 = 0x1.555555555555ap-5 + r * 0x1.111111110f699p-7
      let p45 = 0x1.6c16c16c1443ep-10 + r * 0x1.a01a01afeef59p-13
      let p67 = 0x1.a01a01b0bcc7ep-16 + r * 0x1.71ddf8385463bp-19
      let p89 = 0x1.27e4c594aca46p-22 + r * 0x1.af5ef2be4a170p-26
      let p03 = p01 + r2 * p23
      let p47 = p45 + r2 * p67
      let p8 = p89 + r2 * 0x1.1f95761de1e2ep-29
      tail = lost + r2 * (p03 + r4 * (p47 + r4 * p8))
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
      let rest = (shifted - V(roundingShift)) - (halfShifted - V(roundingShift))
      return V(bits: ((rest + V(roundingShift)).bits &+ 1023) &<< 52)
    }

    @inlinable @inline(always)
    var halfShifted: V { (shifted - V(roundingShift)) * 0.5 + V(roundingShift) }
  }
}
