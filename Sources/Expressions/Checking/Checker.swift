import Distributions
import Quantities
internal import Wording

/// Turns expressions as written into nodes of a graph: names, units and laws are resolved here.
///
/// **Units.** A number without a unit is flexible: added to, compared with, or chosen beside a
/// quantity it takes that quantity's unit (`10 bn yuan + 5` is 15 bn yuan), and alone it takes the
/// unit of its place. In products and quotients it is a pure factor. A number with a magnitude
/// but no unit (`300 million`) is so many of the place's unit *without* its magnitude word. `5 %`
/// is 0.05 in arithmetic. Beside times, names without a unit are years. A number without
/// dimension (a ratio, a percentage, a count) may stand where a rate per time is expected and
/// takes that place's time unit. Anything else must have the dimension of its place; values are
/// converted to the place's unit, exactly where the ratio of the units is whole.
///
/// **Time.** Dates, stretches of time and numbers are three things (`Checking+Time`). What acts over
/// a period is the mean of its functions of time over it, what is read at a date their value there.
public enum Checker {
  /// Adds an expression to a graph.
  ///
  /// - Parameters:
  ///   - tree: the expression.
  ///   - place: where it stands and what is expected there.
  ///   - scope: what its names mean.
  ///   - graph: the graph to extend; it keeps what was added even when the expression is wrong.
  /// - Returns: the node of its value and its unit.
  /// - Throws: ``InvalidExpression`` with every issue that was found.
  public static func check(
    _ tree: SyntaxTree, at place: Place, in scope: some Scope, graph: inout ExpressionGraph
  ) throws(InvalidExpression) -> CheckedExpression {
    // The graph moves through the check: a second holder would have it copied by the first new node.
    var moved = ExpressionGraph()
    swap(&moved, &graph)
    var checking = Checking(tree: tree, place: place, scope: scope, graph: consume moved)
    let result = checking.whole()
    graph = checking.graph
    guard let result, checking.issues.isEmpty else { throw InvalidExpression(checking.issues) }
    return result
  }

  /// Parses and adds an expression.
  ///
  /// - Returns: the node of its value and its unit.
  /// - Throws: ``InvalidExpression`` with every issue that was found.
  public static func check(
    _ source: String, at place: Place, in scope: some Scope, graph: inout ExpressionGraph
  ) throws(InvalidExpression) -> CheckedExpression {
    let tree: SyntaxTree
    do throws(ExpressionIssue) {
      tree = try ExpressionParser.parse(source)
    } catch {
      throw InvalidExpression([error])
    }
    return try check(tree, at: place, in: scope, graph: &graph)
  }
}

/// The check of one expression: its graph so far and the issues so far.
struct Checking {
  let tree: SyntaxTree
  let place: Place
  let scope: any Scope
  let units: UnitParser
  var graph: ExpressionGraph
  var issues: [ExpressionIssue] = []
  var lawCount = 0
  var isInEach = false
  /// How many of the times of a compounded share make the place's.
  var timesWritten = 1.0
  /// The stretch of the period over which functions of time are averaged; nil at its end.
  var window: TimeWindow?
  /// The nodes that are functions of time, of which the mean is known.
  var timeFunctions: Set<NodeID> = []
  /// The nodes of even growth in time.
  var growths: Set<NodeID> = []
  /// The nodes that change from period to period, and not within one.
  var steadyInPeriod: Set<NodeID> = []

  init(tree: SyntaxTree, place: Place, scope: any Scope, graph: ExpressionGraph) {
    self.tree = tree
    self.place = place
    self.scope = scope
    self.graph = graph
    units = UnitParser(labels: place.labels)
  }

  mutating func whole() -> CheckedExpression? {
    guard place.time == .overPeriod else { return read() }
    if let month = place.month {
      window = TimeWindow(ofMonth: month, in: place.step)
      return read()
    }
    window = TimeWindow(ofPeriod: place.step)
    guard let mean = read() else { return nil }
    return order(of: mean.node) > 1 ? meanOfMonths() : mean
  }

