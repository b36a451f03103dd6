public import Results
public import Scenarios
public import Simulation
internal import Synchronization
public import Tables
internal import Wording

/// A sweep: many settings of a scenario on the same random numbers, with the probability of each
/// target at each of them.
///
/// What is done goes into a ledger, batch by batch; what the ledger has is not done again. So a
/// sweep can be killed, gone on with, divided into shards or given more paths, and ends in the
/// same bytes.
public struct Sweep: Sendable {
  /// What a sweep is asked for beside its points.
  public struct Options: Hashable, Sendable {
    /// The seed instead of the scenario's.
    public var seed: UInt64?
    /// The number of paths of each point instead of the scenario's.
    public var paths: Int?
    /// The names of the cases that each point is crossed with.
    ///
    /// If nil all, but of those that differ in nothing but what is varied only the first.
    public var cases: [String]?
    /// The part of the points that is computed.
    public var shard = Shard.whole
    /// Whether the distributions of indicators are kept too.
    public var keepsLevels = false

    /// The usual options.
    public init() {}
  }

  /// Everything that the results depend on but the number of paths.
  public let plan: SweepPlan
  /// The number of paths of each point.
  public let paths: Int
  private let design: SweepDesign
  private let runs: SettingRuns

  /// The points whose values stand in memory at a time.
  private static let slice = 4096

  /// Prepares a sweep.
  ///
  /// - Parameters:
  ///   - scenario: a checked scenario.
  ///   - design: the points.
  ///   - options: seed, paths, cases, shard.
  /// - Throws: ``InvalidScenario``, ``RunRefusal`` or ``SweepError``.
  public init(_ scenario: Scenario, _ design: SweepDesign, options: Options = Options()) throws {
    paths = options.paths ?? scenario.simulation.paths
    guard paths <= Scenario.pathLimit else {
      throw RunRefusal.tooManyPaths(paths: paths, limit: Scenario.pathLimit)
    }
    for variable in design.variables where SweepTable.ownColumns.contains(variable.name) {
      throw SweepError.columnName(variable.name)
    }
    runs = try SettingRuns(
      scenario, seed: options.seed, cases: options.cases, variables: design.variables,
      keepsLevels: options.keepsLevels)
    guard !runs.rows.isEmpty else { throw SweepError.noTargets(file: scenario.file) }
    self.design = design

    var plan = SweepPlan()
    plan.scenario = String(decoding: scenario.sourceBytes, as: UTF8.self)
    plan.scenarioDigest = SHA256.hexadecimal(scenario.sourceBytes)
    plan.seed = runs.base.plan.seed
    plan.fingerprint = runs.fingerprint
    plan.design = design.words
    plan.pointsDigest = Sweep.digest(of: design)
    plan.points = design.count
    plan.variables = design.variables.map(\.name)
    for variable in design.variables {
      plan.dates[variable.name] = variable.dates
      plan.units[variable.name] = variable.unitOfDuration
    }
    plan.cases = runs.caseNames
    plan.rows = runs.rows.map(\.name)
    plan.levels = runs.levels
    plan.shard = options.shard
    self.plan = plan
    let (own, isOver) = plan.ownPoints.count.multipliedReportingOverflow(by: paths)
    guard !isOver, !own.multipliedReportingOverflow(by: plan.cases.count).overflow else {
      throw SweepError.tooMuchWork(
        points: plan.ownPoints.count, paths: paths, cases: plan.cases.count)
    }
  }

  /// Opens the ledger of the sweep in a folder, or makes it.
  ///
  /// - Parameters:
  ///   - folder: the folder of the experiment.
  ///   - resume: whether to go on with a sweep that is there.
  /// - Returns: the ledger.
  /// - Throws: ``LedgerError``.
  public func ledger(in folder: String, resume: Bool) throws(LedgerError) -> ExperimentLedger {
    var shape = plan.shape
    shape.coordinates = { [design] in design.values(of: $0..<$0 + 1)[0] }
    return try .open(in: folder, plan.identity, shape: shape, resume: resume)
  }

  /// Simulates what a ledger lacks.
  ///
  /// - Parameters:
  ///   - ledger: the ledger of this sweep.
  ///   - options: threads and block size; no result depends on them.
  ///   - progress: called from any thread with the paths done and the paths to do, over all
  ///     points and cases; it returns whether to go on.
  /// - Throws: ``LedgerError``, ``InvalidScenario`` where a value is impossible, or
  ///   `CancellationError`; what was recorded stays.
  public func fill(
    _ ledger: ExperimentLedger, options: Simulator.Options = Simulator.Options(),
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws {
    let work = try ledger.missing(points: plan.ownPoints, paths: paths)
    let total = work.reduce(0) { $0 + $1.count } * plan.cases.count
    var before = 0
    for part in work {
      for start in stride(from: part.points.lowerBound, to: part.points.upperBound, by: Sweep.slice)
      {
        let numbers = start..<min(start + Sweep.slice, part.points.upperBound)
        let values = design.values(of: numbers)
        let done = before
        try runs.run(
          values, paths: part.paths, options: options,
          progress: { progress(done + $0, total) },
          deliver: { first, outcomes in
            try ledger.record(
              outcomes.enumerated().map { offset, outcome in
                PointResult(
                  point: start + first + offset, values: values[first + offset],
                  paths: part.paths, counts: outcome.counts, levels: outcome.levels)
              })
          })
        before += numbers.count * part.paths.count * plan.cases.count
      }
    }
    try ledger.checkDone(points: plan.ownPoints, paths: paths)
  }

  /// What stands out.
  ///
  /// - Parameter ledger: a ledger that is filled.
  /// - Returns: the least and most likely points.
  /// - Throws: ``LedgerError``.
  public func summary(_ ledger: ExperimentLedger) throws -> SweepSummary {
    var summary = SweepSummary(plan)
    try ledger.forEachTotal { summary.add($0) }
    return summary
  }

  /// Writes `points.csv` and `sweep.json` beside the ledger.
  ///
  /// - Parameters:
  ///   - ledger: a ledger that is filled.
  ///   - folder: the folder of the experiment.
  ///   - others: files that go beside them.
  ///   - marksTables: whether tables begin with the mark of UTF-8.
  /// - Throws: ``LedgerError`` or ``UnwrittenFiles``.
  public func write(
    _ ledger: ExperimentLedger, to folder: String, beside others: [OutputFile] = [],
    marksTables: Bool = false
  ) throws {
    try SweepFiles.write(
      plan, [ledger], paths: paths, to: folder, beside: others, marksTables: marksTables,
      again: Phrase("go on with --resume", "用 --resume 继续"))
  }

  /// Writes the table of a ledger in pieces.
  ///
  /// - Parameters:
  ///   - ledger: a ledger that is filled.
  ///   - write: takes a piece of `points.csv`.
  /// - Throws: ``LedgerError``, or what `write` throws.
  public func stream(_ ledger: ExperimentLedger, to write: ([UInt8]) throws -> Void) throws {
    try SweepTable.stream(plan, [ledger], to: write)
  }

  /// A list is known by all its points; other designs follow from their words, and the first points
  /// show that they are made the same way.
  private static func digest(of design: SweepDesign) -> String {
    SweepPlan.digest(
      design.values(of: 0..<(design.isList ? design.count : min(design.count, slice))))
  }
}
