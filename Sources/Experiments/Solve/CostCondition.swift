internal import Expressions

/// A cost that is a condition as a whole, such as `crews + trucks <= 30`: as 1 or 0 it would be
/// least where it does not hold.
struct CostCondition {
  /// The side of a comparison that names something, where the other is a number.
  let amount: String?

  /// Reads a cost.
  ///
  /// - Returns: nil where it is an amount, or cannot be read.
  init?(_ text: String) {
    guard let tree = try? ExpressionParser.parse(CostCondition.comparing(text)),
      CostCondition.isCondition(tree.root)
    else { return nil }
    var amounts: [String] = []
    if case .comparison(_, let a, let b) = tree.root.kind {
      for side in [a, b] where !CostCondition.isNumber(side) {
        amounts.append(tree.text(of: side.range))
      }
    }
    amount = amounts.count == 1 ? amounts[0] : nil
  }

  /// The text with `==` for a single `=`, which would only be told to be that.
  private static func comparing(_ text: String) -> String {
    var comparing = ""
    var rest = text[...]
    while let letter = rest.popFirst() {
      comparing.append(letter)
      guard "=<>!".contains(letter) else { continue }
      if rest.first == "=" {
        comparing.append(rest.removeFirst())
      } else if letter == "=" {
        comparing.append("=")
      }
    }
    return comparing
  }

  /// A comparison, or what joins nothing but comparisons.
  ///
  /// Their sum counts and is an amount.
  private static func isCondition(_ node: SyntaxNode) -> Bool {
    switch node.kind {
    case .comparison: true
    case .negated(let inner): isCondition(inner)
    case .arithmetic(.multiply, let a, let b): isCondition(a) && isCondition(b)
    case .call(let name, _, let arguments):
      ["min", "max"].contains(name) && arguments.allSatisfy { isCondition($0.value) }
    default: false
    }
  }

  private static func isNumber(_ node: SyntaxNode) -> Bool {
    switch node.kind {
    case .number: true
    case .quantity(let inner, _, _), .negated(let inner): isNumber(inner)
    default: false
    }
  }
}
