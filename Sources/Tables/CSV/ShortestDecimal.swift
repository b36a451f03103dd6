/// The shortest decimal number that reads back as a double: ``digits`` · 10^``exponent``.
///
/// Of the numbers with the fewest digits it is the one nearest to the double. The digits may end
/// in zeros.
///
/// Source: R. Giulietti, "The Schubfach way to render doubles" (2020), §9, with the powers of ten
/// to 128 bits.
struct ShortestDecimal {
  /// Up to 17 digits, as an integer.
  let digits: UInt64
  /// The power of ten of the last digit.
  let exponent: Int

  /// Finds the digits of a magnitude.
  ///
  /// - Precondition: the value is finite and not zero; its sign is not looked at.
  init(magnitudeOf value: Double) {
    let fraction = value.significandBitPattern
    let biased = Int(value.exponentBitPattern)
    // The value is c · 2^q.
    let c = biased == 0 ? fraction : fraction | 1 << 52
    let q = max(biased, 1) - 1075
    // Below a power of two doubles stand twice as close.
    let isPower = fraction == 0 && biased > 1

    // k = ⌊log₁₀ 2^q⌋, or of 3/4 · 2^q where the lower neighbour is near; h = q + ⌊log₂ 10⁻ᵏ⌋ + 1.
    let k = (q &* 1_262_611 &- (isPower ? 524_031 : 0)) >> 22
    let h = UInt64(truncatingIfNeeded: q &+ (-k &* 1_741_647) >> 19 &+ 1)
    let power = PowersOfTen.table[-k &- PowersOfTen.exponents.lowerBound]

    // The value and the ends of the interval that reads back as it, in quarters of 10ᵏ. An end
    // belongs to the interval where c is even.
    let odd = c & 1
    let center = Self.product(power, (4 &* c) &<< h)
    let lower = Self.product(power, (4 &* c &- (isPower ? 1 : 2)) &<< h) &+ odd
    let upper = Self.product(power, (4 &* c &+ 2) &<< h) &- odd

    // Which of the multiples of ten and of one next to the value lie in the interval. Both are
    // worked out and then chosen from, for a branch could not be foretold.
    let s = center >> 2
    let tens = 10 &* (s / 10)
    let isLowerTenInside = lower <= 4 &* tens
    let isUpperTenInside = 4 &* tens &+ 40 <= upper
    let takesTen = s >= 10 && isLowerTenInside != isUpperTenInside
    let ten = tens &+ (isUpperTenInside ? 10 : 0)

    let isLowerInside = lower <= 4 &* s
    let isUpperInside = 4 &* s &+ 4 <= upper
    let middle = 4 &* s &+ 2
    let isUpperNearer = center &+ (s & 1) > middle
    let takesUpper = isLowerInside != isUpperInside ? isUpperInside : isUpperNearer
    let one = s &+ (takesUpper ? 1 : 0)

    digits = takesTen ? ten : one
    exponent = k
  }

  /// ⌊g · x / 2¹²⁸⌋, made odd where the quotient is not exact ("rounded to odd").
  private static func product(_ g: PowersOfTen.Power, _ x: UInt64) -> UInt64 {
    let (high, low) = g.high.multipliedFullWidth(by: x)
    let carried = g.low.multipliedFullWidth(by: x).high
    let sum = (UInt128(high) << 64 | UInt128(low)) &+ UInt128(carried)
    return UInt64(truncatingIfNeeded: sum &>> 64) | (UInt64(truncatingIfNeeded: sum) > 1 ? 1 : 0)
  }
}
