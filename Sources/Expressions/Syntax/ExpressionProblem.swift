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
  case law(DistributionError)
  case lawArgument(law: String, reason: String)
  case notFinite(text: String, value: String)
  case notAnIndicator(name: String)
  case notAMilestone(name: String)
  case badLag(text: String)
  case notAllowed(what: String)
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
    }
  }

  private static func suggestion(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
  }
}
