public import Expressions

/// How one indicator moves from period to period.
public enum ProcessPlan: Hashable, Sendable {
  case output(GrowthPlan)
  case count(CountPlan)
  case rollout(RolloutPlan)
  /// Comes at a date; one that waits for others knows it only when these have come.
  case milestone(date: NodeID, awaitsOthers: Bool = false)
  case hazard(HazardPlan)
  case derived(DerivedPlan)
  case reading(ReadingPlan)

  /// The rollout of which it is read, by its index.
  package var source: Int? { if case .reading(let reading) = self { reading.rollout } else { nil } }

  /// Whether it is reached or not, once and for all.
  package var isMilestone: Bool {
    switch self {
    case .milestone, .hazard: true
    case .output, .count, .rollout, .derived, .reading: false
    }
  }

  /// The periods up to the origin that share the value there.
  package var periodsAtOrigin: Int {
    guard case .output(let growth) = self, let total = growth.total, total.fillsFirst else {
      return 1
    }
    return total.count
  }

  /// The nodes that must be up to date when a block of paths begins.
  package var nodesOnce: [NodeID] {
    switch self {
    case .output(let growth): growth.nodesOnce
    case .count(let count): count.nodesOnce
    case .rollout(let rollout): rollout.nodesOnce
    case .milestone(let date, let awaitsOthers): awaitsOthers ? [] : [date]
    case .hazard(let hazard): [hazard.draw]
    case .derived(let derived): [derived.initial].compactMap { $0 }
    case .reading(let reading): reading.nodesOnce
    }
  }

  /// The nodes that must be up to date in every period.
  package var nodesPerPeriod: [NodeID] {
    let own =
      switch self {
      case .output(let growth): growth.nodesPerPeriod
      case .count(let count): count.nodesPerPeriod
      case .rollout(let rollout): rollout.nodesPerPeriod
      case .milestone(let date, let awaitsOthers): awaitsOthers ? [date] : []
      case .hazard(let hazard): [hazard.begin] + hazard.rates
      case .reading: [NodeID]()
      case .derived(let derived): [derived.value]
      }
    return [boost].compactMap { $0 } + own
  }

  /// Every node that the process reads, whenever it does.
  package var nodes: [NodeID] { nodesOnce + nodesPerPeriod }

  /// The growth model that moves it, if one does.
  package var growth: GrowthPlan? {
    switch self {
    case .output(let growth): growth
    case .count(let count): count.growth
    case .rollout, .milestone, .hazard, .derived, .reading: nil
    }
  }

  /// What is added to its growth, if anything is.
  package var boost: NodeID? { growth?.boost }

  /// Whether periods up to the origin matter to it.
  package var watchesPast: Bool { growth?.watchesPast ?? false }

  /// Whether it moves month by month on every grid.
  package var movesByMonth: Bool { if case .rollout = self { true } else { false } }

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
public struct DerivedPlan: Hashable, Sendable {
  /// The expression.
  public let value: NodeID
  /// The value at the origin, for an expression that uses its own past.
  public let initial: NodeID?
  /// The first period in which the expression can be evaluated.
  public let firstIndex: Int

  /// Creates a derived indicator.
  public init(
    value: NodeID, initial: NodeID?, firstIndex: Int
  ) {
    self.value = value
    self.initial = initial
    self.firstIndex = firstIndex
  }
}
