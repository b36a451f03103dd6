internal import Plans
internal import Scenarios
internal import Simulation
internal import Statistics

/// What every command that simulates takes: the blocks of its workers, held to the memory that a scenario allows.
enum BlockMemory {
  /// The bytes that a run may take where the scenario does not say.
  private static let defaultLimit = 4 << 30

  /// The bytes that a run of a scenario may take.
  static func limit(of scenario: Scenario) -> Int {
    scenario.simulation.maximumMemory ?? defaultLimit
  }

  /// The bytes of the values of so many paths, and of the items that are on their way in each case which does not
  /// have them in common with the first.
  static func bytes(_ plan: SimulationPlan, paths: Int) -> Int {
    let isCommon = plan.commonIndicators
    let items = plan.cases.indices.reduce(0) { sum, index in
      sum + stages(plan, inCase: index) { index == 0 || !isCommon[$0] }
    }
    return paths * 8 * (values(plan) + items)
  }

  /// The columns of values that all cases share.
  private static func values(_ plan: SimulationPlan) -> Int {
    plan.grid.count * plan.indicators.count * 2
  }

  /// The columns of a case for the items of some rollouts: those that leave a stage in each month, and what is spent
  /// in it where that is read.
  private static func stages(
    _ plan: SimulationPlan, inCase index: Int, where counts: (Int) -> Bool = { _ in true }
  ) -> Int {
    var columns: [Int: Int] = [:]
    for (place, process) in plan.cases[index].processes.enumerated() {
      guard case .rollout(let rollout) = process, counts(place) else { continue }
      columns[place] = plan.grid.count * rollout.stepsPerPeriod * rollout.stages.count
    }
    let read = Set(
      plan.cases[index].processes.compactMap { process in
        if case .reading(let reading) = process { reading.rollout } else { nil }
      })
    return columns.reduce(0) { $0 + (read.contains($1.key) ? 2 : 1) * $1.value }
  }

  /// How many cases of a plan one worker may have at a time.
  static func mostCases(
    _ plan: SimulationPlan, _ options: Simulator.Options, _ scenario: Scenario
  ) -> Int {
    let (values, stages) = (values(plan), stages(plan, inCase: 0))
    let columns = limit(of: scenario) / options.workers / options.blockSize / 8
    return stages == 0 ? .max : max(1, (columns - values) / stages)
  }

  /// Refuses a plan of which not even the least block fits.
  static func checkLeast(_ plan: SimulationPlan, _ scenario: Scenario) throws(RunRefusal) {
    let (least, limit) = (bytes(plan, paths: Moments.leafSize), limit(of: scenario))
    guard least <= limit else { throw .tooLargeBlocks(needed: least, limit: limit) }
  }

  /// Options with as large blocks, and as many workers, as a scenario allows.
  ///
  /// One worker with the least block stays, and no result depends on them.
  static func fitted(
    _ options: Simulator.Options, _ plan: SimulationPlan, _ scenario: Scenario
  ) -> Simulator.Options {
    let limit = limit(of: scenario)
    var options = options
    if bytes(plan, paths: options.blockSize) > limit { options.blockSize = Moments.leafSize }
    let most = limit / max(1, bytes(plan, paths: options.blockSize))
    options.workers = max(1, min(options.workers, most))
    return options
  }
}
