internal import Formulas

extension Elementary {
  /// Returns the angle in [−π/2, π/2] whose tangent is x.
  ///
  /// At most 1 ulp from the true value. With b = 0, π/4 or π/2, whichever leaves the smallest
  /// argument s, artan|x| = b + artan s.
  public static func atan(_ x: Double) -> Double {
    let size = abs(x)
    let isMiddle = size > 0x1.a827999fcef32p-2  // tan(π/8)
    let isLarge = size > 0x1.3504f333f9de6p+1  // tan(3π/8)
    let numerator = isLarge ? -1 : (isMiddle ? size - 1 : size)
    let denominator = isLarge ? size : (isMiddle ? size + 1 : 1)
    let base = isLarge ? halfPi : (isMiddle ? 0.5 * halfPi : 0)
    let baseLow = isLarge ? halfPiLow : (isMiddle ? 0.5 * halfPiLow : 0)

    let s = numerator / denominator
    let z = s * s
    let z2 = z * z
    let z4 = z2 * z2
    let a01 = -0x1.555555555553dp-2 + z * 0x1.9999999995863p-3
    let a23 = -0x1.24924922ad98dp-3 + z * 0x1.c71c70e63187ep-4
    let a45 = -0x1.745cf8e0199bbp-4 + z * 0x1.3b11194e0916fp-4
    let a67 = -0x1.10ebb97a6c905p-4 + z * 0x1.df0f4b91a3ab5p-5
    let a89 = -0x1.9cd26b4e1f7fap-5 + z * 0x1.37d3fa314040cp-5
    let a03 = a01 + z2 * a23
    let a47 = a45 + z2 * a67
    let a8 = a89 - z2 * 0x1.2564ce2a5c828p-6
    let a = a03 + z4 * (a47 + z4 * a8)
    let value = base + (s + (s * z * a + baseLow))
    return Double(bitPattern: value.bitPattern | (x.bitPattern & Formula.signBit))
  }

  /// Returns the angle in [−π/2, π/2] whose sine is x, NaN for |x| > 1.
  ///
  /// At most 1 ulp from the true value. For |x| > ½, arsin|x| = π/2 − 2 arsin √((1 − |x|)/2).
  public static func asin(_ x: Double) -> Double {
    let root = HalfAngle(abs(x))
    let far = (halfPi - 2 * root.leading) - (2 * root.rest - halfPiLow)
    let near = x + x * (x * x) * arcsineTail(x * x)
    let signed = x < 0 ? -far : far
    return abs(x) <= 0.5 ? near : signed
  }

  /// π/2 as a pair of numbers.
  private static var halfPi: Double { 0x1.921fb54442d18p+0 }
  private static var halfPiLow: Double { 0x1.1a62633145c07p-54 }

  /// arsin √((1 − size)/2) as a sum, the leading part of 26 bits.
  private struct HalfAngle {
    var leading: Double
    var rest: Double

    init(_ size: Double) {
      let z = (1 - size) * 0.5
      let root = z.squareRoot()
      leading = leadingHalf(root)
      let denominator = root + leading
      let lost = denominator > 0 ? (z - leading * leading) / denominator : z
      rest = lost + root * z * arcsineTail(z)
    }
  }

  /// (arsin s − s) / s³ as a polynomial in z = s², for z ≤ ¼.
  private static func arcsineTail(_ z: Double) -> Double {
    let z2 = z * z
    let z4 = z2 * z2
    let a01 = 0x1.5555555555578p-3 + z * 0x1.333333332df7ep-4
    let a23 = 0x1.6db6db72260fcp-5 + z * 0x1.f1c71a8dc1a13p-6
    let a45 = 0x1.6e8bdfa69d338p-6 + z * 0x1.1c49e2b8306d1p-6
    let a67 = 0x1.ca20ce5b61bb7p-7 + z * 0x1.757b77b1cc102p-7
    let a89 = 0x1.61740054d426bp-7 + z * 0x1.e2bdd8f79fc10p-9
    let a1011 = 0x1.6492e3960f17ap-6 - z * 0x1.5954ca7a6ea95p-6
    let a03 = a01 + z2 * a23
    let a47 = a45 + z2 * a67
    let a811 = a89 + z2 * a1011
    return a03 + z4 * (a47 + z4 * (a811 + z4 * 0x1.0bb0792bb7666p-5))
  }
}
