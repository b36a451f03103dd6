public import Statistics

/// What a setting makes of a target over a stretch of paths, beside the base: whole numbers, which
/// add up over stretches in any order.
public struct AttainmentCounts: Hashable, Sendable {
  /// The paths.
  public var paths = 0
  /// The paths that meet the target.
  public var met = 0
  /// The paths that meet it in the base, the reference case as the file has it.
  public var metByReference = 0
  /// The paths that meet it in both.
  public var metByBoth = 0
  /// The paths with a value that is not a finite number, which count as misses.
  public var failed = 0

  /// Nothing counted yet.
  public init() {}

  /// Takes counts.
  ///
  /// - Parameters:
  ///   - paths: the paths.
  ///   - met: the paths that meet the target.
  ///   - metByReference: the paths that meet it in the base.
  ///   - metByBoth: the paths that meet it in both.
  ///   - failed: the paths with a value that is not a finite number.
  public init(paths: Int, met: Int, metByReference: Int, metByBoth: Int, failed: Int) {
    self.paths = paths
    self.met = met
    self.metByReference = metByReference
    self.metByBoth = metByBoth
    self.failed = failed
  }

  /// The probability of the target, with its error.
  public var attainment: Proportion { Proportion(successes: met, trials: paths) }

  /// The difference to the base on the same random numbers.
  public var difference: PairedDifference {
    PairedDifference(
      n: paths, both: metByBoth, onlyFirst: met - metByBoth,
      onlySecond: metByReference - metByBoth)
  }

  /// Adds the counts of other paths.
  public mutating func add(_ other: AttainmentCounts) {
    paths += other.paths
    met += other.met
    metByReference += other.metByReference
    metByBoth += other.metByBoth
    failed += other.failed
  }
}
