public import Statistics

/// One answer: what it takes of a lever.
public struct SolveRow: Sendable {
  /// How the search ended.
  public enum Status: String, Hashable, Sendable {
    /// The wanted probability is passed within the range, and fresh random numbers agree.
    case found
    /// It is reached at the end of the range where least is asked of the lever.
    case alreadyReached = "already reached"
    /// No value of the range reaches it.
    case outOfReach = "out of reach"
    /// Fresh random numbers differ from those of the search by more than three standard errors.
    case notConfirmed = "not confirmed"
  }

  /// The lever that is sought.
  public let lever: String
  /// The settings of the other levers, in their order.
  public let others: [(name: String, value: Double)]
  /// How the search ended.
  public let status: Status
  /// The lever value; where none will do, the one that comes nearest.
  public let value: Double
  /// Whether the lever has to be at least so much; otherwise at most.
  public let isAtLeast: Bool
  /// Whether the value is such a bound: not where nothing will do, nor for the levers of a mix but
  /// the last, which are chosen for their cost.
  public let isBound: Bool
  /// The lower end of the 95 % interval of the answer; not a number where there is none.
  public let low95: Double
  /// The upper end of the 95 % interval; not a number where there is none.
  public let high95: Double
  /// How far beyond the value it goes, where values beyond miss again; nil where to the end.
  public let farEnd: LeverAnswer.FarEnd?
  /// The attainment at the value, on the random numbers of the search.
  public let attained: Proportion
  /// The attainment at the value on fresh random numbers.
  public let verified: Proportion
  /// About where else the wanted probability is passed.
  public let otherCrossings: [Double]
  /// Whether the lever moves a single path at all.
  public let hasInfluence: Bool
  /// The lever values that were tried, in rising order, and the attainment there, on the random numbers
  /// of the search; none for the levers of a mix.
  public let tried: [(value: Double, attained: Proportion)]

  init(
    _ answer: LeverAnswer, of lever: String, others: [(name: String, value: Double)],
    attained: Proportion? = nil, verified: Proportion, at value: Double? = nil,
    hasInterval: Bool = true, isShort: Bool = false
  ) {
    self.lever = lever
    self.others = others
    self.value = value ?? answer.value
    isAtLeast = answer.isAtLeast
    isBound = hasInterval && !isShort && answer.status != .outOfReach
    low95 = hasInterval ? answer.low95 : .nan
    high95 = hasInterval ? answer.high95 : .nan
    self.attained = attained ?? answer.attained
    self.verified = verified
    tried =
      hasInterval
      ? answer.tried.map {
        (value: $0.value, attained: Proportion(successes: $0.met, trials: answer.attained.trials))
      } : []
    farEnd = hasInterval ? answer.farEnd : nil
    hasInfluence = answer.hasInfluence
    otherCrossings = hasInterval ? answer.otherCrossings : []
    let one = self.attained.standardError
    let two = verified.standardError
    let difference = abs(self.attained.estimate - verified.estimate)
    let isConfirmed = difference <= 3 * (one * one + two * two).squareRoot()
    status =
      switch answer.status {
      case _ where isShort: .outOfReach
      case .outOfReach: .outOfReach
      case .found: isConfirmed ? .found : .notConfirmed
      case .alreadyReached: isConfirmed ? .alreadyReached : .notConfirmed
      }
  }
}
