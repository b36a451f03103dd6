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
  let inputs: InputTable
  let names: [String]

  init(_ scenario: Scenario) {
    indicators = Dictionary(
      uniqueKeysWithValues: scenario.indicators.enumerated().map {
        ($0.element.name, (index: $0.offset, unit: $0.element.unit))
      })
    names =
      scenario.uncertainties.map(\.name) + scenario.levers.map(\.name)
      + scenario.indicators.map(\.name)
    first = Array(repeating: 0, count: scenario.indicators.count)
    inputs = InputTable()
  }

  func firstPeriod(of name: String) -> Int { indicators[name].map { first[$0.index] } ?? 0 }

  func symbol(named name: String) -> Symbol? { symbols[name] ?? lag(of: name, by: 0) }

  func lag(of name: String, by periods: Int) -> Symbol? {
    guard let indicator = indicators[name] else { return nil }
    let id = inputs.id(IndicatorInput(indicator: indicator.index, lag: periods))
    return Symbol(.input(id, .pathAndTime), unit: indicator.unit)
  }

  func date(of name: String) -> Symbol? { dates[name] }
}

/// Numbers the values of indicators that the expressions of a case read.
final class InputTable {
  private(set) var inputs: [IndicatorInput] = []
  private var ids: [IndicatorInput: InputID] = [:]

  func id(_ input: IndicatorInput) -> InputID {
    if let id = ids[input] { return id }
    let id = InputID(inputs.count)
    inputs.append(input)
    ids[input] = id
    return id
  }
}
