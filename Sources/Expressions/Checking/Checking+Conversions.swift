import Quantities
internal import Wording

/// Values from one unit to another.
extension Checking {
  /// The same number in another scale: one rounding for each factor that is not 1.
  mutating func convert(_ node: NodeID, from: Scale, to: Scale) -> NodeID {
    let ratio = from / to
    var node = node
    if ratio.numerator != 1 {
      node = graph.binary(.multiply, node, graph.constant(ratio.numerator))
    }
    if ratio.denominator != 1 {
      node = graph.binary(.divide, node, graph.constant(ratio.denominator))
    }
    return node
  }

  /// A percentage as a plain number; anything else as it is.
  mutating func pure(_ part: Part) -> Part {
    guard part.isPercentage, let unit = part.measure.unit else { return part }
    var part = part
    part.node = convert(part.node, from: unit.scale, to: .one)
    part.measure = .definite(.one)
    part.isPercentage = false
    return part
  }

  /// The value as a plain number, for functions; reports anything that has a dimension.
  mutating func number(_ part: Part, for function: Phrase) -> NodeID? {
    switch part.measure {
    case .bare, .counted, .years: return part.node
    case .instant: return report(part.range, .dateAsNumber(of: function))
    case .definite(let unit):
      guard unit.dimension.isNone else {
        return report(
          part.range, .needsPureNumber(function: function, found: unit.phrase))
      }
      return convert(part.node, from: unit.scale, to: .one)
    }
  }

  /// The value in the unit of a place, or nil when the dimensions differ.
  mutating func convert(_ part: Part, toPlace unit: Unit) -> NodeID? {
    switch part.measure {
    case .bare: return part.node
    case .counted: return convert(part.node, from: unit.withoutMagnitude.scale, to: unit.scale)
    case .years:
      guard unit.dimension == .time else { return part.node }
      return convert(part.node, from: .one, to: unit.scale)
    case .instant:
      // A derived value may be a date.
      return unit == .one ? part.node : nil
    case .definite(let own):
      if own.isCompatible(with: unit) {
        if unit.dimension == .rate, place.conversion != .proportional {
          return compound(part.node, from: own, to: unit)
        }
        return convert(part.node, from: own.scale, to: unit.scale)
      }
      let isPlainRate = own.dimension == .rate && own.labels.isEmpty
      if place.totalOver != .none, isPlainRate || own.isCompatible(with: unit / .year) {
        // So much a year, for so many years.
        let scale = isPlainRate ? Unit.perYear.scale : (unit / .year).scale
        let perYear = convert(part.node, from: own.scale, to: scale)
        return graph.binary(.multiply, perYear, graph.constant(place.totalOver.length))
      }
      if let exchanged = exchange(part.node, from: own, to: unit) { return exchanged }
      // A share, a ratio or a count where a rate is expected is so much per its time.
      guard unit.dimension == .rate, own.dimension.isNone else { return nil }
      guard own.labels.isEmpty else { return own.scale == .one ? part.node : nil }
      return convert(
        part.node, from: own.scale, to: unit.labels.isEmpty ? unit.scale / unit.timeScale : .one)
    }
  }

  /// The currencies in which two units differ, with their exponents; nil where they differ otherwise.
  private func currencies(from own: Unit, to unit: Unit) -> [(BaseDimension, Int)]? {
    let ratio = (own.dimension / unit.dimension).exponents.sorted { $0.key < $1.key }
    let isMoney = ratio.allSatisfy { [.yuan, .usd, .eur, .hkd].contains($0.key) }
    guard isMoney, !ratio.isEmpty, ratio.reduce(0, { $0 + $1.value }) == 0 else { return nil }
    return ratio.map { ($0.key, $0.value) }
  }

  /// Whether money of one unit can be had in another, at prices that the file gives.
  private func isExchanged(_ own: Unit, _ unit: Unit) -> Bool {
    currencies(from: own, to: unit)?.allSatisfy {
      $0.0 == .yuan || scope.price(of: $0.0) != nil
    } ?? false
  }

  /// Money in another currency, at the prices that the file gives.
  private mutating func exchange(_ node: NodeID, from own: Unit, to unit: Unit) -> NodeID? {
    guard isExchanged(own, unit), let currencies = currencies(from: own, to: unit) else {
      return nil
    }
    var value = convert(node, from: own.scale, to: unit.scale)
    for (currency, exponent) in currencies where currency != .yuan {
      guard let symbol = scope.price(of: currency) else { return nil }
      let price = symbolPart(symbol, range: 0..<0).node
      for _ in 0..<abs(exponent) {
        value = graph.binary(exponent > 0 ? .multiply : .divide, value, price)
      }
    }
    return value
  }

  /// A share per month as one per year: what a year of months leaves, or what it grows to.
  private mutating func compound(_ node: NodeID, from own: Unit, to unit: Unit) -> NodeID {
    let p = convert(node, from: own.scale / own.timeScale, to: .one)
    let count = (own.timeScale / unit.timeScale).value
    guard count != 1 else { return p }
    timesWritten = count
    let one = graph.constant(1)
    let exponent = graph.constant(count)
    if place.conversion == .surviving {
      let left = graph.binary(.power, graph.binary(.subtract, one, p), exponent)
      return graph.binary(.subtract, one, left)
    }
    let grown = graph.binary(.power, graph.binary(.add, one, p), exponent)
    return graph.binary(.subtract, grown, one)
  }

  /// The values of several parts in one unit, for sums, comparisons and choices.
  ///
  /// - Returns: their nodes and the measure that they share; nil after reporting a mismatch.
  mutating func unify(_ parts: [Part], operation: Phrase) -> (nodes: [NodeID], measure: Measure)? {
    let parts = parts.map { pure($0) }
    guard let leader = parts.first(where: { $0.measure.unit != nil }),
      let unit = leader.measure.unit
    else {
      let measure: Measure =
        parts.contains { $0.measure == .years }
        ? .years
        : parts.first { $0.measure.isCounted }?.measure ?? .bare
      return (parts.map(\.node), measure)
    }
    var nodes: [NodeID] = []
    for part in parts {
      if let own = part.measure.unit, !own.isCompatible(with: unit), !isExchanged(own, unit) {
        return report(
          part.range,
          .operandMismatch(operation: operation, left: leader.measure.phrase, right: own.phrase))
      }
      if let unclear = unclearMagnitude(part, in: unit) { return report(part.range, unclear) }
      // A written number takes the unit beside it; of a name nobody knows what it counts.
      if unit.dimension == .time, part.measure == .bare, !part.isLiteral {
        return report(
          part.range,
          .durationWithoutUnit(text: tree.text(of: part.range), isNumber: part.isLiteral))
      }
      nodes.append(convertOperand(part, to: unit) ?? part.node)
    }
    return (nodes, .definite(unit))
  }

  /// The value of an operand in the unit of another one.
  private mutating func convertOperand(_ part: Part, to unit: Unit) -> NodeID? {
    if let own = part.measure.unit, own.isCompatible(with: unit) {
      return convert(part.node, from: own.scale, to: unit.scale)
    }
    return convert(part, toPlace: unit)
  }
}
