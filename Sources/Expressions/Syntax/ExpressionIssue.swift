public import Wording

/// One thing that is wrong in an expression, and where.
public struct ExpressionIssue: Error, Hashable, Sendable {
  /// Where it stands: offsets of characters from the beginning of the text.
  public let range: Range<Int>
  /// What is wrong.
  public let problem: ExpressionProblem

  /// Creates an issue.
  public init(range: Range<Int>, problem: ExpressionProblem) {
    self.range = range
    self.problem = problem
  }

  /// The column at which it begins, from 1.
  public var column: Int { range.lowerBound + 1 }

  /// The characters of a text that a range of offsets names.
  static func text(of range: Range<Int>, in source: String) -> String {
    String(source.dropFirst(range.lowerBound).prefix(range.count))
  }
}

extension ExpressionIssue: CustomStringConvertible {
  /// The column and the sentence for people.
  public var phrase: Phrase {
    Phrase("column \(column): ", "第 \(column) 列：") + problem.phrase
  }

  /// The same in English.
  public var description: String { phrase.english }
}

/// Everything that is wrong in one expression, in the order of the text; never empty.
public struct InvalidExpression: Error, Hashable, Sendable, CustomStringConvertible {
  /// The issues.
  public let issues: [ExpressionIssue]

  package init(_ issues: [ExpressionIssue]) {
    self.issues = issues.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// One line for each issue.
  public var phrase: Phrase { issues.map(\.phrase).joined(Phrase("\n")) }

  /// The lines in English.
  public var description: String { phrase.english }
}
