internal import Expressions
internal import Plans

/// Takes cases apart into what does not depend on one another, and tells which parts of several
/// plans are the same.
///
/// Random numbers are keyed by name, so a part that is the same does the same in all of them.
struct CaseParts {
  /// All expressions of all plans, each once.
  private var shared = ExpressionGraph()
  /// The indicators that an expression reads.
  private var reads: [NodeID: Set<Int>] = [:]
  private var inputs: [Input: InputID] = [:]
  /// How many things were met that cannot be compared.
  private var unknown = 0

  private struct Input: Hashable {
    let input: IndicatorInput
    let rate: Rate
  }

  /// The parts of a case.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - index: the index of the case.
  /// - Returns: parts that hold each indicator and each target that is not joint; an indicator that
  ///   several read is in several.
  mutating func parts(of plan: SimulationPlan, inCase index: Int) -> [CasePart] {
    let item = plan.cases[index]
    let known = translate(item)
    let own = plan.indicators.indices.map { indicator in
      var words = Words(known)
      write(item.processes[indicator], to: &words)
      for event in item.events where event.affects.contains(indicator) {
        write(event, to: &words)
      }
      return words
    }
    let closures = CaseParts.closed(own.map(\.nodes).map(readBy))
    var needs = closures
    var targets: [(index: Int, needs: Set<Int>)] = []
    for (number, target) in plan.targets.enumerated() {
      guard case .indicator(let indicator, _, _) = target.statement else { continue }
      var thresholds = Words(known)
      write(target.inCase(index).statement, to: &thresholds)
      let all = readBy(thresholds.nodes).union([indicator]).reduce(into: Set<Int>()) {
        $0.formUnion(closures[$1])
      }
      targets.append((number, all))
      needs.append(all)
    }
    var remaining = targets
    return CaseParts.largest(needs).map { group in
      let kept = remaining.filter { $0.needs.isSubset(of: group) }.map(\.index)
      remaining.removeAll { $0.needs.isSubset(of: group) }
      let part = plan.part(of: index, indicators: group, targets: kept)
      var words = Words(known)
      words.text = "\(plan.seed) \(plan.grid.count) "
      write(plan.grid.start, to: &words)
      for indicator in item.order where group.contains(indicator) {
        words.text += plan.text(of: indicator) + own[indicator].text
      }
      for target in part.targets {
        words.text += target.name
        write(target.statement, to: &words)
        write(target.deadlines, to: &words)
      }
      unknown += own.reduce(words.unknown) { $0 + $1.unknown }
      let isKnown = words.unknown == 0 && group.allSatisfy { own[$0].unknown == 0 }
      return CasePart(
        text: isKnown ? words.text : words.text + " no. \(unknown)", plan: part, targets: kept)
    }
  }

  // MARK: What reads what

  private func readBy(_ nodes: [NodeID]) -> Set<Int> {
    nodes.reduce(into: []) { $0.formUnion(reads[$1] ?? []) }
  }

  /// For each indicator itself and all that it reads, and what these read.
  private static func closed(_ reads: [Set<Int>]) -> [Set<Int>] {
    reads.indices.map { indicator in
      var found: Set<Int> = [indicator]
      var waiting = [indicator]
      while let next = waiting.popLast() {
        for other in reads[next] where found.insert(other).inserted { waiting.append(other) }
      }
      return found
    }
  }

  /// The sets that are in no other one, each once.
  private static func largest(_ sets: [Set<Int>]) -> [Set<Int>] {
    var kept: [Set<Int>] = []
    let order = sets.sorted {
      $0.count != $1.count
        ? $0.count > $1.count : $0.sorted().lexicographicallyPrecedes($1.sorted())
    }
    for set in order where !kept.contains(where: set.isSubset) { kept.append(set) }
    return kept
  }

  // MARK: Text

  /// A text of something, and the expressions in it.
  private struct Words {
    let known: [NodeID]
    var text = ""
    var nodes: [NodeID] = []
    var unknown = 0

    init(_ known: [NodeID]) { self.known = known }
  }

