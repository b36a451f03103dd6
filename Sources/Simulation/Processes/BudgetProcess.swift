internal import Columns
internal import Expressions
internal import Lanes
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
  /// Σ_{k<n} ((n₀ + k)/n₀)^e by n, where n₀ and e are the same on all paths; else empty.
  private var table: [Double] = []
  private var tableKey: (initial: Double, exponent: Double)?

  init(_ plan: BudgetPlan, paths: Int) {
    self.plan = plan
    let zeros = [Double](repeating: 0, count: paths)
    left = zeros
    paid = zeros
    initial = zeros
    exponent = zeros
    unitCost = zeros
  }

  /// Fills the purse.
  mutating func begin(_ values: borrowing CaseValues, initial built: [Double]) {
    values.copy(plan.total, into: &left)
    if let node = plan.learning { values.copy(node, into: &exponent) }
    for i in left.indices {
      paid[i] = 0
      initial[i] = max(1, built[i])
      exponent[i] = plan.learning == nil ? 0 : Elementary.log2(exponent[i])
    }
    let (first, e) = (initial[0], exponent[0])
    let isShared = initial.allSatisfy { $0 == first } && exponent.allSatisfy { $0 == e }
    guard isShared else {
      table = []
      tableKey = nil
      return
    }
    if let key = tableKey, key == (first, e) { return }
    table = [0]
    tableKey = (first, e)
  }

  /// The largest number of items that a table is made for: 32 MB.
  private static let tableLimit = 4_000_000.0

  /// The entries that are made at a time.
  private static let tableRows = 512
  /// Bases to a power: behind the bases eight copies of the exponent, behind these the powers.
  private static let powers = ColumnProgram(
    [
      ColumnInstruction(
        .power, .column(at: tableRows + 8), .column(at: 0), .number(at: tableRows))
    ], rows: tableRows)

  /// Makes the table reach a number of items.
  private mutating func extendTable(to items: Double) {
    guard let (first, e) = tableKey, items <= BudgetProcess.tableLimit,
      Double(table.count) <= items
    else { return }
    let rows = BudgetProcess.tableRows
    var memory = [Double](repeating: e, count: 2 * rows + 8)
    while Double(table.count) <= items {
      let begin = table.count - 1
      for row in 0..<rows { memory[row] = (first + Double(begin + row)) / first }
      var span = memory.mutableSpan
      loops.run(BudgetProcess.powers, &span)
      for power in memory[(rows + 8)...] { table.append(table[table.count - 1] + power) }
    }
  }

  /// Lowers the items that begin to those that the money pays for, and pays.
  mutating func limit(
    _ begins: inout [Double], in month: RolloutMonth, values: borrowing CaseValues
  ) {
    if let node = month.change(of: plan.unitCost) { values.copy(node, into: &unitCost) }
    var most = 0.0
    for i in begins.indices where exponent[i] != 0 { most = max(most, paid[i] + begins[i]) }
    extendTable(to: most)
    for i in begins.indices where begins[i] > 0 {
      var price = cost(begins[i], i)
      if price > left[i] {
        begins[i] = affordable(atMost: begins[i], i)
        price = cost(begins[i], i)
      }
      left[i] -= price
      paid[i] += begins[i]
    }
  }

  /// The largest number of items that the money pays for, by bisection.
  private func affordable(atMost most: Double, _ i: Int) -> Double {
    // A purse that has been emptied stays so.
    if cost(1, i) > left[i] { return 0 }
    var low = 0.0
    var high = most
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      if cost(middle, i) <= left[i] { low = middle } else { high = middle }
    }
    return low
  }

  /// What the next n items cost on a path: c₀ Σ (k/n₀)^e over their numbers k, where the first
  /// item after the origin bears the number n₀.
  private func cost(_ items: Double, _ i: Int) -> Double {
    guard exponent[i] != 0 else { return items * unitCost[i] }
    let last = paid[i] + items
    if last < Double(table.count) {
      return unitCost[i] * (table[Int(last)] - table[Int(paid[i])])
    }
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