  /// The value in the window, in the unit of the place.
  mutating func read() -> CheckedExpression? {
    lawCount = 0
    guard let part = part(tree.root) else { return nil }
    if !place.allowsDates, part.measure == .instant {
      return report(part.range, mismatch(part, expected: place.unit ?? .one))
    }
    if place.expectsDate {
      guard let date = dated(part) else { return nil }
      return CheckedExpression(node: date.node, unit: nil, date: sense(of: date))
    }
    if let advice = place.insteadOfPercentage,
      part.isPercentage || isPercentagePerTime(part) || tree.root.isPercentage
    {
      let written = place.isContinuousRate ? continuous(part) : nil
      return report(part.range, .percentageAsRate(advice: written ?? advice))
    }
    if place.countsThings, isPercentageByItself(part) {
      return report(part.range, .percentageOfThings(text: tree.text(of: part.range)))
    }
    guard let unit = place.unit else {
      let free = pure(part)
      return CheckedExpression(node: free.node, unit: free.measure.unit, date: sense(of: free))
    }
    if case .unknown = place.totalOver,
      part.measure == .bare || part.measure.unit?.dimension == unit.dimension
    {
      return report(
        part.range, .totalWithoutTime(text: tree.text(of: part.range)))
    }
    if unit.dimension == .time, place.bareDuration == .zeroOnly, part.measure == .bare,
      graph.constant(part.node) != 0
    {
      return report(
        part.range, .durationWithoutUnit(text: tree.text(of: part.range), isNumber: part.isLiteral))
    }
    if let unclear = unclearMagnitude(part, in: unit) ?? unclearRate(part, in: unit) {
      return report(part.range, unclear)
    }
    guard var node = convert(part, toPlace: unit) else {
      return report(part.range, mismatch(part, expected: unit))
    }
    if place.isPerPeriod, place.periodsOfGrid != 1, part.measure == .bare {
      node = graph.binary(.divide, node, graph.constant(place.periodsOfGrid))
    }
    // A number may be finite in its own unit and not in that of the place.
    if let number = graph.constant(node), !number.isFinite {
      return report(
        part.range, .notFinite(text: tree.text(of: part.range), value: Phrase("infinite", "无穷大")))
    }
    return CheckedExpression(
      node: node, unit: unit, date: sense(of: part), timesWritten: timesWritten)
  }

  /// A written percentage in both ways in which growth can be given.
  private mutating func continuous(_ part: Part) -> Phrase? {
    guard part.isLiteral, let unit = part.measure.unit else { return nil }
    let node = convert(part.node, from: unit.scale / unit.timeScale, to: .one)
    guard let share = graph.constant(node), share > -1 else { return nil }
    guard let years = percentage(share, of: part, per: unit) else { return nil }
    let rate = UnaryOperation.log.value(1 + share) * unit.timeScale.value
    let digits = (rate * 10_000).rounded() / 10_000
    return Phrase(
      "write the continuous rate, `rate: \(digits)`, or what a year adds, "
        + "`growth: \(years)` (or `{model: exponential, cagr: \(years)}`)",
      "请写连续速率 `rate: \(digits)`，或每年增幅 `growth: \(years)`（或 `{model: exponential, cagr: \(years)}`）")
  }

  /// A percentage of a time in the words that `growth` reads: as written, or what its arithmetic comes to.
  private func percentage(_ share: Double, of part: Part, per unit: Unit) -> String? {
    if case .quantity = tree.root.kind {
      let text = tree.text(of: part.range)
      return unit.dimension == .rate ? text : text + " a year"
    }
    let steps: [TimeStep] = [.year, .quarter, .month]
    guard let step = steps.first(where: { Double($0.perYear) == unit.timeScale.value }) else {
      return nil
    }
    let percent = (share * 1e10).rounded() / 1e8
    guard percent.isFinite else { return nil }
    let digits = Int(exactly: percent).map { "\($0)" } ?? "\(percent)"
    return "\(digits) % a \(step.rawValue)"
  }

  /// Whether it is a percentage, perhaps per time, as written or by its name.
  private func isPercentageByItself(_ part: Part) -> Bool {
    if part.isPercentage { return true }
    if case .name = tree.root.kind { return isPercentagePerTime(part) }
    return part.isLiteral && isPercentagePerTime(part)
  }

