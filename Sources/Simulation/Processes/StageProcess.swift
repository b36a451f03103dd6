internal import Distributions
internal import Expressions
internal import Plans
internal import Random
internal import SpecialFunctions

/// The state of one stage of a pipeline over one block of paths.
///
/// Items wait in a queue, begin as the limits of the stage allow, stay for their duration and
/// leave, less those that are refused. Items that begin in a month do so evenly spread over it.
struct StageProcess {
  private let plan: StagePlan
  /// The number of months of the grid.
  private let months: Int
  private let durationKeys: StayKeys
  private let refusalKey: StreamKey
  private let underWayKeys: StayKeys
  private let log: DrawLog?
  /// When items leave that begin in a month.
  private let departures: Departures

  private var queue: [Double]
  /// Items by the month in which they leave.
  private var leaving: [[Double]]
  /// Whether items are among them, or have been.
  private var isOccupied = false
  /// One column of carried fractions for each limit.
  private var carried: [[Double]]
  private var limit: [Double]
  private var begins: [Double]
  private var duration: [Double]
  private var remaining: [Double]
  private var probability: [Double]
  private var draws: [Double]
  private var budget: BudgetProcess?
  /// What of a stay has been spent, where that is asked for.
  private var spending: StageSpending?
  /// Counts what waits and why, where that is asked for.
  private(set) var tally: StageTally?

  init(
    _ plan: StagePlan, name: String, streams: PlanStreams, months: Int, perPeriod: Int, paths: Int,
    tally: StageTally?, spends: Bool,
    log: DrawLog?
  ) {
    self.tally = tally
    spending = spends ? StageSpending(plan.duration, months: months, paths: paths) : nil
    self.plan = plan
    self.log = log
    self.months = months
    durationKeys = StayKeys("\(name) duration", streams, perPeriod)
    refusalKey = streams.key("\(name) refused", stepsPerPeriod: perPeriod)
    underWayKeys = StayKeys("\(name) under way", streams, perPeriod)
    departures =
      if case .law(let law) = plan.duration {
        Departures(law, months: months)
      } else {
        Departures(leftBy: [])
      }
    let zeros = [Double](repeating: 0, count: paths)
    queue = zeros
    leaving = Array(repeating: zeros, count: months)
    carried = Array(repeating: zeros, count: plan.limits.count)
    limit = zeros
    begins = zeros
    duration = zeros
    remaining = zeros
    probability = zeros
    draws = zeros
    budget = plan.budget.map { BudgetProcess($0, paths: paths) }
  }

  /// Empties the stage.
  mutating func begin(_ values: borrowing CaseValues, initial: [Double], isAlike: Bool) {
    queue.clear()
    if isOccupied { for step in leaving.indices { leaving[step].clear() } }
    isOccupied = false
    for index in carried.indices { carried[index].clear() }
    budget?.begin(values, initial: initial, isAlike: isAlike)
    tally?.begin()
    spending?.begin()
  }

  /// How many items' stays have been spent since the origin, and before it of what was under way; empty
  /// where that is not asked for.
  var spent: [Double] { spending?.spent ?? [] }

  /// Puts what is under way at the origin into the stage, before its first month: in steady state,
  /// items that have begun are evenly spread over the time since, so that in each coming month as
  /// many leave as would have begun then and not yet left.
  ///
  /// - Parameters:
  ///   - all: receives the items in addition.
  ///   - month: the first month.
  ///   - values: the case's expressions, evaluated for the period.
  mutating func fill(
    into all: inout [Double], at month: RolloutMonth, values: borrowing CaseValues
  ) {
    guard let underWay = plan.underWay else { return }
    isOccupied = true
    stay(values)
    switch underWay {
    case .begun(let node), .items(let node): values.copy(node, into: &begins)
    }
    for i in begins.indices {
      begins[i] = max(0, Elementary.floor(begins[i] + 0.5))
      all[i] += begins[i]
      queue[i] = begins[i]
    }
    // What passes at once is not in the stage but waits for it.
    for i in begins.indices where duration[i] <= 0 { begins[i] = 0 }
    if case .items = underWay {
      for bound in plan.limits {
        values.copy(bound.items[0], into: &limit)
        for i in begins.indices where limit[i] < .infinity {
          let most = WholeItems.of(max(0, limit[i]) * duration[i])
          begins[i] = min(begins[i], most)
        }
      }
    }
    queue.subtract(begins)
    tally?.enter(begins)
    switch plan.duration {
    case .fixed:
      leaveEvenly(from: month.index)
      spending?.fill(begins, stay: duration, at: month.index)
    case .law:
      let residual = departures.residual(meanStay: duration.first ?? 0)
      scheduleDrawn(month, by: residual, keys: underWayKeys, isUnderWay: true)
    }
  }

