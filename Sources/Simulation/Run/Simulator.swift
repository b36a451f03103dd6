internal import Columns
public import Expressions
public import Plans
internal import Statistics
internal import Synchronization
internal import Workers

/// Runs a plan: blocks of paths, simulated by workers, reduced as they go.
///
/// Workers take blocks from one counter. What they keep merges exactly in any order, so the
/// summary has the same bits for any number of workers and any block size.
public struct Simulator: Sendable {
  /// How a run is carried out; nothing here changes a result.
  public struct Options: Hashable, Sendable {
    /// The number of threads.
    public var workers = 1
    /// The paths of a block; rounded up to whole leaves of 256.
    public var blockSize = 512
    /// The number of first paths whose values are kept.
    public var keptPaths = 0
    /// Whether the levels of those paths of the reference case that meet a target are kept, which
    /// tell the pace to keep.
    public var keepsPace = true
    /// Whether it is counted where the items of rollouts are, and what keeps them waiting.
    public var countsStages = false
    /// The most that the histograms of one worker and the values of items may take, in bytes; what would take
    /// more ends.
    public var histogramBytes = Int.max

    /// The usual options.
    public init() {}
  }

  /// What is run.
  public let plan: SimulationPlan

  /// Creates a simulator of a plan.
  public init(_ plan: SimulationPlan) {
    self.plan = plan
  }

  /// Simulates every case on the same random numbers.
  ///
  /// - Parameters:
  ///   - paths: the number of paths, at least 1.
  ///   - options: how the run is carried out.
  ///   - progress: called from any thread with the number of paths done so far; it returns
  ///     whether to go on.
  /// - Returns: the summary; of the paths done so far if `progress` said to stop, and of no use if
  ///   ``RunSummary/isTooLarge``.
  public func run(
    paths: Int, options: Options = Options(),
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) -> RunSummary {
    precondition(paths >= 1, "a run of \(paths) paths")
    return run(paths: 0..<UInt64(paths), options: options, progress: progress)
  }

  /// Simulates a stretch of paths, as a part of a longer run.
  ///
  /// - Returns: the summary of these paths; of those done so far if `progress` said to stop.
  public func run(
    paths: Range<UInt64>, options: Options = Options(),
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) -> RunSummary {
    run(paths: paths, design: nil, record: nil, options: options, progress: progress)
  }

  func run(
    paths: Range<UInt64>, design: PathDesign?, record: PathRecord?, options: Options,
    progress: @escaping @Sendable (Int) -> Bool
  ) -> RunSummary {
    precondition(!paths.isEmpty, "a run without paths")
    let width = width(of: paths.count, design, options)
    let blocks = (paths.count + width - 1) / width
    let programs = Programs(plan)
    let done = Atomic(0)
    let parts = Mutex([RunSummary]())
    Parallel.pieces(blocks, workers: options.workers) {
      Worker(plan, programs, width: width, options, design: design, record: record)
    } _: { worker, block in
      let count = min(width, paths.count - block * width)
      worker.run(firstPath: paths.lowerBound + UInt64(block * width), paths: count)
      guard !worker.isTooLarge else { return false }
      return progress(done.wrappingAdd(count, ordering: .relaxed).newValue)
    } end: { worker in
      let summary = worker.finish()
      parts.withLock { $0.append(summary) }
    }
    return parts.withLock { parts in
      var whole = RunSummary(plan, keepsPace: options.keepsPace)
      for part in parts { whole.merge(part) }
      return whole
    }
  }

  /// The paths of a block: whole leaves, and never two rows of a design that has many paths each.
  private func width(of paths: Int, _ design: PathDesign?, _ options: Options) -> Int {
    let leaf = Moments.leafSize
    let leaves = max(1, min((options.blockSize + leaf - 1) / leaf, (paths + leaf - 1) / leaf))
    guard let design, design.pathsPerRow > 1 else { return leaves * leaf }
    let rowLeaves = design.pathsPerRow / leaf
    return leaf * ((1...leaves).last { rowLeaves % $0 == 0 } ?? 1)
  }
}

/// What all workers share: the order of work in each case.
private struct Programs {
  /// For each indicator whether it is the same in all cases.
  let isCommon: [Bool]
  let cases: [CaseProgram]
  let samplers: LawSamplers

  init(_ plan: SimulationPlan) {
    let isCommon = plan.commonIndicators
    self.isCommon = isCommon
    var memory = ScheduleMemory()
    cases = plan.cases.indices.map { index in
      let isTaken = isCommon.map { $0 && index > 0 }
      return CaseProgram(
        plan, inCase: index, isTaken: isTaken,
        isStraight: plan.straightIndicators(
          inCase: index, known: isTaken, mostRows: StepDraws.most), memory: &memory)
    }
    samplers = LawSamplers(cases.flatMap(\.draws))
  }
}