  /// Whether it is so many hundredths per time.
  func isPercentagePerTime(_ part: Part) -> Bool {
    guard let unit = part.measure.unit, unit.labels.isEmpty else { return false }
    return unit.symbol.contains { "%％‰".contains($0) }
      && (unit.dimension == .rate || unit.dimension.isNone)
  }

  /// Notes an issue; the part that has it has no value.
  mutating func report<T>(_ range: Range<Int>, _ problem: ExpressionProblem) -> T? {
    issues.append(ExpressionIssue(range: range, problem: problem))
    return nil
  }

  // MARK: Parts

  mutating func part(_ syntax: SyntaxNode) -> Part? {
    guard let part = value(syntax) else { return nil }
    return sound(part, range: syntax.range)
  }

  /// The part, unless it is infinite or changes where nothing may.
  mutating func sound(_ part: Part, range: Range<Int>) -> Part? {
    if let number = graph.constant(part.node), !number.isFinite {
      let words = number.isNaN ? Phrase("not a number", "非数字") : Phrase("infinite", "无穷大")
      return report(range, .notFinite(text: tree.text(of: range), value: words))
    }
    if place.time == .steady, graph.rate(of: part.node).changesInTime {
      return report(
        range,
        .notAllowed(
          what: Phrase(
            "'\(tree.text(of: range))', which changes in time,",
            "随时间变化的 '\(tree.text(of: range))'")))
    }
    return part
  }

  private mutating func value(_ syntax: SyntaxNode) -> Part? {
    let range = syntax.range
    switch syntax.kind {
    case .number(let number): return literal(number, range: range)
    case .date(let period): return literal(period, range: range)
    case .name(let name):
      return named(name, range: range)
    case .quantity(let inner, let text, let unitRange):
      return quantity(inner, unit: text, unitRange: unitRange, range: range)
    case .negated(let inner): return negated(inner, range: range)
    case .arithmetic(let operation, let left, let right):
      return arithmetic(operation, left, right, range: range)
    case .comparison(let operation, let left, let right):
      return comparison(operation, left, right, range: range)
    case .call(let name, let nameRange, let arguments):
      return call(name, nameRange: nameRange, arguments, range: range)
    case .interval(let level, let low, let high):
      return interval(level: level, low, high, range: range)
    }
  }

  // Parts are made in functions of their own: the frames of those that call themselves stay small.

  private mutating func literal(_ number: Double, range: Range<Int>) -> Part {
    Part(
      node: graph.constant(number), measure: .bare, isLiteral: true, range: range,
      isCalendarYear: number == number.rounded() && (1000...9999).contains(number))
  }

  private mutating func literal(_ period: Period, range: Range<Int>) -> Part {
    let end = period.coordinate(on: place.step)
    return Part(
      node: graph.constant(end), measure: .instant, isLiteral: true, range: range,
      begin: graph.constant(end - period.step.years), length: period.step.years)
  }

  private mutating func negated(_ inner: SyntaxNode, range: Range<Int>) -> Part? {
    guard let a = part(inner) else { return nil }
    guard a.measure != .instant else {
      return report(range, .dateAsNumber(of: Phrase("a sign", "正负号")))
    }
    return Part(
      node: graph.unary(.negate, a.node), measure: a.measure, isLiteral: a.isLiteral,
      isOfThings: a.isOfThings, isPercentage: a.isPercentage, range: range)
  }

  // MARK: Names

  mutating func symbolPart(_ symbol: Symbol, range: Range<Int>) -> Part {
    let value = node(of: symbol.source)
    switch symbol.date {
    case .none:
      let bare: Measure = symbol.isShare && isShareOfPlace(range) ? .definite(.one) : .bare
      let measure: Measure = symbol.unit.map { .definite($0) } ?? bare
      return Part(node: value, measure: measure, isOfThings: measure.isOfThings, range: range)
    case .calendarYear:
      return Part(node: value, measure: .bare, range: range, isCalendarYear: true)
    case .date(let begin, let length):
      return Part(
        node: value, measure: .instant, range: range, begin: node(of: begin), length: length)
    }
  }

