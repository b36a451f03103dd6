import Quantities
internal import Wording

// A number without a unit is in the unit beside it. Not all neighbours say which that is.
extension Checking {
  /// A number that may be in the unit beside it or in another one.
  ///
  /// - Beside a percentage: `1 - share` may be 1 % or the whole. Where the sum is the value of a
  ///   place counted in the same percentage, it is that.
  /// - Beside quantities of different magnitudes, and where the place is counted in another
  ///   magnitude: `small - 5000` for so many 家, where small is counted in 万家.
  ///
  /// Nought is the same in all units.
  ///
  /// - Parameters:
  ///   - parts: what is added, chosen from or compared in size.
  ///   - range: where that stands.
  /// - Returns: what is unclear of the first such number, and where it stands.
  func unclearNumber(
    among parts: [Part], range: Range<Int>
  ) -> (range: Range<Int>, problem: ExpressionProblem)? {
    guard
      let number = parts.first(where: { $0.measure == .bare && graph.constant($0.node) != 0 }),
      let leader = parts.first(where: { $0.measure.unit != nil }), let unit = leader.measure.unit
    else { return nil }
    func unclear(_ one: Unit, _ other: Unit) -> (Range<Int>, ExpressionProblem) {
      let symbols =
        one.symbol == other.symbol || one.isRatio && other.isPercentage
        ? [other.symbol] : [one.symbol, other.symbol]
      return (
        number.range,
        .unclearNumber(
          text: tree.text(of: number.range), units: symbols, isNumber: number.isLiteral)
      )
    }
    let fromPlace = place.unit.flatMap { isWhole(range) ? $0 : nil }
    if leader.isPercentage {
      // A written percentage is a plain number to a sum: `1 + 8 %` is 1.08 wherever such are meant. In a place
      // of percentages it may be 9 %, and `5 + 3 %` may be 8 % anywhere.
      let isInPercent = fromPlace.map { $0.dimension.isNone && $0.isPercentage } ?? false
      let large = parts.first {
        $0.measure == .bare && $0.isLiteral && abs(graph.constant($0.node) ?? 0) >= 2
      }
      if let unclear = isInPercent ? number : large {
        return besidePercentage(unclear, unit.isPercentage ? unit : nil)
      }
      if unit.isPercentage { return nil }
    } else if unit.isPercentage {
      let isUnitOfPlace = fromPlace?.dimension == unit.dimension && fromPlace?.scale == unit.scale
      return isUnitOfPlace ? nil : unclear(unit, unit)
    }
    // A unit that is written beside the number is seen.
    guard !parts.allSatisfy({ $0.isLiteral || $0.measure.unit == nil }) else { return nil }
    if let other = parts.lazy.compactMap({ $0.measure.unit }).first(where: {
      $0.isCompatible(with: unit) && $0.scale != unit.scale
    }) {
      return unclear(unit, other)
    }
    if let other = leader.otherUnit { return unclear(unit, other) }
    if let fromPlace, fromPlace.isCompatible(with: unit), !isScaleOfFile(unit, fromPlace) {
      return unclear(unit, fromPlace)
    }
    return nil
  }

  /// A number beside a written percentage, which may be so many percent or a plain number.
  func besidePercentage(
    _ number: Part, _ unit: Unit?
  ) -> (range: Range<Int>, problem: ExpressionProblem) {
    (
      number.range,
      .unclearNumber(
        text: tree.text(of: number.range), units: [unit?.symbol ?? "%"],
        isNumber: number.isLiteral)
    )
  }

  // MARK: Factors of shares

  /// Whether a share stands beside all that its place counts, as in `100 * share` where that is percent.
  func isFactorOfWhole(_ range: Range<Int>) -> Bool {
    guard let unit = place.unit, unit.isPercentage else { return false }
    let whole = (unit.timeScale / unit.scale).value
    return tree.root.factors(of: range).contains { $0.writtenNumber == whole }
  }

  /// A number that multiplies a share in a place of percentages and may be so many percent: `80 * share` may be
  /// a share of 80 %, or 80 times as much; `2 * share` is twice as much.
  func unclearFactor(
    ofShareAt range: Range<Int>
  ) -> (range: Range<Int>, problem: ExpressionProblem)? {
    guard let unit = place.unit, unit.isPercentage, !isFactorOfWhole(range),
      let factor = tree.root.factors(of: range).first(where: { ($0.writtenNumber ?? 0) >= 10 }),
      comesWithoutUnit(range, in: tree.root)
    else { return nil }
    return (
      factor.range,
      .unclearNumber(
        text: tree.text(of: factor.range), units: [unit.symbol], isNumber: true)
    )
  }

