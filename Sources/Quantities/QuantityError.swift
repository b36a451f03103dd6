public import Wording

/// What can be wrong with a unit, a magnitude, a numeral or a date that somebody wrote.
public enum QuantityError: Error, Hashable, Sendable {
  /// A word is no known unit, magnitude or declared label.
  case unknownUnit(word: String, nearest: String?)
  /// A word has two customary readings.
  case ambiguousUnit(word: String, advice: Phrase)
  /// The text of a unit stops early or holds a character that no unit has.
  case malformedUnit(text: String, found: Phrase)
  /// A number stands behind the words of a unit: 年6个月 of 1年6个月.
  case secondNumber(text: String)
  /// A unit is multiplied out of all numbers: `TWh^9` to the power of 9.
  case unitBeyondNumbers(text: String)
  /// A text is no period.
  case malformedPeriod(text: String)
  /// A month outside 1...12 or a quarter outside 1...4.
  case impossiblePeriod(text: String, part: Phrase, allowed: Phrase)
  /// A text names a time that is no year, quarter or month, with the period to write instead.
  case otherDate(text: String, found: Phrase, advice: Phrase)
  /// A date names a shorter period than the grid has.
  case finerThanGrid(date: String, step: TimeStep)
  /// A Chinese numeral is malformed or has two readings.
  case unreadableNumeral(text: String)
  /// A quantity of one dimension stands where another one is expected.
  case dimensionMismatch(found: Phrase, expected: Phrase)
  /// An amount stands where an amount per time is expected.
  case missingTime(found: Phrase, expected: Phrase, advice: String)
}

extension QuantityError: CustomStringConvertible {
  /// The sentence in English.
  public var description: String { phrase.english }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .unknownUnit(let word, let nearest):
      Phrase("unknown unit '\(Excerpt.of(word))'", "未知的单位 '\(Excerpt.of(word))'")
        + (nearest.map { Phrase("; did you mean '\($0)'?", "；是否应为 '\($0)'？") } ?? Phrase(""))
    case .ambiguousUnit(let word, let advice):
      Phrase(
        "'\(word)' is ambiguous here; \(advice.english)",
        "'\(word)' 在此有歧义；\(advice.chinese)")
    case .malformedUnit(let text, let found):
      Phrase(
        "'\(Excerpt.of(text))' is not a unit: unexpected \(found.english)",
        "'\(Excerpt.of(text))' 不是单位：出现意外的\(found.chinese)")
    case .secondNumber(let text):
      Phrase(
        "'\(Excerpt.of(text))' holds a second number; write one number and its unit, as in 18 months or "
          + "15_000 yuan, or in an expression a sum, as in 1 year + 6 months",
        "'\(Excerpt.of(text))' 中又有一个数字；请写一个数字及其单位，如 18 个月 或 15_000 元；表达式中也可写和，如 1 年 + 6 个月")
    case .unitBeyondNumbers(let text):
      Phrase(
        "no number holds a unit as large or as small as '\(Excerpt.of(text))'; use fewer or smaller factors",
        "单位 '\(Excerpt.of(text))' 过大或过小，任何数都无法表示；请减少因子或改用较小的单位")
    case .malformedPeriod(let text):
      Phrase(
        "'\(text)' is not a date; write a year (2022), a quarter (2022-Q3) or a month (2022-06)",
        "'\(text)' 不是日期；请写年份（2022）、季度（2022-Q3）或月份（2022-06）")
    case .impossiblePeriod(let text, let part, let allowed):
      Phrase(
        "'\(text)' is not a date: \(part.english) is outside \(allowed.english)",
        "'\(text)' 不是日期：\(part.chinese)不在 \(allowed.chinese)之内")
    case .otherDate(let text, let found, let advice):
      Phrase(
        "'\(text)' is \(found.english); \(advice.english)",
        "'\(text)' 是\(found.chinese)；\(advice.chinese)")
    case .finerThanGrid(let date, let step):
      Phrase(
        "\(date) is finer than the time grid, whose step is a \(step)",
        "\(date) 比时间网格更细，其步长为 `\(step)`")
    case .unreadableNumeral(let text):
      Phrase(
        "'\(text)' is not a numeral with one reading; write it in digits, as in 15_000 亿",
        "'\(text)' 不是读法唯一的数字；请用阿拉伯数字，如 15_000 亿")
    case .dimensionMismatch(let found, let expected):
      Phrase(
        "expected \(expected.english), found \(found.english)",
        "应为\(expected.chinese)，实为\(found.chinese)")
    case .missingTime(let found, let expected, let advice):
      Phrase(
        "expected \(expected.english), found \(found.english); write \(advice)",
        "应为\(expected.chinese)，实为\(found.chinese)；请写 \(advice)")
    }
  }
}
