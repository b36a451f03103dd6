public import Results
internal import Statistics

/// What stands out of a sweep: for each case and target the points where it is least and most likely.
public struct SweepSummary: Sendable {
  /// One case and target.
  public struct Row: Sendable {
    /// The case.
    public let caseName: String
    /// The target with its deadline.
    public let target: String
    /// The point where the target is least likely, the first of them.
    public fileprivate(set) var lowest: PointCounts
    /// The point where it is most likely, the first of them.
    public fileprivate(set) var highest: PointCounts
  }

  /// What came out of one target at one point.
  public struct PointCounts: Sendable {
    /// The number of the point, from 0.
    public let point: Int
    /// Its coordinates.
    public let values: [Double]
    /// What came out.
    public let counts: PairedCounts
  }

  /// What was swept.
  public let plan: SweepPlan
  /// By case, then target; empty where there is no point.
  public private(set) var rows: [Row] = []
  /// What was set at each point, and the probability of each row there; empty where there are more
  /// points than ``mostKept``.
  public private(set) var all: [(values: [Double], shares: [Double])] = []
  /// The most points that are kept for pictures.
  private static let mostKept = 20_000
  /// The points that were added.
  public private(set) var points = 0
  /// The most paths with a value that is not a finite number, of any point and case.
  public private(set) var mostFailed = 0
  /// The paths of the point that was added last.
  public private(set) var paths = 0

  /// Nothing was added yet.
  public init(_ plan: SweepPlan) { self.plan = plan }

  /// Takes in a point.
  public mutating func add(_ total: PointResult) {
    let isFirst = points == 0
    points += 1
    paths = total.paths.count
    var index = 0
    for (caseName, counts) in zip(plan.cases, total.counts) {
      for (target, counts) in zip(plan.rows, counts) {
        let found = PointCounts(point: total.point, values: total.values, counts: counts)
        mostFailed = max(mostFailed, counts.failed)
        if isFirst {
          rows.append(Row(caseName: caseName, target: target, lowest: found, highest: found))
        }
        let share = counts.attainment.estimate
        if share < rows[index].lowest.counts.attainment.estimate { rows[index].lowest = found }
        if share > rows[index].highest.counts.attainment.estimate { rows[index].highest = found }
        index += 1
      }
    }
    guard plan.points <= SweepSummary.mostKept else { return }
    let shares = total.counts.flatMap { $0.map(\.attainment.estimate) }
    all.append((values: total.values, shares: shares))
  }
}
