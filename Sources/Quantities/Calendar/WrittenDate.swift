internal import Wording

/// A date as people write it: `2027年6月`, `June 2027`, `2018Q4`, `201806`.
///
/// The text is cut into numbers, words and signs, and their sequence is compared with the customary
/// ones. What names a day, a half year or a plan is refused with the period to write instead, so
/// that nothing is read as less or more than it says.
struct WrittenDate {
  private let text: String
  /// The pieces as letters: Y for a number of four digits, S of six, E of eight, D of one or two,
  /// N for the name of a month; words, all of small letters, and signs stand for themselves.
  private var shape = ""
  private var years: [Int] = []
  private var numbers: [Int] = []

  /// Reads a date.
  ///
  /// - Throws: ``QuantityError/malformedPeriod(text:)``,
  ///   ``QuantityError/impossiblePeriod(text:part:allowed:)`` or
  ///   ``QuantityError/otherDate(text:found:advice:)``.
  static func period(_ text: String) throws(QuantityError) -> Period {
    if let plan = FiveYearPlan(text) { throw plan.refusal(of: text) }
    guard text.unicodeScalars.count <= 40 else { throw .malformedPeriod(text: text) }
    return try WrittenDate(text).period()
  }

  /// The quarter with which the half year that a text names begins; nil where it names none.
  static func beginning(ofHalf text: String) -> Period? {
    let date = WrittenDate(text)
    guard text.unicodeScalars.count <= 40, date.years.count == 1, let half = date.half() else {
      return nil
    }
    return Period(year: date.years[0], quarter: 2 * half - 1)
  }

  private init(_ text: String) {
    self.text = text
    let letters = Array(text.halfWidth.lowercased())
    var position = 0
    /// Takes the letters from here that belong together.
    func run(_ belongs: (Character) -> Bool) -> String {
      let start = position
      while position < letters.count, belongs(letters[position]) { position += 1 }
      return String(letters[start..<position])
    }
    while position < letters.count {
      let letter = letters[position]
      if letter.isASCII, letter.isNumber {
        add(digits: run { $0.isASCII && $0.isNumber })
      } else if Self.numerals.contains(letter) {
        add(numeral: run(Self.numerals.contains))
      } else if letter.isASCII, letter.isLetter {
        add(word: run { $0.isASCII && $0.isLetter })
      } else {
        if !letter.isWhitespace { shape.append(Self.dashes.contains(letter) ? "-" : letter) }
        position += 1
      }
    }
  }

  private static let numerals: Set<Character> = Set("〇零一二三四五六七八九十")
  private static let dashes: Set<Character> = ["-", "‐", "‑", "–", "−"]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  private mutating func add(digits: String) {
    guard digits.count <= 8, let value = Int(digits) else {
      shape += digits
      return
    }
    switch digits.count {
    case 1, 2:
      shape += "D"
      numbers.append(value)
    case 4:
      shape += "Y"
      years.append(value)
    case 6:
      shape += "S"
      years.append(value / 100)
      numbers.append(value % 100)
    case 8:
      shape += "E"
      years.append(value / 10_000)
      numbers += [value / 100 % 100, value % 100]
    default: shape += digits
    }
  }

  /// `二〇二七` digit by digit, `十二` by its places.
  private mutating func add(numeral: String) {
    if numeral.count == 4, !numeral.contains("十") {
      let digits = numeral.compactMap { try? ChineseNumeral.value(of: $0 == "〇" ? "零" : "\($0)") }
      if digits.count == 4 {
        add(digits: digits.map(String.init).joined())
        return
      }
    }
    guard let value = try? ChineseNumeral.value(of: numeral), value < 100 else {
      shape += numeral
      return
    }
    add(digits: String(value))
  }

  private mutating func add(word: String) {
    let month = Self.months.firstIndex { name in
      word == name || word == name.prefix(3) || word == "sept" && name == "september"
    }
    if let month {
      shape += "N"
      numbers.append(month + 1)
    } else if ["st", "nd", "rd", "th"].contains(word), shape.hasSuffix("D") {
      return  // The 30th of June.
    } else {
      shape += word
    }
  }

  private func period() throws(QuantityError) -> Period {
    guard let year = years.first, years.count == 1 else { throw refusal() }
    switch shape {
    case "Y", "Y年", "Y年度": return Period(year: year)
    case "Y-qD", "YqD", "Y/qD", "Y.qD", "Y年qD", "qDY", "qD-Y", "qD/Y", "qD,Y", "DqY", "Dq-Y",
      "Y年D季度", "Y年第D季度", "Y第D季度", "Y-D季度", "Y年D季", "Y年第D季":
      return try quarter(year)
    case "Y-D", "Y/D", "Y年D月", "Y年D月份", "Y-D月", "Y/D月", "YmD", "Y-mD", "D/Y", "D-Y", "D.Y", "S",
      "YN", "Y-N", "Y/N", "NY", "N-Y", "N/Y", "N.Y", "N,Y":
      return try month(year)
    default: throw refusal()
    }
  }

  private func quarter(_ year: Int) throws(QuantityError) -> Period {
    let quarter = numbers[0]
    guard (1...4).contains(quarter) else {
      throw .impossiblePeriod(
        text: text, part: Phrase("quarter \(quarter)", "季度 \(quarter) "),
        allowed: Phrase("1 to 4", "1 至 4 "))
    }
    return Period(year: year, quarter: quarter)
  }

