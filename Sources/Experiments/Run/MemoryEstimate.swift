internal import Plans
internal import Scenarios
internal import Simulation
internal import Statistics

/// The memory that a run will take: it depends on cases, periods, indicators and workers, and on
/// kept paths, but hardly on the number of paths.
struct MemoryEstimate {
  /// The bytes of a histogram with a wide spread: 20 octaves of 512 bins.
  static let histogram = 20 * 512 * 4

  /// A look tells how wide the histograms become, where wide ones would not fit.
  private static let look = 256
  /// How much wider they are for any number of paths than after the look: 10⁶ normal numbers have twice
  /// the range of 256, and heavy tails more.
  private static let growth = 4

  private let plan: SimulationPlan
  private let histograms: Int
  private let workers: Int
  private let other: Int
  private let paths: Int

  init(_ plan: SimulationPlan, _ options: RunOptions, paths: Int) {
    self.plan = plan
    let periods = plan.grid.count
    let indicators = plan.indicators.count
    let bands = plan.cases.count * periods * plan.indicators.count { !$0.isAuxiliary }
    let values = plan.targets.count * periods
    let blocks = BlockMemory.bytes(plan, paths: options.engine.blockSize)
    let kept = options.engine.keptPaths * plan.cases.count * periods * indicators * 8 * 4
    histograms = bands + values
    workers = options.engine.workers + 1
    other = blocks * workers + kept
    self.paths = paths
  }

  /// The bytes of the run with histograms of so many bytes in all.
  private func bytes(_ histograms: Int) -> Int { histograms * workers + other }

  /// The bytes of the histograms of any number of paths, as those of a few tell; `nil` where these alone
  /// take more than one worker may.
  private func measured(_ most: Int) -> Int? {
    var options = Simulator.Options()
    options.blockSize = MemoryEstimate.look
    options.histogramBytes = most
    let summary = Simulator(plan).run(paths: MemoryEstimate.look, options: options)
    guard !summary.isTooLarge else { return nil }
    return MemoryEstimate.growth * summary.cases.reduce(0) { $0 + $1.histogramBytes }
  }

  /// Refuses what is too large.
  ///
  /// - Returns: the bytes that the histograms of one worker may take: no estimate knows how widely the
  ///   values of all paths spread.
  @discardableResult
  func check(_ scenario: Scenario) throws(RunRefusal) -> Int {
    guard paths <= Scenario.pathLimit else {
      throw .tooManyPaths(paths: paths, limit: Scenario.pathLimit)
    }
    try BlockMemory.checkLeast(plan, scenario)
    let limit = BlockMemory.limit(of: scenario)
    let room = (limit - other) / workers
    guard bytes(histograms * MemoryEstimate.histogram) > limit else { return room }
    // What does not fit with an octave each is not even looked at.
    let least = bytes(histograms * MemoryEstimate.histogram / 20)
    guard least <= limit else { throw .tooMuchMemory(needed: least, limit: limit) }
    guard let measured = measured(room) else { throw .passesMemory(limit: limit) }
    let needed = bytes(measured)
    guard needed <= limit else { throw .tooMuchMemory(needed: needed, limit: limit) }
    return room
  }
}
