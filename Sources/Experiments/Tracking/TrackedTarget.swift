public import Quantities
public import Statistics

/// What became of a target with what came.
public struct TrackedTarget: Hashable, Sendable {
  /// Its name; with several deadlines `target@2026`.
  public let name: String
  /// The deadline, as the target has it: a year is a year on quarters too.
  public let deadline: Period
  /// The probability before.
  public let before: Proportion
  /// The probability now.
  public let after: Proportion
  /// After less before.
  public let difference: Double
  /// Its standard error, on the same random numbers.
  public let differenceError: Double
  /// What each change has to do with it; the shares add up to the difference.
  public let shares: [TrackedShare]
  /// Whether it was met, where all that it looks at is observed; nil where that is still open.
  public let outcome: Bool?
}
