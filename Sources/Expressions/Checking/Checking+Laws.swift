import Distributions
import Quantities

/// A law as it was written, before its parameters are known to be numbers.
private struct WrittenLaw {
  let law: VaryingLaw
  let construction: LawConstruction
  let parameters: [NodeID]
  /// The unit in which it draws.
  let measure: Measure
}

extension Checking {
  /// A law in an expression: one draw per path, or per period inside `each`.
  mutating func law(_ name: String, _ arguments: [SyntaxArgument], range: Range<Int>) -> Part? {
    // The number counts laws in the order of the text, those with errors included.
    let stream = nextStream()
    guard place.allowsDraws else { return report(range, .notAllowed(what: "a law")) }
    if name == "truncated" { return truncated(arguments, stream: stream, range: range) }
    guard let written = written(name, arguments, range: range) else { return nil }
    guard let numbers = numbers(written.parameters) else {
      let law = DrawLaw.varying(written.law, written.parameters)
      let node = graph.draw(Draw(stream: stream, law: law, isPerPeriod: isInEach))
      return Part(node: node, measure: written.measure, range: range)
    }
    return draw(written.measure, stream: stream, range: range) { () throws(DistributionError) in
      try written.construction.make(numbers)
    }
  }

  /// `90% from a to b`.
  mutating func interval(
    level: Double, _ low: SyntaxNode, _ high: SyntaxNode, range: Range<Int>
  ) -> Part? {
    let stream = nextStream()
    guard place.allowsDraws else { return report(range, .notAllowed(what: "a law")) }
    guard let (nodes, measure) = ends(low, high) else { return nil }
    if let numbers = numbers(nodes) {
      return draw(measure, stream: stream, range: range) { () throws(DistributionError) in
        try Law.interval(level: level, from: numbers[0], to: numbers[1])
      }
    }
    // Lognormal where the lower end is positive, otherwise normal, on the same random number.
    let tail = (1 - level) / 2 * 100
    let labels: [String?] = ["p\(tail)", "p\(100 - tail)"]
    func quantiles(_ name: String) -> NodeID {
      let law = VaryingLaw(name: name, labels: labels)
      return graph.draw(Draw(stream: stream, law: .varying(law, nodes), isPerPeriod: isInEach))
    }
    let isPositive = graph.binary(.less, graph.constant(0), nodes[0])
    let node = graph.select(isPositive, quantiles("lognormal"), quantiles("normal"))
    return Part(node: node, measure: measure, range: range)
  }

  private mutating func nextStream() -> String {
    lawCount += 1
    let name = place.stream ?? place.path
    return lawCount == 1 ? name : "\(name)#\(lawCount)"
  }

  private func numbers(_ nodes: [NodeID]) -> [Double]? {
    let numbers = nodes.compactMap { graph.constant($0) }
    return numbers.count == nodes.count ? numbers : nil
  }

  private mutating func draw(
    _ measure: Measure, stream: String, range: Range<Int>,
    _ make: () throws(DistributionError) -> Law
  ) -> Part? {
    do throws(DistributionError) {
      let draw = Draw(stream: stream, law: .fixed(try make()), isPerPeriod: isInEach)
      return Part(node: graph.draw(draw), measure: measure, range: range)
    } catch {
      return report(range, .law(error))
    }
  }

  private mutating func ends(
    _ low: SyntaxNode, _ high: SyntaxNode
  ) -> (nodes: [NodeID], measure: Measure)? {
    guard let parts = parts([low, high]) else { return nil }
    return unify(parts, operation: "the ends of an interval")
  }

  // MARK: Parameters

  private mutating func written(
    _ name: String, _ arguments: [SyntaxArgument], range: Range<Int>
  ) -> WrittenLaw? {
    if arguments.contains(where: { $0.key != nil }) || name == "discrete" {
      return outcomes(name, arguments, range: range)
    }
    let parts = parts(arguments.map(\.value))
    let law = VaryingLaw(name: name, labels: arguments.map(\.label))
    let construction: LawConstruction
    do throws(DistributionError) {
      construction = try LawSignature.construction(name, labels: law.labels)
    } catch {
      return report(range, .law(error))
    }
    guard let parts, let (nodes, measure) = parameters(parts, construction.kinds, of: name) else {
      return nil
    }
    return WrittenLaw(
      law: law, construction: construction, parameters: nodes, measure: measure)
  }

  /// Parameters as numbers, those that have the unit of the quantity all in one unit.
  private mutating func parameters(
    _ parts: [Part], _ kinds: [LawParameter.Kind], of name: String
  ) -> (nodes: [NodeID], measure: Measure)? {
    var nodes = parts.map(\.node)
    var measure = Measure.bare
    let values = parts.indices.filter { kinds[$0] == .location || kinds[$0] == .scale }
    if !values.isEmpty {
      var shared = values.map { parts[$0] }
      // normal(2023, 6 months): a point in time and a duration, both in years.
      let isInstant = values.contains {
        kinds[$0] == .location && parts[$0].measure == .bare
      }
      let hasDuration = values.contains {
        kinds[$0] == .scale && parts[$0].measure.unit?.dimension == .time
      }
      if isInstant, hasDuration {
        for index in shared.indices where shared[index].measure == .bare {
          shared[index].measure = .years
        }
      }
      guard let unified = unify(shared, operation: "parameters") else { return nil }
      measure = unified.measure
      for (index, node) in zip(values, unified.nodes) { nodes[index] = node }
    }
    for index in parts.indices {
      switch kinds[index] {
      case .location, .scale: break
      case .inverseScale:
        guard let unit = parts[index].measure.unit else { continue }
        nodes[index] = convert(nodes[index], from: unit.scale, to: .one)
        measure = .definite(inverse(unit))
      case .number, .count, .probability:
        guard let node = number(parts[index], for: "a parameter of \(name)") else { return nil }
        nodes[index] = node
      }
    }
    return (nodes, measure)
  }

