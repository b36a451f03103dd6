internal import Expressions
internal import Wording

/// Sums that count a part of a whole twice, where derived values hide the part or the whole.
///
/// A sum that names both itself is an error of the expression.
struct PartsCountedTwice {
  /// How an indicator stands in a sum.
  private struct Signs {
    var isAdded = false
    var isTakenAway = false
  }

  private let scenario: Scenario
  private let derived: [String: ExpressionText]
  /// What each indicator is a sum of, itself included.
  private var forms: [String: [String: Signs]] = [:]

  init(_ scenario: Scenario) {
    self.scenario = scenario
    derived = Dictionary(
      scenario.indicators.compactMap { item in
        if case .derived = item.kind { item.expression.map { (item.name, $0) } } else { nil }
      }, uniquingKeysWith: { first, _ in first })
  }

  mutating func report(to issues: IssueCollector) {
    guard !scenario.names.wholes.isEmpty else { return }
    for text in scenario.expressions {
      // As written: a bound tree holds the sum that `gross_sum` stands for.
      guard let tree = try? ExpressionParser.parse(text.text) else { continue }
      for sum in Self.sums(in: tree.root) { report(sum, text, to: issues) }
    }
  }

  /// The sums that are not parts of other sums.
  private static func sums(in node: SyntaxNode) -> [SyntaxNode] {
    switch node.kind {
    case .number, .date, .name: []
    case .arithmetic(.add, _, _), .arithmetic(.subtract, _, _):
      [node] + addends(of: node).flatMap { sums(in: $0) }
    case .call("sum", _, _): [node]
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .interval(_, let a, let b):
      sums(in: a) + sums(in: b)
    case .quantity(let inner, _, _), .negated(let inner): sums(in: inner)
    case .call(_, _, let arguments): arguments.flatMap { sums(in: $0.value) }
    }
  }

  /// The ends of a chain of sums and differences.
  private static func addends(of sum: SyntaxNode) -> [SyntaxNode] {
    var found: [SyntaxNode] = []
    var waiting = [sum]
    while let node = waiting.popLast() {
      switch node.kind {
      case .arithmetic(.add, let a, let b), .arithmetic(.subtract, let a, let b):
        waiting += [b, a]
      default: found.append(node)
      }
    }
    return found
  }

  private mutating func report(
    _ sum: SyntaxNode, _ text: ExpressionText, to issues: IssueCollector
  ) {
    let terms = terms(of: sum, text.scope)
    var added: [String: [String]] = [:]
    var takenAway: Set<String> = []
    for (term, isAdded) in terms {
      for (name, signs) in form(of: term) {
        let isPlus = isAdded ? signs.isAdded : signs.isTakenAway
        if isPlus { added[name, default: []].append(term) }
        if isAdded ? signs.isTakenAway : signs.isAdded { takenAway.insert(name) }
      }
    }
    for (part, holders) in added.sorted(by: { $0.key < $1.key }) where !takenAway.contains(part) {
      for whole in wholes(of: part) {
        guard let others = added[whole],
          let pair = holders.lazy.flatMap({ a in others.lazy.map { (a, $0) } }).first(where: {
            $0 != $1 && ($0 != part || $1 != whole)
          })
        else { continue }
        issues.report(
          text.place(ofCharacter: sum.range.lowerBound), text.path,
          Phrase(
            "\(part) is part of \(whole) and is counted twice, in \(pair.0) and in \(pair.1)",
            "\(part) 是 \(whole) 的一部分，在 \(pair.0) 与 \(pair.1) 中重复计算"),
          Phrase(
            "write sum(\(whole), \(part)), which counts it once, or gross_sum(…) if twice is meant",
            "请写 sum(\(whole), \(part))（只计一次），若确要重复计算，请写 gross_sum(…)"))
        return
      }
    }
  }

  /// What an indicator is a part of, the nearest first.
  private func wholes(of part: String) -> [String] {
    var found: [String] = []
    while let whole = scenario.names.wholes[found.last ?? part], whole != part,
      !found.contains(whole)
    {
      found.append(whole)
    }
    return found
  }

  /// What an indicator is a sum of, itself included.
  private mutating func form(of name: String) -> [String: Signs] {
    if let known = forms[name] { return known }
    var form = [name: Signs(isAdded: true)]
    // What reads its own past is not looked through.
    forms[name] = form
    if let text = derived[name], let tree = try? ExpressionParser.parse(text.text) {
      for (term, isAdded) in terms(of: tree.root, text.scope) {
        for (inner, signs) in self.form(of: term) {
          if isAdded ? signs.isAdded : signs.isTakenAway {
            form[inner, default: Signs()].isAdded = true
          }
          if isAdded ? signs.isTakenAway : signs.isAdded {
            form[inner, default: Signs()].isTakenAway = true
          }
        }
      }
    }
    forms[name] = form
    return form
  }

  /// The indicators that an expression adds or takes away, whole or more than once; a smaller share may
  /// be what the whole does not hold.
  private func terms(of node: SyntaxNode, _ scope: NameScope) -> [(name: String, isAdded: Bool)] {
    var terms: [(name: String, isAdded: Bool)] = []
    var waiting = [(node: node, isAdded: true)]
    while let (node, isAdded) = waiting.popLast() {
      switch node.kind {
      case .name(let name):
        if let full = scope.resolve(name, among: scope.names.values) {
          terms.append((full, isAdded))
        }
      case .negated(let inner): waiting.append((inner, !isAdded))
      case .arithmetic(.add, let a, let b): waiting += [(b, isAdded), (a, isAdded)]
      case .arithmetic(.subtract, let a, let b): waiting += [(b, !isAdded), (a, isAdded)]
      case .arithmetic(.multiply, let a, let b):
        if case .number(let factor) = a.kind, factor >= 1 { waiting.append((b, isAdded)) }
        if case .number(let factor) = b.kind, factor >= 1 { waiting.append((a, isAdded)) }
      case .call("sum", _, let arguments):
        let names = arguments.flatMap { addends($0.value, scope) }
        // A sum counts the parts that it names once.
        terms += names.filter { Set(wholes(of: $0)).isDisjoint(with: names) }.map { ($0, isAdded) }
      default: break
      }
    }
    return terms
  }

  /// The indicators of an argument of `sum`: itself, the members of a family, those of a sum inside.
  private func addends(_ node: SyntaxNode, _ scope: NameScope) -> [String] {
    switch node.kind {
    case .name(let name):
      scope.resolve(name, among: scope.names.values).map { [$0] }
        ?? scope.members(of: name)?.values ?? []
    case .call("sum", _, let inner): inner.flatMap { addends($0.value, scope) }
    default: terms(of: node, scope).filter(\.isAdded).map(\.name)
    }
  }
}
