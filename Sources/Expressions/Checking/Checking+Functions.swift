import Quantities
internal import Wording

extension Checking {
  mutating func call(
    _ name: String, nameRange: Range<Int>, _ arguments: [SyntaxArgument], range: Range<Int>
  ) -> Part? {
    if let function = BuiltIn(rawValue: name) {
      return call(function, arguments, range: range)
    }
    if LawTable.names.contains(name) {
      return law(name, arguments, range: range)
    }
    let known = BuiltIn.allCases.map(\.rawValue) + LawTable.names
    let nearest = BuiltIn.otherNames[name] ?? NearestName.of(name, among: known)
    // The arguments are looked at all the same: all issues are reported at once.
    for argument in arguments { _ = part(argument.value) }
    return report(nameRange, .unknownFunction(name: name, nearest: nearest))
  }

  /// A call of a function that is known.
  ///
  /// Each kind has a function of its own, which is not inlined: calls are nested two hundred deep, and what one kind
  /// needs of the stack is needed on every level.
  private mutating func call(
    _ function: BuiltIn, _ arguments: [SyntaxArgument], range: Range<Int>
  ) -> Part? {
    switch function {
    case .exp, .log, .log10, .sin, .cos, .tan, .atan:
      smoothed(function, arguments, range: range)
    case .abs, .floor, .ceil, .round: stepped(function, arguments, range: range)
    case .sqrt: squareRoot(arguments, range: range)
    case .min, .max: extreme(function, arguments, range: range)
    case .rank: rank(arguments, range: range)
    case .choose: choice(function, arguments, range: range)
    case .step, .ramp, .pulse: timed(function, arguments, range: range)
    case .lag: lag(arguments, range: range)
    case .delay: delay(arguments, range: range)
    case .date: date(arguments, range: range)
    case .each: inEachPeriod(function, arguments, range: range)
    }
  }

  @inline(never)
  private mutating func smoothed(
    _ function: BuiltIn, _ arguments: [SyntaxArgument], range: Range<Int>
  ) -> Part? {
    guard let syntax = ordered(arguments, [nil], of: function, range),
      let argument = part(syntax[0]), let operation = function.unary,
      let node = number(argument, for: Phrase(function.rawValue))
    else { return nil }
    return Part(
      node: smooth(operation, of: node),
      measure: measure(ofFunction: function, of: argument, syntax[0], range: range),
      isLiteral: argument.isLiteral, range: range)
  }

  @inline(never)
  private mutating func stepped(
    _ function: BuiltIn, _ arguments: [SyntaxArgument], range: Range<Int>
  ) -> Part? {
    guard let syntax = ordered(arguments, [nil], of: function, range),
      let argument = part(syntax[0]).map({ pure($0) }), let operation = function.unary
    else { return nil }
    guard argument.measure != .instant else {
      return report(argument.range, .dateAsNumber(of: Phrase(function.rawValue)))
    }
    return Part(
      node: graph.unary(operation, argument.node), measure: argument.measure,
      isLiteral: argument.isLiteral, range: range, isCalendarYear: argument.isCalendarYear)
  }

  @inline(never)
  private mutating func extreme(
    _ function: BuiltIn, _ arguments: [SyntaxArgument], range: Range<Int>
  ) -> Part? {
    guard arguments.count >= 2 else {
      return report(range, wrong(function, arguments))
    }
    guard let syntax = ordered(arguments, arguments.map { _ in nil }, of: function, range),
      let parts = parts(syntax)
    else { return nil }
    return extreme(
      function == .min ? .min : .max, parts,
      Phrase("a \(function.rawValue)", " \(function.rawValue)"), range: range)
  }

  @inline(never)
  private mutating func choice(
    _ function: BuiltIn, _ arguments: [SyntaxArgument], range: Range<Int>
  ) -> Part? {
    guard let syntax = ordered(arguments, [nil, nil, nil], of: function, range),
      let parts = parts(syntax),
      let condition = number(parts[0], for: Phrase("a condition", "条件"))
    else { return nil }
    return chosen(condition, parts[1], parts[2], range: range)
  }

