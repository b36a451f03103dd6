internal import Expressions
internal import Quantities

/// Tells which derived values are flows: sums, differences and multiples of flows.
enum DerivedMeasures {
  /// Settles how derived values add up over time, where the file does not say it.
  static func settle(_ indicators: inout [Indicator]) {
    var flows = Set(indicators.filter(\.isFlow).map(\.name))
    let names = Set(indicators.map(\.name))
    let trees = indicators.map { indicator -> SyntaxNode? in
      guard case .derived = indicator.kind, let text = indicator.expression,
        !indicator.saysMeasure
      else { return nil }
      return try? text.tree().root
    }
    // A derived value may be made of others: until no more are found.
    var isChanged = true
    while isChanged {
      isChanged = false
      for (index, tree) in trees.enumerated() {
        guard let tree, !flows.contains(indicators[index].name),
          kind(of: tree, flows, names) == .flow
        else { continue }
        indicators[index].derivedMeasure = .flow
        flows.insert(indicators[index].name)
        isChanged = true
      }
    }
  }

  private enum Part {
    /// A number, a lever, an uncertainty: whatever reads no indicator.
    case factor
    case flow
    case other
  }

  private static func kind(
    of node: SyntaxNode, _ flows: Set<String>, _ indicators: Set<String>
  ) -> Part {
    func kind(_ part: SyntaxNode) -> Part { Self.kind(of: part, flows, indicators) }
    switch node.kind {
    case .number, .date: return .factor
    case .name(let name):
      return flows.contains(name) ? .flow : indicators.contains(name) ? .other : .factor
    case .quantity(let inner, _, _), .negated(let inner): return kind(inner)
    case .arithmetic(.add, let a, let b), .arithmetic(.subtract, let a, let b):
      // Each is asked once: the left one is the whole sum before.
      let (left, right) = (kind(a), kind(b))
      return left == right ? left : .other
    case .arithmetic(.multiply, let a, let b):
      switch (kind(a), kind(b)) {
      case (.flow, .factor), (.factor, .flow): return .flow
      case (.factor, .factor): return .factor
      default: return .other
      }
    case .arithmetic(.divide, let a, let b):
      return kind(b) == .factor ? kind(a) : .other
    case .call("lag", _, let arguments), .call("delay", _, let arguments):
      // What a flow was is a flow.
      return arguments.first.map { kind($0.value) } == .flow ? .flow : .other
    case .call(let name, _, let arguments) where name != "date":
      return arguments.allSatisfy { kind($0.value) == .factor } ? .factor : .other
    case .arithmetic, .comparison, .interval, .call: return .other
    }
  }
}
