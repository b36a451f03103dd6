// Numbers to text.
extension DecimalNumber {
  /// The bytes that ``write(_:to:at:)`` may touch.
  static let room = 48

  /// The shortest digits that read back as the same double, in the form of our files.
  ///
  /// One form, whatever the size: an integer has no point; magnitudes from 1e-7 up to 1e21 are
  /// written out, others as digits, `e` and the exponent without plus or padding (`1e21`,
  /// `2.5e-9`). Zero has no sign, infinities are `inf` and `-inf`, and NaN is nothing at all.
  ///
  /// - Parameter value: the number.
  /// - Returns: the digits; an empty text for NaN.
  public static func text(_ value: Double) -> String {
    var buffer = ByteBuffer()
    buffer.write(room: room) { memory, start in write(value, to: &memory, at: start) }
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  /// A number rounded to so many significant digits, half of the last one away from zero.
  ///
  /// The digits that are rounded are those of ``text(_:)``, so the result has no digits more:
  /// products with powers of ten would bring some in.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - digits: how many digits to keep, 1 to 17.
  /// - Returns: the double nearest to the rounded number; the value itself where that is too large.
  public static func rounded(_ value: Double, significant digits: Int) -> Double {
    guard value.isFinite, value != 0 else { return value }
    let shortest = ShortestDecimal(magnitudeOf: value)
    let drop = DecimalDigitWords.count(shortest.digits) - digits
    guard drop > 0 else { return value }
    let unit = DecimalDigitWords.powers[drop]
    let kept = (shortest.digits + unit / 2) / unit
    guard let magnitude = parse("\(kept)e\(shortest.exponent + drop)") else { return value }
    return value < 0 ? -magnitude : magnitude
  }

  /// Writes a number in the form of ``text(_:)``.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - memory: where to write; ``room`` bytes from the start may be changed.
  ///   - start: the offset of the first byte.
  /// - Returns: the offset behind the last byte.
  static func write(_ value: Double, to memory: inout MutableRawSpan, at start: Int) -> Int {
    if abs(value) < 0x1p53 {
      let integer = Int(value)
      if Double(integer) == value { return write(integer, to: &memory, at: start) }
    }
    guard value.isFinite else { return writeNotFinite(value, to: &memory, at: start) }
    var start = start
    if value < 0 {
      memory.put(UInt8(ascii: "-"), at: start)
      start &+= 1
    }

    // Always 17 digits: the first, then two words of eight.
    let shortest = ShortestDecimal(magnitudeOf: value)
    let count = DecimalDigitWords.count(shortest.digits)
    let seventeen = shortest.digits &* DecimalDigitWords.powers[17 &- count]
    let (upper, lowest) = seventeen.quotientAndRemainder(dividingBy: 100_000_000)
    let (first, middle) = upper.quotientAndRemainder(dividingBy: 100_000_000)
    let (a, b) = (DecimalDigitWords.eight(middle), DecimalDigitWords.eight(lowest))
    let zeros = b == 0 ? 64 &+ a.leadingZeroBitCount : b.leadingZeroBitCount
    let text = DigitText(
      first: UInt8(truncatingIfNeeded: first) &+ 48, second: a | DecimalDigitWords.zeros,
      third: b | DecimalDigitWords.zeros, significant: 17 &- zeros / 8)
    let exponent = shortest.exponent &+ count &- 1

    switch exponent {
    case 0..<21: return text.writePlain(exponent: exponent, to: &memory, at: start)
    case -7..<0: return text.writeFraction(exponent: exponent, to: &memory, at: start)
    default: return text.writeScientific(exponent: exponent, to: &memory, at: start)
    }
  }

  /// Writes an integer.
  static func write(_ value: Int, to memory: inout MutableRawSpan, at start: Int) -> Int {
    var start = start
    if value < 0 {
      memory.put(UInt8(ascii: "-"), at: start)
      start &+= 1
    }
    let magnitude = UInt64(value.magnitude)
    guard magnitude >= 100_000_000 else {
      return writeUpToEight(magnitude, to: &memory, at: start)
    }
    let (upper, lower) = magnitude.quotientAndRemainder(dividingBy: 100_000_000)
    if upper < 100_000_000 {
      start = writeUpToEight(upper, to: &memory, at: start)
    } else {
      let (first, middle) = upper.quotientAndRemainder(dividingBy: 100_000_000)
      start = writeUpToEight(first, to: &memory, at: start)
      start = writeEight(middle, to: &memory, at: start)
    }
    return writeEight(lower, to: &memory, at: start)
  }

  /// Writes a number below 10⁸ without leading zeros.
  private static func writeUpToEight(
    _ value: UInt64, to memory: inout MutableRawSpan, at start: Int
  ) -> Int {
    let digits = DecimalDigitWords.eight(value)
    // Zero has one digit.
    let leading = min(digits.trailingZeroBitCount / 8, 7)
    memory.put(
      (digits | DecimalDigitWords.zeros) &>> UInt64(truncatingIfNeeded: 8 &* leading), at: start)
    return start &+ 8 &- leading
  }

  private static func writeEight(
    _ value: UInt64, to memory: inout MutableRawSpan, at start: Int
  ) -> Int {
    memory.put(DecimalDigitWords.eight(value) | DecimalDigitWords.zeros, at: start)
    return start &+ 8
  }

  @inline(never)
  private static func writeNotFinite(
    _ value: Double, to memory: inout MutableRawSpan, at start: Int
  ) -> Int {
    if value.isNaN { return start }
    var end = start
    for byte in value < 0 ? "-inf".utf8 : "inf".utf8 {
      memory.put(byte, at: end)
      end += 1
    }
    return end
  }
}

/// Seventeen digits as text, zeros at the end included, and how many of them count.
private struct DigitText {
  let first: UInt8
  let second: UInt64
  let third: UInt64
  let significant: Int

