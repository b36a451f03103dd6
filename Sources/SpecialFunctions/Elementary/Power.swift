public import Lanes

extension Elementary {
  /// Returns x to the power y.
  ///
  /// At most 1 ulp from the true value. The edges are those of IEEE 754: x⁰ = 1 and 1ʸ = 1 even
  /// for NaN, a negative x has a power only for integer y, and zero to a negative power is
  /// infinite.
  public static func pow(_ x: Double, _ y: Double) -> Double {
    let size = abs(x)
    let ordinary = powerOfPositive(size, y)

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

  /// Whether ``powerOfPositive(_:_:)`` is the power: x positive and both numbers finite.
  @inlinable @inline(always)
  public static func hasOrdinaryPower<V: Lanes>(_ x: V, _ y: V) -> V.Mask {
    (0 < x) & (x < V(Double.infinity)) & (y.magnitudes < V(Double.infinity))
  }

  /// x to the power y = e^(y log x) for positive x; x and y finite.
  @inlinable @inline(always)
  public static func powerOfPositive<V: Lanes>(_ x: V, _ y: V) -> V {
    let l = DoubleLogarithm(x)
    let product = y * l.high
    let low = productError(y, l.high, product: product) + y * l.low
    let raised = V.choose(product <= -746, -746, product)
    let high = V.choose(710 <= raised, 710, raised)
    let e = ReducedExponential(high: high, low: V.choose(high == product, low, 0))
    return (1 + (e.r + e.tail)) * e.halfScale * e.otherScale
  }

  /// Rounds to the nearest integer; numbers of 2⁵¹ and more, which need no care here, pass as
  /// they are when they are integers.
  private static func nearestInteger(_ y: Double) -> Double {
    let shift = 0x1p52
    let size = abs(y)
    let rounded = size < shift ? (size + shift) - shift : size
    return y < 0 ? -rounded : rounded
  }

  /// The number nearest to ⅔.
  @inlinable @inline(always) public static var twoThirds: Double { 0x1.5555555555555p-1 }
  /// What that number leaves of ⅔.
  @inlinable @inline(always) public static var twoThirdsLow: Double { 0x1.5555555555555p-55 }

  /// The natural logarithm of a positive number to about 2⁻⁶⁵, as a sum of two numbers.
  ///
  /// log x = k ln 2 + 2 s + s (⅔ s² + s⁴ T(s²)), s = f / (2 + f), where everything down to ⅔ s² is
  /// carried in pairs of numbers.
  @frozen
  public struct DoubleLogarithm<V: Lanes> {
    /// The leading part.
    public var high: V
    /// What the leading part leaves.
    public var low: V

    /// The logarithm of a number.
    @inlinable @inline(always)
    public init(_ x: V) {
      let split = BinarySplit(x)
      let f = split.f

      // s = f / (2 + f) as a pair.
      let d = 2 + f
      let dLow = f - (d - 2)
      let s = f / d
      let sd = s * d
      let sLow = (((f - sd) - productError(s, d, product: sd)) - s * dLow) / d

      // z = s² as a pair; W = ⅔ z + z² T(z) as a pair.
      let z = s * s
      let zLow = productError(s, s, product: z) + 2 * s * sLow
      let z2 = z * z
      let t01 = 0x1.999999999999ap-2 + z * 0x1.2492492492479p-2
      let t23 = 0x1.c71c71c721386p-3 + z * 0x1.745d1742262c8p-3
      let t45 = 0x1.3b13b2de0df96p-3 + z * 0x1.11109e07c5a96p-3
      let t67 = 0x1.e2094ff914526p-4 + z * 0x1.ab0eb56d42d3cp-4
      let t = t01 + z2 * (t23 + z2 * (t45 + z2 * (t67 + z2 * 0x1.c231427a6c7b0p-4)))
      let third = z * V(twoThirds)
      let thirdLow =
        productError(z, V(twoThirds), product: third)
        + (z * V(twoThirdsLow) + zLow * V(twoThirds))
      let fifth = z2 * t
      let w = third + fifth
      let wLow = (fifth - (w - third)) + thirdLow

      // log(1 + f) = 2 s + s W as a pair.
      let g = s * w
      let gLow = productError(s, w, product: g) + (s * wLow + sLow * w)
      let m = 2 * s + g
      let mLow = (g - (m - 2 * s)) + (2 * sLow + gLow)

      let kLn2 = split.k * V(ln2High)
      let sum = kLn2 + m
      let rest = (m - (sum - kLn2)) + (mLow + split.k * V(ln2Low))
      high = sum + rest
      low = rest - (high - sum)
    }

    /// The logarithm times a constant given as a pair, rounded to one number.
    public func scaled(byHigh c: V, low cLow: V) -> V {
      let product = high * c
      return product + (productError(high, c, product: product) + (high * cLow + low * c))
    }
  }
}
