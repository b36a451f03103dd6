internal import Plans
internal import Quantities
internal import Scenarios
internal import Simulation
internal import Statistics
internal import Tables
internal import Workers

/// Seeks what must be reported at coming dates for the wanted probability.
///
/// The probability given a report is that of the plan to which the report is added: what the growth model
/// learns from it is in it. All reports are tried on the same random numbers, and the search is that of
/// ``Solve`` (``LeverSearch``) with the reported value in the place of a lever.
struct ReportLevels {
  private let steps: TrackingSteps
  private let targets: [TrackedTarget]
  private let seed: UInt64
  private let paths: Int
  private let wanted: Double
  private let engine: Simulator.Options

  /// Later dates than so many are not looked at, and fewer where that makes too many questions: each is some 20 plans.
  private static let mostDates = 4
  private static let mostQuestions = 24

  init(
    _ steps: TrackingSteps, targets: [TrackedTarget], seed: UInt64, paths: Int, wanted: Double,
    engine: Simulator.Options
  ) {
    self.steps = steps
    self.targets = targets
    self.seed = seed
    self.paths = paths
    self.wanted = wanted
    self.engine = engine
  }

  private struct Question {
    let row: AttainmentRow
    let target: String
    let place: ObservedPlace
    let axis: LeverAxis
    let drawn: [Double]
  }

  /// The levels, by target and date.
  ///
  /// - Parameter progress: called with the runs done and an estimate of all; returns whether to go on.
  /// - Returns: the levels; none where no target waits for a statistic.
  /// - Throws: `CancellationError`, ``ScenarioError``, ``InvalidScenario``.
  func all(progress: @escaping @Sendable (Int, Int) -> Bool) throws -> [ReportLevel] {
    guard wanted > 0, wanted < 1 else { return [] }
    // A report changes the posterior of its own indicator only.
    let memory = CompilerMemory(workers: engine.workers)
    let compiled = try CompiledScenario(
      steps.after, seed: seed, cases: [steps.after.cases[0].name], memory: memory)
    let plan = RolloutLearning(compiled.plan, paths: paths, engine: engine).plan
    let questions = try questions(plan, memory)
    guard !questions.isEmpty else { return [] }
    let band = AttainmentBand(wanted, paths: paths)
    var searches = questions.map { question in
      LeverSearch(question.axis, band: band, scan: question.axis.scan(question.drawn))
    }
    var done = 0
    while true {
      let asked = zip(questions, searches).flatMap { question, search in
        search.requests.map { (question, $0) }
      }
      guard !asked.isEmpty else { break }
      let trials = try asked.map { question, value in
        Trial(
          scenario: try scenario(question, reporting: value),
          target: question.row.name, seed: seed, paths: paths, engine: engine,
          posteriors: memory.referencePosteriors)
      }
      let runs = done
      let expected = 24 * questions.count
      let counts = try Parallel.map(
        trials, workers: engine.workers,
        progress: { progress(runs + $0, max(runs + $0 + 1, expected)) }
      ) { trial in Result { try trial.met() } }.map { try $0.get() }
      done += trials.count
      var rest = counts[...]
      for index in searches.indices {
        let own = rest.prefix(searches[index].requests.count)
        rest = rest.dropFirst(own.count)
        if !own.isEmpty { searches[index].take(Array(own)) }
      }
    }
    return zip(questions, searches).map { question, search in
      let drawn = question.drawn
      return ReportLevel(
        target: question.row.name, indicator: question.place.indicator,
        unit: steps.after.indicator(question.place.indicator)?.unit.symbol ?? "",
        period: question.place.period,
        expected: (
          SortedQuantile.quantile(0.1, of: drawn), SortedQuantile.quantile(0.5, of: drawn),
          SortedQuantile.quantile(0.9, of: drawn)
        ), finding: ReportLevel.Finding(search.answer))
    }
  }

  /// The plan with a report that nobody has made yet, and the target that is asked about alone: others may look at what
  /// that report leaves unknown.
  private func scenario(_ question: Question, reporting value: Double) throws -> Scenario {
    try steps.now.reporting(DecimalNumber.text(value), of: question.place).asking(question.target)
  }

