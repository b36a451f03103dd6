public import Statistics

/// What it takes of one lever for a target to be met with a wanted probability.
public struct LeverAnswer: Sendable {
  /// How the search ended.
  public enum Status: Hashable, Sendable {
    /// The wanted probability is passed within the range.
    case found
    /// It is reached at the end of the range where least is asked of the lever.
    case alreadyReached
    /// No value of the range reaches it.
    case outOfReach
  }

  /// Where more of what helps begins to harm: beyond it the wanted probability is missed again.
  public struct FarEnd: Hashable, Sendable {
    /// The last lever value that will do, going on from the answer.
    public internal(set) var value: Double
    /// Values tried, of which one will do and the other, beyond it, will not.
    package let bracket: ClosedRange<Double>
    /// Whether some value beyond misses by more than chance.
    public let isCertain: Bool
  }

  /// How the search ended.
  public let status: Status
  /// The least lever value that will do, or the greatest where ``isAtLeast`` is false; where none
  /// does, the one that comes nearest.
  public let value: Double
  /// Whether values above the answer are better; otherwise those below it.
  public let isAtLeast: Bool
  /// The lower end of the 95 % interval of the answer; not a number where the range does not hold
  /// it.
  ///
  /// Out of reach, the interval is what of the range chance leaves open.
  public let low95: Double
  /// The upper end of the 95 % interval; not a number where the range does not hold it.
  public let high95: Double
  /// How far beyond ``value`` it goes; nil where to the end of the range.
  public internal(set) var farEnd: FarEnd?
  /// The paths that meet the target at ``value``, on the random numbers of the search.
  public let attained: Proportion
  /// About where else the attainment passes the wanted probability, where it does not rise or fall
  /// throughout; the ``farEnd`` as exactly as it is known.
  public internal(set) var otherCrossings: [Double]
  /// Whether the lever moves a single path at all.
  public let hasInfluence: Bool
  /// The value of the range, from the side that asks least, with which chance leaves it open; not a
  /// number where none does.
  package let firstPossible: Double
  /// The value from which on more than chance speaks for it; not a number where the range has none.
  package let firstCertain: Double
  /// The lever values that were tried, in rising order, and the paths that meet the target there.
  public let tried: [(value: Double, met: Int)]
}
