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

  /// Appends the shortest digits that read back as the same double.
  ///
  /// One form, whatever the size: an integer has no point; magnitudes from 1e-7 up to 1e21 are
  /// written out, others as digits, `e` and the exponent without plus or padding (`1e21`,
  /// `2.5e-9`). Zero has no sign, infinities are `inf` and `-inf`, and NaN is nothing at all.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - bytes: where to append.
  package static func append(_ value: Double, to bytes: inout [UInt8]) {
    if value.isNaN { return }
    if abs(value) < 0x1p53, value == value.rounded(.towardZero) {
      append(Int(value), to: &bytes)
      return
    }
    if value.isInfinite {
      bytes.append(contentsOf: value < 0 ? "-inf".utf8 : "inf".utf8)
      return
    }
    let text = value.description
    if !text.utf8.contains(UInt8(ascii: "e")) {
      bytes.append(contentsOf: text.hasSuffix(".0") ? text.utf8.dropLast(2) : text.utf8[...])
      return
    }
    appendFromScientific(Array(text.utf8), to: &bytes)
  }

  /// The shortest digits that read back as the same double, in the form of our files.
  ///
  /// - Parameter value: the number.
  /// - Returns: the digits; an empty text for NaN.
  public static func text(_ value: Double) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func append(_ value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(48 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// Lays out `d.ddde±xx` by the rule of ``append(_:to:)``.
  private static func appendFromScientific(_ text: [UInt8], to bytes: inout [UInt8]) {
    var digits: [UInt8] = []
    var index = 0
    if text[0] == UInt8(ascii: "-") {
      bytes.append(text[0])
      index = 1
    }
    while text[index] != UInt8(ascii: "e") {
      if text[index] != UInt8(ascii: ".") { digits.append(text[index]) }
      index += 1
    }
    while digits.count > 1, digits.last == 48 { digits.removeLast() }
    let exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0

    if exponent >= 0 && exponent < 21 {
      for place in 0...max(exponent, digits.count - 1) {
        if place == exponent + 1 { bytes.append(UInt8(ascii: ".")) }
        bytes.append(place < digits.count ? digits[place] : 48)
      }
    } else if exponent < 0 && exponent >= -7 {
      bytes.append(contentsOf: "0.".utf8)
      bytes.append(contentsOf: repeatElement(48, count: -exponent - 1))
      bytes.append(contentsOf: digits)
    } else {
      bytes.append(digits[0])
      if digits.count > 1 {
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: digits[1...])
      }
      bytes.append(UInt8(ascii: "e"))
      append(exponent, to: &bytes)
    }
  }

  /// n / 10ᵏ, rounded once, for n > 0 and k in 1...19.
  private static func quotient(_ n: UInt64, tens k: Int) -> Double {
    let divisor = wholePowersOfTen[k]
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
    let (high, low) = n.multipliedFullWidth(by: wholePowersOfTen[k])
    guard high != 0 else { return Double(low) }
    let up = UInt64(high.leadingZeroBitCount)
    let bits = up == 0 ? high : high &<< up | low &>> (64 - up)
    return Double(bits | (low &<< up == 0 ? 0 : 1)) * powerOfTwo(64 - Int(up))
  }

  private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

  private static let wholePowersOfTen: [UInt64] = (0..<20).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
