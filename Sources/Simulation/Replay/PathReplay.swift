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
  /// Whether a simulated value is not a finite number, so that the path misses what depends on it.
  public let isFailed: Bool

  /// What a path makes of a target.
  public struct TargetOutcome: Hashable, Sendable {
    /// Whether it is met.
    public let isMet: Bool
    /// How far the measured number is from meeting it, at most 0 where it is met, infinite where
    /// it has no number; for a joint target the number of its targets that are missed.
    public let gap: Double
  }
}
