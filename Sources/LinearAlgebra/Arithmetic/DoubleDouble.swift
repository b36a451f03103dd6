/// A number held as an unevaluated sum of two doubles, about 32 decimal digits.
///
/// Used for residuals, where the digits that a difference cancels are the ones that matter. It
/// does without fused multiply-add, so that it gives the same digits on every machine.
///
/// Source: Dekker (1971), *A floating-point technique for extending the available precision*;
/// Ogita, Rump and Oishi (2005), *Accurate sum and dot product*.
struct DoubleDouble: Sendable {
  private(set) var high: Double
  private(set) var low: Double

  init(_ value: Double) {
    high = value
    low = 0
  }

  /// The nearest double.
  var value: Double { high + low }

  mutating func add(_ x: Double) {
    let (sum, error) = Self.twoSum(high, x)
    (high, low) = Self.quickTwoSum(sum, low + error)
  }

  /// Adds the product of two doubles, whose rounding error is kept.
  mutating func add(_ x: Double, times y: Double) {
    let product = x * y
    let (sum, error) = Self.twoSum(high, product)
    (high, low) = Self.quickTwoSum(sum, low + (error + Self.productError(x, y, product)))
  }

  /// Multiplies by a double.
  mutating func multiply(by x: Double) {
    let product = high * x
    let error = Self.productError(high, x, product) + low * x
    (high, low) = Self.quickTwoSum(product, error)
  }

  /// a + b and its rounding error.
  private static func twoSum(_ a: Double, _ b: Double) -> (Double, Double) {
    let sum = a + b
    let part = sum - a
    return (sum, (a - (sum - part)) + (b - part))
  }

  /// As `twoSum`, for |a| ≥ |b|.
  private static func quickTwoSum(_ a: Double, _ b: Double) -> (Double, Double) {
    let sum = a + b
    return (sum, b - (sum - a))
  }

  /// x y − fl(x y), exactly, by Veltkamp's split; for magnitudes below 2⁹⁹⁶.
  private static func productError(_ x: Double, _ y: Double, _ product: Double) -> Double {
    let (xHigh, xLow) = split(x)
    let (yHigh, yLow) = split(y)
    return ((xHigh * yHigh - product) + xHigh * yLow + xLow * yHigh) + xLow * yLow
  }

  private static func split(_ x: Double) -> (Double, Double) {
    let scaled = 134_217_729 * x  // 2²⁷ + 1
    let high = scaled - (scaled - x)
    return (high, x - high)
  }
}