  private func month(_ year: Int) throws(QuantityError) -> Period {
    let month = numbers[0]
    guard (1...12).contains(month) else {
      throw .impossiblePeriod(
        text: text, part: Phrase("month \(Self.padded(month))", "月份 \(Self.padded(month)) "),
        allowed: Phrase("01 to 12", "01 至 12 "))
    }
    return Period(year: year, month: month)
  }

  private static func padded(_ month: Int) -> String { month < 10 ? "0\(month)" : "\(month)" }

  // MARK: Refusals

  /// What else the text may be, with what to write.
  private func refusal() -> QuantityError {
    func other(_ found: Phrase, _ advice: Phrase) -> QuantityError {
      .otherDate(text: text, found: found, advice: advice)
    }
    guard let year = years.first, years.count == 1 else {
      if years.count == 2, numbers.isEmpty, (1000...9999).contains(years[1]) {
        return other(Phrase("two years", "两个年份"), Phrase("write one of them", "请只写其一"))
      }
      if shape == "D年" {
        return other(
          Phrase("a year of two digits", "两位数的年份"),
          Phrase("write all four, as in 2027", "请写全四位，如 2027"))
      }
      return .malformedPeriod(text: text)
    }
    let padded = String(String(year + 10_000).dropFirst())
    if let half = half() {
      let (first, last) = ("\(padded)-Q\(2 * half - 1)", "\(padded)-Q\(2 * half)")
      let month = "\(padded)-\(Self.padded(6 * half))"
      // The total of the time as that of its last quarter would count twice as much.
      return other(
        Phrase("half a year", "半年"),
        Phrase(
          "write its end, \(last) or \(month), for a stock; for a total give both quarters, \(first) and "
            + "\(last), or the year",
          "存量请写其末期，\(last) 或 \(month)；总量请写 \(first) 与 \(last) 两个季度，或全年"))
    }
    if let month = monthOfDay(), (1...12).contains(month) {
      return other(
        Phrase("a day", "日"),
        Phrase(
          "write the month \(padded)-\(Self.padded(month)) or the year \(padded)",
          "请写月份 \(padded)-\(Self.padded(month))，或年份 \(padded)"))
    }
    if shape == "Y.D", let number = numbers.first {
      let month = (1...12).contains(number) ? "\(padded)-\(Self.padded(number))" : "\(padded)-06"
      return other(
        Phrase("a month or a part of a year", "月份，或年份的小数部分"),
        Phrase("write a month as \(month), with a hyphen", "月份请用连字符写作 \(month)"))
    }
    if let part = Self.parts.first(where: { part in part.words.contains { shape.contains($0) } }) {
      return other(
        Phrase("a part of a year", "年内的一段"),
        Phrase(
          "write the year \(padded), or where periods are shorter \(padded)\(part.period)",
          "请写年份 \(padded)；时期较短时请写 \(padded)\(part.period)"))
    }
    return .malformedPeriod(text: text)
  }

  private func half() -> Int? {
    switch shape {
    case "Y-hD", "YhD", "Y/hD", "hDY", "hD-Y", "hD/Y", "DhY":
      (1...2).contains(numbers[0]) ? numbers[0] : nil
    case "Y年上半年", "Y上半年": 1
    case "Y年下半年", "Y下半年": 2
    default: nil
    }
  }

  /// The month of a text that names a day.
  private func monthOfDay() -> Int? {
    switch shape {
    case "Y-D-D", "Y/D/D", "Y.D.D", "Y年D月D日", "Y年D月D号", "Y年D月D", "E", "NDY", "ND,Y", "N.D,Y",
      "YND", "Y-N-D":
      numbers[0]
    case "DNY", "DN,Y", "D-N-Y", "D/N/Y", "DN.Y", "D.NY", "DofNY": numbers[1]
    case _ where shape.hasPrefix("Y-D-Dt"): numbers[0]
    // 30.6.2027 and 6/30/2027, but not 5/6/2027.
    case "D.D.Y": numbers[1]
    case "D/D/Y", "D-D-Y": numbers[0] > 12 ? numbers[1] : numbers[1] > 12 ? numbers[0] : nil
    default: nil
    }
  }

  private static let parts: [(words: [String], period: String)] = [
    (["底", "末", "end", "late"], "-12"), (["初", "early", "start", "begin"], "-01"),
    (["中", "mid"], "-06"),
  ]
}

/// One of China's five-year plans as it is called: `十四五`, `“十五五”期间`.
package struct FiveYearPlan {
  /// The last of its five years.
  let lastYear: Int

  package init?(_ text: String) {
    let marks: Set<Character> = ["“", "”", "\"", "'", "「", "」", "‘", "’", " "]
    let letters = text.filter { !marks.contains($0) }
    // 二十五 is a number; 十四五 is none, so it is the fourteenth plan.
    let name = letters.prefix { ChineseNumeral.resembles(String($0)) }
    let tails = ["", "期间", "末", "期末", "规划", "时期", "初", "期", "以来"]
    guard name.last == "五", (try? ChineseNumeral.value(of: String(name))) == nil,
      let number = try? ChineseNumeral.value(of: String(name.dropLast())),
      (6...30).contains(number), tails.contains(String(letters[name.endIndex...]))
    else { return nil }
    lastYear = 2025 + 5 * (number - 14)
  }

  package func refusal(of text: String) -> QuantityError {
    .otherDate(
      text: text,
      found: Phrase(
        "the five years from \(lastYear - 4) to \(lastYear)",
        " \(lastYear - 4) 至 \(lastYear) 的五年"),
      advice: Phrase("write \(lastYear) for their end", "其末年请写 \(lastYear)"))
  }
}