  private func writeDigits(to memory: inout MutableRawSpan, at start: Int) {
    memory.put(first, at: start)
    memory.put(second, at: start &+ 1)
    memory.put(third, at: start &+ 9)
  }

  /// Writes `ddd.ddd` or an integer, for exponents from 0 to 20.
  func writePlain(exponent: Int, to memory: inout MutableRawSpan, at start: Int) -> Int {
    writeDigits(to: &memory, at: start)
    guard significant > exponent &+ 1 else {
      memory.put(DecimalDigitWords.zeros, at: start &+ 17)
      return start &+ exponent &+ 1
    }
    // What stands behind the point is written once more, one byte further on.
    let behind = (UInt128(third) << 64 | UInt128(second)) &>> UInt128(8 &* exponent)
    memory.put(UInt8(ascii: "."), at: start &+ exponent &+ 1)
    memory.put(UInt64(truncatingIfNeeded: behind), at: start &+ exponent &+ 2)
    memory.put(UInt64(truncatingIfNeeded: behind &>> 64), at: start &+ exponent &+ 10)
    return start &+ significant &+ 1
  }

  /// Writes `0.00ddd`, for exponents from -7 to -1.
  func writeFraction(exponent: Int, to memory: inout MutableRawSpan, at start: Int) -> Int {
    memory.put(DecimalDigitWords.zeros, at: start)
    memory.put(UInt8(ascii: "."), at: start &+ 1)
    let digits = start &+ 1 &- exponent
    writeDigits(to: &memory, at: digits)
    return digits &+ significant
  }

  /// Writes `d.ddde-10`.
  func writeScientific(exponent: Int, to memory: inout MutableRawSpan, at start: Int) -> Int {
    memory.put(first, at: start)
    var end = start &+ 1
    if significant > 1 {
      memory.put(UInt8(ascii: "."), at: end)
      memory.put(second, at: end &+ 1)
      memory.put(third, at: end &+ 9)
      end &+= significant
    }
    memory.put(UInt8(ascii: "e"), at: end)
    return DecimalNumber.write(exponent, to: &memory, at: end &+ 1)
  }
}
