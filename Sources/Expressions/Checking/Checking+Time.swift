import Quantities
internal import Wording

/// A stretch of a period over which functions of time are averaged.
struct TimeWindow {
  /// How far its middle lies before the end of the period, in years.
  let back: Double
  /// Its length in years.
  let width: Double

  /// A whole period.
  init(ofPeriod step: TimeStep) {
    width = step.years
    back = width / 2
  }

  /// A month of a period, from 0.
  init(ofMonth month: Int, in step: TimeStep) {
    let months = 12 / step.perYear
    width = 1 / 12
    back = (Double(months - month) - 0.5) / 12
  }
}

// Dates and functions of time.
//
// A date names a period, with a beginning and an end. Its node is the end, in years as the grid counts
// them (``Period/coordinate(on:)``); the beginning is carried beside it. `from:` takes beginnings,
// `opens` and `midpoint` ends. A function of time is 0 up to and including its instant, the name of a
// milestone 1 from it on.
//
// In a place that acts over a period, each function of time stands for its mean over the period, which
// is known exactly. The mean of an expression in which they enter linearly is the expression of their
// means; any other is averaged over the months of the period, each with the means of its own month.
extension Checking {
  /// How near two points in time are one and the same: half a minute, in years.
  ///
  /// Sums of months differ from calendar coordinates in the last digit.
  static let instantTolerance = 1e-6

  // MARK: Dates

  /// The part as a date; reports what is none.
  mutating func dated(_ part: Part) -> Part? {
    if part.measure == .instant { return part }
    guard part.measure == .bare, part.isCalendarYear else {
      return report(
        part.range,
        .notADate(
          text: tree.text(of: part.range), found: part.measure.phrase,
          example: part.measure.isDuration
            ? tree.text(of: part.range) : "exponential(mean: 8 years)"))
    }
    // A year stands at its number on a grid of years and at the next one's number on others.
    var date = part
    let end = place.step == .year ? 0.0 : 1.0
    date.node = graph.binary(.add, part.node, graph.constant(end))
    date.begin = graph.binary(.add, part.node, graph.constant(end - 1))
    date.length = 1
    date.measure = .instant
    date.isCalendarYear = false
    return date
  }

  /// What a part is in time.
  func sense(of part: Part) -> DateSense<NodeID> {
    if part.measure == .instant {
      return .date(begin: part.begin ?? part.node, length: part.length)
    }
    return part.measure == .bare && part.isCalendarYear ? .calendarYear : .none
  }

  /// A sum or difference in which dates or stretches of time take part; nil in the outer sense where
  /// neither does.
  mutating func sumOfTimes(
    _ operation: ArithmeticOperator, _ a: Part, _ b: Part, range: Range<Int>
  ) -> Part?? {
    let hasDate = a.measure == .instant || b.measure == .instant
    let yearBesideTime =
      a.isCalendarYear && b.measure.isDuration || b.isCalendarYear && a.measure.isDuration
    // In a date's place 2022 + 8 is a date and a stretch of time without its unit.
    let yearInPlace =
      place.expectsDate && (a.isCalendarYear || b.isCalendarYear)
      && !(a.isCalendarYear && b.isCalendarYear && operation == .subtract)
    guard hasDate || yearBesideTime || yearInPlace else { return nil }
    func isDate(_ part: Part) -> Bool {
      part.measure == .instant || part.measure == .bare && part.isCalendarYear
    }
    switch (isDate(a), isDate(b)) {
    case (true, true):
      guard let first = dated(a), let second = dated(b) else { return .some(nil) }
      guard operation == .subtract else { return .some(report(range, .sumOfDates)) }
      return Part(
        node: graph.binary(.subtract, first.node, second.node), measure: .definite(.year),
        range: range)
    case (false, true):
      guard operation == .add else {
        return .some(report(a.range, .dateAsNumber(of: Phrase("a difference", "差"))))
      }
      return .some(moved(b, by: a, operation, range: range))
    default:
      return .some(moved(a, by: b, operation, range: range))
    }
  }

