public import Plans
public import Quantities

/// A statement with a quantity and a deadline.
public struct Target: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// What is to hold.
  public internal(set) var statement: Statement
  /// When.
  public let deadline: Deadline
  /// The periods of the file in which it stands.
  public internal(set) var stepOfFile: TimeStep?
  /// The last period of that file, on the grid.
  var endOfFile: Period?
  /// Whether it is left out of what holds for all targets together.
  public let isInformative: Bool
  /// How vague words of its thresholds were read.
  public internal(set) var readings: [VagueReading] = []
  /// What the file tells people of it.
  public let remarks: Remarks
  /// Where it stands.
  public let place: SourcePlace

  /// What is to hold.
  public enum Statement: Hashable, Sendable {
    /// Something about one indicator.
    case indicator(String, Condition)
    /// As many of these targets on one path as the rule asks for.
    case joint(JointRule, [String])
  }

  /// What is to hold of an indicator.
  public enum Condition: Hashable, Sendable {
    case atLeast(ExpressionText)
    case moreThan(ExpressionText)
    case atMost(ExpressionText)
    case lessThan(ExpressionText)
    /// Within two bounds, both included.
    case between(ExpressionText, ExpressionText)
    /// So much more than at the end of an earlier period.
    case increaseOfAtLeast(ExpressionText, since: Period)
    /// So many times the value of an earlier period, by default of the origin.
    case growthFactorOfAtLeast(ExpressionText, since: Period?)
    /// So much relative growth a year, as a fraction, since an earlier period.
    case annualGrowthOfAtLeast(Double, since: Period?)
    /// No more than so many places, the first for the largest, among these rivals.
    case rankAtMost(ExpressionText, among: [String])
    /// The milestone is reached.
    case reached

    /// The word of the file.
    public var word: String {
      switch self {
      case .atLeast: "at_least"
      case .moreThan: "more_than"
      case .atMost: "at_most"
      case .lessThan: "less_than"
      case .between: "between"
      case .increaseOfAtLeast: "increase_of_at_least"
      case .growthFactorOfAtLeast, .annualGrowthOfAtLeast: "growth_of_at_least"
      case .rankAtMost: "rank_at_most"
      case .reached: "reached"
      }
    }
  }

  /// When a target is to be met.
  public enum Deadline: Hashable, Sendable {
    /// The value in that period.
    case `in`(Period)
    /// Reached in any simulated period up to the end of that one.
    case by(Period)
    /// Reached by each period from the first to the last, answered one by one.
    case byEach(Period, Period)
    /// Reached by each of several periods, answered one by one; in their order, two or more.
    case byAny([Period])
    /// No date given: by the end of the simulated time.
    case undated
    /// The deadlines of the targets that a joint target names.
    case ofMembers
  }
}