  /// The unit of a draw whose rate has a unit: years for a rate per month, yuan for one per yuan.
  private func inverse(_ unit: Unit) -> Unit {
    if unit.dimension == .rate { return .year }
    let dimension = unit.dimension.power(-1)
    return Unit(symbol: "1/(\(unit.symbol))", dimension: dimension, scale: .one)
  }

  /// `discrete(1: 0.2, 3: 0.8)`: values and their probabilities.
  private mutating func outcomes(
    _ name: String, _ arguments: [SyntaxArgument], range: Range<Int>
  ) -> WrittenLaw? {
    let keys = arguments.compactMap(\.key)
    guard name == "discrete", !keys.isEmpty, keys.count == arguments.count else {
      let texts = LawSignature.named(name)?.texts.joined(separator: ", or ") ?? name
      return report(range, .lawArgument(law: name, reason: "write \(texts)"))
    }
    let (values, chances) = (parts(keys), parts(arguments.map(\.value)))
    guard let values, let chances, let (nodes, measure) = unify(values, operation: "outcomes")
    else { return nil }
    guard let outcomes = numbers(nodes) else {
      return report(range, .lawArgument(law: name, reason: "its values must be numbers"))
    }
    let law = VaryingLaw(name: name, labels: outcomes.map { "\($0)" })
    do throws(DistributionError) {
      let construction = try LawSignature.construction(name, labels: law.labels)
      guard let (parameters, _) = parameters(chances, construction.kinds, of: name) else {
        return nil
      }
      return WrittenLaw(
        law: law, construction: construction, parameters: parameters, measure: measure)
    } catch {
      return report(range, .law(error))
    }
  }

  // MARK: Truncation

  /// `truncated(law, min, max)`: all its numbers must be known.
  private mutating func truncated(
    _ arguments: [SyntaxArgument], stream: String, range: Range<Int>
  ) -> Part? {
    guard let first = arguments.first, first.label == nil,
      arguments.allSatisfy({ $0.key == nil })
    else {
      return report(
        range, .lawArgument(law: "truncated", reason: "write truncated(law, min, max)"))
    }
    let inner = innerLaw(first.value)
    let bounds = parts(arguments.dropFirst().map(\.value))
    guard let inner, let bounds else { return nil }
    // A stand-in for the law, so that the bounds come in its unit, or it in theirs.
    let standIn = Part(node: graph.constant(1), measure: inner.measure, range: first.value.range)
    guard let (nodes, measure) = unify([standIn] + bounds, operation: "a law and its bounds"),
      let factor = graph.constant(nodes[0])
    else { return nil }
    guard let limits = numbers(Array(nodes.dropFirst())) else {
      return report(
        range, .lawArgument(law: "truncated", reason: "its bounds must be numbers"))
    }
    return draw(measure, stream: stream, range: range) { () throws(DistributionError) in
      let labels = arguments.dropFirst().map(\.label)
      let construction = try LawSignature.construction("truncated", labels: labels)
      let law = factor == 1 ? inner.law : try inner.law.scaled(by: factor)
      return try construction.make(limits, of: law)
    }
  }

  /// The law inside `truncated`, with its unit; it draws nothing by itself.
  private mutating func innerLaw(_ syntax: SyntaxNode) -> (law: Law, measure: Measure)? {
    do throws(DistributionError) {
      switch syntax.kind {
      case .interval(let level, let low, let high):
        guard let (nodes, measure) = ends(low, high) else { return nil }
        if let numbers = numbers(nodes) {
          return (try .interval(level: level, from: numbers[0], to: numbers[1]), measure)
        }
      case .call(let name, _, let arguments)
      where LawTable.names.contains(name) && name != "truncated":
        guard let written = written(name, arguments, range: syntax.range) else { return nil }
        if let numbers = numbers(written.parameters) {
          return (try written.construction.make(numbers), written.measure)
        }
      case .quantity(let inner, let text, let unitRange):
        guard let (law, measure) = innerLaw(inner) else { return nil }
        do throws(QuantityError) {
          let unit = try units.unit(text)
          return (law, .definite(measure.unit.map { $0 * unit } ?? unit))
        } catch {
          return report(unitRange, .quantity(error))
        }
      default: break
      }
    } catch {
      return report(syntax.range, .law(error))
    }
    return report(
      syntax.range,
      .lawArgument(law: "truncated", reason: "its first argument must be a law with known numbers"))
  }
}