  /// The mean stay of each path in months.
  private mutating func stay(_ values: borrowing CaseValues) {
    switch plan.duration {
    case .fixed(let nodes):
      values.copy(nodes[0], into: &duration)
      for i in duration.indices { duration[i] = max(0, duration[i]) * 12 }
    case .law(let law):
      let mean = law.mean.isFinite ? law.mean : Double(months) / 12
      for i in duration.indices { duration[i] = mean * 12 }
    }
  }

  /// Lets the items of a fixed stay leave at an even pace.
  private mutating func leaveEvenly(from month: Int) {
    for i in begins.indices where begins[i] > 0 {
      var left = 0.0
      var later = 0
      while left < begins[i], month + later < leaving.count {
        let share = min(1, Double(later + 1) / duration[i])
        let gone = Elementary.floor(begins[i] * share + 0.5)
        leaving[month + later][i] += gone - left
        left = gone
        later += 1
      }
    }
  }

  /// Moves to the end of a month.
  ///
  /// - Parameters:
  ///   - flow: the items that arrive; receives those that leave for the next stage.
  ///   - lost: less the items that are refused.
  ///   - month: the month.
  ///   - values: the case's expressions, evaluated for the period.
  ///   - factor: what events make of the limits; nil without events.
  mutating func advance(
    _ flow: inout [Double], lost: inout [Double], to month: RolloutMonth,
    values: borrowing CaseValues, factor: [Double]?
  ) {
    StageProcess.arrive(flow, &queue, &begins)
    tally?.arrive(begins)
    applyLimits(month, values, factor: factor)
    budget?.limit(&begins, in: month, values: values)
    tally?.noteBudget(begins)
    queue.subtract(begins)
    tally?.enter(begins)
    if passesAtOnce(month, values), !isOccupied {
      spending?.begin(begins, in: month.index, years: 0)
      swap(&flow, &begins)
    } else {
      schedule(month, values)
      flow.assign(leaving[month.index])
    }
    spending?.advance(month.index)
    tally?.leave(flow)
    if let node = plan.refused { refuse(node, &flow, &lost, month, values) }
    tally?.count(month, waiting: queue, through: flow)
  }

  /// Whether what begins in a month leaves as it begins, on all paths.
  private func passesAtOnce(_ month: RolloutMonth, _ values: borrowing CaseValues) -> Bool {
    guard case .fixed(let nodes) = plan.duration, let years = values.common(nodes[month.number])
    else { return false }
    return years <= 0
  }

  /// Takes down when those leave that begin in a month.
  private mutating func schedule(_ month: RolloutMonth, _ values: borrowing CaseValues) {
    isOccupied = true
    switch plan.duration {
    case .fixed(let nodes):
      if let years = values.common(nodes[month.number]) {
        scheduleAll(month.index, years: years)
        spending?.begin(begins, in: month.index, years: years)
      } else {
        values.copy(nodes[month.number], into: &duration)
        scheduleFixed(month.index)
        spending?.begin(begins, in: month.index, stay: duration)
      }
    case .law:
      scheduleDrawn(month, by: departures, keys: durationKeys)
    }
  }

  /// Each limit lets whole items through and carries the fraction over; what is not used is gone.
  private mutating func applyLimits(
    _ month: RolloutMonth, _ values: borrowing CaseValues, factor: [Double]?
  ) {
    for (index, bound) in plan.limits.enumerated() {
      values.copy(bound.items[month.number], into: &limit)
      limit.multiply(by: factor)
      begins.letThrough(limit, carried: &carried[index])
      tally?.noteLimit(index, begins)
    }
  }

  private static func arrive(
    _ flow: [Double], _ queue: inout [Double], _ begins: inout [Double]
  ) {
    for i in queue.indices {
      let waiting = queue[i] + flow[i]
      queue[i] = waiting
      begins[i] = waiting
    }
  }

