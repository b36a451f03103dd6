/// The exact size of a unit in base units, as a ratio of two whole numbers.
///
/// A month is 1/12 of a year and a percent 1/100 of one. Kept as ratios, such sizes cancel without
/// rounding: 130 亿 is exactly 13 bn, and 5 % is the double nearest to 0.05.
public struct Scale: Hashable, Sendable {
  /// The numerator, a whole number.
  public let numerator: Double
  /// The denominator, a whole number, at least 1.
  public let denominator: Double

  /// What a numerator or denominator stays at that has outgrown numbers.
  private static let most = 1e300

  /// Creates the ratio in lowest terms.
  ///
  /// What is beyond 10³⁰⁰ becomes that: texts can multiply units as often as they like, and whoever reads them asks
  /// whether the result ``isWithinLimits``.
  ///
  /// - Precondition: both are positive.
  public init(_ numerator: Double, over denominator: Double = 1) {
    precondition(
      numerator > 0 && denominator > 0, "a scale of \(numerator) over \(denominator)")
    let (numerator, denominator) = (min(numerator, Scale.most), min(denominator, Scale.most))
    let divisor = Scale.greatestCommonDivisor(numerator, denominator)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// Whether two such scales can be multiplied and divided: no unit that is meant has 10¹⁵⁰ of another one.
  var isWithinLimits: Bool { max(numerator, denominator) <= 1e150 }

  /// The scale of a base unit.
  public static let one = Scale(1)

  /// The nearest double.
  public var value: Double { numerator / denominator }

  /// The scale of a product of units.
  public static func * (a: Scale, b: Scale) -> Scale {
    Scale(a.numerator * b.numerator, over: a.denominator * b.denominator)
  }

  /// The scale of a quotient of units.
  public static func / (a: Scale, b: Scale) -> Scale { a * Scale(b.denominator, over: b.numerator) }

  /// The scale of a power of a unit.
  public func power(_ exponent: Int) -> Scale {
    var result = Scale.one
    for _ in 0..<abs(exponent) { result = exponent > 0 ? result * self : result / self }
    return result
  }

  /// A number of units of this scale, expressed in units of another one.
  ///
  /// One rounding for each of the two operations, none where the ratio is whole.
  public func convert(_ value: Double, to other: Scale) -> Double {
    let ratio = self / other
    return value * ratio.numerator / ratio.denominator
  }

  /// Euclid's algorithm; scales that are not whole numbers below 2^53 stay as they are.
  private static func greatestCommonDivisor(_ a: Double, _ b: Double) -> Double {
    var (a, b) = (a, b)
    guard a < 0x1p53, b < 0x1p53, a == a.rounded(), b == b.rounded() else {
      return a == b ? a : (b > 1 && (a / b).rounded() * b == a && a / b < 0x1p53 ? b : 1)
    }
    while b > 0 { (a, b) = (b, a.truncatingRemainder(dividingBy: b)) }
    return a
  }
}
