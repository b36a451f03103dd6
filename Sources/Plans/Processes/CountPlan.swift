public import Expressions

/// An integer stock with entries and exits.
public struct CountPlan: Hashable, Sendable {
  /// What drives the stock.
  public enum Driver: Hashable, Sendable {
    /// A growth model gives the net growth; entries make up what exits take.
    ///
    /// `referenceExits` is the share that splits the net growth into gross flows; where a case
    /// changes `exits` alone, the mean moves by the difference.
    case growth(GrowthPlan, referenceExits: NodeID)
    /// Births (per enterprise and year) and entries (per year) on their own.
    case flows(births: NodeID, entries: NodeID)
  }

  /// What drives the stock.
  public let driver: Driver
  /// The stock at the origin, rounded to an integer.
  public let initial: NodeID
  /// The share of the stock that leaves in a year.
  public let exits: NodeID

  /// Creates a count.
  public init(
    driver: Driver, initial: NodeID, exits: NodeID
  ) {
    self.driver = driver
    self.initial = initial
    self.exits = exits
  }
}

extension CountPlan {
  /// The model of its net growth, where one drives it.
  package var growth: GrowthPlan? {
    if case .growth(let growth, _) = driver { growth } else { nil }
  }

  /// The nodes that must be up to date when a block of paths begins.
  var nodesOnce: [NodeID] { [initial] + (growth?.nodesOnce ?? []) }

  /// The nodes that must be up to date in every period.
  var nodesPerPeriod: [NodeID] {
    switch driver {
    case .growth(let growth, let referenceExits): [exits, referenceExits] + growth.nodesPerPeriod
    case .flows(let births, let entries): [exits, births, entries]
    }
  }
}
