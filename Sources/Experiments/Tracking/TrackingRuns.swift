internal import Expressions
internal import Plans
internal import Quantities
internal import Results
internal import Scenarios
internal import Simulation
internal import Statistics
internal import Tables
internal import Wording

/// The runs between what was known and what is known, all on the same random numbers.
struct TrackingRuns {
  private let steps: TrackingSteps
  private let seed: UInt64
  private let paths: Int
  private let engine: Simulator.Options

  /// More paths than this tell nobody more about what had been expected.
  private static let mostKept = 20_000
  /// The pairs of random orders where many things changed at once.
  private static let pairs = 32

  init(_ steps: TrackingSteps, seed: UInt64, paths: Int, engine: Simulator.Options) {
    self.steps = steps
    self.seed = seed
    self.paths = paths
    self.engine = engine
  }

  /// What became of the targets in the reference case.
  struct Found {
    let targets: [TrackedTarget]
    let gaps: [AttainmentGap]
    let failedShare: Double
    let remarks: [Phrase]
  }

  /// The probabilities before and after, and the share of each change.
  ///
  /// - Throws: ``InvalidScenario``, ``RunRefusal``, ``UnknownTarget``, `CancellationError`.
  func shares(
    floors: [AttainmentFloor], progress: @escaping @Sendable (Int, Int) -> Bool
  ) throws -> Found {
    let learning = RolloutLearning(try compiled(steps.after), paths: paths, engine: engine)
    let plan = learning.plan
    let floors = try AttainmentFloors(floors, plan)
    var options = RunOptions()
    options.engine = engine
    try MemoryEstimate(plan, options, paths: paths).check(steps.after)
    var engine = engine
    engine.keepsPace = false
    let summary = Simulator(plan.withoutBands).run(paths: paths, options: engine) { [paths] in
      progress($0, paths)
    }
    guard summary.paths == paths else { throw CancellationError() }
    let rows = AttainmentRow.all(plan)
    let told = try tally(rows.map(\.name), progress: progress)
    let targets = rows.enumerated().map { place, row in
      let after = summary.cases[0].targets[row.target].attainment(row.deadline)
      let deadline = plan.lastDeadline(of: row.target, row.deadline)
      let period = (try? Period(deadline.label)) ?? plan.grid.period(deadline.index)
      let outcome = plan.outcome(of: row.target, row.deadline, summary.cases[0].targets)
      guard let told, let index = told.names.firstIndex(of: row.name) else {
        return TrackedTarget(
          name: row.name, deadline: period, before: after, after: after, difference: 0,
          differenceError: 0, shares: [], outcome: outcome)
      }
      let pair = told.tally.pair(index)
      return TrackedTarget(
        name: row.name, deadline: period, before: pair.second, after: pair.first,
        difference: pair.difference, differenceError: pair.standardError,
        shares: told.changes.enumerated().map { number, change in
          let share = told.tally.share(of: number, row: index)
          return TrackedShare(change: change, value: share.value, error: share.error)
        }, outcome: outcome)
    }
    // What is settled can no longer be mended, and a job would fail for ever.
    let gaps = floors.gaps(summary.cases[0], caseName: plan.cases[0].name).filter { gap in
      let row = try? AttainmentRow.named(gap.target, in: plan)
      return targets.first { $0.name == row?.name }?.outcome == nil
    }
    return Found(
      targets: targets, gaps: gaps,
      failedShare: Double(summary.mostFailed) / Double(summary.paths),
      remarks: learning.remarks
        + rows.filter { plan.isMissing($0.target, deadline: $0.deadline) }.map { row in
          Phrase(
            "\(row.name): its deadline has passed without a value, and later ones are known; add the value of the "
              + "deadline, for without it the target counts as missed and is not scored",
            "\(row.name)：期限已过而无观测值，其后的值却已知；请补充期限当期的数值，否则按未实现计，且不评分")
        })
  }

  private struct Told {
    let tally: ShareTally
    let names: [String]
    let changes: [TrackedChange]
  }

  /// The counts behind shares; nil where nothing changed.
  private func tally(
    _ rows: [String], progress: @escaping @Sendable (Int, Int) -> Bool
  ) throws -> Told? {
    guard !steps.changes.isEmpty else { return nil }
    let first = try compiled(steps.before.scenario)
    let names = rows.filter(AttainmentRow.all(first).map(\.name).contains)
    let caseName = first.cases[0].name
    func told(_ changes: [TrackedChange], _ scenario: ([Bool]) throws -> Scenario) throws -> Told {
      let weights = CoalitionWeights(players: changes.count, pairs: TrackingRuns.pairs)
      // All on one graph, so that what is the same in two mixtures is computed once.
      let memory = CompilerMemory(keepsExpressions: true)
      let plans = try weights.sets.map { set in
        try CompiledScenario(
          scenario(set), seed: seed, cases: [caseName], memory: memory
        ).plan.with(graph: ExpressionGraph(), inputs: []).withoutBands
      }.map(memory.onAllExpressions).map {
        RolloutLearning($0, paths: paths, engine: engine).plan
      }
      let runs = PairedRuns(
        plans: plans, cases: [caseName], rows: names, paths: paths, engine: engine)
      return Told(
        tally: try runs.tally(weights, progress: progress), names: names, changes: changes)
    }
    do {
      return try told(steps.changes, steps.mixture)
    } catch is ScenarioError {
      return try told([TrackedChange(kind: .everything)]) { set in
        set[0] ? steps.after : steps.before.scenario
      }
    } catch is InvalidScenario {
      return try told([TrackedChange(kind: .everything)]) { set in
        set[0] ? steps.after : steps.before.scenario
      }
    }
  }

