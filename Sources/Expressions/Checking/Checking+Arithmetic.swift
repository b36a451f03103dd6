import Quantities
internal import Wording

extension Checking {
  /// A chain of operations, from the innermost left one outwards: a long sum takes no deep stack.
  mutating func arithmetic(
    _ operation: ArithmeticOperator, _ left: SyntaxNode, _ right: SyntaxNode, range: Range<Int>
  ) -> Part? {
    var chain = [(operation, right, range)]
    var first = left
    while case .arithmetic(let operation, let left, let right) = first.kind {
      chain.append((operation, right, first.range))
      first = left
    }
    var value = part(first)
    for (operation, right, range) in chain.reversed() {
      value = combined(operation, value, with: right, range: range)
      // The outermost one is looked at by whoever asked for it.
      if range != chain[0].2 { value = value.flatMap { sound($0, range: range) } }
    }
    return value
  }

  private mutating func combined(
    _ operation: ArithmeticOperator, _ left: Part?, with right: SyntaxNode, range: Range<Int>
  ) -> Part? {
    let isProduct = operation == .multiply || operation == .divide
    let right = (isProduct ? unitAlone(right, divides: operation == .divide) : nil) ?? part(right)
    guard let left, let right else { return nil }
    return combined(operation, left, right, range: range)
  }

  private mutating func combined(
    _ operation: ArithmeticOperator, _ a: Part, _ b: Part, range: Range<Int>
  ) -> Part? {
    let isLiteral = a.isLiteral && b.isLiteral
    switch operation {
    case .add, .subtract:
      if let times = sumOfTimes(operation, a, b, range: range) { return times }
      let words = operation == .add ? Phrase("a sum", "和") : Phrase("a difference", "差")
      if let unclear = shareAmongThings([a, b], range: range)
        ?? unclearNumber(among: [a, b], range: range)
      {
        return report(unclear.range, unclear.problem)
      }
      guard let (nodes, measure) = unify([a, b], operation: words) else { return nil }
      let node = graph.binary(operation == .add ? .add : .subtract, nodes[0], nodes[1])
      return Part(
        node: node, measure: measure, isLiteral: isLiteral, otherUnit: otherUnit(among: [a, b]),
        isOfThings: a.isOfThings || b.isOfThings,
        isPercentage: a.isPercentage && b.isPercentage, range: range)
    case .multiply, .divide:
      let divisor = operation == .divide && a.isPercentage ? wholeTime(b) : pure(b)
      return product(operation, pure(a), divisor, isLiteral: isLiteral, range: range)
    case .power:
      return power(pure(a), pure(b), isLiteral: isLiteral, range: range)
    }
  }

  /// A unit that stands alone after `*` or `/`: `65 / month`, `20_000 yuan / m2`.
  ///
  /// Names of the scope come first, except that `/ year` always means a year's worth.
  private mutating func unitAlone(_ syntax: SyntaxNode, divides: Bool) -> Part? {
    var word = syntax
    var exponent = 1
    if case .arithmetic(.power, let base, let power) = syntax.kind,
      case .number(let value) = power.kind, value == value.rounded(), (1...9).contains(value)
    {
      word = base
      exponent = Int(value)
    }
    guard case .name(let name) = word.kind, scope.symbol(named: name) == nil,
      name == "year" ? divides : !BuiltIn.values.contains(name),
      let named = try? units.unit(name), !named.dimension.isNone || !named.labels.isEmpty
    else { return nil }
    let unit = exponent == 1 ? named : named.power(exponent)
    guard unit.isWithinLimits else { return nil }
    return Part(
      node: graph.constant(1), measure: .definite(unit), isLiteral: true, range: syntax.range)
  }

  /// So many months as one stretch of time, where a percentage of it compounds: `8 % / 12 months` is 8 % of a
  /// year, and not 12 times 8/12 %; `1 / 20 years` is as often as that.
  private mutating func wholeTime(_ part: Part) -> Part {
    guard place.conversion != .proportional || place.insteadOfPercentage != nil, part.isLiteral,
      let unit = part.measure.unit,
      unit.dimension == .time, let count = graph.constant(part.node), count == count.rounded(),
      (2...10_000).contains(count)
    else { return pure(part) }
    var whole = part
    whole.node = graph.constant(1)
    whole.measure = .definite(
      Unit(
        symbol: tree.text(of: part.range), dimension: .time, scale: unit.scale * Scale(count),
        labels: unit.labels))
    return whole
  }

