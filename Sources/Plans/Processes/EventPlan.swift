public import Expressions

/// Something that may happen and multiplies an indicator while it lasts.
public struct EventPlan: Hashable, Sendable {
  /// The name of the event in the scenario, which keys its stream.
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

extension EventPlan {
  /// The stream that says when it begins.
  package var stream: String { "event \(name)" }

  /// The nodes that must be up to date in every period.
  package var nodesPerPeriod: [NodeID] {
    [chancePerYear, multiply] + [lasts].compactMap { $0 }
  }
}