  private func compiled(_ scenario: Scenario) throws(InvalidScenario) -> SimulationPlan {
    try CompiledScenario(
      scenario, seed: seed, cases: [scenario.cases[0].name],
      memory: CompilerMemory(workers: engine.workers)
    ).plan
  }

  // MARK: What had been expected

  /// What came, beside what the plan had expected of it before.
  func arrivals() throws -> [Arrival] {
    let values = steps.changes.flatMap { change -> [TrackedChange.Value] in
      if case .statistics(let values) = change.kind { values } else { [] }
    }
    guard !values.isEmpty else { return [] }
    let before = steps.before.scenario
    let plan = RolloutLearning(try compiled(before), paths: paths, engine: engine).plan
    let forecast = PeriodForecast(plan, before, paths: min(paths, TrackingRuns.mostKept), engine)
    let found = forecast.values(
      of: values.map { ObservedPlace(indicator: $0.indicator, period: $0.period) })
    return zip(values, found).map { value, drawn in
      let indicator = steps.after.indicator(value.indicator)
      let observation = indicator?.history.first { $0.period == value.period }
      return Arrival(
        value: value, unit: indicator?.unit.symbol ?? "",
        expected: drawn.flatMap { drawn in
          observation.map { TrackLog.Expected(drawn, of: $0) }
        })
    }
  }
}

extension TrackLog.Expected {
  /// What values that are drawn, rising, had made of one that came.
  fileprivate init(_ drawn: [Double], of observation: Observation) {
    var quantile: Double?
    if !observation.kind.isBound {
      let below = drawn.count { $0 < observation.value }
      let equal = drawn.count { $0 == observation.value }
      quantile = (Double(below) + Double(equal) / 2) / Double(drawn.count)
    }
    func rounded(_ p: Double) -> Double {
      DecimalNumber.rounded(SortedQuantile.quantile(p, of: drawn), significant: 6)
    }
    self.init(p10: rounded(0.1), p50: rounded(0.5), p90: rounded(0.9), quantile: quantile)
  }
}

extension SimulationPlan {
  /// Whether a target was met, where all that decides it is observed and so the same on every path.
  fileprivate func outcome(
    of number: Int, _ deadline: Int, _ summaries: [TargetSummary]
  ) -> Bool? {
    if case .joint(let rule, let members) = targets[number].statement {
      let known = members.map {
        outcome(of: $0, targets[$0].deadlines.count - 1, summaries)
      }
      let (met, missed) = (known.count { $0 == true }, known.count { $0 == false })
      switch rule {
      case .all: return missed > 0 ? false : met == members.count ? true : nil
      case .atLeast(let least):
        return met >= least ? true : members.count - missed < least ? false : nil
      case .no: return met > 0 ? false : missed == members.count ? true : nil
      }
    }
    let attainment = summaries[number].attainment(deadline)
    guard attainment.successes == 0 || attainment.successes == attainment.trials else { return nil }
    if isObserved(number, deadline: deadline) { return attainment.successes > 0 }
    return attainment.successes > 0 && isMetAlready(number, deadline, summaries[number])
      ? true : nil
  }

  /// Whether what is asked `by` a deadline was met in a period that was observed.
  private func isMetAlready(_ number: Int, _ deadline: Int, _ summary: TargetSummary) -> Bool {
    guard case .indicator(let index, _, _) = targets[number].statement,
      targets[number].deadlines[deadline].rule == .byPeriod, !cases[0].processes[index].isMilestone
    else { return false }
    if case .derived = cases[0].processes[index] { return false }
    let seen = summary.firstMet.prefix(max(0, indicators[index].observedTo + 1))
    return seen.reduce(0, +) == summary.paths
  }

  /// The deadline with which it is settled: of a joint target that of the last of its members.
  fileprivate func lastDeadline(of number: Int, _ deadline: Int) -> TargetDeadline {
    guard case .joint(_, let members) = targets[number].statement else {
      return targets[number].deadlines[deadline]
    }
    return members.map { lastDeadline(of: $0, targets[$0].deadlines.count - 1) }
      .max { $0.index < $1.index } ?? targets[number].deadlines[deadline]
  }

  /// Whether a value of the period in which a target is due was never observed, and later ones were.
  fileprivate func isMissing(_ number: Int, deadline: Int) -> Bool {
    guard case .indicator(let index, let measure, _) = targets[number].statement,
      targets[number].deadlines[deadline].rule == .inPeriod
    else { return false }
    let due = targets[number].deadlines[deadline].index
    let place = indicators[index]
    return due < place.observedTo && !cases[0].processes[index].isMilestone
      && measure.rule.periods(upTo: due).contains {
        $0 != place.origin && place.known[$0] == nil && !place.observedLater.contains($0)
      }
  }

  private func isObserved(_ number: Int, deadline: Int) -> Bool {
    let target = targets[number]
    switch target.statement {
    case .joint(_, let members):
      return members.allSatisfy { isObserved($0, deadline: targets[$0].deadlines.count - 1) }
    case .indicator(let index, _, _):
      let last = target.deadlines[deadline].index
      if isMissing(number, deadline: deadline) { return false }
      var (seen, waiting): (Set<Int>, [Int]) = ([index], [index])
      let read = indicators(readBy: target.statement.nodes(inCase: 0))
      waiting += read.filter { seen.insert($0).inserted }
      while let next = waiting.popLast() {
        guard case .derived = cases[0].processes[next] else {
          guard indicators[next].observedTo >= last else { return false }
          continue
        }
        waiting += indicators(readBy: cases[0].nodes(of: next)).filter { seen.insert($0).inserted }
      }
      return true
    }
  }
}
