internal import Expressions

/// The parsed expressions of a scenario: its cases share most texts.
final class SyntaxCache {
  private var known: [String: SyntaxTree] = [:]

  /// The tree of a text, parsed once.
  func tree(of text: String) throws(InvalidExpression) -> SyntaxTree {
    if let tree = known[text] { return tree }
    do throws(ExpressionIssue) {
      let tree = try ExpressionParser.parse(text)
      known[text] = tree
      return tree
    } catch {
      throw InvalidExpression([error])
    }
  }
}