  /// The same for a duration that all paths share.
  private mutating func scheduleAll(_ month: Int, years: Double) {
    guard let (whole, share) = StageProcess.departure(years * 12),
      Double(month) + whole < Double(leaving.count)
    else { return }
    let target = month + Int(whole)
    StageProcess.leave(begins, share: share, into: &leaving[target])
    if share < 1, target + 1 < leaving.count {
      StageProcess.leaveLater(begins, share: share, into: &leaving[target + 1])
    }
  }

  /// The whole months of a stay, and the share of the items that have left after them.
  private static func departure(_ months: Double) -> (whole: Double, share: Double)? {
    let months = max(0, months)
    let whole = WholeItems.of(months)
    guard whole.isFinite else { return nil }
    return (whole, min(1, max(0, 1 - (months - whole))))
  }

  private static func leave(_ begins: [Double], share: Double, into leaving: inout [Double]) {
    for i in begins.indices { leaving[i] += Elementary.floor(begins[i] * share + 0.5) }
  }

  private static func leaveLater(_ begins: [Double], share: Double, into leaving: inout [Double]) {
    for i in begins.indices {
      leaving[i] += begins[i] - Elementary.floor(begins[i] * share + 0.5)
    }
  }

  /// Of n items that begin evenly spread, those with (j − ½)/n ≤ x have left, which are ⌊n x + ½⌋.
  private mutating func scheduleFixed(_ month: Int) {
    for i in begins.indices where begins[i] > 0 {
      let months = max(0, duration[i]) * 12
      let whole = WholeItems.of(months)
      let share = min(1, max(0, 1 - (months - whole)))
      let first = Elementary.floor(begins[i] * share + 0.5)
      let target = Double(month) + whole
      guard target < Double(leaving.count) else { continue }
      leaving[Int(target)][i] += first
      if first < begins[i], Int(target) + 1 < leaving.count {
        leaving[Int(target) + 1][i] += begins[i] - first
      }
    }
  }

  /// Draws the months in which items leave.
  ///
  /// - Parameters:
  ///   - month: the month in which they begin.
  ///   - departures: the law of the month in which they leave.
  ///   - keys: the streams.
  ///   - isUnderWay: whether they had begun at the origin.
  private mutating func scheduleDrawn(
    _ month: RolloutMonth, by departures: Departures, keys: StayKeys, isUnderWay: Bool = false
  ) {
    scheduleSingles(month, by: departures, key: keys.single, isUnderWay)
    var count = 0
    for i in begins.indices {
      remaining[i] = max(0, begins[i] - StageProcess.singles)
      if remaining[i] > 0 { count += 1 }
    }
    guard count > 0 else { return }
    // A replay tells the draws as columns make them.
    if log == nil, count * StageProcess.fewPaths < begins.count {
      for i in remaining.indices where remaining[i] > 0 {
        scheduleMany(i, month, by: departures, key: keys.many, isUnderWay)
      }
    } else {
      scheduleMany(month, by: departures, key: keys.many, isUnderWay)
    }
  }

  /// Of the items that begin in a month on a path so many are drawn one by one.
  private static let singles = 2.0
  /// Paths that are fewer than this part of a block are drawn one by one; the numbers are the same.
  private static let fewPaths = 8

  /// Draws when the first items leave, one by one, each with a stream position of its own.
  ///
  /// An item more leaves the others where they are.
  private mutating func scheduleSingles(
    _ month: RolloutMonth, by departures: Departures, key: StreamKey, _ isUnderWay: Bool
  ) {
    let (step, end) = (UInt32(month.index), months - month.index)
    for item in 0..<Int(StageProcess.singles) {
      let number = Double(item)
      var count = 0
      for i in begins.indices where begins[i] > number { count += 1 }
      guard count > 0 else { return }
      let isColumn = count * StageProcess.fewPaths >= begins.count
      if isColumn {
        var column = draws.mutableSpan
        key.fill(&column, firstPath: month.firstPath, step: step, draw: UInt32(item))
      }
      for i in begins.indices where begins[i] > number {
        let path = month.firstPath + UInt64(i)
        let u = isColumn ? draws[i] : key.uniform(path: path, step: step, draw: UInt32(item))
        let later = departures.month(u)
        if later < end {
          leaving[month.index + later][i] += 1
          spending?.leave(1, i, from: month.index, later: later, isUnderWay: isUnderWay)
        } else {
          spending?.stay(1, i, from: month.index, isUnderWay: isUnderWay)
        }
      }
      log?.note(key, month: month.index, of: month.stepsPerPeriod, item: item, in: begins) {
        departures.month($0)
      }
    }
  }

