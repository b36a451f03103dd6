import Distributions
import Quantities
internal import Wording

/// A law as it was written, before its parameters are known to be numbers.
private struct WrittenLaw {
  let law: VaryingLaw
  let construction: LawConstruction
  let parameters: [NodeID]
  /// What it draws.
  let draws: DrawnKind
}

/// What a law draws: its unit, and what its values are in time.
private struct DrawnKind {
  var measure: Measure
  /// Whether its values are calendar years in a date's place.
  var isCalendarYear = false
  /// Of a law of dates, the parameters that give the beginnings of the periods.
  var begins: [NodeID]?
  /// The length of those periods in years, where they have the same.
  var length: Double?
  /// Whether its numbers were written in percent.
  var isPercentage = false
}

extension Checking {
  /// A law in an expression: one draw per path, or per period inside `each`.
  mutating func law(_ name: String, _ arguments: [SyntaxArgument], range: Range<Int>) -> Part? {
    // The number counts laws in the order of the text, those with errors included.
    let stream = nextStream()
    guard place.allowsDraws else { return report(range, .notAllowed(what: Phrase("a law", "分布"))) }
    if name == "truncated" { return truncated(arguments, stream: stream, range: range) }
    guard let written = written(name, arguments, range: range) else { return nil }
    return drawn(written.draws, written.parameters, range: range, stream: stream) {
      (parameters, numbers) throws(DistributionError) in
      guard let numbers else { return .varying(written.law, parameters) }
      return .fixed(try written.construction.make(numbers))
    }
  }

  /// A draw; of a law of dates two that hang together, one of ends and one of beginnings.
  private mutating func drawn(
    _ kind: DrawnKind, _ parameters: [NodeID], range: Range<Int>,
    stream: String, _ law: ([NodeID], [Double]?) throws(DistributionError) -> DrawLaw
  ) -> Part? {
    do throws(DistributionError) {
      let end = draw(stream, try law(parameters, numbers(parameters)))
      var part = Part(
        node: end, measure: kind.measure, isPercentage: kind.isPercentage, range: range,
        isCalendarYear: kind.isCalendarYear)
      guard let begins = kind.begins else { return part }
      part.length = kind.length
      if let length = kind.length {
        part.begin = graph.binary(.subtract, end, graph.constant(length))
      } else {
        part.begin = draw(stream, try law(begins, numbers(begins)))
      }
      return part
    } catch {
      return report(range, .law(error))
    }
  }

  /// `90% from a to b`.
  mutating func interval(
    level: Double, _ low: SyntaxNode, _ high: SyntaxNode, range: Range<Int>
  ) -> Part? {
    let stream = nextStream()
    guard place.allowsDraws else { return report(range, .notAllowed(what: Phrase("a law", "分布"))) }
    guard let (nodes, kind) = ends(low, high, range: range) else { return nil }
    if numbers(nodes) != nil {
      return drawn(kind, nodes, range: range, stream: stream) {
        (_, numbers) throws(DistributionError) in
        guard let numbers else { throw .unknownLaw(name: "interval") }
        return .fixed(try Law.interval(level: level, from: numbers[0], to: numbers[1]))
      }
    }
    // Lognormal where the lower end is positive, otherwise normal, on the same random number.
    let tail = (1 - level) / 2 * 100
    let labels: [String?] = ["p\(tail)", "p\(100 - tail)"]
    func quantiles(_ name: String) -> NodeID {
      let law = VaryingLaw(name: name, labels: labels)
      return draw(stream, .varying(law, nodes))
    }
    let isPositive = graph.binary(.less, graph.constant(0), nodes[0])
    let node = graph.select(isPositive, quantiles("lognormal"), quantiles("normal"))
    var part = Part(node: node, measure: kind.measure, range: range)
    if kind.measure == .instant {
      part.length = kind.length
      part.begin = graph.binary(.subtract, node, graph.constant(kind.length ?? 0))
    }
    return part
  }

  private mutating func draw(_ stream: String, _ law: DrawLaw) -> NodeID {
    graph.draw(
      Draw(
        stream: stream, law: law, isPerPeriod: isInEach,
        correlated: stream == place.stream ? place.correlated : []))
  }

  private mutating func nextStream() -> String {
    lawCount += 1
    return Draw.stream(at: place.stream ?? place.path, number: lawCount)
  }

