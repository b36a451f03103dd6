/// Decimal numbers between bytes and `Double`, without locale.
public enum DecimalNumber {
  /// Reads a decimal number.
  ///
  /// Up to 19 significant digits with a small exponent are a whole number of 64 bits times or over a
  /// power of ten that fits 64 bits as well: product and quotient are found without loss and rounded
  /// once (for 15 digits in the numbers themselves, Clinger 1990). Others take the standard library's
  /// way.
  ///
  /// - Parameters:
  ///   - bytes: where it stands.
  ///   - start: its first byte.
  ///   - end: the byte behind its last.
  /// - Returns: the nearest double; nil when the bytes are not a finite decimal number.
  package static func parse(_ bytes: [UInt8], from start: Int, to end: Int) -> Double? {
    var index = start
    var end = end
    while index < end, isBlank(bytes[index]) { index += 1 }
    while end > index, isBlank(bytes[end - 1]) { end -= 1 }
    let first = index
    guard index < end else { return nil }

    var isNegative = false
    if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var significant = 0
    var scale = 0
    var sawPoint = false
    while index < end {
      let byte = bytes[index]
      if byte >= 48 && byte <= 57 {
        digits += 1
        if significant > 0 || byte != 48 { significant += 1 }
        if significant <= 19 { mantissa = mantissa &* 10 &+ UInt64(truncatingIfNeeded: byte &- 48) }
        if sawPoint { scale -= 1 }
      } else if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    var exponent = 0
    if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      var negative = false
      if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
        negative = bytes[index] == UInt8(ascii: "-")
        index += 1
      }
      guard index < end else { return nil }
      while index < end {
        let byte = bytes[index]
        guard byte >= 48, byte <= 57 else { return nil }
        if exponent < 100_000 { exponent = exponent * 10 + Int(byte - 48) }
        index += 1
      }
      if negative { exponent = -exponent }
    }
    guard index == end else { return nil }

    let power = exponent + scale
    if significant <= 15 && abs(power) <= 22 {
      let value =
        power < 0
        ? Double(mantissa) / powersOfTen[-power] : Double(mantissa) * powersOfTen[power]
      return isNegative ? -value : value
    }
    if significant <= 19 && abs(power) <= 19 {
      let value = power < 0 ? quotient(mantissa, tens: -power) : product(mantissa, tens: power)
      return isNegative ? -value : value
    }
    guard let value = Double(String(decoding: bytes[first..<end], as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }

  /// Reads a decimal number from text.
  ///
  /// - Parameter text: a number, with blanks around it.
  /// - Returns: the nearest double; nil when the text is not a finite decimal number.
  public static func parse(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    return parse(bytes, from: 0, to: bytes.count)
  }

  /// n / 10ᵏ, rounded once, for n > 0 and k in 1...19.
  private static func quotient(_ n: UInt64, tens k: Int) -> Double {
    let divisor = DecimalDigitWords.powers[k]
    let (up, upDivisor) = (n.leadingZeroBitCount, divisor.leadingZeroBitCount)
    let dividend = n &<< UInt64(up)
    // Both have their highest bit set, so the quotient has 63 or 64 bits: more than a double, and
    // room for one that stands for all that follow.
    let (bits, rest) = (divisor &<< UInt64(upDivisor)).dividingFullWidth(
      (dividend &>> 1, dividend &<< 63))
    return Double(bits | (rest == 0 ? 0 : 1)) * powerOfTwo(upDivisor - up - 63)
  }

  /// n 10ᵏ, rounded once, for n > 0 and k in 0...19.
  private static func product(_ n: UInt64, tens k: Int) -> Double {
    let (high, low) = n.multipliedFullWidth(by: DecimalDigitWords.powers[k])
    guard high != 0 else { return Double(low) }
    let up = UInt64(high.leadingZeroBitCount)
    let bits = up == 0 ? high : high &<< up | low &>> (64 - up)
    return Double(bits | (low &<< up == 0 ? 0 : 1)) * powerOfTwo(64 - Int(up))
  }

  private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
