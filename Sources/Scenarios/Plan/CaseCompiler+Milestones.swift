internal import Distributions
internal import Expressions
internal import Plans
internal import Quantities
internal import Wording

// Milestones: dates that are drawn, dates that come by chance, and what both wait for.
extension CaseCompiler {
  /// Puts the dates of milestones into the scope, each after those that it needs or names.
  mutating func compileMilestoneDates() {
    let milestones = scenario.indicators.filter {
      if case .milestone = $0.kind { true } else { false }
    }
    for indicator in milestones where indicator.hazard != nil {
      scope.dates[indicator.name] = scope.dateByChance(of: indicator.name)
    }
    let order = DependencyRounds(milestones.filter { $0.hazard == nil }, name: \.name) {
      namesRead(by: $0) + $0.milestone.needs
    }
    // A circle is reported when the scenario is read.
    for indicator in order.rounds.joined() + order.circle {
      guard let date = date(of: indicator) else { continue }
      scope.dates[indicator.name] = Symbol(
        .node(date), date: .date(begin: .node(date), length: 0))
    }
  }

  /// The names that the date of a milestone reads.
  private func namesRead(by indicator: Indicator) -> [String] {
    guard let text = indicator.opens, let tree = try? text.tree() else { return [] }
    return tree.names
  }

  /// How a milestone comes, when the dates of all are in the scope.
  mutating func milestone(_ indicator: Indicator) -> ProcessPlan? {
    if let text = indicator.hazard { return hazard(text, indicator) }
    guard let date = scope.dates[indicator.name], case .node(let node) = date.source else {
      return nil
    }
    return .milestone(date: node, awaitsOthers: graph.rate(of: node).changesInTime)
  }

  // MARK: Dates

  /// The date of a milestone: its own, or that of the last one that it needs.
  private mutating func date(of indicator: Indicator) -> NodeID? {
    guard let own = ownDate(of: indicator) else { return nil }
    let needed = datesNeeded(by: indicator)
    guard let known = conditioned(own, indicator, needed) else { return nil }
    return needed.reduce(known) { graph.binary(.max, $0, $1) }
  }

  private mutating func ownDate(of indicator: Indicator) -> NodeID? {
    if let reached = indicator.milestone.reached {
      return graph.constant(reached.coordinate(on: grid.step))
    }
    guard let text = indicator.opens else { return nil }
    var place = place("indicators.\(indicator.name).opens")
    place.stream = "indicator \(indicator.name)"
    place.correlated = copulas[indicator.name] ?? []
    guard let node = check(text, at: place)?.node else { return nil }
    checkCopula(of: indicator, node)
    return node
  }

  /// The dates of the milestones that one needs.
  private mutating func datesNeeded(by indicator: Indicator) -> [NodeID] {
    indicator.milestone.needs.compactMap { name in
      switch scope.dates[name]?.source {
      case .node(let node): node
      case .input(let id, let rate): graph.input(id, rate: rate)
      case .constant(let value): graph.constant(value)
      case nil: nil
      }
    }
  }

  // MARK: What is known

  /// The date given that it has not come by `not_by`.
  ///
  /// Exact where it is one law of its own, scaled and moved by numbers: the law is cut there. Anything
  /// else would need paths with weights.
  private mutating func conditioned(
    _ own: NodeID, _ indicator: Indicator, _ needed: [NodeID]
  ) -> NodeID? {
    guard let period = indicator.milestone.notBy else { return own }
    let bound = period.coordinate(on: grid.step)
    guard requireConstants(needed, indicator), requireIndependence(indicator) else { return nil }
    // What it waits for says already that it has not come.
    if needed.contains(where: { graph.constant($0) ?? 0 > bound }) { return own }
    if let date = graph.constant(own) {
      if date > bound { return own }
      reportNotBy(
        indicator,
        Phrase("its date is not after \(period)", "其日期不在 \(period) 之后"),
        Phrase("change one of them", "请更改其一"))
      return nil
    }
    guard let moved = MovedDraw(own, in: graph),
      moved.draw.isWritten(at: "indicator \(indicator.name)"),
      case .fixed(let law) = moved.draw.law
    else {
      reportNotBy(
        indicator,
        Phrase(
          "its date is not one law of known numbers, which could be cut at \(period)",
          "其日期不是参数已知的单一分布，无法在 \(period) 处截断"),
        Phrase(
          "write one law in `opens`, such as `truncated(law, min: \(period))`, or a law that is already of "
            + "what is left",
          "请在 `opens` 中写单一分布，如 `truncated(分布, min: \(period))`，或直接写剩余时间的分布"))
      return nil
    }
    let cut = (bound - moved.shift) / moved.factor
    do throws(DistributionError) {
      let left = try Truncated(
        law, min: moved.factor > 0 ? cut : -.infinity, max: moved.factor > 0 ? .infinity : cut)
      let draw = graph.draw(
        Draw(stream: moved.draw.stream, law: .fixed(.truncated(left)), isPerPeriod: false))
      let scaled = graph.binary(.multiply, graph.constant(moved.factor), draw)
      return graph.binary(.add, scaled, graph.constant(moved.shift))
    } catch {
      reportNotBy(
        indicator,
        Phrase("by its law it has come by \(period)", "按其分布，\(period) 前已达到"),
        Phrase("take a law that reaches further", "请取范围更远的分布"))
      return nil
    }
  }

  private func requireConstants(_ needed: [NodeID], _ indicator: Indicator) -> Bool {
    guard needed.contains(where: { graph.constant($0) == nil }) else { return true }
    reportNotBy(
      indicator,
      Phrase(
        "what it needs has no known date, so that this says something of that too",
        "所需之事的日期未知，故此句也涉及它们"),
      Phrase(
        "write `not_by` at those that have not been reached, or `reached` at those that have",
        "请在尚未达到者处写 `not_by`，或在已达到者处写 `reached`"))
    return false
  }

