/// One path of one case, with every number that was drawn for it.
public struct PathReplay: Sendable {
  /// The index of the case.
  public let caseIndex: Int
  /// The number of the path, from 0.
  public let path: UInt64
  /// For each indicator a value per period; not a number where nothing is known or simulated.
  public let values: [[Double]]
  /// For each target and deadline what the path makes of it.
  public let targets: [[TargetOutcome]]
  /// The draws: first those of the path, then period by period.
  public let draws: [ReplayedDraw]
  /// Whether a simulated value is not a finite number, so that the path counts as a miss.
  public let isFailed: Bool

  /// What a path makes of a target.
  public struct TargetOutcome: Hashable, Sendable {
    /// Whether it is met.
    public let isMet: Bool
    /// How far the measured number is from meeting it, at most 0 where it is met; for a joint
    /// target the number of its targets that are missed.
    public let gap: Double
  }
}

/// A number that was drawn for a path, or follows at once from one that was.
public struct ReplayedDraw: Hashable, Sendable {
  /// What it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A draw of an uncertainty of the scenario, or of a law without a name, by its path in the
    /// document.
    case draw
    /// A parameter of the growth of an indicator, which follows from draws.
    case parameter
    /// A standard normal innovation of an indicator, before it is correlated with others.
    case innovation
    /// The innovation that the indicator takes, where it is correlated with others.
    case correlated
    /// Whether an event begins: 1 or 0.
    case event
    /// The factor of an event on an indicator.
    case factor
    /// A count: who leaves, who comes, who is refused.
    case count
  }

  /// What it is.
  public let kind: Kind
  /// The name of its stream, or of what follows.
  public let name: String
  /// The index of its period; nil for what is drawn once for a path.
  public let step: Int?
  /// Its value.
  public let value: Double
  /// The uniform number in (0, 1) that it comes from; nil for what only follows.
  public let uniform: Double?
}