  private func numbers(_ nodes: [NodeID]) -> [Double]? {
    let numbers = nodes.compactMap { graph.constant($0) }
    return numbers.count == nodes.count ? numbers : nil
  }

  private mutating func ends(
    _ low: SyntaxNode, _ high: SyntaxNode, range: Range<Int>
  ) -> (nodes: [NodeID], kind: DrawnKind)? {
    guard let parts = parts([low, high]),
      let shared = inPercent(LawValues(parts, of: "interval"), range: range)
    else { return nil }
    return values(shared, operation: Phrase("the ends of an interval", "区间两端"))
  }

  /// Values of a law in one unit, or as dates.
  private mutating func values(
    _ parts: [Part], operation: Phrase
  ) -> (nodes: [NodeID], kind: DrawnKind)? {
    if let found = dates(parts) {
      guard let dates = found else { return nil }
      return (
        dates.map(\.node),
        DrawnKind(
          measure: .instant, begins: dates.map { $0.begin ?? $0.node },
          length: commonLength(dates))
      )
    }
    guard let (nodes, measure) = unify(parts, operation: operation) else { return nil }
    let isCalendarYear = measure == .bare && parts.allSatisfy(\.isCalendarYear)
    return (
      nodes,
      DrawnKind(
        measure: measure, isCalendarYear: isCalendarYear,
        isPercentage: parts.contains(where: \.isPercentage))
    )
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
    guard let parts,
      let (nodes, kind) = parameters(parts, construction.kinds, of: name, range: range)
    else { return nil }
    return WrittenLaw(
      law: law, construction: construction, parameters: nodes, draws: kind)
  }

