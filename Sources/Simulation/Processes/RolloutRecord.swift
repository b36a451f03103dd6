internal import Expressions
internal import Plans

/// Keeps month by month what is read of a rollout beside the items built, over one block of paths.
struct RolloutRecord {
  private let readings: [ReadingPlan]
  /// The readings at the end of the last period, in their order.
  private(set) var columns: [[Double]]
  private let underWay: [NodeID?]
  private let yearsPerMonth: Double
  /// The items built.
  private var built: [Double]
  private var stages: [Stage]
  /// What items are worth, one for each value that is read.
  private var values: [ItemValues]
  /// For each reading the value that it is about.
  private let valueOf: [Int?]
  /// For each reading the value at work, where that is read.
  private var atWork: [ValueAtWork?]
  /// What was spent before, for each reading of spending.
  private var earlier: [[Double]]
  private var scratch: [Double]
  /// What was in all stages before the items of a stage were looked at.
  private var before: [Double]

  /// The items of one stage.
  private struct Stage {
    var passed: [Double]
    var inside: [Double]
    var refused: [Double]
    /// The stays that have been spent, in items, those before the origin among them.
    var spent: [Double]
    /// The items that had passed at the origin.
    var passedBefore: [Double]
  }

  init(
    _ readings: [ReadingPlan], _ plan: RolloutPlan, seed: UInt64, months: Int,
    yearsPerStep: Double, paths: Int, items: ItemMemory
  ) {
    let zeros = [Double](repeating: 0, count: paths)
    self.readings = readings
    columns = readings.map { _ in zeros }
    underWay = readings.first?.underWay ?? []
    yearsPerMonth = yearsPerStep
    built = zeros
    stages = plan.stages.map { _ in
      Stage(passed: zeros, inside: zeros, refused: zeros, spent: zeros, passedBefore: zeros)
    }
    var plans: [ItemValuePlan] = []
    valueOf = readings.map { reading in
      guard let value = reading.value else { return nil }
      if let known = plans.firstIndex(of: value) { return known }
      plans.append(value)
      return plans.count - 1
    }
    values = plans.map { ItemValues($0, seed: seed, paths: paths, memory: items) }
    atWork = readings.map { reading in
      guard case .atWork = reading.amount else { return nil }
      return ValueAtWork(months: months, yearsPerMonth: yearsPerStep, paths: paths)
    }
    earlier = readings.map { reading in
      if case .spending = reading.amount { zeros } else { [] }
    }
    scratch = zeros
    before = zeros
  }

  /// Whether the stays of a stage are to be followed.
  func spends(stage: Int) -> Bool { readings.contains { $0.stageOfSpending == stage } }

  /// Puts every path at the origin.
  mutating func begin(_ values: borrowing CaseValues, initial: [Double], firstPath: UInt64) {
    built.assign(initial)
    before.clear()
    // What is under way behind a stage has passed it.
    scratch.assign(initial)
    for stage in stages.indices.reversed() {
      stages[stage].passed.assign(scratch)
      stages[stage].refused.clear()
      stages[stage].spent.assign(scratch)
      stages[stage].inside.clear()
      guard let node = underWay[stage] else { continue }
      values.copy(node, into: &stages[stage].inside)
      for i in scratch.indices {
        let items = max(0, (stages[stage].inside[i] + 0.5).rounded(.down))
        stages[stage].inside[i] = items
        scratch[i] += items
      }
    }
    for index in self.values.indices { self.values[index].begin(values, firstPath: firstPath) }
    write(steps: 0)
    for (number, reading) in readings.enumerated() {
      guard case .atWork(_, let after, let ramp) = reading.amount, let value = valueOf[number]
      else { continue }
      self.values[value].total(of: built, into: &scratch)
      atWork[number]?.begin(values, after: after, ramp: ramp, initial: scratch)
      columns[number].assign(scratch)
    }
  }

  /// Takes what is under way in a stage at the origin, of which all before it is known.
  mutating func fill(_ stage: Int, _ all: [Double]) {
    for i in all.indices {
      stages[stage].inside[i] = all[i] - before[i]
      before[i] = all[i]
    }
  }