  /// Whether a share is one in a place counted in percent, or in one that takes its unit as it is; in
  /// `100 * share` it is a factor of all that the place counts.
  private func isShareOfPlace(_ range: Range<Int>) -> Bool {
    place.unit.map { $0.isPercentage && !isFactorOfWhole(range) } ?? (tree.root.range == range)
  }

  private mutating func node(of source: Symbol.Source) -> NodeID {
    switch source {
    case .input(let id, let rate): graph.input(id, rate: rate)
    case .node(let id): id
    case .constant(let value): graph.constant(value)
    }
  }

  private mutating func named(_ name: String, range: Range<Int>) -> Part? {
    // A milestone is 1 from its instant on, in the middle of a period too.
    if let date = scope.date(of: name) {
      let instant = symbolPart(date, range: range).node
      return Part(node: hasCome(instant, isOfMilestone: true), measure: .bare, range: range)
    }
    if let symbol = scope.symbol(named: name) {
      if symbol.isShare, let unclear = unclearFactor(ofShareAt: range) {
        // `80 * (a - b)` is said once.
        let isSaid = issues.contains { $0.range == unclear.range }
        return isSaid ? nil : report(unclear.range, unclear.problem)
      }
      return symbolPart(symbol, range: range)
    }
    switch name {
    case "t": return Part(node: elapsed(), measure: .years, range: range)
    case "year": return Part(node: calendarYear(), measure: .bare, range: range)
    case "pi": return Part(node: graph.constant(.pi), measure: .bare, range: range)
    default: break
    }
    if let numeral = numeral(name, range: range) { return numeral }
    guard issues.last?.range != range else { return nil }
    if BuiltIn(rawValue: name) != nil || LawTable.names.contains(name) {
      return report(range, .missingArguments(name: name))
    }
    let known = scope.names + BuiltIn.values
    return report(range, .unknownName(name: name, nearest: NearestName.of(name, among: known)))
  }

  /// A numeral in Chinese characters, perhaps with its unit: 一万五千亿元, 3万5千家.
  private mutating func numeral(_ name: String, range: Range<Int>) -> Part? {
    let letters = Array(name)
    do throws(QuantityError) {
      // 十四五 is no numeral but a plan of five years.
      if let plan = FiveYearPlan(name) { throw plan.refusal(of: name) }
      guard let numeral = try ChineseNumeral.leading(letters) else { return nil }
      let node = graph.constant(Double(numeral.value))
      guard numeral.length < letters.count else {
        return Part(
          node: node, measure: numeral.magnitude.map { .counted(magnitude: $0) } ?? .bare,
          isLiteral: true, range: range)
      }
      let unit = try units.unit(String(letters[numeral.length...]))
      return Part(
        node: node, measure: .definite(unit), isLiteral: true, isOfThings: unit.countsThings,
        range: range)
    } catch {
      return report(range, .quantity(error))
    }
  }

  // MARK: Quantities

  private mutating func quantity(
    _ inner: SyntaxNode, unit text: String, unitRange: Range<Int>, range: Range<Int>
  ) -> Part? {
    let value = part(inner)
    let unit: Unit
    do throws(QuantityError) {
      unit = try units.unit(text)
    } catch {
      if scope.symbol(named: text) != nil || BuiltIn.values.contains(text) {
        return report(unitRange, .nameAfterNumber(name: text))
      }
      return report(unitRange, .quantity(error))
    }
    guard let value else { return nil }
    if let unclear = unclearMagnitude(value, in: unit) { return report(value.range, unclear) }
    if let own = value.measure.unit {
      return Part(
        node: value.node, measure: .definite(own * unit), isLiteral: value.isLiteral, range: range)
    }
    let isPureMagnitude = unit.dimension.isNone && unit.labels.isEmpty
    if isPureMagnitude, unit.scale == unit.magnitude, unit.scale != .one {
      let node = convert(value.node, from: unit.scale, to: .one)
      return Part(
        node: node, measure: .counted(magnitude: unit.magnitude), isLiteral: value.isLiteral,
        range: range)
    }
    return Part(
      node: value.node, measure: .definite(unit), isLiteral: value.isLiteral,
      isOfThings: unit.countsThings, isPercentage: isPureMagnitude && unit.scale != .one,
      range: range)
  }
}