  /// A date some time later or earlier: its beginning and its end both move.
  private mutating func moved(
    _ part: Part, by time: Part, _ operation: ArithmeticOperator, range: Range<Int>
  ) -> Part? {
    guard let date = dated(part) else { return nil }
    guard time.measure.isDuration || graph.constant(time.node) == 0 && time.measure == .bare else {
      let text = tree.text(of: time.range)
      return report(
        time.range,
        time.measure == .bare
          ? .numberBesideDate(text: text)
          : .operandMismatch(
            operation: Phrase("a date", "日期"), left: Phrase("a date", "日期"),
            right: time.measure.phrase))
    }
    let years = convert(time, toPlace: .year) ?? time.node
    let move: BinaryOperation = operation == .add ? .add : .subtract
    return Part(
      node: graph.binary(move, date.node, years), measure: .instant,
      isLiteral: date.isLiteral && time.isLiteral,
      range: range, begin: graph.binary(move, date.begin ?? date.node, years), length: date.length)
  }

  /// Several parts as dates, where one of them is one: their ends and their beginnings.
  ///
  /// - Returns: nil in the outer sense where none is a date.
  mutating func dates(_ parts: [Part]) -> [Part]?? {
    guard parts.contains(where: { $0.measure == .instant }) else { return nil }
    var dates: [Part] = []
    for part in parts {
      guard part.measure == .instant || part.measure == .bare && part.isCalendarYear else {
        return .some(
          report(part.range, .numberAgainstDate(number: tree.text(of: part.range))))
      }
      guard let date = dated(part) else { return .some(nil) }
      dates.append(date)
    }
    return .some(dates)
  }

  /// The length that several dates share.
  func commonLength(_ dates: [Part]) -> Double? {
    let first = dates.first?.length
    return dates.allSatisfy { $0.length == first } ? first : nil
  }

  // MARK: Functions of time

  /// How long before the end of the period its month ends, in years.
  private var backToMonth: Double {
    guard let month = place.month else { return 0 }
    return Double(12 / place.step.perYear - 1 - month) / 12
  }

  /// The point in time at which the value is read.
  private mutating func now() -> NodeID {
    graph.binary(.subtract, graph.year(), graph.constant(backToMonth))
  }

  /// Years since the start, in the middle of the window.
  mutating func elapsed() -> NodeID {
    let back = (window?.back ?? backToMonth) + place.startsAfter
    let elapsed = graph.binary(.subtract, graph.elapsed(), graph.constant(back))
    return window == nil ? elapsed : timeFunction(elapsed)
  }

  /// The calendar year of the period.
  mutating func calendarYear() -> NodeID {
    let isAfter = place.time == .afterEnd
    guard place.step != .year else {
      return timeless(graph.binary(.add, graph.year(), graph.constant(isAfter ? 1 : 0)))
    }
    let way = isAfter ? Self.instantTolerance : -Self.instantTolerance
    let inside = graph.binary(.add, graph.year(), graph.constant(way))
    return timeless(graph.unary(.floor, inside))
  }

  /// The share of the window that lies behind an instant; at a point in time 1 behind it, else 0, and of a
  /// milestone 1 at it too, as in its process.
  mutating func hasCome(_ instant: NodeID, isOfMilestone: Bool = false) -> NodeID {
    guard let window else {
      let way =
        isOfMilestone
        ? -Period.coordinateRounding
        : place.time == .afterEnd ? -Self.instantTolerance : Self.instantTolerance
      return graph.binary(.less, graph.binary(.add, instant, graph.constant(way)), now())
    }
    let since = graph.binary(.subtract, windowEnd(window), instant)
    let share = graph.binary(.divide, since, graph.constant(window.width))
    let inside = graph.binary(
      .min, graph.binary(.max, share, graph.constant(0)), graph.constant(1))
    // A millionth of a period more or less is rounding: dates at its ends act for all or nothing.
    let grain = 1_048_576.0
    let steps = graph.unary(.round, graph.binary(.multiply, inside, graph.constant(grain)))
    return timeFunction(graph.binary(.multiply, steps, graph.constant(1 / grain)))
  }