  /// Whether a number at a range comes to the place with no unit but its own: not in `revenue * share`, nor in
  /// `exp(share)`, where its own is nothing to the place.
  private func comesWithoutUnit(_ range: Range<Int>, in node: SyntaxNode) -> Bool {
    func holds(_ node: SyntaxNode) -> Bool { comesWithoutUnit(range, in: node) }
    guard node.range != range, node.range.contains(range.lowerBound) else {
      return node.range == range
    }
    switch node.kind {
    case .negated(let value): return holds(value)
    case .arithmetic(.add, let a, let b), .arithmetic(.subtract, let a, let b),
      .interval(_, let a, let b):
      return holds(a) || holds(b)
    case .arithmetic(.multiply, let a, let b):
      return holds(a) && isWithoutUnit(b) || holds(b) && isWithoutUnit(a)
    case .arithmetic(.divide, let a, let b): return holds(a) && isWithoutUnit(b)
    case .arithmetic(.power, let a, _): return holds(a)
    case .call(let name, _, let arguments):
      let keepsUnits: Set = ["if", "min", "max", "sum", "abs", "floor", "ceil", "round", "each"]
      return (keepsUnits.contains(name) || LawTable.names.contains(name))
        && arguments.contains { holds($0.value) }
    case .number, .date, .name, .quantity, .comparison: return false
    }
  }

  /// Whether neither a part nor a name in it has a unit.
  private func isWithoutUnit(_ node: SyntaxNode) -> Bool {
    switch node.kind {
    case .number, .date, .comparison: true
    case .name(let name):
      scope.symbol(named: name).map { $0.unit == nil }
        ?? (BuiltIn.values.contains(name) || !units.knows(name))
    case .quantity: false
    case .negated(let value): isWithoutUnit(value)
    case .arithmetic(_, let a, let b), .interval(_, let a, let b):
      isWithoutUnit(a) && isWithoutUnit(b)
    case .call("step", _, _), .call("ramp", _, _), .call("pulse", _, _): true
    case .call(_, _, let arguments): arguments.allSatisfy { isWithoutUnit($0.value) }
    }
  }

  /// A percentage that stands with a number of things in a sum, a choice or a comparison: `firms + 10 %` is
  /// no tenth more.
  func shareAmongThings(
    _ parts: [Part], range: Range<Int>
  ) -> (range: Range<Int>, problem: ExpressionProblem)? {
    guard parts.contains(where: \.isOfThings) || place.countsThings && isWhole(range),
      let share = parts.first(where: {
        $0.isPercentage || $0.measure.unit.map { $0.isPercentage && $0.scale.value < 1 } ?? false
      })
    else { return nil }
    return (share.range, .percentageOfThings(text: tree.text(of: share.range)))
  }

  /// Whether a unit has the scale of the place; where the place counts by periods, apart from their length,
  /// which is another one where a file is part of a plan of shorter periods.
  private func isScaleOfFile(_ unit: Unit, _ place: Unit) -> Bool {
    if unit.scale == place.scale { return true }
    return self.place.isPerPeriod && unit.scale / unit.timeScale == place.scale / place.timeScale
  }

  /// The unit of one of several values that has another scale than the first one's.
  func otherUnit(among parts: [Part]) -> Unit? {
    guard let unit = parts.lazy.compactMap({ $0.measure.unit }).first else { return nil }
    return parts.lazy.compactMap { $0.otherUnit }.first
      ?? parts.lazy.compactMap { $0.measure.unit }.first {
        $0.isCompatible(with: unit) && $0.scale != unit.scale
      }
  }

  /// So much per time by itself where the place counts hundredths or ten thousands per time.
  func unclearRate(_ part: Part, in unit: Unit) -> ExpressionProblem? {
    guard unit.dimension == .rate, unit.scale != unit.timeScale, part.isLiteral,
      !tree.root.isPercentage,
      let own = part.measure.unit, own.dimension == .rate, own.labels.isEmpty,
      own.scale == own.timeScale, graph.constant(part.node) != 0
    else { return nil }
    return .unclearNumber(
      text: tree.text(of: part.range), units: [unit.symbol, own.symbol], isNumber: true)
  }

  /// Whether the value at a range comes to the place as it is, or in a sum or a choice; `inFunctions` also in
  /// the argument of a function that does.
  func isWhole(_ range: Range<Int>, inFunctions: Bool = false) -> Bool {
    func holds(_ node: SyntaxNode) -> Bool {
      if node.range == range { return true }
      switch node.kind {
      case .arithmetic(.add, let a, let b), .arithmetic(.subtract, let a, let b):
        return holds(a) || holds(b)
      case .negated(let value): return holds(value)
      case .call("exp", _, _), .call("sqrt", _, _), .call("log", _, _), .call("log10", _, _):
        return inFunctions && node.range.contains(range.lowerBound)
      case .call(let name, _, let arguments):
        let choices = name == "if" ? arguments.dropFirst() : arguments[...]
        return ["if", "min", "max", "sum"].contains(name) && choices.contains { holds($0.value) }
      default: return false
      }
    }
    return holds(tree.root)
  }
}

extension Unit {
  /// Whether it is things that are counted: 万家, and not 家/年 or facilities per 10,000 people.
  var countsThings: Bool {
    dimension.isNone && !labels.isEmpty && !symbol.contains("/") && !symbol.contains("每")
      && !symbol.contains(" per ")
  }

  /// Whether it counts hundredths or thousandths of nothing else, perhaps per time.
  var isPercentage: Bool {
    labels.isEmpty && (dimension.isNone || dimension == .rate) && scale != timeScale
  }

  /// Whether it is a plain number of nothing, such as 亿元/亿元, whose symbol tells people nothing.
  fileprivate var isRatio: Bool {
    dimension.isNone && scale == .one && (labels.isEmpty || symbol.contains("/"))
  }
}
