internal import Expressions
internal import Plans
internal import Quantities

/// What names mean in the expressions of one case.
struct CaseScope: Scope {
  /// Levers and uncertainties.
  var symbols: [String: Symbol] = [:]
  /// The dates of milestones.
  var dates: [String: Symbol] = [:]
  /// Indicators, by their indices and units.
  let indicators: [String: (index: Int, unit: Unit)]
  /// For each indicator the first period that has a value, as far as its history or its beginning
  /// tells.
  var first: [Int]
  private let expressions: PlanExpressions
  let names: [String]
  /// Where the text stands that is checked.
  var text = NameScope.whole
  /// How many periods of the grid the checked text takes for one, as it reads flows.
  var length = 1
  /// How many periods make the value of a target whose threshold the checked text is: it reads flows
  /// over as many.
  var periodsOfTarget = 1
  private let flows: Set<Int>
  private let totals: Set<Int>

  init(_ scenario: Scenario, _ expressions: PlanExpressions) {
    indicators = Dictionary(
      uniqueKeysWithValues: scenario.indicators.enumerated().map {
        ($0.element.name, (index: $0.offset, unit: $0.element.unit))
      })
    names =
      scenario.uncertainties.map(\.name) + scenario.levers.map(\.name)
      + scenario.indicators.map(\.name)
    first = Array(repeating: 0, count: scenario.indicators.count)
    flows = Set(scenario.indicators.indices.filter { scenario.indicators[$0].isFlow })
    totals = flows.filter { scenario.indicators[$0].isTotal }
    self.expressions = expressions
  }

  func firstPeriod(of name: String) -> Int { indicators[name].map { first[$0.index] } ?? 0 }

  func symbol(named name: String) -> Symbol? { symbols[name] ?? lag(of: name, by: 0) }

  func lag(of name: String, by periods: Int) -> Symbol? {
    guard let indicator = indicators[name] else { return nil }
    let id = expressions.id(of: input(indicator.index, lag: periods))
    return Symbol(.input(id, .pathAndTime), unit: indicator.unit)
  }

  private func input(_ indicator: Int, lag: Int) -> IndicatorInput {
    guard flows.contains(indicator) else { return IndicatorInput(indicator: indicator, lag: lag) }
    guard periodsOfTarget > 1 else {
      return IndicatorInput(indicator: indicator, lag: lag, length: length)
    }
    return IndicatorInput(
      indicator: indicator, lag: lag,
      stretch: totals.contains(indicator)
        ? .sum(of: periodsOfTarget) : .mean(of: periodsOfTarget))
  }

  func date(of name: String) -> Symbol? { dates[name] }

  func price(of currency: BaseDimension) -> Symbol? {
    text.price(of: currency.rawValue).flatMap { symbols[$0] }
  }

  /// The date of a milestone that comes by chance, as far as it is known in a period.
  func dateByChance(of name: String) -> Symbol? {
    guard let indicator = indicators[name] else { return nil }
    let id = expressions.id(
      of: IndicatorInput(indicator: indicator.index, lag: 0, isDate: true))
    let date = Symbol.Source.input(id, .pathAndTime)
    return Symbol(date, date: .date(begin: date, length: 0))
  }
}
