internal import Expressions
internal import Quantities

extension Lever {
  /// The lever in expressions.
  ///
  /// - Returns: the symbol: a date, a calendar year or a quantity.
  func symbol(_ value: Double, on step: TimeStep) -> Symbol {
    guard let period = datePeriod else { return number(.constant(value)) }
    let end = step == .year ? value - 1 : value
    return Symbol(
      .constant(end), date: .date(begin: .constant(end - period.years), length: period.years))
  }

  /// The lever where every path draws it.
  func symbol(_ value: NodeID, on step: TimeStep, graph: inout ExpressionGraph) -> Symbol {
    guard let period = datePeriod else { return number(.node(value)) }
    let end = step == .year ? graph.binary(.subtract, value, graph.constant(1)) : value
    let begin = graph.binary(.subtract, end, graph.constant(period.years))
    return Symbol(.node(end), date: .date(begin: .node(begin), length: period.years))
  }

  /// The largest percentage of a lever that is written in percent, 0 where its range ends below the whole; nil
  /// of any other lever.
  var largestShare: Double? {
    guard isShare else { return nil }
    guard let range else { return abs(defaultValue) }
    return range.contains(1) ? max(abs(range.lowerBound), range.upperBound) : 0
  }

  /// The period of values that are dates; a year stands as its number.
  private var datePeriod: TimeStep? { dates == .year ? nil : dates }

  private func number(_ source: Symbol.Source) -> Symbol {
    Symbol(
      source, unit: unit == .one ? nil : unit, date: isCalendarYear ? .calendarYear : .none,
      isShare: isShare)
  }

  /// Whether its values are calendar years in a date's place.
  private var isCalendarYear: Bool {
    let years = 1000.0...9999.0
    return unit == .one
      && (range.map { years.contains($0.lowerBound) && years.contains($0.upperBound) }
        ?? years.contains(defaultValue))
  }
}