  /// Splits the items that remain over the months in which they leave: a multinomial draw by
  /// conditional binomials, one stream position per month of beginning and month of leaving.
  private mutating func scheduleMany(
    _ month: RolloutMonth, by departures: Departures, key: StreamKey, _ isUnderWay: Bool
  ) {
    for later in 0..<(months - month.index) {
      let hazard = departures.hazard[later]
      guard hazard > 0 else { continue }
      for i in probability.indices { probability[i] = hazard }
      CountDraw(key: key, month: month, draw: UInt32(later), log: log)
        .binomial(&draws, trials: remaining, probability: probability)
      let left = StageProcess.move(draws, from: &remaining, to: &leaving[month.index + later])
      if spending != nil {
        for i in draws.indices where draws[i] > 0 {
          spending?.leave(draws[i], i, from: month.index, later: later, isUnderWay: isUnderWay)
        }
      }
      if left == 0 { return }
    }
    for i in remaining.indices where remaining[i] > 0 {
      spending?.stay(remaining[i], i, from: month.index, isUnderWay: isUnderWay)
    }
  }

  /// The same for the items of one path, to the bit.
  private mutating func scheduleMany(
    _ i: Int, _ month: RolloutMonth, by departures: Departures, key: StreamKey, _ isUnderWay: Bool
  ) {
    let (path, step) = (month.firstPath + UInt64(i), UInt32(month.index))
    var rest = remaining[i]
    for later in 0..<(months - month.index) {
      let hazard = departures.hazard[later]
      guard hazard > 0 else { continue }
      let u = key.uniform(path: path, step: step, draw: UInt32(later))
      let gone = CountSampler.binomial(u, trials: rest, probability: hazard)
      guard gone > 0 else { continue }
      leaving[month.index + later][i] += gone
      spending?.leave(gone, i, from: month.index, later: later, isUnderWay: isUnderWay)
      rest -= gone
      if rest == 0 { return }
    }
    spending?.stay(rest, i, from: month.index, isUnderWay: isUnderWay)
  }

  // MARK: What was observed

  /// Takes back items that were found not to have left in a month: they leave in the next one.
  mutating func delay(_ items: [Double], after month: Int) {
    isOccupied = true
    if month + 1 < leaving.count { leaving[month + 1].add(items) }
  }

  /// Takes items out of the stage, those first that would leave first, then those that wait.
  ///
  /// - Parameters:
  ///   - wanted: how many, by path.
  ///   - month: the month that has ended.
  /// - Returns: how many there were.
  mutating func hasten(_ wanted: [Double], after month: Int) -> [Double] {
    var rest = wanted
    func take(_ items: inout [Double]) {
      for i in rest.indices {
        let taken = min(rest[i], items[i])
        items[i] -= taken
        rest[i] -= taken
      }
    }
    if isOccupied {
      for later in (month + 1)..<max(month + 1, leaving.count) { take(&leaving[later]) }
    }
    take(&queue)
    return zip(wanted, rest).map { $0 - $1 }
  }

  /// Takes items out of one place and puts them into another.
  ///
  /// - Returns: how many are left on all paths.
  private static func move(
    _ items: [Double], from remaining: inout [Double], to leaving: inout [Double]
  ) -> Double {
    var left = 0.0
    for i in remaining.indices {
      leaving[i] += items[i]
      remaining[i] -= items[i]
      left += remaining[i]
    }
    return left
  }

  private mutating func refuse(
    _ node: NodeID, _ flow: inout [Double], _ lost: inout [Double], _ month: RolloutMonth,
    _ values: borrowing CaseValues
  ) {
    values.copy(node, into: &probability)
    for i in probability.indices { probability[i] = min(1, max(0, probability[i])) }
    CountDraw(key: refusalKey, month: month, log: log)
      .binomial(&draws, trials: flow, probability: probability)
    for i in flow.indices {
      flow[i] -= draws[i]
      lost[i] -= draws[i]
    }
  }
}

/// The streams of the stays of items: those that are drawn one by one, and those that are split together.
private struct StayKeys {
  let single: StreamKey
  let many: StreamKey

  init(_ name: String, _ streams: PlanStreams, _ perPeriod: Int) {
    single = streams.key("\(name) of each", stepsPerPeriod: perPeriod)
    many = streams.key(name, stepsPerPeriod: perPeriod)
  }
}
