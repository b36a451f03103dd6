internal import Dispatch
internal import Statistics
internal import Synchronization

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

    /// The usual options.
    public init() {}
  }

  /// What is run.
  public let plan: SimulationPlan

  /// Creates a simulator of a plan.
  ///
  /// - Parameter plan: what is run.
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
  /// - Returns: the summary; of the paths done so far if `progress` said to stop.
  public func run(
    paths: Int, options: Options = Options(),
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) -> RunSummary {
    precondition(paths >= 1, "a run of \(paths) paths")
    let leaf = Moments.leafSize
    let width = max(1, min((options.blockSize + leaf - 1) / leaf, (paths + leaf - 1) / leaf)) * leaf
    let blocks = (paths + width - 1) / width
    let workers = max(1, min(options.workers, blocks))
    let next = Atomic(0)
    let done = Atomic(0)
    let isStopped = Atomic(false)
    let parts = Mutex([RunSummary]())
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      var worker = Worker(plan, width: width, options)
      while !isStopped.load(ordering: .relaxed) {
        let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard block < blocks else { break }
        let count = min(width, paths - block * width)
        worker.run(firstPath: UInt64(block * width), paths: count)
        let total = done.wrappingAdd(count, ordering: .relaxed).newValue
        if !progress(total) { isStopped.store(true, ordering: .relaxed) }
      }
      let summary = worker.finish()
      parts.withLock { $0.append(summary) }
    }
    return parts.withLock { parts in
      var whole = RunSummary(plan, keepsPace: options.keepsPace)
      for part in parts { whole.merge(part) }
      return whole
    }
  }
}

/// One thread's scratch and what it has seen.
private struct Worker: ~Copyable {
  private let plan: SimulationPlan
  private let keptPaths: Int
  private var block: PathBlock
  private var innovations: InnovationBlock
  private let draws: PathDraws
  private let runners: [CaseRunner]
  private var summary: RunSummary

  init(_ plan: SimulationPlan, width: Int, _ options: Simulator.Options) {
    self.plan = plan
    keptPaths = options.keptPaths
    block = PathBlock(indicators: plan.indicators.count, steps: plan.grid.count, paths: width)
    innovations = InnovationBlock(plan, paths: width)
    draws = PathDraws(seed: plan.seed, paths: width)
    runners = plan.cases.indices.map { CaseRunner(plan, index: $0, paths: width) }
    summary = RunSummary(plan, keepsPace: options.keepsPace)
  }

  mutating func run(firstPath: UInt64, paths: Int) {
    innovations.draw(firstPath: firstPath)
    draws.begin(firstPath: firstPath)
    summary.paths += paths
    for (index, runner) in runners.enumerated() {
      runner.run(&block, firstPath: firstPath, draws: draws, innovations: innovations)
      let isFailed = summary.cases[index].addBands(
        block, of: plan, firstPath: firstPath, paths: paths)
      if !isFailed.isEmpty { runner.miss(isFailed) }
      summary.cases[index].add(
        block, of: plan, firstPath: firstPath, paths: paths, targets: runner.targets,
        reference: runners[0].targets, keptPaths: keptPaths)
    }
  }

  consuming func finish() -> RunSummary { summary }
}
