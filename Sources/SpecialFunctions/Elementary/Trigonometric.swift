internal import Formulas

extension Elementary {
  /// Returns the sine of x radians.
  ///
  /// At most 1 ulp from the true value for |x| ≤ 10⁶; NaN beyond, because the reduction of such
  /// angles would no longer be exact.
  public static func sin(_ x: Double) -> Double {
    let angle = ReducedAngle(x)
    let value = angle.isOdd ? angle.cosine : angle.sine
    return angle.isSecondHalf ? -value : value
  }

  /// Returns the cosine of x radians.
  ///
  /// At most 1 ulp from the true value for |x| ≤ 10⁶; NaN beyond.
  public static func cos(_ x: Double) -> Double {
    let angle = ReducedAngle(x)
    let value = angle.isOdd ? angle.sine : angle.cosine
    return angle.isSecondHalf != angle.isOdd ? -value : value
  }

  /// Returns the tangent of x radians.
  ///
  /// At most 2.1 ulp from the true value for |x| ≤ 10⁶; NaN beyond.
  public static func tan(_ x: Double) -> Double {
    let angle = ReducedAngle(x)
    return angle.isOdd ? -angle.cosine / angle.sine : angle.sine / angle.cosine
  }

  /// An angle x = n π/2 + r + low with |r| ≤ π/4, and the sine and cosine of r + low.
  ///
  /// π/2 is taken in four parts, the first three of 33 bits, so that their products with
  /// n < 2²⁰ are exact; the differences are formed without loss.
  ///
  /// Source: Cody and Waite, *Software Manual for the Elementary Functions* (1980), chapter 8;
  /// the polynomials are our own.
  struct ReducedAngle {
    /// Whether n is odd: sine and cosine change places.
    var isOdd: Bool
    /// Whether n modulo 4 is 2 or 3: the sine changes its sign.
    var isSecondHalf: Bool
    var sine: Double
    var cosine: Double

    init(_ angle: Double) {
      let x = abs(angle) <= 1e6 ? angle : Double.nan
      let shifted = x * 0x1.45f306dc9c883p-1 + Formula.roundingShift
      let n = shifted - Formula.roundingShift
      isOdd = shifted.bitPattern & 1 != 0
      isSecondHalf = shifted.bitPattern & 2 != 0

      let first = x - n * 0x1.921fb54400000p+0
      let second = n * 0x1.0b4611a600000p-34
      let afterSecond = first - second
      let lostSecond = differenceError(first, second, difference: afterSecond)
      let third = n * 0x1.3198a2e000000p-69
      let afterThird = afterSecond - third
      let lostThird = differenceError(afterSecond, third, difference: afterThird)
      let rest = (lostSecond + lostThird) - n * 0x1.b839a252049c1p-104
      let r = afterThird + rest
      let low = rest - (r - afterThird)

      let z = r * r
      let z2 = z * z
      let s1 = 0x1.111111110f861p-7 - z * 0x1.a01a019c0e4c8p-13
      let s3 = 0x1.71de3574bac54p-19 - z * 0x1.ae5e63cddd350p-26
      let s = s1 + z2 * (s3 + z2 * 0x1.5d9246e70db81p-33)
      // sin(r + low) = r + (r³ (−1/6 + z s) + low (1 − z/2))
      sine = r + (z * r * (z * s - 0x1.5555555555549p-3) + low * (1 - 0.5 * z))
      // The sine of −0 is −0.
      if angle == 0 { sine = angle }

      let c0 = 0x1.555555555554cp-5 - z * 0x1.6c16c16c15162p-10
      let c2 = 0x1.a01a019caef2fp-16 - z * 0x1.27e4f807d5ca2p-22
      let c4 = 0x1.1ee9ea6c8791cp-29 - z * 0x1.8fadd05242db5p-37
      let c = c0 + z2 * (c2 + z2 * c4)
      let half = 0.5 * z
      let leading = 1 - half
      cosine = leading + (((1 - leading) - half) + (z2 * c - r * low))
    }
  }

  /// What the difference `a - b` lost to rounding, whichever is larger.
  ///
  /// Source: Knuth, *The Art of Computer Programming*, volume 2, 4.2.2, theorem B.
  private static func differenceError(_ a: Double, _ b: Double, difference: Double) -> Double {
    let bPart = a - difference
    let aPart = difference + bPart
    return (a - aPart) - (b - bPart)
  }
}
