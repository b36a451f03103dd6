internal import Plans
public import Quantities
public import Results
public import Scenarios
public import Simulation
internal import Statistics
internal import Tables
public import Wording

/// A plan and what came of it so far: what was expected, what came, and what that does to its targets.
///
/// The file of the plan is never changed. What is added is kept in a log beside it
/// (``TrackLogFile``) and belongs to the plan from then on.
public struct Tracking: Sendable {
  /// The file of the plan, as the user named it.
  public let file: String
  /// The plan with all that is known.
  public let scenario: Scenario
  /// The log before what was added now, as it was known on the day asked for.
  public let log: TrackLog
  /// What is added to the log; nil where nothing is.
  public let entry: TrackLog.Entry?
  /// What changed since the last entry.
  public let changes: [TrackedChange]
  /// What came, beside what had been expected.
  public let arrivals: [Arrival]
  /// The targets, in the order of the file.
  public let targets: [TrackedTarget]
  /// What must be reported at coming dates.
  public let levels: [ReportLevel]
  /// The probability that the levels are for.
  public let wanted: Double
  /// What is to be said beside: what was known already, what contradicts the log.
  public let remarks: [Phrase]
  /// The targets that are below what was asked of them.
  public let gaps: [AttainmentGap]
  /// What the log knows and the file does not say, for its `history`, by indicator.
  public let missingInFile: [UnwrittenHistory]
  /// The seed of all runs.
  public let seed: UInt64
  /// The paths of all runs but those of ``levels``.
  public let paths: Int
  /// The largest share of paths that failed.
  public let failedShare: Double

  private let logFile: TrackLogFile
  private let plan: Scenario

