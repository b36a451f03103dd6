public import Distributions
public import Quantities

/// The ways in which an expression can be wrong.
public enum ExpressionProblem: Hashable, Sendable {
  // What the parser finds.
  case empty
  case tooLong(characters: Int, limit: Int)
  case tooDeep(limit: Int)
  case unexpected(found: String, expected: String)
  case unreadableCharacter(character: String, advice: String?)
  case unreadableNumber(text: String, advice: String)
  case chainedComparison
  case unclosed(bracket: String, column: Int)
  case range(low: String, high: String)

  // What the checker finds.
  case unknownName(name: String, nearest: String?)
  case unknownFunction(name: String, nearest: String?)
  case missingArguments(name: String)
  case wrongArguments(function: String, usage: String, found: String)
  case unitMismatch(found: String, expected: String)
  case operandMismatch(operation: String, left: String, right: String)
  case needsPureNumber(function: String, found: String)
  case nameAfterNumber(name: String)
  case quantity(QuantityError)
  case unclearMagnitude(UnclearMagnitude)
  case law(DistributionError)
  case lawArgument(law: String, reason: String)
  case notFinite(text: String, value: String)
  case notAnIndicator(name: String)
  case notAMilestone(name: String)
  case badLag(text: String)
  case notAllowed(what: String)
  // What is wrong in time.
  case notADate(text: String, found: String, example: String)
  case dateAsNumber(of: String)
  case numberBesideDate(text: String)
  case sumOfDates
  case numberAgainstDate(number: String)
  case durationWithoutUnit(text: String, isNumber: Bool)
  case percentageAsRate(advice: String)
  case totalWithoutTime(text: String)
}

extension ExpressionProblem {
  /// Whether it is about what something measures, and may follow from another problem.
  package var isOfMeasure: Bool {
    switch self {
    case .unitMismatch, .operandMismatch, .needsPureNumber, .notADate, .dateAsNumber,
      .numberBesideDate, .numberAgainstDate, .durationWithoutUnit, .sumOfDates:
      true
    default: false
    }
  }
}

extension ExpressionProblem: CustomStringConvertible {
  /// The sentence for people.
  public var description: String {
    switch self {
    case .empty:
      "the expression is empty"
    case .tooLong(let characters, let limit):
      "the expression has \(characters) characters; at most \(limit) are allowed"
    case .tooDeep(let limit):
      "the expression is nested more than \(limit) deep"
    case .unexpected(let found, let expected):
      "expected \(expected), found \(found)"
    case .unreadableCharacter(let character, let advice):
      "unexpected character '\(character)'" + (advice.map { "; \($0)" } ?? "")
    case .unreadableNumber(let text, let advice):
      "'\(text)' is not a number; \(advice)"
    case .chainedComparison:
      "comparisons cannot be chained; write if(a < b, b < c, 0) for a < b < c"
    case .unclosed(let bracket, let column):
      "'\(bracket)' at column \(column) is never closed"
    case .range(let low, let high):
      "between \(low) and \(high)? write between: [\(low), \(high)] in a target, "
        + "uniform(\(low), \(high)) for a law, and blanks around a minus"
    case .unknownName(let name, let nearest):
      "unknown name '\(name)'" + Self.suggestion(nearest)
    case .unknownFunction(let name, let nearest):
      "unknown function or law '\(name)'" + Self.suggestion(nearest)
    case .missingArguments(let name):
      "'\(name)' is a function; it needs its arguments in parentheses"
    case .wrongArguments(let function, let usage, let found):
      "\(function) is written \(usage); found \(found)"
    case .unitMismatch(let found, let expected):
      "expected \(expected), found \(found)"
    case .operandMismatch(let operation, let left, let right):
      "\(operation) of different things: \(left) and \(right)"
    case .needsPureNumber(let function, let found):
      "\(function) needs a number without a unit, found \(found)"
    case .nameAfterNumber(let name):
      "'\(name)' is not a unit; to multiply by it write * \(name)"
    case .quantity(let error):
      error.description
    case .unclearMagnitude(let unclear):
      "\(unclear)"
    case .law(let error):
      "\(error)"
    case .lawArgument(let law, let reason):
      "\(law): \(reason)"
    case .notFinite(let text, let value):
      "'\(text)' is \(value), not a finite number"
    case .notAnIndicator(let name):
      "lag needs the name of an indicator, found '\(name)'"
    case .notAMilestone(let name):
      "date needs the name of a milestone, found '\(name)'"
    case .badLag(let text):
      "lag needs a whole number of periods, at least 1, found '\(text)'"
    case .notAllowed(let what):
      "\(what) cannot stand here"
    case .notADate(let text, let found, let example):
      "a date stands here, and '\(text)' is \(found); write a date, or a date and a stretch of "
        + "time, as in 2022 + \(example)"
    case .dateAsNumber(let function):
      "\(function) needs a number, found a date; the difference of two dates is a time"
    case .numberBesideDate(let text):
      "'\(text)' beside a date is no stretch of time; write its unit, as in 8 months or 2 years"
    case .sumOfDates:
      "two dates cannot be added; add a stretch of time, as in 2022 + 30 months"
    case .numberAgainstDate(let number):
      "'\(number)' is a number and cannot be compared with a date; compare dates with dates, or "
        + "write year >= 2024"
    case .durationWithoutUnit(let text, true):
      "'\(text)' has no unit of time; write it, as in \(text) months or \(text) years"
    case .durationWithoutUnit(let text, false):
      "'\(text)' has no unit of time; give its own numbers one, or write (\(text)) * 1 month or "
        + "(\(text)) * 1 year"
    case .totalWithoutTime(let text):
      "'\(text)' is a total without its time, and no history with one length of period tells it; "
        + "write it, as in \(text) / year"
    case .percentageAsRate(let advice):
      "the rate is the curve's parameter per year, no percentage; \(advice)"
    }
  }

  private static func suggestion(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
  }
}
