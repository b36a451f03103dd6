public import Quantities
public import Statistics

/// What must be reported of an indicator at a coming date for a target to have the wanted probability then.
public struct ReportLevel: Sendable {
  /// What can be said.
  public enum Finding: Hashable, Sendable {
    /// The value, with the 95 % interval that the simulation leaves it, and whether it is the least that
    /// will do, or the most.
    case level(value: Double, low95: Double, high95: Double, isLeast: Bool)
    /// Whatever comes within the range of the paths, the probability is at least this.
    case always(Proportion)
    /// Whatever comes within the range of the paths, the probability is at most this; the value that comes
    /// nearest.
    case never(best: Double, Proportion)
  }

  /// The target; with several deadlines `target@2026`.
  public let target: String
  /// The indicator.
  public let indicator: String
  /// Its unit.
  public let unit: String
  /// When it is reported: the date of the statistic.
  public let period: Period
  /// What is expected of it now: the tenth percentile, the median, the ninetieth.
  public let expected: (p10: Double, p50: Double, p90: Double)
  /// What can be said.
  public let finding: Finding
}
