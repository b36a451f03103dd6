public import Lanes

extension Formula {
  /// log x, lane by lane; at most 1 ulp from the true value.
  @inlinable @inline(always)
  public static func logarithm<V: Lanes>(_ x: V) -> V {
    let split = BinarySplit(x)
    let tail = LogarithmTail(split.f)
    let rest = V.fma(split.k, V(ln2Low), tail.rest)
    let value = V.fma(split.k, V(ln2High), split.f - (tail.half - rest))
    return logarithmEdges(x, value)
  }

  /// log(1 + x), lane by lane; at most 1 ulp from the true value.
  @inlinable @inline(always)
  public static func logarithmOfOnePlus<V: Lanes>(_ x: V) -> V {
    let u = 1 + x
    // log(1 + x) = log u + lost / u, with what 1 + x lost to rounding.
    let added = u - 1
    let lost = (1 - (u - added)) + (x - added)
    let split = BinarySplit(u)
    let tail = LogarithmTail(split.f)
    let rest = tail.rest + V.fma(split.k, V(ln2Low), lost / u)
    let value = V.fma(split.k, V(ln2High), split.f - (tail.half - rest))
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
      let r01 = V.fma(z, 0x1.999999997fc75p-2, 0x1.5555555555593p-1)
      let r23 = V.fma(z, 0x1.c71c51f8abf2dp-3, 0x1.2492494204614p-2)
      let r45 = V.fma(z, 0x1.39a157e3af720p-3, 0x1.7466428a278dap-3)
      let r46 = V.fma(z2, 0x1.2f0978e87f4d1p-3, r45)
      half = 0.5 * f * f
      rest = s * V.fma(z, V.fma(z2, V.fma(z2, r46, r23), r01), half)
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
