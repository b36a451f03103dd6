internal import Expressions

extension NameScope {
  /// An expression with the names of the scenario, what goes over members written out.
  func bind(_ node: SyntaxNode) throws(ExpressionIssue) -> SyntaxNode {
    func made(_ kind: SyntaxNode.Kind) -> SyntaxNode { SyntaxNode(kind: kind, range: node.range) }
    switch node.kind {
    case .number, .date: return node
    case .name(let name):
      if name == "member", let number = memberNumber { return made(.number(Double(number))) }
      guard let full = resolve(name, among: names.values) else {
        // A name of the file around it is none of the part's.
        if !prefix.isEmpty, names.values.contains(name) {
          throw ExpressionIssue(
            range: node.range, problem: .unknownName(name: name, nearest: nil))
        }
        return node
      }
      return full == name ? node : made(.name(full))
    case .quantity(let value, let unit, let range):
      return made(.quantity(try bind(value), unit: unit, unitRange: range))
    case .negated(let value): return made(.negated(try bind(value)))
    case .arithmetic: return try bindChain(node)
    case .comparison(let operation, let a, let b):
      return made(.comparison(operation, try bind(a), try bind(b)))
    case .interval(let level, let from, let to):
      return made(.interval(level: level, from: try bind(from), to: try bind(to)))
    case .call(let name, let range, let arguments):
      if let aggregate = Aggregate(name, arguments) {
        return try bind(aggregate, arguments.map(\.value), node.range)
      }
      if let priced = try inPrices(name, arguments, node.range) { return priced }
      var bound: [SyntaxArgument] = []
      for argument in arguments {
        bound.append(
          SyntaxArgument(
            label: argument.label, key: try argument.key.map(bind), value: try bind(argument.value))
        )
      }
      return made(.call(name: name, nameRange: range, arguments: bound))
    }
  }

  /// Binds a chain of operations, however long, from its innermost left end on.
  private func bindChain(_ node: SyntaxNode) throws(ExpressionIssue) -> SyntaxNode {
    var chain: [(operation: ArithmeticOperator, right: SyntaxNode, range: Range<Int>)] = []
    var left = node
    var isInSum = false
    while case .arithmetic(let operation, let a, let b) = left.kind {
      let isSum = operation == .add || operation == .subtract
      if isSum, !isInSum, !names.wholes.isEmpty { try refuseTwice(left) }
      isInSum = isSum
      chain.append((operation, b, left.range))
      left = a
    }
    var bound = try bind(left)
    for (operation, right, range) in chain.reversed() {
      bound = SyntaxNode(
        kind: .arithmetic(operation, bound, try bind(right)), range: range)
    }
    return bound
  }

  /// The number of the member, from 1.
  private var memberNumber: Int? { visible.lazy.compactMap(\.member).first?.number }

  // MARK: Prices

  /// `real(x)`, x in prices of the base year, and `nominal(x)`, x of those prices in today's.
  ///
  /// Prices are of calendar years: those of a year are the base year's times (1 + inflation) for each year
  /// between.
  private func inPrices(
    _ name: String, _ arguments: [SyntaxArgument], _ range: Range<Int>
  ) throws(ExpressionIssue) -> SyntaxNode? {
    guard ["real", "nominal"].contains(name), arguments.count == 1, arguments[0].label == nil else {
      return nil
    }
    guard let inflation = resolve(Money.name(Money.inflation), among: names.values),
      let base = resolve(Money.name(Money.base), among: names.values)
    else { throw ExpressionIssue(range: range, problem: .noPrices(function: name)) }
    func made(_ kind: SyntaxNode.Kind) -> SyntaxNode { SyntaxNode(kind: kind, range: range) }
    func call(_ name: String, _ value: SyntaxNode) -> SyntaxNode {
      made(
        .call(
          name: name, nameRange: range,
          arguments: [SyntaxArgument(label: nil, key: nil, value: value)]))
    }
    // Just before the end of a year is in it.
    let end = made(.arithmetic(.subtract, made(.name("year")), made(.number(1e-6))))
    let years = made(.arithmetic(.subtract, call("ceil", end), made(.name(base))))
    let one = made(.number(1))
    let perYear = made(
      .arithmetic(
        .multiply, made(.name(inflation)),
        made(.quantity(one, unit: "year", unitRange: range))))
    let level = made(.arithmetic(.power, made(.arithmetic(.add, one, perYear)), years))
    let value = try bind(arguments[0].value)
    return made(.arithmetic(name == "real" ? .divide : .multiply, value, level))
  }

  // MARK: Over members