/// One thread's scratch and what it has seen.
private struct Worker: ~Copyable {
  private let plan: SimulationPlan
  private let isCommon: [Bool]
  private let isOwn: [Bool]
  private let keptPaths: Int
  private var block: PathBlock
  private var innovations: InnovationBlock
  private let draws: PathDraws
  private let memory: WorkerMemory
  private let runners: [CaseRunner]
  private let design: PathDesign?
  private let record: PathRecord?
  private var reference: TargetCheck
  private var targets: TargetCheck
  private var summary: RunSummary
  /// The bytes that histograms may still take.
  private var room: Int

  init(
    _ plan: SimulationPlan, _ programs: Programs, width: Int, _ options: Simulator.Options,
    design: PathDesign?, record: PathRecord?
  ) {
    self.design = design
    self.record = record
    self.plan = plan
    isCommon = programs.isCommon
    isOwn = programs.isCommon.map { !$0 }
    keptPaths = options.keptPaths
    let memory = WorkerMemory(
      plan, programs.cases, width: width, samplers: programs.samplers,
      itemBytes: options.histogramBytes)
    self.memory = memory
    block = memory.block()
    innovations = InnovationBlock(plan, paths: width)
    draws = PathDraws(
      plan.streams, samplers: programs.samplers, paths: width, design: design)
    runners = programs.cases.enumerated().map { index, program in
      CaseRunner(
        CaseState(
          plan, index: index, program: program, memory: memory,
          countsStages: options.countsStages))
    }
    let keepsGaps = record?.keepsGaps ?? false
    reference = TargetCheck(plan, paths: width, keepsGaps: keepsGaps)
    targets = TargetCheck(plan, paths: width, keepsGaps: keepsGaps)
    summary = RunSummary(plan, keepsPace: options.keepsPace)
    room = options.histogramBytes
  }

  var isTooLarge: Bool { room < memory.items.bytes || memory.items.isShort }

  mutating func run(firstPath: UInt64, paths: Int) {
    let noisePath = design?.noisePath(of: firstPath) ?? firstPath
    innovations.draw(firstPath: noisePath)
    draws.begin(firstPath: firstPath, noisePath: noisePath)
    memory.commonDraws?.fill(memory.store, firstPath: noisePath)
    summary.paths += paths
    runners[0].run(
      &block, firstPath: noisePath, paths: paths, draws: draws, innovations: innovations,
      targets: &reference)
    // What no case changes stays in the block for all of them.
    let common = summary.cases[0].addBands(
      block, of: plan, where: isCommon, paths: paths, isKnownFinite: reference.isKnownFinite,
      room: &room)
    addBands(ofCase: 0, common, firstPath, paths, isFinite: reference.isKnownFinite)
    summary.cases[0].add(
      block, of: plan, firstPath: firstPath, paths: paths, targets: reference,
      reference: reference, keptPaths: keptPaths, room: &room)
    record?.add(
      block, inCase: 0, targets: reference, firstPath: Int(firstPath), paths: paths)
    for index in runners.indices.dropFirst() {
      runners[index].run(
        &block, firstPath: noisePath, paths: paths, draws: draws, innovations: innovations,
        targets: &targets)
      addBands(ofCase: index, common, firstPath, paths, isFinite: targets.isKnownFinite)
      summary.cases[index].add(
        block, of: plan, firstPath: firstPath, paths: paths, targets: targets,
        reference: reference, keptPaths: keptPaths, room: &room)
      record?.add(
        block, inCase: index, targets: targets, firstPath: Int(firstPath), paths: paths)
    }
  }

  /// Adds what a case changes to its bands, and counts the paths that failed.
  private mutating func addBands(
    ofCase index: Int, _ common: BlockFailures, _ firstPath: UInt64, _ paths: Int,
    isFinite: [Bool]
  ) {
    let failures = summary.cases[index].addBands(
      block, of: plan, where: isOwn, paths: paths, isKnownFinite: isFinite, known: common,
      room: &room)
    summary.cases[index].failures.add(
      failures, order: plan.cases[index].order, firstPath: firstPath, paths: paths)
  }

  consuming func finish() -> RunSummary {
    summary.isTooLarge = isTooLarge
    for index in summary.cases.indices {
      summary.cases[index].rollouts = runners[index].rolloutSummaries
    }
    for index in summary.cases.indices.dropFirst() {
      summary.cases[index].takeBands(of: summary.cases[0], where: isCommon)
    }
    return summary
  }
}

extension Simulator {
  /// The values of some nodes that do not change in time, on the first paths.
  ///
  /// - Parameters:
  ///   - nodes: nodes of the plan's graph, at a rate of `constant` or `path`.
  ///   - paths: the number of paths, from path 0.
  /// - Returns: for each node one value per path.
  public func samples(of nodes: [NodeID], paths: Int) -> [[Double]] {
    NodeSamples.draw(nodes, of: plan.graph, seed: plan.seed, paths: paths)
  }
}
