public import Results
public import Scenarios
public import Simulation
public import Tables

/// A run: a scenario, simulated case by case on the same random numbers.
///
/// This is the whole way from a file to an answer.
public struct Run: Sendable {
  /// What was run.
  public let compiled: CompiledScenario
  /// What came out.
  public let summary: RunSummary
  /// What people want to know beside the probabilities.
  public let findings: Findings
  /// The targets that are below what was asked of them, case by case.
  public let gaps: [AttainmentGap]

  /// Runs a scenario.
  ///
  /// - Parameters:
  ///   - scenario: a checked scenario.
  ///   - options: seed, paths, cases, and how to go about it.
  ///   - progress: called from any thread with the paths done; returns whether to go on.
  /// - Throws: ``InvalidScenario``, ``RunRefusal``, ``UnknownTarget`` or `CancellationError`.
  public init(
    _ scenario: Scenario, options: RunOptions = RunOptions(),
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) throws {
    try self.init(
      scenario, options: options, memory: CompilerMemory(workers: options.engine.workers),
      progress: progress)
  }

  /// Runs a scenario with what was learned from compiling others like it.
  package init(
    _ scenario: Scenario, options: RunOptions, memory: CompilerMemory,
    progress: @escaping @Sendable (Int) -> Bool
  ) throws {
    let paths = options.paths ?? scenario.simulation.paths
    compiled = try CompiledScenario(
      scenario, seed: options.seed, cases: options.cases, memory: memory)
    // A name that is no target is refused before anything is simulated.
    let floors = try AttainmentFloors(options.floors, compiled.plan)
    var engine = options.engine
    engine.histogramBytes = try MemoryEstimate(compiled.plan, options, paths: paths).check(scenario)
    engine.countsStages = true
    summary = Simulator(compiled.plan).run(paths: paths, options: engine, progress: progress)
    guard !summary.isTooLarge else {
      throw RunRefusal.passesMemory(limit: BlockMemory.limit(of: scenario))
    }
    guard summary.paths == paths else { throw CancellationError() }
    findings =
      options.isBrief
      ? Findings(ofPaths: summary, compiled)
      : Findings(compiled, summary, engine: options.engine)
    // The cases that were named are judged; the reference, which always runs, if none was.
    let names = compiled.plan.cases.map(\.name)
    let judged = options.cases.map(Set.init) ?? Set(names.prefix(1))
    gaps = zip(names, summary.cases).flatMap { name, summary in
      judged.contains(name) ? floors.gaps(summary, caseName: name) : []
    }
  }

  /// Runs a kept run again, to the bit.
  ///
  /// - Parameters:
  ///   - folder: the run.
  ///   - workers: threads; no result depends on it.
  ///   - progress: called from any thread with the paths done; returns whether to go on.
  /// - Throws: ``RunFolderError`` where another version made it, ``InvalidScenario``,
  ///   ``RunRefusal`` or `CancellationError`.
  public init(
    again folder: RunFolder, workers: Int,
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) throws {
    try folder.checkVersion()
    var options = RunOptions()
    options.seed = folder.seed
    options.paths = folder.paths
    options.cases = folder.cases
    options.engine.workers = workers
    try self.init(folder.scenario, options: options, progress: progress)
  }

  /// Writes the files of the run, all of them or none; those of an older run in the folder go.
  ///
  /// `run.json`, which has the digests of the tables, comes last: a folder without it holds no whole run.
  ///
  /// - Parameters:
  ///   - folder: where they go; made if it is not there.
  ///   - others: files that go beside them.
  ///   - hasTables: whether the tables go there too.
  ///   - marksTables: whether tables begin with the mark of UTF-8.
  /// - Throws: ``FileError``.
  public func write(
    to folder: String, beside others: [OutputFile] = [], hasTables: Bool = true,
    marksTables: Bool = false
  ) throws(FileError) {
    var output = try OutputFolder(folder, marksTables: marksTables)
    for table in tables where hasTables { try output.add(table.name, table.csv) }
    for file in others { try output.add(file.name, file.bytes) }
    if hasPaths {
      var file = try output.open("paths.csv")
      try writePaths(to: &file)
      try output.add("paths.csv", file)
    }
    // What was run comes along, so that the folder can be compared and replayed.
    let sources = compiled.scenario.sourceFiles
    for file in sources { try output.add(RunManifest.kept(file.name), file.bytes) }
    // Documents are for people, who may write into them; tables stay what the run wrote.
    let written = output.digests.filter { RunFolder.tables.contains($0.name) }
    // A scenario of one file has its digest already.
    let known = Set(
      written.map(\.name) + (sources.count == 1 ? [RunManifest.kept(sources[0].name)] : []))
    let digest = SHA256.hexadecimal(compiled.scenario.sourceBytes)
    try output.mark(
      RunManifest.fileName,
      RunManifest.json(
        compiled, summary, warnings: findings.warnings.map(\.statement.english), digest: digest,
        files: written, others: output.digests.filter { !known.contains($0.name) }))
    // What an older run left here belongs to other numbers.
    output.replace(RunFolder.files(at: folder))
    try output.commit()
  }
}

/// What a run is asked for, beside the scenario.
public struct RunOptions: Sendable {
  /// The seed instead of the scenario's.
  public var seed: UInt64?
  /// The number of paths instead of the scenario's.
  public var paths: Int?
  /// The names of the cases to run; all if nil.
  public var cases: [String]?
  /// The least probabilities of targets, of which ``Run/gaps`` tells; in the cases that are named,
  /// else in the reference.
  public var floors: [AttainmentFloor] = []
  /// Whether only that is found which follows from the paths: not what other growth models and other kinds
  /// of quantities make of targets, nor what can hardly be meant; these take more time than the run.
  public var isBrief = false
  /// Threads, block size, kept paths.
  public var engine = Simulator.Options()

  /// The usual options.
  public init() {}
}