  /// Parameters as numbers, those that have the unit of the quantity all in one unit.
  private mutating func parameters(
    _ parts: [Part], _ kinds: [LawParameter.Kind], of name: String, range: Range<Int>
  ) -> (nodes: [NodeID], kind: DrawnKind)? {
    var nodes = parts.map(\.node)
    var kind = DrawnKind(measure: .bare)
    let places = parts.indices.filter { kinds[$0] == .location }
    let scales = parts.indices.filter { kinds[$0] == .scale }
    let isDate =
      places.contains { parts[$0].measure == .instant }
      || scales.contains { parts[$0].measure.isDuration }
        && places.contains { parts[$0].isCalendarYear }
    if isDate {
      // normal(2023, 6 months): a date and a stretch of time.
      var shared: [Part] = []
      for place in places {
        guard let date = dated(parts[place]) else { return nil }
        shared.append(date)
      }
      guard let found = values(shared, operation: Phrase("parameters", "参数")) else { return nil }
      kind = found.kind
      for (index, node) in zip(places, found.nodes) { nodes[index] = node }
      for scale in scales {
        guard parts[scale].measure.isDuration else {
          return report(
            parts[scale].range, .numberBesideDate(text: tree.text(of: parts[scale].range)))
        }
        nodes[scale] = convert(parts[scale], toPlace: .year) ?? nodes[scale]
      }
      var begins = nodes
      for (index, node) in zip(places, found.kind.begins ?? []) { begins[index] = node }
      kind.begins = begins
    } else if !(places + scales).isEmpty {
      let shared = (places + scales).sorted()
      let written = LawValues(
        shared.map { parts[$0] }, of: name, spreads: shared.map(scales.contains))
      guard let inOneUnit = inPercent(written, range: range),
        let found = values(inOneUnit, operation: Phrase("parameters", "参数"))
      else {
        return nil
      }
      kind = found.kind
      kind.isCalendarYear = kind.isCalendarYear && scales.isEmpty
      for (index, node) in zip(shared, found.nodes) { nodes[index] = node }
    }
    for index in parts.indices {
      switch kinds[index] {
      case .location, .scale: break
      case .inverseScale:
        guard let unit = parts[index].measure.unit else { continue }
        nodes[index] = convert(nodes[index], from: unit.scale, to: .one)
        kind.measure = .definite(inverse(unit))
      case .number, .count, .probability:
        guard let node = number(parts[index], for: Phrase("a parameter of \(name)", "\(name) 的参数"))
        else { return nil }
        nodes[index] = node
      }
    }
    return (nodes, kind)
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
      return report(
        range,
        .lawArgument(
          law: name, reason: Phrase("write \(texts)", "请写 \(texts.replacing(", or ", with: " 或 "))")
        ))
    }
    let (values, chances) = (parts(keys), parts(arguments.map(\.value)))
    guard let values, let chances,
      let shared = inPercent(LawValues(values, of: name), range: range),
      let (nodes, kind) = self.values(shared, operation: Phrase("outcomes", "结果"))
    else { return nil }
    guard let outcomes = numbers(nodes) else {
      return report(
        range, .lawArgument(law: name, reason: Phrase("its values must be numbers", "其值须为数字")))
    }
    let law = VaryingLaw(name: name, labels: outcomes.map { "\($0)" })
    do throws(DistributionError) {
      let construction = try LawSignature.construction(name, labels: law.labels)
      guard
        let (parameters, _) = parameters(chances, construction.kinds, of: name, range: range)
      else { return nil }
      guard kind.measure != .instant || kind.length != nil else {
        return report(
          range,
          .lawArgument(
            law: name,
            reason: Phrase("its dates must have the same length, such as months", "其日期须等长，如同为月份")))
      }
      var draws = kind
      draws.begins = kind.begins.map { _ in parameters }
      return WrittenLaw(
        law: law, construction: construction, parameters: parameters, draws: draws)
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
        range,
        .lawArgument(
          law: "truncated",
          reason: Phrase("write truncated(law, min, max)", "请写 truncated(law, min, max)")))
    }
    let inner = innerLaw(first.value)
    let bounds = parts(arguments.dropFirst().map(\.value))
    guard let inner, let bounds else { return nil }
    // A stand-in for the law, so that the bounds come in its unit, or it in theirs.
    let standIn = Part(
      node: graph.constant(1), measure: inner.draws.measure, range: first.value.range,
      isCalendarYear: inner.draws.isCalendarYear, length: inner.draws.length)
    let middle = abs(inner.law.median)
    guard let bounds = inner.draws.isPercentage ? inPercent(bounds, around: middle) : bounds,
      var (nodes, kind) = values(
        [inPercent(law: standIn, around: middle, between: bounds)] + bounds,
        operation: Phrase("a law and its bounds", "分布与其界限")),
      let factor = graph.constant(nodes[0])
    else { return nil }
    nodes.removeFirst()
    kind.length = kind.measure == .instant ? inner.draws.length ?? 0 : nil
    guard let limits = numbers(nodes) else {
      return report(
        range,
        .lawArgument(law: "truncated", reason: Phrase("its bounds must be numbers", "其界限须为数字")))
    }
    return drawn(kind, nodes, range: range, stream: stream) {
      (_, _) throws(DistributionError) in
      let labels = arguments.dropFirst().map(\.label)
      let construction = try LawSignature.construction("truncated", labels: labels)
      let law = factor == 1 ? inner.law : try inner.law.scaled(by: factor)
      return .fixed(try construction.make(limits, of: law))
    }
  }

  /// The law inside `truncated`, with its unit; it draws nothing by itself.
  private mutating func innerLaw(_ syntax: SyntaxNode) -> (law: Law, draws: DrawnKind)? {
    do throws(DistributionError) {
      switch syntax.kind {
      case .interval(let level, let low, let high):
        guard let (nodes, kind) = ends(low, high, range: syntax.range) else { return nil }
        if let numbers = numbers(nodes) {
          return (try .interval(level: level, from: numbers[0], to: numbers[1]), kind)
        }
      case .call(let name, _, let arguments)
      where LawTable.names.contains(name) && name != "truncated":
        guard let written = written(name, arguments, range: syntax.range) else { return nil }
        if let numbers = numbers(written.parameters) {
          return (try written.construction.make(numbers), written.draws)
        }
      case .quantity(let inner, let text, let unitRange):
        guard let (law, kind) = innerLaw(inner) else { return nil }
        do throws(QuantityError) {
          let unit = try units.unit(text)
          return (law, DrawnKind(measure: .definite(kind.measure.unit.map { $0 * unit } ?? unit)))
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
      .lawArgument(
        law: "truncated",
        reason: Phrase("its first argument must be a law with known numbers", "其第一个参数须为参数已知的分布")))
  }
}