  private func bind(
    _ aggregate: Aggregate, _ arguments: [SyntaxNode], _ range: Range<Int>
  ) throws(ExpressionIssue) -> SyntaxNode {
    var addends: [SyntaxNode] = []
    var isOverMembers = false
    for argument in Self.flat(arguments, aggregate) {
      if let all = try overMembers(argument, aggregate) {
        addends += all
        isOverMembers = true
      } else {
        addends.append(try bind(argument))
      }
    }
    guard isOverMembers || aggregate == .sum && arguments.count > 1 || aggregate == .grossSum,
      !addends.isEmpty
    else {
      throw ExpressionIssue(range: range, problem: .noFamily(function: aggregate.rawValue))
    }
    func made(_ kind: SyntaxNode.Kind) -> SyntaxNode { SyntaxNode(kind: kind, range: range) }
    switch aggregate {
    case .sum: return Self.balanced(countedOnce(addends), range)
    case .count: return Self.balanced(addends.map(Self.isThere), range)
    case .grossSum: return Self.balanced(addends, range)
    case .mean:
      return made(
        .arithmetic(
          .divide, Self.balanced(addends, range), made(.number(Double(addends.count)))))
    case .min, .max:
      return made(
        .call(
          name: aggregate.rawValue, nameRange: range,
          arguments: addends.map { SyntaxArgument(label: nil, key: nil, value: $0) }))
    }
  }

  /// The arguments with those of a sum in a sum in its place, so that parts and wholes meet.
  private static func flat(_ arguments: [SyntaxNode], _ aggregate: Aggregate) -> [SyntaxNode] {
    guard aggregate == .sum || aggregate == .grossSum else { return arguments }
    return arguments.flatMap { argument -> [SyntaxNode] in
      guard case .call(let name, _, let inner) = argument.kind,
        Aggregate(name, inner) == aggregate
      else { return [argument] }
      return flat(inner.map(\.value), aggregate)
    }
  }

  /// What `count` counts of a value: whether it is not 0; a comparison says that itself.
  private static func isThere(_ value: SyntaxNode) -> SyntaxNode {
    guard value.name != nil else { return value }
    func made(_ kind: SyntaxNode.Kind) -> SyntaxNode { SyntaxNode(kind: kind, range: value.range) }
    return made(
      .comparison(.notEqual, value, made(.arithmetic(.multiply, made(.number(0)), value))))
  }

  /// The argument for each member of the family or region that it names; nil where it names none.
  private func overMembers(
    _ argument: SyntaxNode, _ aggregate: Aggregate
  ) throws(ExpressionIssue) -> [SyntaxNode]? {
    var found: [(name: String, group: String, values: [String], range: Range<Int>)] = []
    argument.visit { part in
      if case .name(let name) = part.kind, resolve(name, among: names.values) == nil,
        let (group, values) = members(of: name)
      {
        found.append((name, group, values, part.range))
      }
      // A function over members inside goes over its own, and is one value here.
      if case .call(let name, _, let inner) = part.kind, Aggregate(name, inner) != nil {
        return false
      }
      return true
    }
    guard let first = found.first else { return nil }
    for other in found where other.group != first.group || other.values.count != first.values.count
    {
      throw ExpressionIssue(
        range: other.range, problem: .severalFamilies(first: first.name, second: other.name))
    }
    guard !first.values.isEmpty else {
      throw ExpressionIssue(
        range: first.range, problem: .unknownName(name: first.name, nearest: nil))
    }
    let bound = try bind(argument)
    return first.values.indices.map { index in
      bound.replacing(
        Dictionary(
          found.map { ($0.name, $0.values[index]) }, uniquingKeysWith: { a, _ in a }))
    }
  }

  /// A sum as a tree of small depth, whatever the number of its terms.
  private static func balanced(_ terms: [SyntaxNode], _ range: Range<Int>) -> SyntaxNode {
    if terms.count == 1 { return terms[0] }
    let middle = terms.count / 2
    return SyntaxNode(
      kind: .arithmetic(
        .add, balanced(Array(terms[..<middle]), range), balanced(Array(terms[middle...]), range)),
      range: range)
  }

  // MARK: Parts of wholes

  /// The terms of a sum, of each part of another term what that does not hold.
  private func countedOnce(_ terms: [SyntaxNode]) -> [SyntaxNode] {
    let added = Set(terms.compactMap(\.name))
    return terms.map { term in
      guard let name = term.name, let shares = shares(of: name, in: added) else { return term }
      func made(_ kind: SyntaxNode.Kind) -> SyntaxNode { SyntaxNode(kind: kind, range: term.range) }
      let share = shares.map { made(.name($0)) }.reduce(made(.number(1))) {
        made(.arithmetic(.multiply, $0, $1))
      }
      let rest = made(.arithmetic(.subtract, made(.number(1)), share))
      return made(.arithmetic(.multiply, rest, term))
    }
  }

  /// The shares by which an indicator is part of the nearest of some wholes; nil where of none.
  private func shares(of name: String, in wholes: Set<String>) -> [String]? {
    var shares: [String] = []
    var part = name
    var seen: Set<String> = [name]
    while let whole = names.wholes[part], seen.insert(whole).inserted {
      shares.append("\(part).\(PartShare.word)")
      if wholes.contains(whole) { return shares }
      part = whole
    }
    return nil
  }

