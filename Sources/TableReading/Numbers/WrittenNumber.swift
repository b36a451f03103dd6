internal import Quantities
internal import Tables

/// A number in a cell as people and statistics write it: `13,500`, `1.25万亿`, `+8.2 %`, `¥1 200`.
struct WrittenNumber: Equatable {
  /// Its value, without percent; magnitudes are in it.
  let value: Double
  /// The magnitude behind it, such as 万, that is in its value; empty without one.
  let magnitude: String
  /// What stands behind it: `元`, `%`.
  let unit: String
  /// The word before it that makes growth of it: 同比, 环比, 增长; empty without one.
  let growthWord: String
  /// Whether one comma stands in it before three last digits, so that it may be a decimal comma.
  let hasOneComma: Bool
  /// Whether its digits stood in groups.
  let isGrouped: Bool
  /// The digits behind its point.
  let decimals: Int
  /// The mark of a footnote behind it, which is no part of it: `*`, `[1]`, `①`; empty without one.
  let mark: String

  /// Reads a number; nil where the text is none.
  init?(_ written: String) {
    let (text, mark) = Self.unmarked(written)
    self.mark = mark
    var letters = Array(text.halfWidth).filter { $0 != "\u{FEFF}" }[...]
    func skipBlanks() { while letters.first?.isWhitespace ?? false { letters.removeFirst() } }
    func take(_ word: String) -> Bool {
      guard letters.starts(with: word) else { return false }
      letters.removeFirst(word.count)
      return true
    }
    skipBlanks()
    var isFalling = false
    // 同比增长 8.2 %, 下降 3 %.
    var growthWord = ""
    for word in ["同比", "环比", "比上年"] where take(word) {
      growthWord = word
      skipBlanks()
    }
    for word in ["增长", "上升", "上涨", "增加", "下降", "减少", "下跌", "回落"] where take(word) {
      growthWord += word
      isFalling = ["下降", "减少", "下跌", "回落"].contains(word)
      skipBlanks()
    }
    var currency = ""
    for word in ["US$", "HK$", "$", "¥", "€", "£"] where currency.isEmpty && take(word) {
      currency = word
      skipBlanks()
    }
    var digits = ""
    if let sign = letters.first, "+-−–".contains(sign) {
      if sign != "+" { digits = "-" }
      letters.removeFirst()
    }
    if currency.isEmpty {
      for word in ["US$", "HK$", "$", "¥", "€", "£"] where currency.isEmpty && take(word) {
        currency = word
      }
    }
    guard let read = Digits(letters) else { return nil }
    letters.removeFirst(read.length)
    skipBlanks()
    var rest = String(letters)
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    var magnitude = ""
    for length in stride(from: min(9, rest.count), through: 1, by: -1) {
      let word = String(rest.prefix(length))
      let tail = rest.dropFirst(length)
      // `k` of `kg` is none.
      let isWord =
        !(word.last?.isASCII ?? false) || !(tail.first.map { $0.isASCII && $0.isLetter } ?? false)
      // 百分点 are no hundreds.
      if isWord, UnitParser.isMagnitude(word), word != "百" || !tail.hasPrefix("分点") {
        magnitude = word
        rest = String(tail.drop { $0.isWhitespace })
        break
      }
    }
    guard !rest.contains(where: { "0"..."9" ~= $0 || "+-*()<>~≈,.".contains($0) }),
      rest.count <= 12
    else { return nil }
    let power = UnitParser.magnitude(of: magnitude).map(Self.zeros) ?? 0
    guard let value = DecimalNumber.parse("\(digits)\(read.digits)e\(power)") else { return nil }
    self.value = isFalling ? -value : value
    self.magnitude = magnitude
    self.growthWord = growthWord
    unit = currency + rest
    hasOneComma = read.hasOneComma
    isGrouped = read.isGrouped
    decimals = max(0, read.decimals - power)
  }

  /// A text without the marks of footnotes behind its digits.
  private static func unmarked(_ text: String) -> (text: String, mark: String) {
    var rest = text[...]
    while let last = rest.last {
      if marks.contains(last) {
        rest.removeLast()
      } else if last == "]", let open = rest.lastIndex(of: "["),
        rest[open...].count <= 4
      {
        rest = rest[..<open]
      } else {
        break
      }
    }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    guard rest.endIndex < text.endIndex, let digit = rest.last,
      digit.isNumber || "%万亿".contains(digit)
    else { return (text, "") }
    return (String(rest), String(text[rest.endIndex...].filter { !$0.isWhitespace }))
  }

  private static let marks = Set("*＊†‡§①②③④⑤⑥⑦⑧⑨⑩¹²³⁴⁵⁶⁷⁸⁹")

  /// The power of ten of a magnitude.
  private static func zeros(_ magnitude: Double) -> Int {
    var (rest, power) = (magnitude, 0)
    while rest >= 10 {
      rest /= 10
      power += 1
    }
    return power
  }

  /// Digits, perhaps in groups of three, and a decimal point.
  private struct Digits {
    var digits = ""
    var length = 0
    var decimals = 0
    var isGrouped = false
    var hasOneComma = false

    init?(_ letters: ArraySlice<Character>) {
      let text = Array(letters)
      func isDigit(_ index: Int) -> Bool {
        index < text.count && text[index].isASCII && text[index].isNumber
      }
      var groups: [(separator: Character, count: Int)] = []
      var index = 0
      while isDigit(index) { index += 1 }
      let first = index
      digits = String(text[..<index])
      while index < text.count, Self.separators.contains(text[index]), isDigit(index + 1) {
        let start = index + 1
        var end = start
        while isDigit(end) { end += 1 }
        groups.append((text[index], end - start))
        digits += String(text[start..<end])
        index = end
      }
      if let group = groups.first {
        guard (1...3).contains(first), groups.allSatisfy({ $0.count == 3 }),
          groups.allSatisfy({ $0.separator == group.separator })
        else { return nil }
        isGrouped = true
      }
      if index < text.count, text[index] == "." {
        let start = index + 1
        index = start
        while isDigit(index) { index += 1 }
        decimals = index - start
        digits += "." + String(text[start..<index])
      }
      guard digits.contains(where: { $0 != "." }) else { return nil }
      hasOneComma = groups.count == 1 && groups[0].separator == "," && decimals == 0
      length = index
    }

    private static let separators: Set<Character> = [
      ",", " ", "\u{A0}", "\u{202F}", "\u{2009}", "'", "’", "_",
    ]
  }
}
