internal import Expressions
internal import Plans
internal import SpecialFunctions

/// The money of a stage over one block of paths, and how many items it still pays for.
struct BudgetProcess {
  private let plan: BudgetPlan
  private var left: [Double]
  private var paid: [Double]
  private var initial: [Double]
  private var exponent: [Double]
  private var unitCost: [Double]
  /// The learning curve and its table, where it is the same on all paths.
  private var curve: LearningTables.Curve?
  private var table: [Double] = []
  /// The entry of the table for the items paid; not a number where it was not read from it.
  private var paidEntry: [Double]

  init(_ plan: BudgetPlan, paths: Int) {
    self.plan = plan
    let zeros = [Double](repeating: 0, count: paths)
    left = zeros
    paid = zeros
    initial = zeros
    exponent = zeros
    unitCost = zeros
    paidEntry = zeros
  }

  /// Fills the purse.
  ///
  /// - Parameters:
  ///   - values: the case's expressions.
  ///   - built: the items built at the origin.
  ///   - isAlike: whether they are the same on all paths, whatever block these are in.
  mutating func begin(_ values: borrowing CaseValues, initial built: [Double], isAlike: Bool) {
    values.copy(plan.total, into: &left)
    if let node = plan.learning { values.copy(node, into: &exponent) }
    for i in left.indices {
      paid[i] = 0
      paidEntry[i] = 0
      initial[i] = max(1, built[i])
      exponent[i] = plan.learning == nil ? 0 : Elementary.log2(exponent[i])
    }
    var own: LearningTables.Curve?
    if isAlike, let node = plan.learning, values.common(node) != nil, abs(exponent[0]) > 0 {
      own = LearningTables.Curve(initial: initial[0], exponent: exponent[0])
    }
    guard own != curve else { return }
    curve = own
    table = []
  }

  /// Lowers the items that begin to those that the money pays for, and pays.
  mutating func limit(
    _ begins: inout [Double], in month: RolloutMonth, values: borrowing CaseValues
  ) {
    if let node = month.change(of: plan.unitCost) { values.copy(node, into: &unitCost) }
    takeTable(begins)
    for i in begins.indices where begins[i] > 0 {
      // What a path does must not depend on how long the others made the table.
      if curve != nil, paid[i] + begins[i] <= LearningTables.longest {
        payByTable(&begins[i], i)
        continue
      }
      var price = cost(begins[i], i)
      if price > left[i] {
        begins[i] = affordable(atMost: begins[i], i)
        price = cost(begins[i], i)
      }
      left[i] -= price
      paid[i] += begins[i]
      paidEntry[i] = .nan
    }
  }

  /// Makes the table reach all that it is asked for.
  private mutating func takeTable(_ begins: [Double]) {
    guard let curve else { return }
    var most = 0.0
    for i in begins.indices {
      let last = paid[i] + begins[i]
      if last <= LearningTables.longest { most = max(most, last) }
    }
    guard Double(table.count) <= most else { return }
    table = LearningTables.shared.table(curve, reaching: most)
  }

  /// The same where all entries are in the table.
  private mutating func payByTable(_ items: inout Double, _ i: Int) {
    let first = Int(paid[i])
    let (before, price) = (paidEntry[i].isNaN ? table[first] : paidEntry[i], unitCost[i])
    var last = first + Int(items)
    if price * (table[last] - before) > left[i] {
      var most = last
      // A purse that has been emptied stays so.
      if price * (table[first + 1] - before) > left[i] { most = first + 1 }
      last = first
      while most - last > 1 {
        let middle = (last + most) / 2
        if price * (table[middle] - before) <= left[i] { last = middle } else { most = middle }
      }
      items = Double(last - first)
    }
    let after = table[last]
    left[i] -= price * (after - before)
    paid[i] += items
    paidEntry[i] = after
  }

  /// The largest number of items that the money pays for, by bisection.
  private func affordable(atMost most: Double, _ i: Int) -> Double {
    // A purse that has been emptied stays so.
    if cost(1, i) > left[i] { return 0 }
    var low = 0.0
    var high = most
    while high - low > 1 {
      let middle = (low + (high - low) / 2).rounded(.down)
      // Where whole numbers lie further apart than 1 nothing may be left between the two.
      guard low < middle, middle < high else { break }
      if cost(middle, i) <= left[i] { low = middle } else { high = middle }
    }
    return low
  }

  /// What the next n items cost on a path: c₀ Σ (k/n₀)^e over their numbers k, where the first
  /// item after the origin bears the number n₀.
  private func cost(_ items: Double, _ i: Int) -> Double {
    guard exponent[i] != 0 else { return items * unitCost[i] }
    return unitCost[i] * initial[i] * (sum(paid[i] + items, i) - sum(paid[i], i))
  }

  /// Σ_{k=0…n−1} (1/n₀) ((n₀ + k)/n₀)^e by the midpoint rule, whose error for items that change the
  /// cost by a share d each is about d²/24 of the cost: exact enough to count whole items once
  /// there are ten, and below ten items by the sum itself.
  private func sum(_ n: Double, _ i: Int) -> Double {
    let e = exponent[i]
    let start = initial[i]
    var total = 0.0
    let exact = min(n, 10)
    var k = 1.0
    while k <= exact {
      total += Elementary.pow((start + k - 1) / start, e)
      k += 1
    }
    guard n > exact else { return total / start }
    let from = (start + exact - 0.5) / start
    let to = (start + n - 0.5) / start
    let integral =
      abs(e + 1) < 1e-9
      ? Elementary.log(to / from)
      : (Elementary.pow(to, e + 1) - Elementary.pow(from, e + 1)) / (e + 1)
    return total / start + integral
  }
}
