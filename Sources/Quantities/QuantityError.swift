/// What can be wrong with a unit, a magnitude, a numeral or a date that somebody wrote.
public enum QuantityError: Error, Hashable, Sendable {
  /// A word is no known unit, magnitude or declared label.
  case unknownUnit(word: String, nearest: String?)
  /// A word has two customary readings.
  case ambiguousUnit(word: String, advice: String)
  /// The text of a unit stops early or holds a character that no unit has.
  case malformedUnit(text: String, found: String)
  /// A text is no period.
  case malformedPeriod(text: String)
  /// A month outside 1...12 or a quarter outside 1...4.
  case impossiblePeriod(text: String, part: String, allowed: String)
  /// A text names a time that is no year, quarter or month, with the period to write instead.
  case otherDate(text: String, found: String, advice: String)
  /// A date names a shorter period than the grid has.
  case finerThanGrid(date: String, step: TimeStep)
  /// A Chinese numeral is malformed or has two readings.
  case unreadableNumeral(text: String)
  /// A quantity of one dimension stands where another one is expected.
  case dimensionMismatch(found: String, expected: String)
  /// An amount stands where an amount per time is expected.
  case missingTime(found: String, expected: String, advice: String)
}

extension QuantityError: CustomStringConvertible {
  /// The sentence for people.
  public var description: String {
    switch self {
    case .unknownUnit(let word, let nearest):
      "unknown unit '\(word)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    case .ambiguousUnit(let word, let advice):
      "'\(word)' is ambiguous here; \(advice)"
    case .malformedUnit(let text, let found):
      "'\(text)' is not a unit: unexpected \(found)"
    case .malformedPeriod(let text):
      "'\(text)' is not a date; write a year (2022), a quarter (2022-Q3) or a month (2022-06)"
    case .impossiblePeriod(let text, let part, let allowed):
      "'\(text)' is not a date: \(part) is outside \(allowed)"
    case .otherDate(let text, let found, let advice):
      "'\(text)' is \(found); \(advice)"
    case .finerThanGrid(let date, let step):
      "\(date) is finer than the time grid, whose step is a \(step)"
    case .unreadableNumeral(let text):
      "'\(text)' is not a numeral with one reading; write it in digits, as in 15_000 亿"
    case .dimensionMismatch(let found, let expected):
      "expected \(expected), found \(found)"
    case .missingTime(let found, let expected, let advice):
      "expected \(expected), found \(found); write \(advice)"
    }
  }
}
