internal import Expressions
internal import Quantities

extension Lever {
  /// The lever in expressions.
  ///
  /// - Parameters:
  ///   - value: its value.
  ///   - step: the step of the grid.
  /// - Returns: the symbol: a date, a calendar year or a quantity.
  func symbol(_ value: Double, on step: TimeStep) -> Symbol {
    if let period = dates, period != .year {
      let end = step == .year ? value - 1 : value
      return Symbol(
        .constant(end), date: .date(begin: .constant(end - period.years), length: period.years))
    }
    return Symbol(
      .constant(value), unit: unit == .one ? nil : unit,
      date: isCalendarYear ? .calendarYear : .none)
  }

  /// The lever where every path draws it.
  func symbol(_ value: NodeID, on step: TimeStep, graph: inout ExpressionGraph) -> Symbol {
    if let period = dates, period != .year {
      let end = step == .year ? graph.binary(.subtract, value, graph.constant(1)) : value
      let begin = graph.binary(.subtract, end, graph.constant(period.years))
      return Symbol(.node(end), date: .date(begin: .node(begin), length: period.years))
    }
    return Symbol(
      .node(value), unit: unit == .one ? nil : unit,
      date: isCalendarYear ? .calendarYear : .none)
  }

  /// Whether its values are calendar years in a date's place.
  private var isCalendarYear: Bool {
    let years = 1000.0...9999.0
    return unit == .one
      && (range.map { years.contains($0.lowerBound) && years.contains($0.upperBound) }
        ?? years.contains(defaultValue))
  }
}
