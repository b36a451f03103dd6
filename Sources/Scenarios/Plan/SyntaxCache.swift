internal import Expressions

/// The parsed expressions of a scenario: its cases share most texts.
final class SyntaxCache {
  /// A text where its names mean the same.
  private struct Key: Hashable {
    let text: String
    let scope: NameScope
  }

  private var known: [Key: SyntaxTree] = [:]

  /// The tree of a text, parsed once.
  func tree(of text: ExpressionText) throws(InvalidExpression) -> SyntaxTree {
    let key = Key(text: text.text, scope: text.scope)
    if let tree = known[key] { return tree }
    do throws(ExpressionIssue) {
      let tree = try text.tree()
      known[key] = tree
      return tree
    } catch {
      throw InvalidExpression([error])
    }
  }
}
