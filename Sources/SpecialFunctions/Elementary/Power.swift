internal import Formulas
internal import FusedFunctions

extension Elementary {
  /// Returns x to the power y.
  ///
  /// At most 1 ulp from the true value. The edges are those of IEEE 754: x⁰ = 1 and 1ʸ = 1 even
  /// for NaN, a negative x has a power only for integer y, and zero to a negative power is
  /// infinite.
  public static func pow(_ x: Double, _ y: Double) -> Double {
    let size = abs(x)
    let ordinary =
      isFused ? FusedFunctions.powerOfPositive(size, y) : Formula.powerOfPositive(size, y)

    // Zero, infinity, and an infinite exponent: the power is 0, 1 or ∞.
    let isEdge = size == 0 || size == .infinity || abs(y) == .infinity
    let grows = (size > 1) == (y > 0)
    let edge = size == 1 ? 1 : (grows ? Double.infinity : 0)
    let positive = isEdge && y == y ? edge : ordinary

    // |y| ≥ 2⁵³ is an even integer; below, halving tells the odd ones.
    let whole = nearestInteger(y)
    let isInteger = whole == y
    let isOdd = isInteger && nearestInteger(y * 0.5) != y * 0.5
    let isNegative = x.sign == .minus
    let signed = isNegative && isOdd ? -positive : positive
    let isRefused = x != x || (isNegative && !isInteger && size != 0 && size != .infinity)
    let value = isRefused ? Double.nan : signed
    return x == 1 || y == 0 ? 1 : value
  }

  /// Rounds to the nearest integer; numbers of 2⁵¹ and more, which need no care here, pass as
  /// they are when they are integers.
  private static func nearestInteger(_ y: Double) -> Double {
    let shift = 0x1p52
    let size = abs(y)
    let rounded = size < shift ? (size + shift) - shift : size
    return y < 0 ? -rounded : rounded
  }
}
