internal import Plans
public import Results
public import Scenarios
public import Simulation
public import Statistics
internal import Synchronization
internal import Tables
internal import Workers

/// Runs settings of a scenario, all on the same random numbers.
///
/// It is what sweeps, the search for a lever and sensitivity analysis share: numbers for some
/// variables in, probabilities of targets out, with the difference to the scenario as the file has
/// it. Random numbers are keyed by name, so no setting moves a draw.
public struct SettingRuns: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// What is set.
  public let variables: [Variable]
  /// The names of the cases that each setting is crossed with.
  public let caseNames: [String]
  /// What there is a probability of: targets at their deadlines.
  public let rows: [AttainmentRow]
  /// What there is a distribution of.
  public let levels: [SettingLevel]
  /// The scenario as the file has it, which is what settings are compared with.
  public let base: CompiledScenario
  private let seed: UInt64
  /// The indices of the targets that are asked for; nil when all are.
  private let kept: Set<Int>?

  /// The most cases that are compiled and simulated together: so few that their state stays in
  /// the caches and memory does not depend on the number of points, so many that the base, which
  /// each batch simulates too, costs little.
  private static let batchCases = 64

  /// Prepares runs.
  ///
  /// - Parameters:
  ///   - scenario: a checked scenario.
  ///   - seed: the seed instead of the scenario's.
  ///   - cases: the names of the cases that each setting is crossed with; if nil all, but of those
  ///     that differ in nothing but the variables only the first.
  ///   - variables: what is set.
  ///   - target: the only target that is asked for, with the members of a joint one; all if nil.
  ///     Indicators that it does not need are then not simulated.
  ///   - keepsLevels: whether the distributions of indicators are kept too.
  /// - Throws: ``InvalidScenario``, ``RunRefusal`` or ``UnknownTarget``.
  public init(
    _ scenario: Scenario, seed: UInt64? = nil, cases: [String]? = nil, variables: [Variable],
    target: String? = nil, keepsLevels: Bool = false
  ) throws {
    let known = scenario.cases.map(\.name)
    for name in cases ?? [] where !known.contains(name) {
      throw RunRefusal.unknownCase(name: name, cases: known)
    }
    self.scenario = scenario
    self.variables = variables
    self.seed = seed ?? scenario.simulation.seed
    caseNames =
      cases.map { names in known.filter { names.contains($0) } }
      ?? scenario.distinctCases(setting: variables)
    let base = try CompiledScenario(scenario, seed: self.seed, cases: caseNames)
    self.base = base
    try BlockMemory.checkLeast(base.plan, scenario)
    kept = try target.map { [try AttainmentRow.named($0, in: base.plan, of: scenario).target] }
    rows = AttainmentRow.all(kept.map(base.plan.restricted) ?? base.plan)
    levels = keepsLevels ? SettingLevel.all(base.plan) : []
  }

  /// Counts, for settings one after the other, the paths that meet each target.
  ///
  /// Batches of settings are shared out to threads. What is counted does not depend on them.
  ///
  /// - Parameters:
  ///   - points: for each setting one value per variable.
  ///   - paths: the numbers of the paths, at least one.
  ///   - options: threads and block size.
  ///   - progress: called from any thread with the number of paths of settings done so far; it
  ///     returns whether to go on.
  ///   - deliver: called, one call at a time, with the place of the first setting of a batch and
  ///     its outcomes, by setting. What it throws ends the work.
  /// - Throws: ``InvalidScenario`` where a value is impossible, `CancellationError`, or what
  ///   `deliver` throws.
  public func run(
    _ points: [[Double]], paths: Range<Int>, options: Simulator.Options = Simulator.Options(),
    progress: @escaping @Sendable (Int) -> Bool = { _ in true },
    deliver: @escaping @Sendable (Int, [SettingOutcome]) throws -> Void
  ) throws {
    let options = BlockMemory.fitted(options, base.plan, scenario)
    let most = min(SettingRuns.batchCases, BlockMemory.mostCases(base.plan, options, scenario))
    let size = max(1, most / max(1, caseNames.count))
    let batches = stride(from: 0, to: points.count, by: size).map { start in
      start..<min(start + size, points.count)
    }
    let crew = min(options.workers, batches.count)
    var own = options
    // Few batches are run one after the other by all threads, many by one thread each.
    own.workers = batches.count < 2 * options.workers ? options.workers : 1
    own.histogramBytes = BlockMemory.limit(of: scenario) / options.workers
    let engine = own
    let done = Atomic(0)
    let failure = Mutex<(any Error)?>(nil)
    let delivery = Mutex(())
    let stopped = Atomic(false)
    let isWhole = Parallel.pieces(
      batches.count, workers: engine.workers == 1 ? crew : 1, begin: { CompilerMemory() }
    ) { memory, number in
      let batch = batches[number]
      do {
        let outcomes = try outcomes(
          Array(points[batch]), paths: paths, options: engine, memory: memory
        ) { paths in
          let total = done.load(ordering: .relaxed) + paths * caseNames.count * batch.count
          let goesOn = progress(total)
          if !goesOn { stopped.store(true, ordering: .relaxed) }
          return goesOn && !stopped.load(ordering: .relaxed)
        }
        done.wrappingAdd(paths.count * caseNames.count * batch.count, ordering: .relaxed)
        try delivery.withLock { _ in try deliver(batch.lowerBound, outcomes) }
        return !stopped.load(ordering: .relaxed)
      } catch {
        failure.withLock { if $0 == nil { $0 = error } }
        stopped.store(true, ordering: .relaxed)
        return false
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    guard isWhole else { throw CancellationError() }
  }

  /// Counts, for each setting, case and row, the paths that meet the target.
  ///
  /// - Returns: counts by setting, case and row.
  /// - Throws: as ``run(_:paths:options:progress:deliver:)``.
  public func counts(
    _ points: [[Double]], paths: Range<Int>, options: Simulator.Options = Simulator.Options()
  ) throws -> [[[PairedCounts]]] {
    let found = Mutex([Int: [[[PairedCounts]]]]())
    try run(points, paths: paths, options: options) { start, outcomes in
      found.withLock { $0[start] = outcomes.map(\.counts) }
    }
    return found.withLock { parts in
      parts.sorted { $0.key < $1.key }.flatMap(\.value)
    }
  }

  /// How far each path is from a target, at most 0 where it is met, for each setting in the first
  /// of the cases.
  ///
  /// - Parameters:
  ///   - points: for each setting one value per variable.
  ///   - row: the target and deadline.
  ///   - paths: the number of paths; 8 bytes for each setting and path.
  ///   - options: threads and block size.
  /// - Returns: for each setting one number per path.
  /// - Throws: ``InvalidScenario`` where a value is impossible.
  public func gaps(
    _ points: [[Double]], row: AttainmentRow, paths: Int,
    options: Simulator.Options = Simulator.Options()
  ) throws -> [[Double]] {
    let memory = CompilerMemory()
    var gaps: [[Double]] = []
    for start in stride(from: 0, to: points.count, by: SettingRuns.batchCases) {
      let batch = Array(points[start..<min(start + SettingRuns.batchCases, points.count)])
      let plan = try plan(batch, inCases: Array(caseNames.prefix(1)), memory: memory)
      let outputs = Simulator(plan).outputs(
        [.gap(target: row.target, deadline: row.deadline)], paths: paths,
        options: BlockMemory.fitted(options, base.plan, scenario))
      gaps += (outputs ?? []).dropFirst().map { $0[0] }
    }
    return gaps
  }

  /// A digest of what the engine computes on the first paths of the scenario: it is the same where
  /// two machines agree to the last bit.
  public var fingerprint: String {
    let plan = base.plan.withoutBands.keepingReference
    let outputs = plan.indicators.indices.flatMap { indicator in
      (0..<plan.grid.count).map { PathOutput.value(indicator: indicator, step: $0) }
    }
    let values = Simulator(plan).outputs(outputs, paths: SettingRuns.fingerprintPaths) ?? []
    var bytes: [UInt8] = []
    for value in values.joined().joined() {
      let bits = value.bitPattern
      for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(byte)))) }
    }
    return SHA256.hexadecimal(bytes)
  }

  private static let fingerprintPaths = 64

  private func outcomes(
    _ points: [[Double]], paths: Range<Int>, options: Simulator.Options, memory: CompilerMemory,
    progress: @escaping @Sendable (Int) -> Bool
  ) throws -> [SettingOutcome] {
    let plan = try plan(points, inCases: caseNames, memory: memory)
    var options = options
    options.keepsPace = false
    options.keptPaths = 0
    let range = UInt64(paths.lowerBound)..<UInt64(paths.upperBound)
    let summary = Simulator(plan).run(paths: range, options: options, progress: progress)
    guard !summary.isTooLarge else {
      // Fewer settings at a time take less, and each comes to the same.
      guard points.count > 1 else {
        throw RunRefusal.passesMemory(limit: BlockMemory.limit(of: scenario))
      }
      let half = points.count / 2
      return try [points[..<half], points[half...]].flatMap {
        try outcomes(
          Array($0), paths: paths, options: options, memory: memory, progress: progress)
      }
    }
    guard summary.paths == paths.count else { throw CancellationError() }
    return points.indices.map { point in
      let cases = caseNames.indices.map { summary.cases[1 + point * caseNames.count + $0] }
      let counts = cases.map { item in
        rows.map { row in
          let pair = item.targets[row.target].difference(row.deadline)
          return PairedCounts(
            paths: summary.paths, met: item.targets[row.target].met[row.deadline],
            metByReference: pair.both + pair.onlySecond, metByBoth: pair.both,
            failed: item.targets[row.target].failed[row.deadline], compared: pair.n,
            metOfCompared: pair.both + pair.onlyFirst)
        }
      }
      let levels = cases.map { item in
        self.levels.compactMap { item.bands[$0.place.indicator][$0.place.step]?.histogram }
      }
      return SettingOutcome(counts: counts, levels: self.levels.isEmpty ? [] : levels)
    }
  }

  private func plan(
    _ points: [[Double]], inCases names: [String], memory: CompilerMemory
  ) throws(InvalidScenario) -> SimulationPlan {
    let varied = scenario.setting(variables, to: points, inCases: names)
    let plan = try CompiledScenario(varied, seed: seed, memory: memory).plan.keepingBands(
      of: keptSteps)
    return kept.map(plan.restricted) ?? plan
  }

  /// The periods whose distributions are kept, by indicator.
  private var keptSteps: [Int: Set<Int>] {
    Dictionary(grouping: levels, by: \.place.indicator).mapValues { Set($0.map(\.place.step)) }
  }
}

/// What came out at a setting.
public struct SettingOutcome: Sendable {
  /// For each case one count per row.
  public let counts: [[PairedCounts]]
  /// For each case the distribution of each level that is kept.
  public let levels: [[QuantileHistogram]]
}