  /// The expressions of a case as those that all share.
  private mutating func translate(_ item: CasePlan) -> [NodeID] {
    let graph = item.graph
    var known: [NodeID] = []
    known.reserveCapacity(graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      var read: Set<Int> = []
      func operand(_ id: NodeID) -> NodeID {
        read.formUnion(reads[known[id.index]] ?? [])
        return known[id.index]
      }
      let found: NodeID
      switch node {
      case .constant(let value): found = shared.constant(value)
      case .elapsed: found = shared.elapsed()
      case .year: found = shared.year()
      case .input(let id):
        let input = Input(input: item.inputs[id.index], rate: graph.rates[index])
        let own = inputs[input] ?? InputID(inputs.count)
        inputs[input] = own
        found = shared.input(own, rate: input.rate)
        read.insert(input.input.indicator)
      case .draw(let draw):
        var law = draw.law
        if case .varying(let family, let parameters) = law {
          law = .varying(family, parameters.map(operand))
        }
        found = shared.draw(Draw(stream: draw.stream, law: law, isPerPeriod: draw.isPerPeriod))
      case .unary(let operation, let a): found = shared.unary(operation, operand(a))
      case .binary(let operation, let a, let b):
        let (first, second) = (operand(a), operand(b))
        found = shared.binary(operation, first, second)
      case .select(let condition, let a, let b):
        let (test, first, second) = (operand(condition), operand(a), operand(b))
        found = shared.select(test, first, second)
      case .row(let table, let u): found = shared.row(table, at: operand(u))
      }
      known.append(found)
      if !read.isEmpty { reads[found] = read }
    }
    return known
  }

  /// Adds every number, word and expression in a value; what has no parts that can be seen, such as
  /// a function, is like nothing else.
  private func write(_ value: Any, to words: inout Words) {
    switch value {
    case let id as NodeID:
      words.nodes.append(words.known[id.index])
      words.text += "#\(words.known[id.index].index) "
    case let number as Double: words.text += "\(number.bitPattern) "
    case let number as any BinaryInteger: words.text += "\(number) "
    case let isSo as Bool: words.text += "\(isSo) "
    case let string as String: words.text += "\(string.utf8.count):\(string) "
    default:
      let mirror = Mirror(reflecting: value)
      switch mirror.displayStyle {
      case .struct, .tuple, .collection, .optional, .enum:
        words.text += "("
        // An enumeration without values has nothing but its name.
        if mirror.children.isEmpty {
          if mirror.displayStyle == .struct { words.unknown += 1 }
          words.text += "\(value)"
        }
        for child in mirror.children {
          if mirror.displayStyle == .enum { words.text += (child.label ?? "") + " " }
          write(child.value, to: &words)
        }
        words.text += ")"
      default: words.unknown += 1
      }
    }
  }
}

extension SimulationPlan {
  /// What is the same of an indicator in all cases.
  fileprivate func text(of index: Int) -> String {
    let place = indicators[index]
    let known = place.known.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.bitPattern)" }
    let origin = place.originValue.map { "\($0.bitPattern)" } ?? ""
    var text = "\(index) \(place.name.utf8.count):\(place.name) \(place.origin) "
    text += "\(place.isInteger) \(origin) \(known.joined(separator: ",")) "
    text += "\(innovations.independent.contains(index)) "
    for component in innovations.components {
      guard let row = component.indicators.firstIndex(of: index) else { continue }
      text += component.indicators.map { indicators[$0].name }.joined(separator: "|")
      text += component.factor[row].map { " \($0.bitPattern)" }.joined()
    }
    return text
  }

  /// The plan of some indicators and targets of one case.
  fileprivate func part(of index: Int, indicators group: Set<Int>, targets kept: [Int])
    -> SimulationPlan
  {
    SimulationPlan(
      grid: grid, seed: seed,
      indicators: indicators.enumerated().map { number, place in
        group.contains(number) ? place : place.idle(from: grid.count)
      },
      targets: kept.map { targets[$0].inCase(index) },
      cases: [cases[index].restricted(to: group, periods: grid.count)], innovations: innovations)
  }
}

extension TargetPlan {
  /// The target of a plan that has one case only.
  fileprivate func inCase(_ index: Int) -> TargetPlan {
    guard case .indicator(let indicator, let measure, let condition) = statement else {
      return self
    }
    func own(_ threshold: TargetThreshold) -> TargetThreshold {
      guard case .nodes(let nodes) = threshold else { return threshold }
      return .nodes([nodes[index]])
    }
    let alone: TargetCondition =
      switch condition {
      case .atLeast(let value): .atLeast(own(value))
      case .moreThan(let value): .moreThan(own(value))
      case .atMost(let value): .atMost(own(value))
      case .lessThan(let value): .lessThan(own(value))
      case .between(let low, let high): .between(own(low), own(high))
      }
    return TargetPlan(
      name: name, statement: .indicator(indicator, measure, alone), deadlines: deadlines)
  }
}
