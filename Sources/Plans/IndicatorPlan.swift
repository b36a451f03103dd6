/// One indicator, as far as it is the same in every case.
public struct IndicatorPlan: Hashable, Sendable {
  /// The name of the indicator in the scenario.
  public let name: String
  /// The unit in which values are kept and written.
  public let unit: String
  /// The index of the last known period, -1 if nothing is known and the first period is simulated.
  public let origin: Int
  /// Known values by period index, the origin's among them if there is one.
  public let known: [Int: Double]
  /// Whether values are integers.
  public let isInteger: Bool
  /// The value at the origin where it is the same on every path.
  public let originValue: Double?
  /// Whether it only serves others: no distribution of it is kept.
  public let isAuxiliary: Bool
  /// The indices of the periods whose distribution is kept, where that is not all of them.
  package var keptSteps: Set<Int>?
  /// Whether its values are dates, as coordinates of the grid.
  public var isDate = false
  /// Whether its values have a mean: not where the law of a volatility has so long a tail that the
  /// mean of exp(σ z) is infinite.
  public var hasMean = true
  /// The index of the last period of which something was observed: behind the origin where a rollout is
  /// held to what came.
  package var observedTo: Int { max(origin, observedLater.max() ?? origin) }
  /// The periods behind the origin of which something was observed.
  package var observedLater: Set<Int> = []

  /// Creates an indicator.
  public init(
    name: String, unit: String, origin: Int, known: [Int: Double] = [:], isInteger: Bool = false,
    originValue: Double? = nil, isAuxiliary: Bool = false
  ) {
    self.name = name
    self.unit = unit
    self.origin = origin
    self.known = known
    self.isInteger = isInteger
    self.originValue = originValue
    self.isAuxiliary = isAuxiliary
  }
}

extension IndicatorPlan {
  /// What is known of a stretch of periods, by the index of its last one: a yearly total is compared
  /// with one.
  ///
  /// - Parameters:
  ///   - rule: how periods make the value.
  ///   - index: the index of the last period, not after the origin.
  /// - Returns: the value; nil where not all of it is known, or paths differ.
  package func known(_ rule: PeriodRule, upTo index: Int) -> Double? {
    guard rule != .last else {
      return index == origin && originValue == nil ? nil : known[index] ?? originValue
    }
    let values = rule.periods(upTo: index).compactMap { known[$0] }
    guard values.count == rule.count else { return nil }
    let sum = values.reduce(0, +)
    if case .mean = rule { return sum / Double(rule.count) }
    return sum
  }
}

extension IndicatorPlan {
  /// The stream of its innovations.
  package var innovationStream: String { "indicator \(name) innovations" }
}
