internal import Distributions
internal import Plans
internal import SpecialFunctions

/// How much of the stays of a stage's items has been spent, over one block of paths: each item counts 1,
/// evenly over its stay.
///
/// Items that begin in one month and leave in another do both evenly over these months, so that half a
/// month's share falls on each end. Of what is under way at the origin the law of a stay is the one that
/// is longer than what is left of it, and the rest was spent before.
struct StageSpending {
  /// The stays that have been spent by the end of the last month.
  private(set) var spent: [Double]
  /// What is spent in a month of the stays that are under way.
  private var pace: [Double]
  /// By how much the pace changes in each month.
  private var change: [[Double]]
  private let months: Int
  /// For each month after the one of beginning, the mean of 1 / stay of the stays that are longer, in
  /// stays a month.
  private let paceBeyond: [Double]
  /// The same for what is left of a stay at the origin, and the share that is then left.
  private let paceOfRest: [Double]
  private let law: Law?
  /// What is left of the stays under way at the origin that last beyond the grid, where that was asked for.
  private var beyondOrigin: (months: Int, pace: Double, left: Double)?

  init(_ duration: StagePlan.Duration, months: Int, paths: Int) {
    spent = [Double](repeating: 0, count: paths)
    pace = spent
    change = Array(repeating: spent, count: months + 2)
    self.months = months
    guard case .law(let law) = duration else {
      paceBeyond = []
      paceOfRest = []
      law = nil
      return
    }
    self.law = law
    paceBeyond = (0...months).map { 1 / Self.harmonicStay(law, beyond: Double($0)) }
    paceOfRest = (0..<months).map { 1 / Self.harmonicStay(law, beyond: Double($0) + 0.5) }
  }

  /// Forgets all stays.
  mutating func begin() {
    spent.clear()
    pace.clear()
    for month in change.indices { change[month].clear() }
  }

  // MARK: Stays

  /// Takes items that begin in a month and stay so long, on all paths alike.
  mutating func begin(_ items: [Double], in month: Int, years: Double) {
    for i in items.indices where items[i] > 0 { begin(items[i], i, month, max(0, years) * 12) }
  }

  /// Takes items that begin in a month and stay so many years.
  mutating func begin(_ items: [Double], in month: Int, stay: [Double]) {
    for i in items.indices where items[i] > 0 { begin(items[i], i, month, max(0, stay[i]) * 12) }
  }

  /// A fixed stay of whole months and a part: the items leave in two months, as those of the stage do.
  private mutating func begin(_ items: Double, _ i: Int, _ month: Int, _ stay: Double) {
    let whole = WholeItems.of(stay)
    guard whole < Double(months) else {
      if whole.isFinite { spend(items / stay, i, from: month) }
      return
    }
    let share = min(1, max(0, 1 - (stay - whole)))
    let first = (items * share + 0.5).rounded(.down)
    spend(first, i, from: month, to: month + Int(whole))
    spend(items - first, i, from: month, to: month + Int(whole) + 1)
  }

  /// Takes items of a path that begin in a month, or are under way at its beginning, the origin, and leave
  /// so many months later.
  mutating func leave(_ items: Double, _ i: Int, from month: Int, later: Int, isUnderWay: Bool) {
    let end = month + later
    if isUnderWay {
      spendRest(items, i, paceOfRest[later], Double(later) + 0.5, from: month, to: end)
    } else {
      spend(items, i, from: month, to: end)
    }
  }

  /// Takes items of a path that stay beyond the end of the grid.
  mutating func stay(_ items: Double, _ i: Int, from month: Int, isUnderWay: Bool) {
    guard isUnderWay else {
      return spend(items * paceBeyond[months - month], i, from: month)
    }
    let (pace, left) = restBeyond(months - month)
    spent[i] += items * (1 - left)
    change[month][i] += items * pace
  }

