internal import Expressions

extension SyntaxNode {
  /// Visits a part and, where the answer is true, the parts inside it.
  func visit(_ body: (SyntaxNode) -> Bool) {
    guard body(self) else { return }
    switch kind {
    case .number, .date, .name: break
    case .quantity(let value, _, _), .negated(let value): value.visit(body)
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .interval(_, let a, let b):
      a.visit(body)
      b.visit(body)
    case .call(_, _, let arguments):
      for argument in arguments {
        argument.key?.visit(body)
        argument.value.visit(body)
      }
    }
  }
}
