/// Whole numbers written in Chinese: 一万五千亿, 八万, 二十.
///
/// A numeral is read by places: 千, 百 and 十 inside a group of four digits, 万 and 亿 between
/// groups. 一万五千亿 is (10 000 + 5 000) × 10⁸. Texts whose reading is not certain are refused:
/// colloquial endings such as 一万五 (15 000 or 10 005), repeated or rising places, and mixtures of
/// digits and characters.
public enum ChineseNumeral {
  private static let digits: [Character: Int] = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]
  private static let places: [Character: Int] = ["十": 10, "百": 100, "千": 1000]

  /// Whether every character of the text can stand in a numeral, and the first one can begin it.
  package static func resembles(_ text: String) -> Bool {
    guard let first = text.first, digits[first] != nil || first == "十" else { return false }
    return text.allSatisfy { digits[$0] != nil || places[$0] != nil || $0 == "万" || $0 == "亿" }
  }

  /// The magnitude that the places of a numeral make: 万亿 of 一万二千亿; nil below 万.
  package static func magnitude(of text: String) -> Scale? {
    guard let yi = text.lastIndex(of: "亿") else { return text.contains("万") ? Scale(1e4) : nil }
    return Scale(text[..<yi].contains("万") ? 1e12 : 1e8)
  }

  /// Reads a numeral below 10¹⁶.
  ///
  /// - Throws: ``QuantityError/unreadableNumeral(text:)``.
  public static func value(of text: String) throws(QuantityError) -> Int {
    guard let value = read(Array(text)) else { throw .unreadableNumeral(text: text) }
    return value
  }

  /// Splits at the last 亿 (whose left side may hold 万), then at 万.
  private static func read(_ text: [Character]) -> Int? {
    guard !text.isEmpty, text.count <= 40 else { return nil }
    if let cut = text.lastIndex(of: "亿") {
      guard let head = readBelowYi(Array(text[..<cut])), head > 0, head < 100_000_000 else {
        return nil
      }
      guard let tail = readTail(Array(text[(cut + 1)...]), below: 100_000_000, read: readBelowYi)
      else {
        return nil
      }
      return head * 100_000_000 + tail
    }
    return readBelowYi(text)
  }

  private static func readBelowYi(_ text: [Character]) -> Int? {
    guard let cut = text.firstIndex(of: "万") else { return readGroup(text) }
    guard let head = readGroup(Array(text[..<cut])), head > 0 else { return nil }
    guard let tail = readTail(Array(text[(cut + 1)...]), below: 10_000, read: readGroup) else {
      return nil
    }
    return head * 10_000 + tail
  }

  /// What follows a group word: nothing, a full group, or 零 and a smaller number.
  ///
  /// A lone digit (一万五) could count ones or thousands, so it needs its 零.
  private static func readTail(
    _ text: [Character], below unit: Int, read: ([Character]) -> Int?
  ) -> Int? {
    guard let first = text.first else { return 0 }
    let isMarked = digits[first] == 0
    let body = isMarked ? Array(text.dropFirst()) : text
    guard let value = read(body), value > 0 else { return nil }
    let isSmall = value < unit / 10
    return isSmall == isMarked ? value : nil
  }

  /// Reads up to four digits with their places, from the highest down.
  private static func readGroup(_ text: [Character]) -> Int? {
    guard !text.isEmpty else { return nil }
    if text.count == 1, let digit = digits[text[0]] { return digit }
    var total = 0
    var lowest = 10_000
    var position = 0
    var isAfterZero = false
    while position < text.count {
      if digits[text[position]] == 0 {
        guard total > 0, !isAfterZero else { return nil }
        isAfterZero = true
        position += 1
        continue
      }
      let digit: Int
      if let named = digits[text[position]] {
        digit = named
        position += 1
      } else if text[position] == "十", total == 0 {
        digit = 1
      } else {
        return nil
      }
      var place = 1
      if position < text.count, let named = places[text[position]] {
        place = named
        position += 1
      }
      guard place < lowest else { return nil }
      // 一百五 may be 150 or 105; only 十五 and 一百零五 are certain.
      guard isAfterZero == (place * 10 < lowest) || total == 0 else { return nil }
      total += digit * place
      lowest = place
      isAfterZero = false
    }
    return isAfterZero ? nil : total
  }
}
