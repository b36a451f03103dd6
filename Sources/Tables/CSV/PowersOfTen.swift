/// The powers of ten that the shortest digits of a double need, to 128 bits.
///
/// The power 10ᵏ stands as g = ⌈10ᵏ / 2ʳ⌉ with r = ⌊log₂ 10ᵏ⌋ − 127, so that 2¹²⁷ ≤ g < 2¹²⁸. The
/// table is computed once, exactly: upwards by products with ten, downwards by quotients, for
/// ⌊⌊x / 10⌋ / 10⌋ = ⌊x / 100⌋.
enum PowersOfTen {
  /// One power: g = high · 2⁶⁴ + low.
  struct Power {
    var high: UInt64
    var low: UInt64
  }

  /// The exponents of ten that some double needs.
  static let exponents = -292...324

  /// The powers by exponent, from the least.
  static let table: [Power] = negative().reversed() + nonnegative()

  private static func nonnegative() -> [Power] {
    var words: [UInt64] = [1]
    var powers: [Power] = []
    for _ in 0...exponents.upperBound {
      let (power, isExact) = leadingBits(of: words)
      powers.append(isExact ? power : successor(power))
      var carry: UInt64 = 0
      for index in words.indices {
        let product = words[index].multipliedFullWidth(by: 10)
        let (sum, overflow) = product.low.addingReportingOverflow(carry)
        words[index] = sum
        carry = product.high + (overflow ? 1 : 0)
      }
      if carry > 0 { words.append(carry) }
    }
    return powers
  }

  /// From 10⁻¹ down: the quotients of a power of two that keeps 128 bits to the end.
  private static func negative() -> [Power] {
    var words = [UInt64](repeating: 0, count: 18)
    words[17] = 1 << 63
    var powers: [Power] = []
    for _ in 1...(-exponents.lowerBound) {
      var remainder: UInt64 = 0
      for index in words.indices.reversed() {
        (words[index], remainder) = UInt64(10).dividingFullWidth((remainder, words[index]))
      }
      while words.last == 0 { words.removeLast() }
      // No power of two is divisible by ten.
      powers.append(successor(leadingBits(of: words).power))
    }
    return powers
  }

  private static func successor(_ power: Power) -> Power {
    let (low, overflow) = power.low.addingReportingOverflow(1)
    return Power(high: power.high + (overflow ? 1 : 0), low: low)
  }

  /// The 128 leading bits of a number, least word first, and whether the others are zero.
  private static func leadingBits(of words: [UInt64]) -> (power: Power, isExact: Bool) {
    let last = words.count - 1
    func word(_ index: Int) -> UInt64 { index >= 0 ? words[index] : 0 }
    let shift = UInt64(words[last].leadingZeroBitCount)
    // A shift by 64 gives zero.
    func joined(_ index: Int) -> UInt64 { word(index) << shift | word(index - 1) >> (64 - shift) }
    let rest = last >= 2 ? words[..<(last - 2)].contains { $0 != 0 } : false
    return (
      Power(high: joined(last), low: joined(last - 1)), !rest && word(last - 2) << shift == 0
    )
  }
}
