internal import Expressions

extension ExpressionText {
  /// The parts of the text, with names as those of the whole scenario.
  func tree() throws(ExpressionIssue) -> SyntaxTree {
    let tree = try ExpressionParser.parse(text)
    return SyntaxTree(source: tree.source, root: try scope.bind(tree.root))
  }
}
