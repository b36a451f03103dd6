internal import Plans

/// Counts, over the paths of a worker, the items of a stage and what keeps them waiting.
///
/// Sums of whole numbers: they merge in any order to the same bits.
struct StageTally {
  private(set) var summary: StageSummary
  /// The number of limits that are no budget.
  private let limits: Int
  /// Items that have begun and not left.
  private var working: [Double]
  /// What could begin but for the limits looked at so far.
  private var allowed: [Double]
  /// The limit that holds most back in the month, by its number; -1 where nothing does.
  private var tightest: [Int]

  init(_ plan: StagePlan, periods: Int, paths: Int) {
    summary = StageSummary(plan, periods: periods)
    limits = plan.limits.count
    working = [Double](repeating: 0, count: paths)
    allowed = working
    tightest = [Int](repeating: -1, count: paths)
  }

  /// Empties the stage.
  mutating func begin() { working.clear() }

  /// Takes what could begin without limits.
  mutating func arrive(_ waiting: [Double]) {
    allowed.assign(waiting)
    for i in tightest.indices { tightest[i] = -1 }
  }

  /// Takes what a limit leaves of it.
  mutating func noteLimit(_ number: Int, _ begins: [Double]) {
    for i in allowed.indices where begins[i] < allowed[i] {
      allowed[i] = begins[i]
      tightest[i] = number
    }
  }

  /// Takes what the money leaves of it.
  mutating func noteBudget(_ begins: [Double]) { noteLimit(limits, begins) }

  /// Takes what begins.
  mutating func enter(_ begins: [Double]) {
    for i in working.indices { working[i] += begins[i] }
  }

  /// Takes what has been long enough in the stage.
  mutating func leave(_ items: [Double]) {
    for i in working.indices { working[i] -= items[i] }
  }

  /// Adds a month of the paths that count.
  ///
  /// - Parameters:
  ///   - month: the month.
  ///   - waiting: the items that have not begun.
  ///   - through: the items that go on to what comes next.
  mutating func count(_ month: RolloutMonth, waiting: [Double], through: [Double]) {
    let isLast = month.number == month.stepsPerPeriod - 1
    for i in 0..<month.paths {
      summary.passed[month.period] += through[i]
      if tightest[i] >= 0 { summary.held[tightest[i]][month.period] += 1 }
      guard isLast else { continue }
      summary.waiting[month.period] += waiting[i]
      summary.working[month.period] += working[i]
    }
  }
}