  private mutating func restBeyond(_ months: Int) -> (pace: Double, left: Double) {
    if let known = beyondOrigin, known.months == months { return (known.pace, known.left) }
    guard let law else { return (0, 1) }
    let (pace, left) = Self.restBeyond(law, months: Double(months))
    beyondOrigin = (months, pace, left)
    return (pace, left)
  }

  /// Takes the items under way at the origin whose stay, in months, is fixed, and what is left of it evenly
  /// spread over it, from the beginning of a month on.
  mutating func fill(_ items: [Double], stay: [Double], at month: Int) {
    for i in items.indices where items[i] > 0 && stay[i] > 0 {
      var (left, later) = (0.0, 0)
      while left < items[i], month + later < months {
        let gone = (items[i] * min(1, Double(later + 1) / stay[i]) + 0.5).rounded(.down)
        let rest = min(stay[i], Double(later) + 0.5)
        spendRest(gone - left, i, 1 / stay[i], rest, from: month, to: month + later)
        left = gone
        later += 1
      }
      guard left < items[i] else { continue }
      // What is left of the others lies evenly between the end of the grid and the whole stay.
      let rest = (Double(months - month) + stay[i]) / 2
      spent[i] += (items[i] - left) * (1 - min(1, rest / stay[i]))
      change[month][i] += (items[i] - left) / stay[i]
    }
  }

  // MARK: Paces

  /// Items that begin in a month and leave in another.
  private mutating func spend(_ items: Double, _ i: Int, from month: Int, to end: Int) {
    guard end > month else {
      // They are spent in this month, and the pace is as before.
      change[month][i] += items
      change[month + 1][i] -= items
      return
    }
    let half = items / Double(end - month) / 2
    change[month][i] += half
    change[month + 1][i] += half
    if end < months { change[end][i] -= half }
    if end + 1 < months { change[end + 1][i] -= half }
  }

  /// So many stays a month from the middle of a month on.
  private mutating func spend(_ pace: Double, _ i: Int, from month: Int) {
    change[month][i] += pace / 2
    change[month + 1][i] += pace / 2
  }

  /// Items of whose stay so many months are left, at so much of it a month.
  private mutating func spendRest(
    _ items: Double, _ i: Int, _ pace: Double, _ rest: Double, from month: Int, to end: Int
  ) {
    guard items > 0 else { return }
    spent[i] += items * (1 - min(1, pace * rest))
    let whole = min(pace, 1 / rest) * items
    // The month of leaving has half of a month's share, and the first one all of it.
    let last = whole * (rest - Double(end - month))
    change[month][i] += whole
    change[end][i] += last - whole
    change[end + 1][i] -= last
  }

  /// Moves to the end of a month.
  mutating func advance(_ month: Int) {
    for i in spent.indices {
      pace[i] += change[month][i]
      spent[i] += max(0, pace[i])
    }
  }

  // MARK: Laws

  private static let points = 256

  /// The stay whose inverse is the mean inverse of the stays that are longer than so many months.
  private static func harmonicStay(_ law: Law, beyond months: Double) -> Double {
    let longer = law.survival(months / 12)
    guard longer > 0 else { return max(1, months) }
    var sum = 0.0
    for point in 0..<points {
      let stay = law.quantile(upper: longer * (Double(point) + 0.5) / Double(points)) * 12
      sum += 1 / max(stay, max(months, 1e-3))
    }
    return Double(points) / sum
  }

  /// Of stays that are met at random and last longer than so many months from then on: the mean pace, and
  /// the mean share that is left.
  private static func restBeyond(_ law: Law, months: Double) -> (pace: Double, left: Double) {
    let longer = law.survival(months / 12)
    var (weight, pace, left) = (0.0, 0.0, 0.0)
    guard longer > 0 else { return (0, 1) }
    for point in 0..<points {
      let stay = law.quantile(upper: longer * (Double(point) + 0.5) / Double(points)) * 12
      guard stay > months else { continue }
      weight += stay - months
      pace += (stay - months) / stay
      left += (stay * stay - months * months) / (2 * stay)
    }
    return weight > 0 ? (pace / weight, left / weight) : (0, 1)
  }
}
