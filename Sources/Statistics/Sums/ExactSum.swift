/// The exact sum of any finite doubles, rounded once when it is read.
///
/// The sum is a fixed-point number of 2,176 bits in units of 2⁻¹⁰⁷⁴, the smallest subnormal, so an
/// addition loses nothing and the order of additions and merges does not matter. Infinities and
/// NaN do not enter the sum; they are counted.
///
/// Source: Kulisch, *Computer Arithmetic and Validity* (2008), chapter 8; carries are kept in the
/// upper halves of the words, as in Neal, *Fast exact summation using small and large
/// superaccumulators* (2015).
public struct ExactSum: Sendable {
  /// How many infinities and NaN were offered.
  public private(set) var nonFiniteCount = 0

  /// The digits of the sum: word i has the weight 2^(32 i − 1074).
  ///
  /// Words may be negative and larger than 32 bits.
  private var words = [Int64](repeating: 0, count: ExactSum.wordCount)
  /// How many additions the words can take before one might overflow.
  private var additionsLeft = ExactSum.additionsBetweenCarries

  private static let wordCount = 68
  /// An addition changes a word by less than 2³²; 2³⁰ of them stay below 2⁶².
  private static let additionsBetweenCarries = 1 << 30

  /// Creates an empty sum, which is zero.
  public init() {}

  /// Adds one number.
  public mutating func add(_ x: Double) {
    let field = Int((x.bitPattern >> 52) & 0x7FF)
    guard field < 0x7FF else {
      nonFiniteCount += 1
      return
    }
    let fraction = x.bitPattern & 0xF_FFFF_FFFF_FFFF
    // A subnormal number has the exponent of the smallest normal one and no leading bit.
    let significand = field == 0 ? fraction : fraction | 0x10_0000_0000_0000
    let shift = max(field, 1) - 1
    let (high, low) = significand.multipliedFullWidth(by: 1 << UInt64(shift % 32))
    let sign: Int64 = x.sign == .minus ? -1 : 1

    if additionsLeft == 0 { propagateCarries() }
    additionsLeft -= 1
    let word = shift / 32
    words[word] += sign * Int64(low & 0xFFFF_FFFF)
    words[word + 1] += sign * Int64(low >> 32)
    words[word + 2] += sign * Int64(high)
  }

  /// Adds every number of a column.
  public mutating func add(_ column: Span<Double>) {
    for i in column.indices { add(column[i]) }
  }

  /// Adds what another sum holds.
  public mutating func merge(_ other: ExactSum) {
    var other = other
    other.propagateCarries()
    propagateCarries()
    for i in words.indices { words[i] += other.words[i] }
    propagateCarries()
    nonFiniteCount += other.nonFiniteCount
  }

  /// The sum of the finite numbers, rounded to the nearest double, ties to even.
  public var value: Double {
    var exact = self
    exact.propagateCarries()
    let isNegative = exact.words[ExactSum.wordCount - 1] < 0
    if isNegative {
      for i in exact.words.indices { exact.words[i] = -exact.words[i] }
      exact.propagateCarries()
    }
    let magnitude = exact.roundedMagnitude
    return isNegative ? -magnitude : magnitude
  }

  /// The double nearest to a sum whose words are all from 0 to 2³² − 1.
  private var roundedMagnitude: Double {
    guard let top = words.lastIndex(where: { $0 != 0 }) else { return 0 }
    let leading = 32 * top + 31 - UInt32(truncatingIfNeeded: words[top]).leadingZeroBitCount
    // Up to 53 bits the number is an integer of the smallest unit and its own bit pattern.
    guard leading > 52 else { return Double(bitPattern: bits(from: 0, count: 53)) }

    let lowest = leading - 52
    let significand = bits(from: lowest, count: 53)
    let half = bits(from: lowest - 1, count: 1) == 1
    let isOdd = significand & 1 == 1
    let roundsUp = half && (isOdd || hasBits(below: lowest - 1))
    // The leading bit of the significand counts one in the exponent field; so does a carry.
    let pattern = (UInt64(lowest) << 52) + significand + (roundsUp ? 1 : 0)
    return pattern < Double.infinity.bitPattern ? Double(bitPattern: pattern) : .infinity
  }

  private func bits(from position: Int, count: Int) -> UInt64 {
    var result: UInt64 = 0
    for bit in 0..<count {
      let at = position + bit
      result |= UInt64((words[at / 32] >> Int64(at % 32)) & 1) << UInt64(bit)
    }
    return result
  }

  private func hasBits(below position: Int) -> Bool {
    let word = position / 32
    let mask = (Int64(1) << Int64(position % 32)) - 1
    return words[word] & mask != 0 || words[..<word].contains { $0 != 0 }
  }

  /// Brings every word but the last, which carries the sign, into 0 … 2³² − 1.
  private mutating func propagateCarries() {
    var carry: Int64 = 0
    for i in 0..<(ExactSum.wordCount - 1) {
      let word = words[i] + carry
      carry = word >> 32
      words[i] = word & 0xFFFF_FFFF
    }
    words[ExactSum.wordCount - 1] += carry
    additionsLeft = ExactSum.additionsBetweenCarries
  }
}

extension ExactSum: Equatable {
  /// Whether two sums hold the same exact number and the same count of non-finite ones.
  public static func == (a: ExactSum, b: ExactSum) -> Bool {
    var (a, b) = (a, b)
    a.propagateCarries()
    b.propagateCarries()
    return a.nonFiniteCount == b.nonFiniteCount && a.words == b.words
  }
}
