internal import Columns
internal import Expressions
internal import Plans

/// One worker's hold of one case.
///
/// The state leaves the object while it runs: access to it is then checked by the compiler and not at
/// every step.
final class CaseRunner {
  private var state: CaseState?

  /// A case to be run.
  init(_ state: consuming CaseState) { self.state = consume state }

  /// What each rollout counted so far, by indicator.
  var rolloutSummaries: [RolloutSummary?] {
    guard let state = state.take() else { preconditionFailure("a case that is running") }
    let summaries = state.rolloutSummaries
    self.state = consume state
    return summaries
  }

  /// Simulates a block of paths and checks the targets on it.
  func run(
    _ block: inout PathBlock, firstPath: UInt64, paths: Int, draws: PathDraws,
    innovations: borrowing InnovationBlock, targets: inout TargetCheck
  ) {
    guard var state = state.take() else { preconditionFailure("a case that is already running") }
    state.run(
      &block, firstPath: firstPath, paths: paths, draws: draws, innovations: innovations,
      targets: &targets)
    self.state = consume state
  }
}

/// The state of one case: the values of its expressions and of its processes.
struct CaseState: ~Copyable {
  private let plan: SimulationPlan
  private let index: Int
  private let casePlan: CasePlan
  private var values: CaseValues
  private var processes: IndicatorProcesses
  private let isTaken: [Bool]
  /// For each indicator whether its values are in the block before the periods are gone through.
  private let isKnown: [Bool]
  private let hasSteps: Bool
  private var straight: StraightRun?
  /// For each indicator the first step that it is computed in.
  private let firstSteps: [Int]
  /// For each indicator the first step that its expressions are computed in: an expression that
  /// others read too is computed with the first of them, even while that indicator is still known.
  private let firstEvaluations: [Int]
  /// For each indicator whether periods before that one matter too.
  private let watchesPast: [Bool]
  /// For each indicator what is added to its growth in a year, as the mean over a period.
  private let boostNodes: [NodeID?]
  private var boosts: [[Double]]
  private var events: [EventProcess?]
  private let log: DrawLog?

  /// What each rollout counted so far, by indicator.
  var rolloutSummaries: [RolloutSummary?] { processes.rolloutSummaries }

  /// A case to be run.
  ///
  /// - Parameters:
  ///   - plan: what is run.
  ///   - index: the index of the case.
  ///   - program: the order of its expressions.
  ///   - memory: the memory of the worker.
  ///   - countsStages: whether it is counted where the items of rollouts are, and why.
  ///   - log: takes down the draws of one path while it is replayed.
  init(
    _ plan: SimulationPlan, index: Int, program: CaseProgram, memory: WorkerMemory,
    countsStages: Bool = false, log: DrawLog? = nil
  ) {
    let isTaken = program.isTaken
    let paths = memory.width
    let casePlan = plan.cases[index]
    self.plan = plan
    self.index = index
    self.casePlan = casePlan
    self.log = log
    self.isTaken = isTaken
    isKnown = zip(isTaken, program.isStraight).map { $0 || $1 }
    hasSteps = program.hasSteps
    straight = program.straight.map { StraightRun($0, memory) }
    firstSteps = zip(casePlan.processes, plan.indicators).map { process, indicator in
      if case .derived(let derived) = process { derived.firstIndex } else { indicator.origin + 1 }
    }
    watchesPast = casePlan.processes.map(\.watchesPast)
    var firstEvaluations = firstSteps
    // Thresholds come last, and in all periods; so does what is taken down.
    var first = plan.thresholdNodes(inCase: index).isEmpty && log == nil ? Int.max : 0
    for indicator in casePlan.order.reversed() {
      if !isKnown[indicator] {
        first = min(first, watchesPast[indicator] ? 0 : firstSteps[indicator])
      }
      firstEvaluations[indicator] = first
    }
    self.firstEvaluations = firstEvaluations
    values = CaseValues(program, memory)
    processes = IndicatorProcesses(
      plan, inCase: index, paths: paths, items: memory.items, countsStages: countsStages, log: log)
    boostNodes = casePlan.processes.map(\.boost)
    boosts = boostNodes.map { [Double](repeating: 0, count: $0 == nil ? 0 : paths) }
    events = plan.indicators.indices.map { indicator in
      let affecting = casePlan.events(on: indicator)
      return affecting.isEmpty
        ? nil
        : EventProcess(
          affecting, on: indicator, streams: plan.streams, grid: plan.grid, paths: paths,
          months: casePlan.processes[indicator].movesByMonth ? plan.grid.monthsPerStep : 0,
          log: log)
    }
  }

  /// Simulates a block of paths and checks the targets on it.
  mutating func run(
    _ block: inout PathBlock, firstPath: UInt64, paths: Int, draws: PathDraws,
    innovations: borrowing InnovationBlock, targets: inout TargetCheck
  ) {
    values.begin(draws)
    log?.note(values, step: nil)
    for indicator in plan.indicators.indices where !isTaken[indicator] {
      begin(indicator, firstPath, &block)
    }
    straight?.run(draws, firstPath: firstPath)
    for step in 0..<(hasSteps ? plan.grid.count : 0) {
      values.beginStep(step, firstPath: firstPath, block: block)
      for indicator in casePlan.order {
        if !isKnown[indicator] {
          if step >= firstEvaluations[indicator] { values.evaluate(for: indicator) }
          if step >= firstSteps[indicator] {
            advance(indicator, to: step, firstPath, paths, innovations, &block)
          } else if watchesPast[indicator] {
            processes.observe(indicator, step, values)
          }
        }
        values.take(indicator, step: step, block: block)
      }
      values.evaluateThresholds()
      log?.note(values, step: step)
      targets.note(step: step, inCase: index, values: values)
    }
    targets.check(block)
  }

  /// Writes what is known of an indicator and puts its process at the origin.
  private mutating func begin(_ indicator: Int, _ firstPath: UInt64, _ block: inout PathBlock) {
    let place = plan.indicators[indicator]
    // An indicator that looks back further than the grid reaches is never known.
    for step in 0..<min(max(0, place.origin), plan.grid.count) {
      block.fill(indicator, step, with: place.known[step] ?? .nan)
    }
    if place.origin < plan.grid.count {
      let origin = max(0, place.origin)
      block.write(indicator, origin) {
        processes.begin(indicator, values, firstPath: firstPath, into: &$0)
      }
      let first = max(0, origin + 1 - casePlan.processes[indicator].periodsAtOrigin)
      for step in first..<origin { block.copy(indicator, from: origin, to: step) }
    }
    events[indicator]?.begin()
  }

  private mutating func advance(
    _ indicator: Int, to step: Int, _ firstPath: UInt64, _ paths: Int,
    _ innovations: borrowing InnovationBlock, _ block: inout PathBlock
  ) {
    events[indicator]?.advance(to: step, firstPath: firstPath, values: values)
    if let node = boostNodes[indicator] {
      values.copy(node, into: &boosts[indicator])
      let years = plan.grid.yearsPerStep
      for i in boosts[indicator].indices { boosts[indicator][i] *= years }
    }
    let processStep = ProcessStep(
      index: step, firstPath: firstPath, paths: paths,
      innovations: innovations.innovations(of: indicator),
      boost: boostNodes[indicator] == nil ? nil : boosts[indicator],
      factor: events[indicator]?.factor)
    block.write(indicator, step) {
      processes.advance(indicator, processStep, values, into: &$0)
    }
    if processes.hasDates(indicator) {
      processes.copyDates(of: indicator, into: &block.dates[indicator, default: []])
    }
  }
}