  private func requireIndependence(_ indicator: Indicator) -> Bool {
    guard copulas[indicator.name] != nil else { return true }
    reportNotBy(
      indicator,
      Phrase(
        "it is correlated with others, of which this says something too",
        "它与其他 milestone 相关，故此句也涉及它们"),
      Phrase("remove it from `correlation`", "请将其从 `correlation` 中删去"))
    return false
  }

  private func reportNotBy(_ indicator: Indicator, _ problem: Phrase, _ advice: Phrase) {
    issues.report(
      indicator.milestone.placeOfNotBy ?? indicator.place,
      "indicators.\(indicator.name).not_by", problem, advice)
  }

  // MARK: Hazards

  private mutating func hazard(_ text: ExpressionText, _ indicator: Indicator) -> ProcessPlan? {
    let path = "indicators.\(indicator.name).hazard"
    guard let rates = nodes(text, place(path), grid.monthsPerStep),
      let law = try? Exponential(mean: 1)
    else { return nil }
    let needed = datesNeeded(by: indicator)
    var begin = beginOfHazard(text, indicator)
    if let period = indicator.milestone.notBy {
      guard requireConstants(needed, indicator), requireIndependence(indicator),
        requireNoChance(rates, indicator, period)
      else { return nil }
      begin = max(begin, period.coordinate(on: grid.step))
    }
    let draw = graph.draw(
      Draw(
        stream: "indicator \(indicator.name)", law: .fixed(.exponential(law)), isPerPeriod: false,
        correlated: copulas[indicator.name] ?? []))
    return .hazard(
      HazardPlan(
        draw: draw, rates: Set(rates).count == 1 ? [rates[0]] : rates,
        begin: needed.reduce(graph.constant(begin)) { graph.binary(.max, $0, $1) }))
  }

  /// The coordinate from which on a hazard acts: the beginning of `from`, or the end of the first period.
  private func beginOfHazard(_ text: ExpressionText, _ indicator: Indicator) -> Double {
    indicator.milestone.from.map { $0.coordinate(on: grid.step) - $0.step.years }
      ?? grid.year(grid.index(of: time(of: text).startsAfter))
  }

  /// The first period in which a hazard acts; 0 of what has none.
  func firstPeriod(ofHazardOf indicator: Indicator) -> Int {
    guard let text = indicator.hazard else { return 0 }
    let begin = beginOfHazard(text, indicator) + Period.coordinateRounding
    return (0..<grid.count).first { grid.year($0) > begin } ?? grid.count
  }

  /// A hazard that others have a say in tells by `not_by` something of them too.
  private func requireNoChance(
    _ rates: [NodeID], _ indicator: Indicator, _ period: Period
  ) -> Bool {
    guard rates.contains(where: { !graph.rate(of: $0).isScalar }) else { return true }
    reportNotBy(
      indicator,
      Phrase(
        "its hazard depends on what is drawn, of which this says something too",
        "其 `hazard` 取决于抽取的量，故此句也涉及它们"),
      Phrase(
        "write `from: \(period.advanced(by: 1))`, which lets the hazard begin there",
        "请写 `from: \(period.advanced(by: 1))`，使 `hazard` 由此开始"))
    return false
  }

  // MARK: Correlation

  /// A correlated date has one law of its own.
  private func checkCopula(of indicator: Indicator, _ node: NodeID) {
    // Where a case assumes another date, that one need not be drawn.
    guard copulas[indicator.name] != nil,
      base.indicator(indicator.name)?.opens == indicator.opens
    else { return }
    let own = "indicator \(indicator.name)"
    let streams = Set(
      graph.draws(of: [node]).map(\.draw).filter { $0.isWritten(at: own) }.map(\.stream))
    guard streams.count != 1 else { return }
    let entry = scenario.correlations.first { $0.members.contains(indicator.name) }
    issues.report(
      entry?.place ?? indicator.place, "correlation",
      streams.isEmpty
        ? Phrase(
          "\(indicator.name.quoted) has no law of its own in `opens` to correlate",
          "\(indicator.name.quoted) 的 `opens` 中没有自己的分布可供相关")
        : Phrase(
          "\(indicator.name.quoted) has \(streams.count) laws in `opens`, and nobody knows which is meant",
          "\(indicator.name.quoted) 的 `opens` 中有 \(streams.count) 个分布，不知所指"),
      Phrase(
        "write one law there, as in `opens: 2022 + gamma(mean: 5, sd: 2) years`; an uncertainty that "
          + "several read ties them by itself",
        "请只写一个分布，如 `opens: 2022 + gamma(mean: 5, sd: 2) years`；多处共用的不确定量本身即使它们相关"))
  }
}

/// A draw times a number, moved by another.
private struct MovedDraw {
  var draw: Draw
  var factor = 1.0
  var shift = 0.0

  /// - Returns: nil where a node is anything else.
  init?(_ node: NodeID, in graph: ExpressionGraph) {
    switch graph[node] {
    case .draw(let draw): self.draw = draw
    case .binary(let operation, let a, let b):
      let (x, y) = (graph.constant(a), graph.constant(b))
      guard let number = x ?? y, let inner = MovedDraw(x == nil ? a : b, in: graph) else {
        return nil
      }
      self = inner
      switch operation {
      case .add: shift += number
      case .subtract where y != nil: shift -= number
      case .multiply where number != 0: (factor, shift) = (factor * number, shift * number)
      case .divide where y != nil: (factor, shift) = (factor / number, shift / number)
      default: return nil
      }
    default: return nil
    }
  }
}
