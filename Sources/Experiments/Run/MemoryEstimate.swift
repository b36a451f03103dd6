internal import Plans
internal import Scenarios

/// The memory that a run will take: it depends on cases, periods, indicators and workers, and on
/// kept paths, but not on the number of paths.
struct MemoryEstimate {
  /// The bytes of a histogram with a usual spread: 20 octaves of 512 bins.
  static let histogram = 20 * 512 * 4
  /// The bytes that a run may take where the scenario does not say.
  static let defaultLimit = 4 << 30
  /// The most paths of a run.
  static let pathLimit = 1_000_000_000

  let bytes: Int
  let paths: Int

  init(_ plan: SimulationPlan, _ options: RunOptions, paths: Int) {
    let periods = plan.grid.count
    let indicators = plan.indicators.count
    let bands = plan.cases.count * periods * plan.indicators.count { !$0.isAuxiliary }
    let values = plan.targets.count * periods
    let blocks = options.engine.blockSize * 8 * periods * indicators * 2
    let perWorker = (bands + values) * MemoryEstimate.histogram + blocks
    let kept = options.engine.keptPaths * plan.cases.count * periods * indicators * 8 * 4
    bytes = perWorker * (options.engine.workers + 1) + kept
    self.paths = paths
  }

  /// Refuses what is too large.
  func check(_ scenario: Scenario) throws(RunRefusal) {
    guard paths <= MemoryEstimate.pathLimit else {
      throw .tooManyPaths(paths: paths, limit: MemoryEstimate.pathLimit)
    }
    let limit = scenario.simulation.maximumMemory ?? MemoryEstimate.defaultLimit
    guard bytes <= limit else { throw .tooMuchMemory(needed: bytes, limit: limit) }
  }
}