  @inline(never)
  private mutating func inEachPeriod(
    _ function: BuiltIn, _ arguments: [SyntaxArgument], range: Range<Int>
  ) -> Part? {
    guard place.periodsOfGrid == 1 else {
      return report(range, .otherPeriods(what: Phrase("each()", " each() ")))
    }
    guard let syntax = ordered(arguments, [nil], of: function, range) else { return nil }
    guard !isInEach else {
      return report(range, .notAllowed(what: Phrase("each inside each", "嵌套的 each")))
    }
    isInEach = true
    defer { isInEach = false }
    guard let inner = part(syntax[0]) else { return nil }
    return Part(
      node: inner.node, measure: inner.measure, isPercentage: inner.isPercentage, range: range,
      isCalendarYear: inner.isCalendarYear, begin: inner.begin, length: inner.length)
  }

  /// The smallest or largest of several values, or the earliest or latest of dates.
  private mutating func extreme(
    _ operation: BinaryOperation, _ parts: [Part], _ words: Phrase, range: Range<Int>
  ) -> Part? {
    func fold(_ nodes: [NodeID], _ graph: inout ExpressionGraph) -> NodeID {
      nodes.dropFirst().reduce(nodes[0]) { graph.binary(operation, $0, $1) }
    }
    if let found = dates(parts) {
      guard let dates = found else { return nil }
      return Part(
        node: fold(dates.map(\.node), &graph), measure: .instant, range: range,
        begin: fold(dates.map { $0.begin ?? $0.node }, &graph), length: commonLength(dates))
    }
    if let unclear = shareAmongThings(parts, range: range)
      ?? unclearNumber(among: parts, range: range)
    {
      return report(unclear.range, unclear.problem)
    }
    guard let (nodes, measure) = unify(parts, operation: words) else { return nil }
    return Part(
      node: fold(nodes, &graph), measure: measure, isLiteral: parts.allSatisfy(\.isLiteral),
      otherUnit: otherUnit(among: parts), isOfThings: parts.contains(where: \.isOfThings),
      isPercentage: parts.allSatisfy(\.isPercentage), range: range,
      isCalendarYear: parts.allSatisfy(\.isCalendarYear))
  }

  /// The place of the first of several values, 1 for the largest: 1 and how many others are larger.
  @inline(never)
  private mutating func rank(_ arguments: [SyntaxArgument], range: Range<Int>) -> Part? {
    guard arguments.count >= 2 else { return report(range, wrong(.rank, arguments)) }
    guard let syntax = ordered(arguments, arguments.map { _ in nil }, of: .rank, range),
      let parts = parts(syntax),
      let (nodes, _) = unify(parts, operation: Phrase("a rank", " rank"))
    else { return nil }
    let place = nodes.dropFirst().reduce(graph.constant(1)) { place, rival in
      graph.binary(.add, place, graph.binary(.less, nodes[0], rival))
    }
    return Part(node: place, measure: .bare, range: range)
  }

  /// One of two values, or of two dates.
  private mutating func chosen(
    _ condition: NodeID, _ a: Part, _ b: Part, range: Range<Int>
  ) -> Part? {
    if let found = dates([a, b]) {
      guard let dates = found else { return nil }
      let begins = dates.map { $0.begin ?? $0.node }
      return Part(
        node: graph.select(condition, dates[0].node, dates[1].node), measure: .instant,
        range: range, begin: graph.select(condition, begins[0], begins[1]),
        length: commonLength(dates))
    }
    if let unclear = shareAmongThings([a, b], range: range)
      ?? unclearNumber(among: [a, b], range: range)
    {
      return report(unclear.range, unclear.problem)
    }
    guard let (nodes, measure) = unify([a, b], operation: Phrase("a choice", "选择")) else {
      return nil
    }
    return Part(
      node: graph.select(condition, nodes[0], nodes[1]), measure: measure,
      otherUnit: otherUnit(among: [a, b]), isOfThings: a.isOfThings || b.isOfThings,
      isPercentage: a.isPercentage && b.isPercentage, range: range,
      isCalendarYear: a.isCalendarYear && b.isCalendarYear)
  }