  /// The share of a climb of some length that is done; over a window its mean.
  mutating func climb(from begin: NodeID, over duration: NodeID) -> NodeID {
    let zero = graph.constant(0)
    let isSlope = graph.binary(.less, zero, duration)
    guard let window else {
      let share = graph.binary(
        .divide, graph.binary(.subtract, now(), begin), duration)
      let slope = graph.binary(.min, graph.binary(.max, share, zero), graph.constant(1))
      return graph.select(isSlope, slope, hasCome(begin))
    }
    let end = graph.binary(.subtract, windowEnd(window), begin)
    let start = graph.binary(.subtract, end, graph.constant(window.width))
    let area = graph.binary(
      .subtract, areaOfClimb(until: end, duration), areaOfClimb(until: start, duration))
    let mean = graph.binary(.divide, area, graph.constant(window.width))
    return timeFunction(graph.select(isSlope, mean, hasCome(begin)))
  }

  /// ∫₀ˣ min(s/d, 1) ds: x²/2d up to d, then x − d/2.
  private mutating func areaOfClimb(until x: NodeID, _ duration: NodeID) -> NodeID {
    let zero = graph.constant(0)
    let within = graph.binary(.min, graph.binary(.max, x, zero), duration)
    let square = graph.binary(.multiply, within, within)
    let slope = graph.binary(
      .divide, square, graph.binary(.multiply, graph.constant(2), duration))
    let beyond = graph.binary(.max, graph.binary(.subtract, x, duration), zero)
    return graph.binary(.add, slope, beyond)
  }

  private mutating func windowEnd(_ window: TimeWindow) -> NodeID {
    let back = window.back - window.width / 2
    return graph.binary(.subtract, graph.year(), graph.constant(abs(back) < 1e-12 ? 0 : back))
  }

  private mutating func timeFunction(_ node: NodeID) -> NodeID {
    if graph.constant(node) == nil { timeFunctions.insert(node) }
    return node
  }

  /// A function of a value; where the graph makes even growth of it, it is remembered that time enters it.
  mutating func smooth(_ operation: UnaryOperation, of node: NodeID) -> NodeID {
    let result = graph.unary(operation, node)
    if case .growing = graph[result], order(of: node) > 0 { growths.insert(result) }
    return result
  }

  /// The same all through a period.
  private mutating func timeless(_ node: NodeID) -> NodeID {
    steadyInPeriod.insert(node)
    return node
  }

  // MARK: Means

  /// How functions of time enter a node: 0 not at all, 1 linearly, 2 in another way.
  func order(of root: NodeID) -> Int {
    var orders: [NodeID: Int] = [:]
    for id in graph.reachable(from: [root]) {
      if timeFunctions.contains(id) {
        orders[id] = 1
        continue
      }
      if steadyInPeriod.contains(id) {
        orders[id] = 0
        continue
      }
      func order(_ node: NodeID) -> Int { orders[node] ?? 0 }
      let found: Int =
        switch graph[id] {
        case .constant, .input, .elapsed, .year: 0
        case .unary(.negate, let a): order(a)
        case .binary(.add, let a, let b), .binary(.subtract, let a, let b):
          max(order(a), order(b))
        case .binary(.multiply, let a, let b): order(a) + order(b)
        case .binary(.divide, let a, let b): order(b) == 0 ? order(a) : 2
        case .select(let condition, let a, let b):
          order(condition) > 0 ? 2 : max(order(a), order(b))
        case .growing: growths.contains(id) ? 2 : 0
        case .draw, .row, .unary, .binary:
          graph.operands(of: id).contains { order($0) > 0 } ? 2 : 0
        }
      orders[id] = min(found, 2)
    }
    return orders[root] ?? 0
  }

  /// The mean over the months of the period.
  mutating func meanOfMonths() -> CheckedExpression? {
    let months = 12 / place.step.perYear
    var sum: NodeID?
    var last: CheckedExpression?
    for month in 0..<months {
      window = TimeWindow(ofMonth: month, in: place.step)
      guard let part = read() else { return nil }
      sum = sum.map { graph.binary(.add, $0, part.node) } ?? part.node
      last = part
    }
    guard let sum, let last else { return nil }
    let mean = graph.binary(.divide, sum, graph.constant(Double(months)))
    return CheckedExpression(
      node: mean, unit: last.unit, date: last.date, timesWritten: timesWritten)
  }
}