  /// Refuses a sum of a whole and a part of it, of which neither is taken away.
  private func refuseTwice(_ sum: SyntaxNode) throws(ExpressionIssue) {
    var terms: [(name: String, node: SyntaxNode)] = []
    var inSums: [(name: String, node: SyntaxNode)] = []
    var takenAway: [String] = []
    var waiting = [(node: sum, isAdded: true)]
    while let (node, isAdded) = waiting.popLast() {
      switch node.kind {
      case .arithmetic(.add, let a, let b): waiting += [(b, isAdded), (a, isAdded)]
      case .arithmetic(.subtract, let a, let b): waiting += [(b, !isAdded), (a, isAdded)]
      case .negated(let inner): waiting.append((inner, !isAdded))
      case .name(let name):
        guard let full = resolve(name, among: names.values) else { continue }
        if isAdded { terms.append((full, node)) } else { takenAway.append(full) }
      case .call(let name, _, let inner):
        guard let aggregate = Aggregate(name, inner), aggregate == .sum || aggregate == .grossSum
        else {
          if isAdded { continue } else { return }
        }
        for argument in Self.flat(inner.map(\.value), aggregate) {
          guard let name = argument.name else { continue }
          let all = resolve(name, among: names.values).map { [$0] } ?? members(of: name)?.values
          for full in all ?? [] {
            if isAdded { inSums.append((full, node)) } else { takenAway.append(full) }
          }
        }
      case .number, .quantity, .date: break
      // What is taken away may be what both hold: w - share * p + p.
      default: if !isAdded { return }
      }
    }
    // A sum counts its own parts once; what stands beside it, it does not see.
    terms += inSums.filter { term in
      let within = Set(inSums.filter { $0.node.range == term.node.range }.map(\.name))
      return shares(of: term.name, in: within) == nil
    }
    let added = Set(terms.map(\.name)).subtracting(takenAway)
    for (name, node) in terms where added.contains(name) {
      guard let whole = whole(of: name, in: added, but: Set(takenAway)) else { continue }
      let addends = terms.prefix(4).map(\.name) + (terms.count > 4 ? ["…"] : [])
      let once = ["sum(\(addends.joined(separator: ", ")))"] + takenAway
      throw ExpressionIssue(
        range: node.range,
        problem: .countsTwice(part: name, whole: whole, sum: once.joined(separator: " - ")))
    }
  }

  /// The nearest of some wholes of which an indicator is part; nil where there is none, or one that is
  /// taken away is nearer.
  private func whole(
    of name: String, in added: Set<String>, but takenAway: Set<String>
  ) -> String? {
    var seen: Set<String> = [name]
    var part = name
    while let whole = names.wholes[part], seen.insert(whole).inserted, !takenAway.contains(whole) {
      if added.contains(whole) { return whole }
      part = whole
    }
    return nil
  }
}

/// The functions that go over members.
private enum Aggregate: String {
  case sum, mean, count, min, max
  case grossSum = "gross_sum"

  /// `min` and `max` of several values are functions like others.
  init?(_ name: String, _ arguments: [SyntaxArgument]) {
    guard let found = Aggregate(rawValue: name),
      arguments.allSatisfy({ $0.label == nil && $0.key == nil })
    else { return nil }
    if [.min, .max].contains(found), arguments.count != 1 { return nil }
    self = found
  }
}

extension SyntaxNode {
  /// The name, where the part is one.
  fileprivate var name: String? { if case .name(let name) = kind { name } else { nil } }

  /// The part with other names in the place of some.
  fileprivate func replacing(_ names: [String: String]) -> SyntaxNode {
    func made(_ kind: Kind) -> SyntaxNode { SyntaxNode(kind: kind, range: range) }
    switch kind {
    case .number, .date: return self
    case .name(let name): return names[name].map { made(.name($0)) } ?? self
    case .quantity(let value, let unit, let range):
      return made(.quantity(value.replacing(names), unit: unit, unitRange: range))
    case .negated(let value): return made(.negated(value.replacing(names)))
    case .arithmetic(let operation, let a, let b):
      return made(.arithmetic(operation, a.replacing(names), b.replacing(names)))
    case .comparison(let operation, let a, let b):
      return made(.comparison(operation, a.replacing(names), b.replacing(names)))
    case .interval(let level, let from, let to):
      return made(.interval(level: level, from: from.replacing(names), to: to.replacing(names)))
    case .call(let name, let range, let arguments):
      return made(
        .call(
          name: name, nameRange: range,
          arguments: arguments.map {
            SyntaxArgument(
              label: $0.label, key: $0.key?.replacing(names), value: $0.value.replacing(names))
          }))
    }
  }
}

/// The share of an indicator that is part of another one.
enum PartShare {
  /// Its word, and what its name ends in.
  static let word = "share"
}
