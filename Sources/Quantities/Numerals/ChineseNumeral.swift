/// Whole numbers written in Chinese: 一万五千亿, 八万, 二十, 3万5千.
///
/// A numeral is read by places: 千, 百 and 十 inside a group of four digits, 万 and 亿 between
/// groups. 一万五千亿 is (10 000 + 5 000) × 10⁸. Digits may stand for characters: 3万5千, 1亿2000万,
/// 3万0500. Texts whose reading is not certain are refused: colloquial endings such as 一万五 and 1万5
/// (15 000 or 10 005), and repeated or rising places.
public enum ChineseNumeral {
  private static let digits: [Character: Int] = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]
  private static let places: [Character: Int] = ["十": 10, "百": 100, "千": 1000]

  private static let traditional: [Character: Character] = ["萬": "万", "億": "亿"]

  /// Whether the text can begin a numeral in characters.
  package static func resembles(_ text: String) -> Bool {
    text.first.map { digits[$0] != nil || $0 == "十" } ?? false
  }

  /// Whether digits begin a numeral that goes on behind a place, as in 3万5千家: 3万家 is a number and
  /// its unit.
  package static func isMixed(_ letters: some Collection<Character>) -> Bool {
    guard let first = letters.first, isDigit(first) else { return false }
    let behind = letters.prefix { isPart($0) }.drop { isDigit($0) }
    return behind.contains { isDigit($0) || digits[$0] != nil }
  }

  /// The numeral with which a text begins.
  package struct Leading {
    /// The number.
    package let value: Int
    /// The magnitude that its places make: 万 of 3万5千; nil where it is counted in ones.
    package let magnitude: Scale?
    /// How many characters it has.
    package let length: Int
  }

  /// Reads the numeral with which a text begins: 一万五千 of 一万五千家, 3500亿 of 3千5百亿千瓦时.
  ///
  /// - Returns: nil where none begins there, or digits alone, which are no matter of characters.
  /// - Throws: ``QuantityError/unreadableNumeral(text:)``.
  package static func leading(_ letters: [Character]) throws(QuantityError) -> Leading? {
    guard let first = letters.first else { return nil }
    let isMixed = isMixed(letters)
    guard isMixed || resembles(String(first)) else { return nil }
    let whole = String(letters.prefix { isPart($0) })
    var text = whole
    // The last place may be that of the unit: 千 of 千瓦时.
    if spelled(text).flatMap(read) == nil, text.last == "千", text.count < letters.count {
      text.removeLast()
    }
    guard let value = spelled(text).flatMap(read) else { throw .unreadableNumeral(text: whole) }
    // 两千 is a number in characters, 2千5百 goes on from 2千.
    let ofPlace = isMixed ? [("千", 1e3), ("百", 1e2)].first { text.contains($0.0) } : nil
    return Leading(
      value: value, magnitude: magnitude(of: text) ?? ofPlace.map { Scale($0.1) },
      length: text.count)
  }

  private static func isDigit(_ letter: Character) -> Bool { letter.isASCII && letter.isNumber }

  private static func isPlace(_ letter: Character) -> Bool {
    places[letter] != nil || "万亿萬億".contains(letter)
  }

  private static func isPart(_ letter: Character) -> Bool {
    // Nearly every letter that is asked for is one of ASCII, and hashing it takes longer than the rest.
    letter.isASCII ? letter.isNumber : digits[letter] != nil || isPlace(letter)
  }

  /// Digits as characters: 一亿二千万 of 1亿2000万; nil where five or more stand together.
  ///
  /// Two or more digits say their places themselves, so that they need no 零: 3万500 is 30 500, and 1万5
  /// stays 一万五. Behind 亿 they do not: 1亿5000 may be 1.5 亿.
  private static func spelled(_ text: String) -> [Character]? {
    let text = text.map { traditional[$0] ?? $0 }
    var result: [Character] = []
    var index = 0
    while index < text.count {
      var run = text[index...].prefix { isDigit($0) }.compactMap(\.wholeNumberValue)
      guard !run.isEmpty else {
        result.append(text[index])
        index += 1
        continue
      }
      guard run.count <= 4 else { return nil }
      index += run.count
      let isInWan = index < text.count && text[index] == "万"
      let room = ["万": 4, "千": 3, "百": 2, "亿": isInWan ? 4 : 0][result.last ?? " "] ?? 0
      if run.count > 1, run.count < room {
        run = Array(repeating: 0, count: room - run.count) + run
      }
      for (offset, digit) in run.enumerated() {
        if digit == 0 {
          let isRest = run[offset...].allSatisfy { $0 == 0 }
          if run.count == 1 || !isRest && result.last != "零" { result.append("零") }
        } else {
          result.append(Array("零一二三四五六七八九")[digit])
          let place = run.count - 1 - offset
          if place > 0 { result.append(Array("十百千")[place - 1]) }
        }
      }
    }
    return result
  }

  /// The magnitude that the places of a numeral make: 万亿 of 一万二千亿; nil below 万.
  private static func magnitude(of text: String) -> Scale? {
    let text = String(text.map { traditional[$0] ?? $0 })
    guard let yi = text.lastIndex(of: "亿") else { return text.contains("万") ? Scale(1e4) : nil }
    return Scale(text[..<yi].contains("万") ? 1e12 : 1e8)
  }

  /// Reads a numeral in characters, below 10¹⁶.
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