  /// Takes what had been spent of the stays at the origin, once all stages are filled.
  mutating func begin(spending: [[Double]]) {
    scratch.assign(built)
    for stage in stages.indices.reversed() {
      stages[stage].passed.assign(scratch)
      stages[stage].passedBefore.assign(scratch)
      for i in scratch.indices { scratch[i] += stages[stage].inside[i] }
    }
    take(spending)
    for (number, reading) in readings.enumerated() {
      guard case .spending(_, let stage) = reading.amount, let value = valueOf[number] else {
        continue
      }
      values[value].total(of: stages[stage].spent, into: &earlier[number])
    }
  }

  // MARK: Months

  /// Takes what arrives at a stage, which is what has passed the one before.
  mutating func arrive(_ stage: Int, _ flow: [Double], _ all: [Double]) {
    before.assign(all)
    for i in flow.indices { stages[stage].inside[i] += flow[i] }
    if stage > 0 { pass(stage - 1, flow) }
  }

  /// Takes what of all items was refused at the end of a stage.
  mutating func leave(_ stage: Int, _ all: [Double]) {
    for i in all.indices {
      let refused = before[i] - all[i]
      stages[stage].refused[i] += refused
      stages[stage].inside[i] -= refused
    }
  }

  private mutating func pass(_ stage: Int, _ flow: [Double]) {
    for i in flow.indices {
      stages[stage].passed[i] += flow[i]
      stages[stage].inside[i] -= flow[i]
    }
  }

  /// Takes what is finished in a month, and what has been spent of the stays of each stage.
  mutating func finish(_ flow: [Double], spending: [[Double]]) {
    for i in flow.indices { built[i] += flow[i] }
    if !stages.isEmpty { pass(stages.count - 1, flow) }
    take(spending)
    for number in readings.indices where atWork[number] != nil {
      guard let value = valueOf[number] else { continue }
      values[value].total(of: built, into: &scratch)
      atWork[number]?.advance(scratch)
    }
  }

  /// Takes items that were found to have gone from a stage through all that follow, but for the end of the last.
  mutating func hasten(_ stage: Int, _ items: [Double]) {
    for next in stage..<max(stage, stages.count - 1) {
      pass(next, items)
      for i in items.indices { stages[next + 1].inside[i] += items[i] }
    }
  }

  /// Takes items that were found to be there though the plan knows nothing of them.
  mutating func appear(_ items: [Double]) {
    guard !stages.isEmpty else { return }
    for i in items.indices { stages[0].inside[i] += items[i] }
    hasten(0, items)
  }

  private mutating func take(_ spending: [[Double]]) {
    for (stage, spent) in spending.enumerated() where !spent.isEmpty {
      for i in spent.indices { stages[stage].spent[i] = stages[stage].passedBefore[i] + spent[i] }
    }
  }

  /// Writes the readings at the end of a period of so many months.
  mutating func endPeriod(steps: Int) { write(steps: steps) }

  private mutating func write(steps: Int) {
    for (number, reading) in readings.enumerated() {
      switch reading.amount {
      case .finished(let stage): columns[number].assign(stages[stage].passed)
      case .inProgress(let stage): columns[number].assign(stages[stage].inside)
      case .refused(let stage): columns[number].assign(stages[stage].refused)
      case .value(_, let stage):
        worth(of: stage.map { stages[$0].passed } ?? built, number)
      case .spent(_, let stage): worth(of: stages[stage].spent, number)
      case .spending(_, let stage): writeSpending(stage, number, steps)
      case .atWork: if steps > 0 { atWork[number]?.write(steps: steps, into: &columns[number]) }
      }
    }
  }

  private mutating func worth(of items: [Double], _ number: Int) {
    guard let value = valueOf[number] else { return }
    values[value].total(of: items, into: &columns[number])
  }

  /// What was spent in the period, per year.
  private mutating func writeSpending(_ stage: Int, _ number: Int, _ steps: Int) {
    guard let value = valueOf[number] else { return }
    values[value].total(of: stages[stage].spent, into: &scratch)
    let years = Double(steps) * yearsPerMonth
    for i in scratch.indices {
      // Before the first month nothing is known of what was spent in a period.
      columns[number][i] = steps > 0 ? max(0, scratch[i] - earlier[number][i]) / years : 0
      earlier[number][i] = scratch[i]
    }
  }
}
