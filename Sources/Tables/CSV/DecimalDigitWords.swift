/// Digits of decimal numbers as the bytes of a word, the first digit lowest.
///
/// Source: P. Khuong, "How to print integers really fast" (2017): the two halves of a number of
/// eight digits, then the four quarters, then the eight digits, are all taken in one word.
enum DecimalDigitWords {
  /// The text "00000000".
  static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// The eight digits of a number below 10⁸, as numbers from 0 to 9.
  static func eight(_ value: UInt64) -> UInt64 {
    let halves = value / 10_000 | (value % 10_000) &<< 32
    // ⌊x / 100⌋ = ⌊10486 x / 2²⁰⌋ for x < 10⁴, ⌊x / 10⌋ = ⌊103 x / 2¹⁰⌋ for x < 100.
    let hundreds = (halves &* 10_486) &>> 20 & 0x0000_007F_0000_007F
    let pairs = hundreds &+ (halves &- 100 &* hundreds) &<< 16
    let tens = (pairs &* 103) &>> 10 & 0x000F_000F_000F_000F
    return tens &+ (pairs &- 10 &* tens) &<< 8
  }

  /// The number of digits of a number up to 10¹⁷.
  static func count(_ value: UInt64) -> Int {
    // ⌊log₁₀⌋ by way of the bits, which is right or one too small.
    let bits = 64 &- (value | 1).leadingZeroBitCount
    let guess = (bits &* 1233) &>> 12
    return guess &+ (value >= powers[guess] ? 1 : 0)
  }

  /// 10⁰ to 10¹⁹.
  static let powers: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
    1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]
}
