/// A number held as an unevaluated sum of two doubles, about 32 decimal digits.
///
/// Used for residuals, where the digits that a difference cancels are the ones that matter. It
/// does without fused multiply-add, so that it gives the same digits on every machine.
///
/// Source: Dekker (1971), *A floating-point technique for extending the available precision*;
/// Ogita, Rump and Oishi (2005), *Accurate sum and dot product*; Hida, Li and Bailey (2001),
/// *Algorithms for quad-double precision floating point arithmetic*, §3.
package struct DoubleDouble: Hashable, Sendable {
  package private(set) var high: Double
  package private(set) var low: Double

  package init(_ value: Double) {
    high = value
    low = 0
  }

  /// The sum of two doubles, exactly.
  package init(_ a: Double, plus b: Double) {
    (high, low) = Self.twoSum(a, b)
  }

  private init(_ pair: (Double, Double)) { (high, low) = pair }

  /// The decimal number that the shortest text of a double names.
  ///
  /// Data and constants are written in decimals of at most 15 digits, which a double cannot hold:
  /// this gets them back.
  package init(decimal value: Double) {
    self.init(value)
    guard value.isFinite, value != value.rounded(.towardZero) || abs(value) >= 0x1p53 else {
      return
    }
    var digits: Int64 = 0
    var exponent = 0
    var sawPoint = false
    let text = Array(value.description.utf8)
    for (place, byte) in text.enumerated() {
      if byte >= 48 && byte <= 57 {
        digits = digits * 10 + Int64(byte - 48)
        if sawPoint { exponent -= 1 }
      } else if byte == UInt8(ascii: ".") {
        sawPoint = true
      } else if byte == UInt8(ascii: "e") {
        var power = 0
        var sign = 1
        for digit in text[(place + 1)...] {
          if digit == UInt8(ascii: "-") { sign = -1 }
          if digit >= 48 { power = power * 10 + Int(digit - 48) }
        }
        exponent += sign * power
        break
      }
    }
    guard abs(exponent) < 280 else { return }
    let rounded = Double(digits)
    var mantissa = DoubleDouble(rounded, plus: Double(digits - Int64(rounded)))
    if value < 0 { mantissa = -mantissa }
    let scale = DoubleDouble(10).raised(to: abs(exponent))
    self = exponent < 0 ? mantissa / scale : mantissa * scale
  }

  /// The nearest double.
  package var value: Double { high + low }

  package var isFinite: Bool { high.isFinite && low.isFinite }

  package mutating func add(_ x: Double) {
    let (sum, error) = Self.twoSum(high, x)
    (high, low) = Self.quickTwoSum(sum, low + error)
  }

  /// Multiplies by a double.
  package mutating func multiply(by x: Double) {
    let product = high * x
    let error = Self.productError(high, x, product) + low * x
    (high, low) = Self.quickTwoSum(product, error)
  }

  // MARK: Operators

  package static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let (sum, error) = twoSum(a.high, b.high)
    let (lowSum, lowError) = twoSum(a.low, b.low)
    let (high, low) = quickTwoSum(sum, error + lowSum)
    return DoubleDouble(quickTwoSum(high, low + lowError))
  }

  package static prefix func - (a: DoubleDouble) -> DoubleDouble {
    DoubleDouble((-a.high, -a.low))
  }

  package static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

  package static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = a.high * b.high
    let error = productError(a.high, b.high, product) + (a.high * b.low + a.low * b.high)
    return DoubleDouble(quickTwoSum(product, error))
  }

  package static func * (a: DoubleDouble, b: Double) -> DoubleDouble {
    var product = a
    product.multiply(by: b)
    return product
  }

  package static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    guard first.isFinite, b.high.isFinite else { return DoubleDouble(first) }
    var rest = a - b * first
    let second = rest.high / b.high
    rest = rest - b * second
    return DoubleDouble(quickTwoSum(first, second)) + DoubleDouble(rest.high / b.high)
  }

  package static func < (a: DoubleDouble, b: DoubleDouble) -> Bool {
    a.high < b.high || (a.high == b.high && a.low < b.low)
  }

  /// √a; not a number below 0.
  package var squareRoot: DoubleDouble {
    let root = high.squareRoot()
    guard root > 0, root.isFinite else { return DoubleDouble(root) }
    // One step of Newton's method doubles the digits.
    let rest = self - DoubleDouble(root) * root
    return DoubleDouble(Self.quickTwoSum(root, rest.high / (2 * root)))
  }

  /// A power with a whole exponent, by repeated squaring.
  package func raised(to exponent: Int) -> DoubleDouble {
    var result = DoubleDouble(1)
    var square = self
    var rest = exponent.magnitude
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return exponent < 0 ? DoubleDouble(1) / result : result
  }

  /// The product with a power of two, exactly.
  package func scaled(by power: Int) -> DoubleDouble {
    let half = power / 2
    let first = Double(sign: .plus, exponent: half, significand: 1)
    let second = Double(sign: .plus, exponent: power - half, significand: 1)
    return DoubleDouble((high * first * second, low * first * second))
  }

  // MARK: Errors of rounding

  /// a + b and its rounding error.
  private static func twoSum(_ a: Double, _ b: Double) -> (Double, Double) {
    let sum = a + b
    let part = sum - a
    let error = (a - (sum - part)) + (b - part)
    return (sum, sum.isFinite ? error : 0)
  }

  /// As `twoSum`, for |a| ≥ |b|.
  private static func quickTwoSum(_ a: Double, _ b: Double) -> (Double, Double) {
    let sum = a + b
    return (sum, sum.isFinite ? b - (sum - a) : 0)
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
