/// What can be read of a rollout beside the number of items that are built.
public struct RolloutReading: Hashable, Sendable {
  /// What is read.
  public enum Amount: Hashable, Sendable {
    /// The items that have passed a stage.
    case finished
    /// The items that are in a stage, waiting or at work.
    case inProgress
    /// The items that were lost at the end of a stage since the beginning.
    case refused
    /// The value of what has passed a stage, or of what is built: which value.
    case value(String)
    /// The value spent so far on the items of a stage: which value.
    case spent(String)
    /// The value spent on the items of a stage in a year: which value.
    case spending(String)
    /// The value of what is built that bears a yield by now: which value, and the yield's name.
    case atWork(String, yield: String)
  }

  /// The name of the rollout.
  public let rollout: String
  /// The stage; nil for what is built.
  public let stage: String?
  /// What is read.
  public let amount: Amount

  /// Whether it is a number of items.
  public var isCount: Bool {
    switch amount {
    case .finished, .inProgress, .refused: true
    case .value, .spent, .spending, .atWork: false
    }
  }

  /// Whether it is of whole periods and not of their ends.
  var isFlow: Bool {
    switch amount {
    case .spending: true
    case .finished, .inProgress, .refused, .value, .spent, .atWork: false
    }
  }

  /// The value that it is about, by its name.
  var value: String? {
    switch amount {
    case .finished, .inProgress, .refused: nil
    case .value(let name), .spent(let name), .spending(let name), .atWork(let name, _): name
    }
  }
}
