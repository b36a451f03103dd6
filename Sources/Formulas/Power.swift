public import Lanes

extension Formula {
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
    let low = V.fma(y, l.low, productError(y, l.high, product: product))
    let raised = V.choose(product <= -746, -746, product)
    let high = V.choose(710 <= raised, 710, raised)
    return exponential(high: high, low: V.choose(high == product, low, 0))
  }

  /// log x times a constant given as a pair.
  @inlinable @inline(always)
  public static func logarithm<V: Lanes>(_ x: V, timesHigh c: V, low cLow: V) -> V {
    logarithmEdges(x, DoubleLogarithm(x).scaled(byHigh: c, low: cLow))
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
      // What a quotient leaves is exact.
      let sLow = V.fma(-s, dLow, V.fma(-s, d, f)) / d

      // z = s² as a pair; W = ⅔ z + z² T(z) as a pair.
      let z = s * s
      let zLow = V.fma(2 * s, sLow, productError(s, s, product: z))
      let z2 = z * z
      let t01 = V.fma(z, 0x1.2492492492479p-2, 0x1.999999999999ap-2)
      let t23 = V.fma(z, 0x1.745d1742262c8p-3, 0x1.c71c71c721386p-3)
      let t45 = V.fma(z, 0x1.11109e07c5a96p-3, 0x1.3b13b2de0df96p-3)
      let t67 = V.fma(z, 0x1.ab0eb56d42d3cp-4, 0x1.e2094ff914526p-4)
      let t48 = V.fma(z2, V.fma(z2, 0x1.c231427a6c7b0p-4, t67), t45)
      let t = V.fma(z2, V.fma(z2, t48, t23), t01)
      let third = z * V(twoThirds)
      let thirdLow =
        productError(z, V(twoThirds), product: third)
        + V.fma(z, V(twoThirdsLow), zLow * V(twoThirds))
      let fifth = z2 * t
      let w = third + fifth
      let wLow = (fifth - (w - third)) + thirdLow

      // log(1 + f) = 2 s + s W as a pair.
      let g = s * w
      let gLow = productError(s, w, product: g) + V.fma(s, wLow, sLow * w)
      let m = 2 * s + g
      let mLow = (g - (m - 2 * s)) + (2 * sLow + gLow)

      let kLn2 = split.k * V(ln2High)
      let sum = kLn2 + m
      let rest = (m - (sum - kLn2)) + V.fma(split.k, V(ln2Low), mLow)
      high = sum + rest
      low = rest - (high - sum)
    }

    /// The logarithm times a constant given as a pair, rounded to one number.
    @inlinable @inline(always)
    public func scaled(byHigh c: V, low cLow: V) -> V {
      let product = high * c
      let rest = V.fma(high, cLow, low * c)
      return product + (productError(high, c, product: product) + rest)
    }
  }
}
