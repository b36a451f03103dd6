import Distributions
import Quantities
internal import Wording

// Delays spread by a law: the past of an indicator, weighted by the law's probability of each lag.
extension Checking {
  /// `delay(x, gamma(mean: 1, sd: 0.5) years, before: v)`.
  @inline(never)
  mutating func delay(_ arguments: [SyntaxArgument], range: Range<Int>) -> Part? {
    guard arguments.count == 3, arguments[2].label == "before",
      arguments.prefix(2).allSatisfy({ $0.key == nil && $0.label == nil })
    else { return report(range, wrong(.delay, arguments)) }
    let syntax = arguments[0].value
    guard case .name(let name) = syntax.kind else {
      return report(syntax.range, .notAnIndicator(name: tree.text(of: syntax.range)))
    }
    let weights = weights(arguments[1].value)
    let before = part(arguments[2].value)
    guard let present = scope.lag(of: name, by: 0) else { return noIndicator(name, syntax.range) }
    guard let weights, let before,
      let (nodes, measure) = unify(
        [symbolPart(present, range: range), before],
        operation: Phrase("a value before the start", "起点之前的值"))
    else { return nil }
    guard place.time != .steady else {
      return report(range, .notAllowed(what: Phrase("delay", " delay")))
    }
    var sum = graph.binary(.multiply, graph.constant(weights.beyond), nodes[1])
    for (lag, weight) in weights.lags.enumerated() where weight != 0 {
      guard let symbol = scope.lag(of: name, by: lag),
        let (values, _) = unify(
          [symbolPart(symbol, range: range), before],
          operation: Phrase("a value before the start", "起点之前的值"))
      else { return nil }
      let isBefore = isBefore(name, by: lag)
      let value = graph.select(isBefore, nodes[1], values[0])
      sum = graph.binary(
        .add, sum, graph.binary(.multiply, graph.constant(weight), value))
    }
    return Part(node: sum, measure: measure, range: range)
  }

  /// The weights of the lags, of a law or a number that is a stretch of time.
  private mutating func weights(_ syntax: SyntaxNode) -> DelayWeights? {
    guard let time = part(syntax) else { return nil }
    guard time.measure != .instant, time.measure != .bare,
      let node = convert(time, toPlace: .year)
    else {
      return report(
        syntax.range,
        .unitMismatch(found: time.measure.phrase, expected: Unit.year.phrase))
    }
    let periods = graph.binary(
      .multiply, node, graph.constant(Double(place.step.perYear)))
    let law = graph.law(of: periods)
    if let number = graph.constant(periods), number >= 0 {
      return DelayWeights(lag: number, periods: place.periods)
    }
    guard let law, isOwnDraw(periods) else { return refused(syntax) }
    guard law.support.lowerBound >= 0 else {
      return report(
        syntax.range,
        .lawArgument(
          law: "delay",
          reason: Phrase(
            "its law reaches below 0; cut it, as in truncated(normal(1, 0.5), min: 0) years",
            "其分布低于 0；请截断，如 truncated(normal(1, 0.5), min: 0) years")))
    }
    guard let weights = DelayWeights(law, periods: place.periods) else { return refused(syntax) }
    return weights
  }

  /// Whether the law of a node is written here: a named uncertainty is one number of each path.
  private func isOwnDraw(_ node: NodeID) -> Bool {
    graph.draws(of: [node]).allSatisfy { $0.draw.isWritten(at: place.stream ?? place.path) }
  }

  private mutating func refused(_ syntax: SyntaxNode) -> DelayWeights? {
    report(
      syntax.range,
      .lawArgument(
        law: "delay",
        reason: Phrase(
          "its time must be one continuous or discrete law of numbers and levers, or a number, as in "
            + "gamma(mean: 1, sd: 0.5) years",
          "其时间须为参数是数字或手段的单一连续或 discrete 分布，或为数字，如 "
            + "gamma(mean: 1, sd: 0.5) years")))
  }
}