  /// All parts, so that all their issues are found; nil if one has any.
  mutating func parts(_ syntax: [SyntaxNode]) -> [Part]? {
    let parts = syntax.map { part($0) }
    let sound = parts.compactMap { $0 }
    return sound.count == parts.count ? sound : nil
  }

  /// The arguments in the order of the parameters, each by its label or by its place.
  private mutating func ordered(
    _ arguments: [SyntaxArgument], _ labels: [String?], of function: BuiltIn, _ range: Range<Int>
  ) -> [SyntaxNode]? {
    var places = [SyntaxNode?](repeating: nil, count: labels.count)
    var isSound = arguments.count == labels.count
    for (index, argument) in arguments.enumerated() where isSound {
      let place = argument.label == nil ? index : labels.firstIndex(of: argument.label)
      if argument.key == nil, let place, place < places.count, places[place] == nil {
        places[place] = argument.value
      } else {
        isSound = false
      }
    }
    let values = places.compactMap { $0 }
    guard isSound, values.count == labels.count else {
      return report(range, wrong(function, arguments))
    }
    return values
  }

  func wrong(_ function: BuiltIn, _ arguments: [SyntaxArgument]) -> ExpressionProblem {
    let given = arguments.map { argument in
      (argument.label ?? argument.key.map { tree.text(of: $0.range) }).map { "\($0):" } ?? "_"
    }
    return .wrongArguments(
      function: function.rawValue, usage: function.usage,
      found: "\(function.rawValue)(\(given.joined(separator: ", ")))")
  }

  @inline(never)
  private mutating func squareRoot(_ arguments: [SyntaxArgument], range: Range<Int>) -> Part? {
    guard let syntax = ordered(arguments, [nil], of: .sqrt, range),
      let argument = part(syntax[0]).map({ pure($0) })
    else { return nil }
    if let unit = argument.measure.unit, !unit.dimension.isNone,
      unit.dimension.exponents.values.allSatisfy({ $0 % 2 == 0 })
    {
      let root = Dimension(unit.dimension.exponents.mapValues { $0 / 2 })
      let node = convert(argument.node, from: unit.scale, to: .one)
      return Part(
        node: graph.unary(.sqrt, node),
        measure: .definite(Unit(symbol: "sqrt(\(unit.symbol))", dimension: root, scale: .one)),
        range: range)
    }
    guard let node = number(argument, for: Phrase("sqrt")) else { return nil }
    return Part(
      node: graph.unary(.sqrt, node),
      measure: measure(ofFunction: .sqrt, of: argument, syntax[0], range: range),
      isLiteral: argument.isLiteral, range: range)
  }

  /// What a function makes of a ratio: a number without a unit, which takes that of its place, or a ratio
  /// again, as (a / b)^0.5 is, where the place counts in hundredths or ten thousands.
  ///
  /// `100 * (1 - sqrt(a / b))` is so many of the place all the same, and exp makes a ratio of logarithms only.
  private func measure(
    ofFunction function: BuiltIn, of argument: Part, _ syntax: SyntaxNode, range: Range<Int>
  ) -> Measure {
    guard let unit = place.unit, unit.dimension.isNone && unit.scale != .one || unit.isPercentage,
      argument.measure.unit != nil, function != .exp || syntax.calls(["log", "log10"]),
      isWhole(range, inFunctions: true)
    else { return .bare }
    return .definite(.one)
  }

  // MARK: Time

  /// A stretch of time, in years.
  private mutating func years(_ syntax: SyntaxNode) -> NodeID? {
    guard let part = part(syntax) else { return nil }
    guard part.measure != .instant, let node = convert(part, toPlace: .year) else {
      return report(
        part.range, .unitMismatch(found: part.measure.phrase, expected: Unit.year.phrase))
    }
    return node
  }

  @inline(never)
  private mutating func timed(
    _ function: BuiltIn, _ arguments: [SyntaxArgument], range: Range<Int>
  ) -> Part? {
    let labels: [String?] =
      switch function {
      case .ramp: ["from", "over"]
      case .pulse: ["from", "for"]
      default: ["from"]
      }
    guard let syntax = ordered(arguments, labels, of: function, range) else { return nil }
    let date = part(syntax[0]).flatMap { dated($0) }
    let duration = syntax.count > 1 ? years(syntax[1]) : graph.constant(0)
    guard let date, let duration else { return nil }
    let begin = date.begin ?? date.node
    let node: NodeID =
      switch function {
      case .ramp: climb(from: begin, over: duration)
      case .pulse:
        graph.binary(.subtract, hasCome(begin), hasCome(graph.binary(.add, begin, duration)))
      default: hasCome(begin)
      }
    return Part(node: node, measure: .bare, range: range)
  }

