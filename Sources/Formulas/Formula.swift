public import Lanes

/// Formulas that a loop over a column and a single number share, with the same bits on every
/// processor.
///
/// They use nothing but the IEEE operations + − × ÷ √ and the fused multiply-add, comparisons and
/// operations on bit patterns, each of which has one correctly rounded result everywhere; there is
/// no call of the system's mathematics library. The bodies have no branches, so a loop over a column
/// becomes vector instructions.
///
/// Errors are given in units in the last place (ulp) of the result, as measured by the tests
/// against values of 50 digits. The polynomial coefficients are minimax fits, made by
/// `tools/references/elementary_coefficients.py`.
public enum Formula {
  /// Adding and subtracting 1.5 · 2⁵² rounds a number of less than 2⁵¹ to an integer, ties to
  /// even, and leaves that integer in the low bits of the sum.
  @inlinable @inline(always) public static var roundingShift: Double { 0x1.8p52 }

  /// The bit that tells a negative number.
  @inlinable @inline(always) public static var signBit: UInt64 { 0x8000_0000_0000_0000 }

  /// What the product `a * b` lost to rounding: a b = product + error.
  @inlinable @inline(always)
  public static func productError<V: Lanes>(_ a: V, _ b: V, product: V) -> V {
    V.fma(a, b, -product)
  }

  /// The largest integers that are not greater, zero with its sign.
  @inlinable @inline(always)
  public static func floor<V: Lanes>(_ x: V) -> V {
    // A number of 2⁵² and more is an integer; adding 2⁵² rounds a smaller one to an integer.
    let size = x.magnitudes
    let isSmall = size < 0x1p52
    let sign = x.bits & V.Words(signBit)
    let nearest = V(bits: ((size + 0x1p52) - 0x1p52).bits | sign)
    let below = V.choose(x < nearest, nearest - 1, nearest)
    return V.choose(isSmall, below, x)
  }
}
