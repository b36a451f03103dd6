internal import Expressions
internal import Wording

/// What a yield adds to the values of the items without a value of its own: it comes once for all items, and
/// before any is built.
struct YieldsAddedOnce {
  private let scenario: Scenario
  private let syntax: SyntaxCache

  init(_ scenario: Scenario, _ syntax: SyntaxCache) {
    self.scenario = scenario
    self.syntax = syntax
  }

  func report(to issues: IssueCollector) {
    for indicator in scenario.indicators {
      guard let text = indicator.expression, text.scope.isOfYield,
        let tree = try? syntax.tree(of: text)
      else { continue }
      tree.root.visit { node in
        guard case .arithmetic(let operation, let a, let b) = node.kind,
          operation == .add || operation == .subtract
        else { return true }
        let isBorne = [a, b].map { names(of: $0, in: tree).contains { isValue($0, indicator) } }
        guard isBorne[0] != isBorne[1] else { return true }
        let once = isBorne[0] ? b : a
        guard !names(of: once, in: tree).contains(where: { scenario.indicator($0) != nil }) else {
          return true
        }
        let words = tree.text(of: once.range)
        issues.report(
          text.place(ofCharacter: once.range.lowerBound), text.path,
          Phrase(
            "\(words.quoted) counts once for all items, and before any is built",
            "\(words.quoted) 对全部项目只计一次，且在建成之前即已计入"),
          Phrase(
            "for each item multiply it by a value, as by `item` of `value: {item: 1}`",
            "若指每个项目，请乘以一个价值，如 `value: {item: 1}` 的 `item`"))
        return true
      }
    }
  }

  private func names(of node: SyntaxNode, in tree: SyntaxTree) -> [String] {
    SyntaxTree(source: tree.source, root: node).names
  }

  /// Whether a name is that of a value of the items that bear the yield.
  private func isValue(_ name: String, _ yield: Indicator) -> Bool {
    name.hasPrefix(yield.name + ".")
  }
}
