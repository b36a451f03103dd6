internal import Plans

/// An indicator in a period whose distribution an experiment keeps for each setting.
public struct SettingLevel: Hashable, Sendable {
  /// The name of the indicator.
  public let indicator: String
  /// The period, as it is written.
  public let period: String
  /// Whether its values are whole numbers.
  public let isInteger: Bool
  /// The index of the indicator in the plan, and that of the period.
  let place: (indicator: Int, step: Int)

  /// The values that targets look at, at their last deadlines, and every indicator in the last period; by
  /// indicator, then period.
  static func all(_ plan: SimulationPlan) -> [SettingLevel] {
    var steps: [Int: Set<Int>] = [:]
    for target in plan.targets {
      guard case .indicator(let indicator, _, _) = target.statement,
        let deadline = target.deadlines.last
      else { continue }
      steps[indicator, default: []].insert(deadline.index)
    }
    return plan.indicators.indices.flatMap { index -> [SettingLevel] in
      let indicator = plan.indicators[index]
      guard !indicator.isAuxiliary, !indicator.isDate else { return [] }
      let own = steps[index, default: []].union([plan.grid.count - 1])
      return own.filter { $0 > indicator.origin }.sorted().map { step in
        SettingLevel(
          indicator: indicator.name, period: "\(plan.grid.period(step))",
          isInteger: indicator.isInteger, place: (index, step))
      }
    }
  }

  init(indicator: String, period: String, isInteger: Bool, place: (indicator: Int, step: Int)) {
    self.indicator = indicator
    self.period = period
    self.isInteger = isInteger
    self.place = place
  }

  /// Whether two levels are the same.
  public static func == (a: SettingLevel, b: SettingLevel) -> Bool { a.text == b.text }

  /// Feeds what ``==(_:_:)`` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }

  // MARK: As a text

  private static let whole = "whole"
  private static let any = "any"

  /// What a ledger keeps of it: the period, the kind of its numbers and its name.
  var text: String {
    "\(period) \(isInteger ? SettingLevel.whole : SettingLevel.any) \(indicator)"
  }

  /// A level from the text that a ledger keeps; nil where it is none.
  init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
    guard parts.count == 3, [SettingLevel.whole, SettingLevel.any].contains(parts[1]) else {
      return nil
    }
    self.init(
      indicator: parts[2], period: parts[0], isInteger: parts[1] == SettingLevel.whole,
      place: (-1, -1))
  }
}
