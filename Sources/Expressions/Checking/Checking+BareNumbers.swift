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
    if unit.isPercentage {
      if let fromPlace, fromPlace.dimension == unit.dimension, fromPlace.scale == unit.scale,
        !leader.isPercentage || fromPlace.isPercentage
      {
        // `15 % + 4` in a place of percentages: a written percentage is a plain number to a sum.
        return leader.isPercentage ? unclear(unit, unit) : nil
      }
      // `1 + 8 %` is 1.08 wherever plain numbers are meant.
      return leader.isPercentage ? nil : unclear(unit, unit)
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
