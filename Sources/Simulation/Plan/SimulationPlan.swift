public import Expressions

/// Everything a run needs, as flat arrays and indices: no file, no name is looked up after this.
///
/// Cases share the grid, the indicators, the targets and the innovations; each has its own graph
/// of expressions, in which levers are constants. Draws are keyed by name, so a draw that two
/// cases share is the same number in both.
public struct SimulationPlan: Sendable {
  /// The periods.
  public let grid: TimeGrid
  /// The seed of every stream.
  public let seed: UInt64
  /// What grows, in the order of the scenario.
  public let indicators: [IndicatorPlan]
  /// The statements to check.
  public let targets: [TargetPlan]
  /// The cases; the first is the reference of paired differences.
  public let cases: [CasePlan]
  /// The normal innovations and their correlation.
  public let innovations: InnovationPlan

  /// Creates a plan.
  ///
  /// - Parameters:
  ///   - grid: the periods.
  ///   - seed: the seed of every stream.
  ///   - indicators: what grows.
  ///   - targets: the statements to check.
  ///   - cases: the cases, the reference first.
  ///   - innovations: the normal innovations.
  /// - Precondition: there is a case, and each case has a process for each indicator.
  public init(
    grid: TimeGrid, seed: UInt64, indicators: [IndicatorPlan], targets: [TargetPlan],
    cases: [CasePlan], innovations: InnovationPlan
  ) {
    precondition(!cases.isEmpty, "a plan without a case")
    for plan in cases {
      precondition(
        plan.processes.count == indicators.count,
        "\(plan.processes.count) processes for \(indicators.count) indicators")
    }
    self.grid = grid
    self.seed = seed
    self.indicators = indicators
    self.targets = targets
    self.cases = cases
    self.innovations = innovations
  }
}

extension SimulationPlan {
  /// Whether some growth model moves totals of several periods.
  var hasTotals: Bool {
    cases.contains { item in
      item.processes.contains { process in
        if case .output(let growth) = process { growth.total != nil } else { false }
      }
    }
  }
}

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
  /// Whether its values are dates, as coordinates of the grid.
  public var isDate = false
  /// Whether its values have a mean: not where the law of a volatility has so long a tail that the
  /// mean of exp(σ z) is infinite.
  public var hasMean = true

  /// Creates an indicator.
  ///
  /// - Parameters:
  ///   - name: its name in the scenario.
  ///   - unit: the unit in which values are kept and written.
  ///   - origin: the index of the last known period, -1 if there is none.
  ///   - known: known values by period index.
  ///   - isInteger: whether values are integers.
  ///   - originValue: the value at the origin where it is the same on every path.
  ///   - isAuxiliary: whether it only serves others.
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

/// One case: the expressions with its levers and assumptions filled in, and a process for each
/// indicator.
public struct CasePlan: Sendable {
  /// The name of the case in the scenario.
  public let name: String
  /// The expressions, levers filled in.
  public let graph: ExpressionGraph
  /// What the graph reads of indicators, by the number of the input.
  public let inputs: [IndicatorInput]
  /// One process per indicator, in the order of the plan's indicators.
  public let processes: [ProcessPlan]
  /// The indices of the indicators in the order in which a period computes them.
  public let order: [Int]
  /// Events, each with the indicators it changes.
  public let events: [EventPlan]

  /// Creates a case.
  ///
  /// - Parameters:
  ///   - name: its name in the scenario.
  ///   - graph: the expressions.
  ///   - inputs: what the graph reads of indicators, by the number of the input.
  ///   - processes: one process per indicator.
  ///   - order: the indices of the indicators in the order of computation.
  ///   - events: what may happen.
  public init(
    name: String, graph: ExpressionGraph, inputs: [IndicatorInput], processes: [ProcessPlan],
    order: [Int], events: [EventPlan] = []
  ) {
    precondition(order.count == processes.count, "an order of \(order.count) indicators")
    self.name = name
    self.graph = graph
    self.inputs = inputs
    self.processes = processes
    self.order = order
    self.events = events
  }
}

/// How one indicator moves from period to period.
public enum ProcessPlan: Sendable {
  case output(GrowthPlan)
  case count(CountPlan)
  case rollout(RolloutPlan)
  case milestone(date: NodeID)
  case derived(DerivedPlan)

  /// The periods up to the origin that share the value there.
  package var periodsAtOrigin: Int {
    guard case .output(let growth) = self, let total = growth.total, total.fillsFirst else {
      return 1
    }
    return total.count
  }

  /// The first period from which on there are values on every path.
  ///
  /// - Parameter origin: the index of the last known period.
  /// - Returns: its index; earlier ones may be known too.
  package func firstIndex(origin: Int) -> Int {
    if case .derived(let derived) = self {
      return derived.initial == nil ? derived.firstIndex : derived.firstIndex - 1
    }
    return max(0, origin + 1 - periodsAtOrigin)
  }
}

/// An expression of other indicators, evaluated in every period after the origin.
public struct DerivedPlan: Sendable {
  /// The expression.
  public let value: NodeID
  /// The value at the origin, for an expression that uses its own past.
  public let initial: NodeID?
  /// The first period in which the expression can be evaluated.
  public let firstIndex: Int

  /// Creates a derived indicator.
  ///
  /// - Parameters:
  ///   - value: the expression.
  ///   - initial: the value at the origin.
  ///   - firstIndex: the first period in which the expression can be evaluated.
  public init(
    value: NodeID, initial: NodeID?, firstIndex: Int
  ) {
    self.value = value
    self.initial = initial
    self.firstIndex = firstIndex
  }
}

/// Something that may happen and multiplies an indicator while it lasts.
public struct EventPlan: Sendable {
  /// The name of the event in the scenario.
  public let name: String
  /// The probability that it begins in a year in which it is not under way.
  public let chancePerYear: NodeID
  /// Where the event is dated: the only period at whose beginning it can strike, and then `chance`
  /// is the probability itself.
  public let at: Int?
  /// The factor on the indicators, taken when it begins.
  public let multiply: NodeID
  /// How long it lasts in years, after which an indicator goes on as if it had not been; for good if
  /// there is none.
  public let lasts: NodeID?
  /// The indices of the indicators that it changes.
  public let affects: [Int]
  /// Those of them whose values are of whole periods: it acts on them for its share of a period, and
  /// begins anywhere in one.
  public let totals: [Int]
  /// Those of them that work in a period, on which it acts for its share from the beginning on; the
  /// others are levels at the end of the period.
  public let work: [Int]

  /// Creates an event.
  ///
  /// - Parameters:
  ///   - name: its name in the scenario, which keys its stream.
  ///   - chancePerYear: the probability that it begins in a year, or at its date.
  ///   - at: the index of its period where it is dated.
  ///   - multiply: the factor on the indicators.
  ///   - lasts: how long it lasts in years.
  ///   - affects: the indices of the indicators.
  ///   - totals: those of them whose values are of whole periods.
  ///   - work: those of them that work in a period.
  public init(
    name: String, chancePerYear: NodeID, at: Int? = nil,
    multiply: NodeID, lasts: NodeID?, affects: [Int], totals: [Int] = [],
    work: [Int] = []
  ) {
    self.name = name
    self.chancePerYear = chancePerYear
    self.at = at
    self.multiply = multiply
    self.lasts = lasts
    self.affects = affects
    self.totals = totals
    self.work = work
  }
}
