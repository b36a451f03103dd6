public import Distributions
public import Expressions

/// Items that are started to a plan and pass the stages of a pipeline, first come first served.
///
/// A rollout moves month by month on every grid. What may change in time has a node for each month of
/// a period: one node where the grid is of months, or where the rollout may as well move by periods.
public struct RolloutPlan: Hashable, Sendable {
  /// The items built at the origin.
  public let initial: NodeID
  /// Items started in each month of a period; fractions of an item carry over.
  public let plan: [NodeID]
  /// The stages in order; without any, what is started is built.
  public let stages: [StagePlan]
  /// Where starts stop, by month: built and in the pipeline together.
  public let ceiling: [NodeID]?
  /// What came of the items built since, by the index of the period: within this they are at its end.
  public var observed: [Int: ClosedRange<Double>] = [:]
  /// Whether the values of such periods are those that paths had come to before they were brought to what came: what was
  /// to be expected of the period, knowing all before it.
  package var showsForecasts = false

  /// How many steps make a period.
  package var stepsPerPeriod: Int { plan.count }

  /// Creates a rollout.
  public init(
    initial: NodeID, plan: [NodeID], stages: [StagePlan],
    ceiling: [NodeID]? = nil
  ) {
    self.initial = initial
    self.plan = plan
    self.stages = stages
    self.ceiling = ceiling
  }
}

/// One stage of a pipeline.
public struct StagePlan: Hashable, Sendable {
  /// How long an item stays.
  public enum Duration: Hashable, Sendable {
    /// The same for all items of a path that begin in a month, in years, by month of a period.
    case fixed([NodeID])
    /// Each item's own, in years.
    case law(Law)
  }

  /// What is in the stage at the origin.
  public enum UnderWay: Hashable, Sendable {
    /// So many items; those that the limits could not have let begin wait.
    case items(NodeID)
    /// So many items, all of which have begun.
    case begun(NodeID)
  }

  /// The name of the stage in the scenario, which keys its streams.
  public let name: String
  /// How long an item stays.
  public let duration: Duration
  /// The share of items that are lost at the end of the stage.
  public let refused: NodeID?
  /// The items that may begin the stage in each month of a period, each limit with its own carried
  /// fraction.
  public let limits: [StageLimit]
  /// The money that beginning the stage costs.
  public let budget: BudgetPlan?
  /// What is in the stage at the origin; nil when nothing is.
  public var underWay: UnderWay?

  /// Creates a stage.
  public init(
    name: String, duration: Duration, refused: NodeID? = nil,
    limits: [StageLimit] = [], budget: BudgetPlan? = nil, underWay: UnderWay? = nil
  ) {
    self.name = name
    self.duration = duration
    self.refused = refused
    self.limits = limits
    self.budget = budget
    self.underWay = underWay
  }
}

/// The most items that may begin a stage in a month.
public struct StageLimit: Hashable, Sendable {
  /// What sets the limit.
  public let cause: LimitCause
  /// The items, by month of a period.
  public let items: [NodeID]

  /// Creates a limit.
  public init(_ cause: LimitCause, items: [NodeID]) {
    self.cause = cause
    self.items = items
  }
}

/// What can keep the items of a rollout waiting.
public enum LimitCause: String, Hashable, Sendable {
  /// The crews of a stage.
  case capacity
  /// What a stage is supplied with.
  case supply
  /// The money for a stage.
  case budget
  /// The number at which starts end.
  case ceiling
  /// An event that holds back what is finished.
  case event
}

/// Money for a stage, with a unit cost that falls as items add up.
///
/// The n-th item costs unitCost · (n / n₀)^(log₂ learning), n counted from the items at the
/// origin, n₀ that number or 1.
///
/// Source: Wright (1936), *Journal of the Aeronautical Sciences* 3, 122–128.
public struct BudgetPlan: Hashable, Sendable {
  /// The money.
  public let total: NodeID
  /// What the first item costs, by month of a period.
  public let unitCost: [NodeID]
  /// The unit cost after each doubling as a share of that before, in (0, 1].
  public let learning: NodeID?

  /// Creates a budget.
  public init(
    total: NodeID, unitCost: [NodeID],
    learning: NodeID? = nil
  ) {
    self.total = total
    self.unitCost = unitCost
    self.learning = learning
  }
}

extension RolloutPlan {
  /// The nodes that must be up to date when a block of paths begins.
  var nodesOnce: [NodeID] { [initial] + stages.flatMap(\.nodesOnce) }

  /// The nodes that must be up to date in every period.
  var nodesPerPeriod: [NodeID] { plan + (ceiling ?? []) + stages.flatMap(\.nodesPerPeriod) }
}

extension StagePlan {
  fileprivate var nodesOnce: [NodeID] {
    guard let budget else { return [] }
    return [budget.total] + [budget.learning].compactMap { $0 }
  }

  fileprivate var nodesPerPeriod: [NodeID] {
    var nodes = limits.flatMap(\.items)
    if case .fixed(let own) = duration { nodes += own }
    if let refused { nodes.append(refused) }
    if let budget { nodes += budget.unitCost }
    switch underWay {
    case .items(let node), .begun(let node): nodes.append(node)
    case nil: break
    }
    return nodes
  }
}