  /// For each target that is still open the dates before its deadline at which its indicator is reported, as far as the
  /// target can then be told: not where it looks at a year of which that report leaves a part unknown.
  private func questions(_ plan: SimulationPlan, _ memory: CompilerMemory) throws -> [Question] {
    var asked: [(row: AttainmentRow, dates: [ObservedPlace])] = []
    for row in AttainmentRow.all(plan) {
      let target = plan.targets[row.target]
      // Of what is to lie between two levels no single one is the least that will do.
      guard case .indicator(let index, _, let condition) = target.statement, !condition.isBetween,
        targets.first(where: { $0.name == row.name })?.outcome == nil
      else { continue }
      let name = plan.indicators[index].name
      let dates = dates(of: name, before: target.deadlines[row.deadline].index, plan)
      asked.append((row, dates.map { ObservedPlace(indicator: name, period: $0) }))
    }
    asked.removeAll { $0.dates.isEmpty }
    let most = max(1, Self.mostQuestions / max(1, asked.count))
    let questions = asked.flatMap { item in
      item.dates.prefix(most).map { (row: item.row, place: $0) }
    }
    let drawn = PeriodForecast(plan, steps.after, paths: paths, engine).values(
      of: questions.map(\.place))
    return try zip(questions, drawn).compactMap { asked, drawn -> Question? in
      guard let drawn, let first = drawn.first, let last = drawn.last else { return nil }
      let isCount = plan.indicators.contains { $0.name == asked.place.indicator && $0.isInteger }
      let range = (isCount ? first.rounded(.down) : first)...(isCount ? last.rounded(.up) : last)
      guard range.lowerBound >= 0, isCount || range.lowerBound > 0,
        let axis = LeverAxis(asked.place.name, in: range, step: isCount ? 1 : nil)
      else { return nil }
      let question = Question(
        row: asked.row, target: plan.targets[asked.row.target].name, place: asked.place, axis: axis,
        drawn: drawn)
      let reported = try scenario(question, reporting: range.lowerBound)
      let isTold =
        (try? CompiledScenario(
          reported, seed: seed, cases: [reported.cases[0].name], memory: memory)) != nil
      return isTold ? question : nil
    }
  }

  /// The next dates at which an indicator is reported: as often as it was last, else each period.
  private func dates(of name: String, before deadline: Int, _ plan: SimulationPlan) -> [Period] {
    guard steps.after.isObservable(name), let indicator = steps.after.indicator(name),
      let index = plan.indicators.firstIndex(where: { $0.name == name })
    else { return [] }
    let last = indicator.history.map(\.period).max()
    let step = last?.step ?? plan.grid.step
    var next = last ?? plan.grid.period(plan.indicators[index].origin)
    var dates: [Period] = []
    while dates.count < ReportLevels.mostDates {
      next = next.advanced(by: 1)
      precondition(next.step == step, "\(next) after a \(step)")
      guard let end = try? next.last(on: plan.grid.step), plan.grid.index(of: end) < deadline
      else { break }
      dates.append(next)
    }
    return dates
  }
}

/// A plan with a report that nobody has made yet.
private struct Trial: Sendable {
  let scenario: Scenario
  let target: String
  let seed: UInt64
  let paths: Int
  let engine: Simulator.Options
  let posteriors: CompilerMemory.Posteriors

  /// The paths that meet the target.
  func met() throws -> Int {
    let compiled = try CompiledScenario(
      scenario, seed: seed, cases: [scenario.cases[0].name],
      memory: CompilerMemory(knowing: posteriors))
    let row = try AttainmentRow.named(target, in: compiled.plan)
    let plan = RolloutLearning(
      compiled.plan, paths: paths, forTarget: row.target, engine: engine
    ).plan
    var options = engine
    options.workers = 1
    let part = plan.withoutBands.restricted(toTargets: [row.target])
    let index = part.targets.firstIndex { $0.name == plan.targets[row.target].name } ?? 0
    let outcome = Simulator(part).outputs(
      [.isMet(target: index, deadline: row.deadline)], paths: paths, options: options)
    return outcome?[0][0].count { $0 == 1 } ?? 0
  }
}

extension TargetCondition {
  fileprivate var isBetween: Bool { if case .between = self { true } else { false } }
}

extension LeverAxis {
  /// The values to try first: the ends of what is drawn, and some quantiles.
  fileprivate func scan(_ drawn: [Double]) -> [Double] {
    let step = lattice(forWidth: (range.upperBound - range.lowerBound) / 10)
    let middle = [0.05, 0.35, 0.65, 0.95].map { q in
      step.nearest(SortedQuantile.quantile(q, of: drawn))
    }.filter { $0 > range.lowerBound && $0 < range.upperBound }
    var values = [range.lowerBound]
    for value in middle + [range.upperBound] where value > values[values.count - 1] {
      values.append(value)
    }
    return values
  }
}

extension ReportLevel.Finding {
  /// What a search found.
  fileprivate init(_ answer: LeverAnswer) {
    switch answer.status {
    case .found:
      self = .level(
        value: answer.value, low95: answer.low95, high95: answer.high95, isLeast: answer.isAtLeast)
    case .alreadyReached: self = .always(answer.attained)
    case .outOfReach: self = .never(best: answer.value, answer.attained)
    }
  }
}