  private mutating func product(
    _ operation: ArithmeticOperator, _ a: Part, _ b: Part, isLiteral: Bool, range: Range<Int>
  ) -> Part? {
    if let date = [a, b].first(where: { $0.measure == .instant }) {
      return report(
        date.range,
        .dateAsNumber(
          of: operation == .divide ? Phrase("a quotient", "商") : Phrase("a product", "积")))
    }
    let isDivision = operation == .divide
    var node = graph.binary(isDivision ? .divide : .multiply, a.node, b.node)
    let measure: Measure
    switch (a.measure, b.measure) {
    case (.definite(let u), .definite(let v)):
      let unit = isDivision ? u / v : u * v
      guard unit.isWithinLimits else { return reportBeyondNumbers(unit, range) }
      guard unit.dimension.isNone, unit.scale != .one else {
        measure = .definite(unit)
        break
      }
      node = convert(node, from: unit.scale, to: .one)
      measure = .definite(
        Unit(symbol: unit.symbol, dimension: .none, scale: .one, labels: unit.labels))
    case (.definite(let u), .years):
      let cancels = isDivision ? u.dimension[.time] > 0 : u.dimension[.time] < 0
      measure = .definite(cancels ? normal(isDivision ? u / .year : u * .year, &node) : u)
    case (.years, .definite(let v)):
      let cancels = isDivision ? v.dimension[.time] > 0 : v.dimension[.time] < 0
      let left = cancels ? Unit.year : .one
      measure = .definite(normal(isDivision ? left / v : left * v, &node))
    case (.definite(let u), _): measure = .definite(u)
    case (_, .definite(let v)): measure = .definite(isDivision ? .one / v : v)
    // 0.05 * t is no time any more, so that revenue * (1 + 0.05 * t) stays revenue.
    case (.years, _), (_, .years): measure = .bare
    case (.counted, _): measure = a.measure
    case (_, .counted): measure = isDivision ? .bare : b.measure
    case (.bare, .bare): measure = .bare
    // Reported above.
    case (.instant, _), (_, .instant): measure = .bare
    }
    return Part(node: node, measure: measure, isLiteral: isLiteral, range: range)
  }

  /// A unit whose scale is brought to 1 when nothing but a number is left.
  private mutating func normal(_ unit: Unit, _ node: inout NodeID) -> Unit {
    guard unit.dimension.isNone else { return unit }
    node = convert(node, from: unit.scale, to: .one)
    return .one
  }

  private mutating func power(
    _ a: Part, _ b: Part, isLiteral: Bool, range: Range<Int>
  ) -> Part? {
    guard let exponent = number(b, for: Phrase("an exponent", "指数")) else { return nil }
    guard let unit = a.measure.unit, !unit.dimension.isNone else {
      guard let base = number(a, for: Phrase("a power", "幂")) else { return nil }
      return Part(
        node: graph.binary(.power, base, exponent),
        measure: a.measure.unit == nil ? .bare : .definite(.one), isLiteral: isLiteral,
        range: range)
    }
    guard let whole = graph.constant(exponent), whole == whole.rounded(), abs(whole) <= 9 else {
      return report(
        a.range,
        .needsPureNumber(function: Phrase("a power that is not whole", "非整数次幂"), found: unit.phrase)
      )
    }
    let power = unit.power(Int(whole))
    guard power.isWithinLimits else { return reportBeyondNumbers(power, range) }
    return Part(
      node: graph.binary(.power, a.node, exponent), measure: .definite(power),
      isLiteral: isLiteral, range: range)
  }

  private mutating func reportBeyondNumbers(_ unit: Unit, _ range: Range<Int>) -> Part? {
    report(range, .quantity(.unitBeyondNumbers(text: unit.symbol)))
  }

  mutating func comparison(
    _ operation: ComparisonOperator, _ left: SyntaxNode, _ right: SyntaxNode, range: Range<Int>
  ) -> Part? {
    let (a, b) = (part(left), part(right))
    guard let a, let b else { return nil }
    let nodes: [NodeID]
    if let found = dates([a, b]) {
      guard let dates = found else { return nil }
      nodes = dates.map(\.node)
    } else {
      if let unclear = shareAmongThings([a, b], range: range) {
        return report(unclear.range, unclear.problem)
      }
      guard let (numbers, _) = unify([a, b], operation: Phrase("a comparison", "比较")) else {
        return nil
      }
      nodes = numbers
    }
    let node =
      switch operation {
      case .less: graph.binary(.less, nodes[0], nodes[1])
      case .lessOrEqual: graph.binary(.lessOrEqual, nodes[0], nodes[1])
      case .greater: graph.binary(.less, nodes[1], nodes[0])
      case .greaterOrEqual: graph.binary(.lessOrEqual, nodes[1], nodes[0])
      case .equal: graph.binary(.equal, nodes[0], nodes[1])
      case .notEqual: graph.binary(.notEqual, nodes[0], nodes[1])
      }
    return Part(node: node, measure: .bare, range: range)
  }
}
