public import Lanes

extension Elementary {
  /// Returns the natural logarithm of x.
  ///
  /// At most 1 ulp from the true value. The logarithm of zero is −∞, of a negative number NaN.
  public static func log(_ x: Double) -> Double { logarithm(x) }

  /// Returns the natural logarithm of 1 + x, accurate also for small x.
  ///
  /// At most 1 ulp from the true value.
  public static func log1p(_ x: Double) -> Double { logarithmOfOnePlus(x) }

  /// Returns the logarithm of x to base 2; exact for powers of two.
  ///
  /// At most 1 ulp from the true value.
  public static func log2(_ x: Double) -> Double {
    let l = DoubleLogarithm(x)
    return logarithmEdges(
      x, l.scaled(byHigh: 0x1.71547652b82fep+0, low: 0x1.777d0ffda0d24p-56))
  }

  /// Returns the logarithm of x to base 10; exact for powers of ten.
  ///
  /// At most 1 ulp from the true value.
  public static func log10(_ x: Double) -> Double {
    let l = DoubleLogarithm(x)
    return logarithmEdges(
      x, l.scaled(byHigh: 0x1.bcb7b1526e50ep-2, low: 0x1.95355baaafad3p-57))
  }

  /// log x, lane by lane.
  @inlinable @inline(always)
  public static func logarithm<V: Lanes>(_ x: V) -> V {
    let split = BinarySplit(x)
    let tail = LogarithmTail(split.f)
    let value =
      split.k * V(ln2High) - ((tail.half - (tail.rest + split.k * V(ln2Low))) - split.f)
    return logarithmEdges(x, value)
  }

  /// log(1 + x), lane by lane.
  @inlinable @inline(always)
  public static func logarithmOfOnePlus<V: Lanes>(_ x: V) -> V {
    let u = 1 + x
    // log(1 + x) = log u + lost / u, with what 1 + x lost to rounding.
    let added = u - 1
    let lost = (1 - (u - added)) + (x - added)
    let split = BinarySplit(u)
    let tail = LogarithmTail(split.f)
    let value =
      split.k * V(ln2High)
      - ((tail.half - (tail.rest + (split.k * V(ln2Low) + lost / u))) - split.f)
    // The sign is that of x, zero included.
    let signed = V(bits: value.bits | (x.bits & V.Words(signBit)))
    return logarithmEdges(u, signed)
  }

  /// The leading 32 bits of ln 2, so that a product with an exponent is exact.
  @inlinable @inline(always) public static var ln2High: Double { 0x1.62e42fee00000p-1 }
  /// What the leading bits of ln 2 leave.
  @inlinable @inline(always) public static var ln2Low: Double { 0x1.a39ef35793c76p-33 }

  /// The parts of a positive number x = 2ᵏ (1 + f) with 1 + f between √½ and √2.
  @frozen
  public struct BinarySplit<V: Lanes> {
    /// The exponent.
    public var k: V
    /// The rest of the significand.
    public var f: V

    /// The parts of a number.
    @inlinable @inline(always)
    public init(_ x: V) {
      let isSubnormal = x < 0x1p-1022
      let bits = V.choose(isSubnormal, x * 0x1p54, x).bits
      // Counting from √½ makes the exponent field the nearest power of two.
      let biased = (bits &- 0x3FE6_A09E_667F_3BCD &+ 0x3FF0_0000_0000_0000) &>> 52
      // The integer becomes a number by being written into the low bits of 2⁵².
      let exponent = V(bits: biased | 0x4330_0000_0000_0000) - V(0x1p52 + 1023)
      k = exponent - V.choose(isSubnormal, 54, 0)
      f = V(bits: bits &- ((biased &- 1023) &<< 52)) - 1
    }
  }

  /// log(1 + f) = f − (half − rest) with half = f²/2, both small beside f.
  ///
  /// With s = f / (2 + f), log(1 + f) = 2 artanh s = 2 s + s R(s²), and 2 s = f − s f, so that
  /// log(1 + f) = f − (f²/2 − s (f²/2 + R)).
  ///
  /// Source: Ng, in the notes to the freely distributable mathematics library (Sun, 1993); the
  /// polynomial R is our own.
  @frozen
  public struct LogarithmTail<V: Lanes> {
    /// f²/2.
    public var half: V
    /// s (f²/2 + R).
    public var rest: V

    /// The terms of a number from √½ − 1 to √2 − 1.
    @inlinable @inline(always)
    public init(_ f: V) {
      let s = f / (2 + f)
      let z = s * s
      let z2 = z * z
      let r01 = 0x1.5555555555593p-1 + z * 0x1.999999997fc75p-2
      let r23 = 0x1.2492494204614p-2 + z * 0x1.c71c51f8abf2dp-3
      let r45 = 0x1.7466428a278dap-3 + z * 0x1.39a157e3af720p-3
      let r = z * (r01 + z2 * (r23 + z2 * (r45 + z2 * 0x1.2f0978e87f4d1p-3)))
      half = 0.5 * f * f
      rest = s * (half + r)
    }
  }

  /// Puts the values at zero, at infinity and below zero into a logarithm.
  @inlinable @inline(always)
  public static func logarithmEdges<V: Lanes>(_ x: V, _ value: V) -> V {
    let atZero = V.choose(x == 0, V(-Double.infinity), value)
    let above = V.choose(x < V(Double.infinity), atZero, x)
    return V.choose(x < 0, V(Double.nan), above)
  }
}