  @inline(never)
  private mutating func lag(_ arguments: [SyntaxArgument], range: Range<Int>) -> Part? {
    let before = arguments.last.flatMap { $0.label == "before" ? $0.value : nil }
    let arguments = before == nil ? arguments : Array(arguments.dropLast())
    guard (1...2).contains(arguments.count),
      arguments.allSatisfy({ $0.key == nil && $0.label == nil })
    else { return report(range, wrong(.lag, arguments)) }
    guard case .name(let name) = arguments[0].value.kind else {
      return report(
        arguments[0].value.range,
        .notAnIndicator(name: tree.text(of: arguments[0].value.range)))
    }
    var periods = 1
    var count = 1.0
    var isWritten = false
    if arguments.count == 2 {
      let syntax = arguments[1].value
      guard let written = part(syntax) else { return nil }
      var node = written.node
      if let unit = written.measure.unit, !unit.dimension.isNone || !unit.labels.isEmpty {
        guard unit.dimension == .time else {
          return report(syntax.range, .badLag(text: tree.text(of: syntax.range)))
        }
        node = convert(node, from: unit.scale, to: Scale(1, over: Double(place.step.perYear)))
        isWritten = true
      }
      guard let number = graph.constant(node) else {
        return report(syntax.range, .badLag(text: tree.text(of: syntax.range)))
      }
      count = number
    }
    // Periods without a unit are those of the file.
    if !isWritten { count *= place.periodsOfGrid }
    guard count == count.rounded(), (1...10_000).contains(count) else {
      let place = arguments.count == 2 ? arguments[1].value.range : range
      return report(place, .badLag(text: tree.text(of: place)))
    }
    periods = Int(count)
    guard let symbol = scope.lag(of: name, by: periods) else {
      return noIndicator(name, arguments[0].value.range)
    }
    let past = symbolPart(symbol, range: range)
    guard let before else { return past }
    return self.past(past, of: name, by: periods, before: before, range: range)
  }

  /// Reports a name that is no indicator.
  mutating func noIndicator<T>(_ name: String, _ range: Range<Int>) -> T? {
    guard scope.symbol(named: name) == nil, !BuiltIn.values.contains(name) else {
      return report(range, .notAnIndicator(name: name))
    }
    return report(
      range, .unknownName(name: name, nearest: NearestName.of(name, among: scope.names)))
  }

  /// An earlier value, or another one in the periods before there was any.
  private mutating func past(
    _ past: Part, of name: String, by periods: Int, before syntax: SyntaxNode, range: Range<Int>
  ) -> Part? {
    guard let before = part(syntax),
      let (nodes, measure) = unify(
        [past, before], operation: Phrase("a value before the start", "起点之前的值"))
    else { return nil }
    let isBefore = isBefore(name, by: periods)
    return Part(
      node: graph.select(isBefore, nodes[1], nodes[0]), measure: measure, range: range)
  }

  /// Whether an indicator had no value yet so many periods ago.
  mutating func isBefore(_ name: String, by periods: Int) -> NodeID {
    // Half a period less, so that rounding decides nothing.
    let first = Double(scope.firstPeriod(of: name) + periods) - 0.5
    return graph.binary(.less, graph.elapsed(), graph.constant(first * place.step.years))
  }

  @inline(never)
  private mutating func date(_ arguments: [SyntaxArgument], range: Range<Int>) -> Part? {
    guard let syntax = ordered(arguments, [nil], of: .date, range) else { return nil }
    guard case .name(let name) = syntax[0].kind, let symbol = scope.date(of: name) else {
      return report(syntax[0].range, .notAMilestone(name: tree.text(of: syntax[0].range)))
    }
    return symbolPart(symbol, range: range)
  }
}