  /// Follows a plan.
  ///
  /// - Parameters:
  ///   - file: the scenario file.
  ///   - added: what came.
  ///   - options: how to go about it.
  ///   - progress: called from any thread with what is done and of how much; returns whether to go on.
  /// - Throws: ``ScenarioError``, ``TrackLogError``, ``TrackingRefusal``, ``InvalidScenario``,
  ///   ``RunRefusal``, ``UnknownTarget``, `CancellationError`.
  public init(
    _ file: String, adding added: [AddedStatistic] = [], options: TrackingOptions,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws {
    self.file = file
    logFile = try TrackLogFile(beside: file)
    let options = options.goingOn(with: logFile.log)
    log = logFile.log.asOf(options.day)
    let current = try Tracking.plan(file, log, logFile)
    plan = current.scenario
    seed = options.seed ?? plan.simulation.seed
    paths = options.paths ?? plan.simulation.paths
    wanted = options.wanted
    if !added.isEmpty, let last = logFile.log.entries.last, last.recorded > options.day {
      throw TrackingRefusal(
        Phrase(
          "\(logFile.path): the last entry is of \(last.recorded), after \(options.day); a log is only added to "
            + "at its end: give --as-of \(last.recorded) or a later day",
          "\(logFile.path)：最后一条记于 \(last.recorded)，晚于 \(options.day)；记录只能在末尾添加：请用 --as-of 给出 \(last.recorded) 或以后的日期"
        ))
    }
    let steps = try TrackingSteps(current, log, logFile, added: added)
    missingInFile = steps.missingInFile
    changes = steps.changes
    scenario = steps.after

    let runs = TrackingRuns(steps, seed: seed, paths: paths, engine: options.engine)
    let found = try runs.shares(floors: options.floors, progress: progress)
    targets = found.targets
    gaps = found.gaps
    failedShare = found.failedShare
    let expectations = try runs.arrivals()
    remarks =
      steps.remarks + found.remarks + Tracking.unlikely(expectations)
      + Tracking.overdue(found.targets, on: options.day)
      + Tracking.leftOut(logFile.log.entries.count - log.entries.count, after: options.day)
      + (steps.isAdded ? [] : Tracking.notYetLogged(changes))
    arrivals = expectations
    levels =
      options.hasLevels
      ? try ReportLevels(
        steps, targets: found.targets, seed: seed, paths: min(paths, options.levelPaths),
        wanted: options.wanted, engine: options.engine
      ).all(progress: progress) : []
    entry =
      steps.isAdded
      ? TrackLog.Entry(
        recorded: options.day,
        statistics: expectations.map { arrival in
          TrackLog.Statistic(
            indicator: arrival.value.indicator, period: arrival.value.period,
            value: arrival.value.text, revisedFrom: arrival.value.revisedFrom,
            expected: arrival.expected)
        },
        targets: found.targets.map(TrackLog.TargetChange.init),
        plan: TrackLogFile.digest(of: plan), seed: seed, paths: paths) : nil
  }

  /// The plan: its file, or on an earlier day that the log goes on from the copy of that day.
  private static func plan(
    _ file: String, _ log: TrackLog, _ logFile: TrackLogFile
  ) throws(ScenarioError) -> UpdatedScenario {
    let current = try UpdatedScenario(file: file)
    guard log.entries.count < logFile.log.entries.count, let last = log.entries.last,
      last.plan != TrackLogFile.digest(of: current.scenario),
      case .whole(let former) = try logFile.plan(last.plan, named: PathParts.split(file).name)
    else { return current }
    return former
  }

  /// Values that next to none of the paths had come near.
  private static func unlikely(_ arrivals: [Arrival]) -> [Phrase] {
    arrivals.compactMap { arrival in
      guard let quantile = arrival.expected?.quantile, quantile < 0.001 || quantile > 0.999,
        arrival.expected?.p10 != arrival.expected?.p90
      else { return nil }
      let value = arrival.value
      return Phrase(
        "\(value.indicator) in \(value.period): next to no path had come near \(value.text); if it is a slip of the "
          + "pen, `--add` with the right value makes a revision",
        "\(value.indicator)（\(value.period)）：几乎没有路径接近 \(value.text)；若为笔误，用 `--add` 给出正确数值即作修订")
    }
  }

  /// Targets whose deadlines have passed without a word of what came.
  private static func overdue(_ targets: [TrackedTarget], on day: CalendarDay) -> [Phrase] {
    targets.filter { $0.outcome == nil && CalendarDay(endOf: $0.deadline) < day }.map { target in
      Phrase(
        "\(target.name): its deadline \(target.deadline) has passed; it is settled once the value of that period is added",
        "\(target.name)：期限 \(target.deadline) 已过；补充该期数值后即有定论")
    }
  }

  private static func leftOut(_ entries: Int, after day: CalendarDay) -> [Phrase] {
    guard entries > 0 else { return [] }
    return [
      Phrase(
        "\(entries) later \(entries == 1 ? "entry" : "entries") of the log, after \(day), left out",
        "记录中 \(day) 之后的 \(entries) 条未计入")
    ]
  }

  /// Says that looking logs nothing.
  private static func notYetLogged(_ changes: [TrackedChange]) -> [Phrase] {
    guard !changes.isEmpty else { return [] }
    return [
      Phrase(
        "what changed in the file since the last entry is logged with the next --add",
        "情景文件自上次记录以来的改动，将随下一次 --add 记录")
    ]
  }

  /// Where the log stands.
  public var logPath: String { logFile.path }

  /// Whether something was logged later than the day.
  public var hasLaterEntries: Bool { logFile.log.entries.count > log.entries.count }

  /// The log with what is added now.
  public var wholeLog: TrackLog { TrackLog(log.entries + [entry].compactMap(\.self)) }

  /// Adds ``entry`` to the log, if there is one.
  ///
  /// - Returns: false where another process has added to the log since it was read, so that all is to be
  ///   computed again.
  /// - Throws: `FileError`.
  public func keep() throws -> Bool {
    guard let entry else { return true }
    return try logFile.append(entry, of: plan)
  }
}

extension TrackLog.TargetChange {
  /// A target as the log keeps it; probabilities and shares of 0.0001 are below all errors.
  fileprivate init(_ target: TrackedTarget) {
    self.init(
      target: target.name, deadline: target.deadline, before: target.before.estimate,
      after: target.after.estimate,
      error: DecimalNumber.rounded(target.after.standardError, significant: 3),
      shares: target.shares.map { share in
        let value = (share.value * 10_000).rounded() / 10_000
        return "\(share.change.name): \(value > 0 ? "+" : "")\(DecimalNumber.text(value))"
      }.joined(separator: "; "))
  }
}

/// How a plan is followed.
public struct TrackingOptions: Sendable {
  /// The day on which what is added became known; what was logged later is left out.
  public var day: CalendarDay
  /// The probability that the levels to report are for.
  public var wanted = 0.8
  /// The least probabilities of targets, of which ``Tracking/gaps`` tells.
  public var floors: [AttainmentFloor] = []
  /// The seed instead of the scenario's.
  public var seed: UInt64?
  /// The number of paths instead of the scenario's.
  public var paths: Int?
  /// Whether the levels to report are looked for.
  public var hasLevels = true
  /// The most paths of each of the many runs that a level takes.
  public var levelPaths = 10_000
  /// Threads and block size.
  public var engine = Simulator.Options()

  /// Whether nobody gave the day: it is that of the clock, in the time zone of this machine.
  private let isByClock: Bool

  /// The usual options on a day.
  ///
  /// - Parameters:
  ///   - day: the day.
  ///   - isByClock: whether nobody gave it.
  public init(day: CalendarDay, isByClock: Bool = false) {
    self.day = day
    self.isByClock = isByClock
  }

  /// The same on the day that goes on with a log.
  ///
  /// Around the world two days are between one clock and another: who goes on with a log that somebody began
  /// where it is tomorrow lives on the day of its last entry.
  fileprivate func goingOn(with log: TrackLog) -> TrackingOptions {
    guard isByClock, let last = log.entries.last?.recorded, last > day,
      last == day.next || last == day.next?.next
    else { return self }
    var options = self
    options.day = last
    return options
  }
}
