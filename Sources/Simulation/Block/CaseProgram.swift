internal import Expressions
internal import Plans

/// What all workers share of one case: the order in which its expressions are computed, and the keys of
/// its draws.
///
/// There is one stage of evaluation per indicator, in the order of the case, and a last one for
/// the thresholds of targets: an expression sees the indicators before it in the same period and
/// all of them in earlier ones.
struct CaseProgram: Sendable {
  let grid: TimeGrid
  /// What the case reads of indicators.
  let inputs: [ScheduledInput]
  /// Those that read an earlier period.
  let laggedInputs: [ScheduledInput]
  /// For each indicator those that read its value, or its date, in the same period.
  let presentInputs: [[ScheduledInput]]
  /// The stage of each indicator.
  let stages: [Int]
  let schedule: EvaluationSchedule
  /// For each indicator whether the values of the case before are taken over.
  let isTaken: [Bool]
  /// For each indicator whether it is computed straight.
  let isStraight: [Bool]
  /// The indicators that are computed before the periods are gone through; nil where there are none.
  let straight: StraightProgram?
  /// Whether anything else is left to be done period by period.
  let hasSteps: Bool

  /// Plans the work of a case.
  ///
  /// - Parameters:
  ///   - plan: what is run.
  ///   - index: the index of the case.
  ///   - isTaken: for each indicator whether the values of the case before are taken over.
  ///   - isStraight: for each indicator whether it is computed straight.
  ///   - memory: the schedules of other cases.
  ///   - log: what takes down values of nodes while a path is replayed.
  init(
    _ plan: SimulationPlan, inCase index: Int, isTaken: [Bool], isStraight: [Bool],
    memory: inout ScheduleMemory, log: DrawLog? = nil
  ) {
    let casePlan = plan.cases[index]
    grid = plan.grid
    self.isTaken = isTaken
    self.isStraight = isStraight
    var once: [NodeID] = []
    var perPeriod: [[NodeID]] = []
    var stages = [Int](repeating: 0, count: plan.indicators.count)
    var isWhole = true
    for indicator in casePlan.order {
      stages[indicator] = perPeriod.count
      guard !isTaken[indicator] else {
        perPeriod.append([])
        continue
      }
      once += casePlan.processes[indicator].nodesOnce
      isWhole = isWhole && isStraight[indicator]
      perPeriod.append(isStraight[indicator] ? [] : casePlan.nodesPerPeriod(of: indicator))
    }
    straight = StraightProgram(plan, inCase: index, isStraight, memory: &memory)
    hasSteps = !isWhole || log != nil || !plan.thresholdNodes(inCase: index).isEmpty
    once += log?.nodes(isPerPeriod: false) ?? []
    perPeriod.append(
      plan.thresholdNodes(inCase: index) + (log?.nodes(isPerPeriod: true) ?? []))
    self.stages = stages
    schedule = memory.schedule(
      plan.graph, once: [once], stages: perPeriod, takesValues: true, takesStepValues: true)
    inputs = schedule.inputs.sorted { $0.index < $1.index }.map { id in
      let read = plan.inputs[id.index]
      return ScheduledInput(
        id: id, read: read, earliest: casePlan.processes[read.indicator].earliestValue)
    }
    laggedInputs = inputs.filter { $0.read.lag > 0 }
    var present = [[ScheduledInput]](repeating: [], count: plan.indicators.count)
    for input in inputs where input.read.lag == 0 { present[input.read.indicator].append(input) }
    presentInputs = present
  }
}

extension CaseProgram {
  /// The draws with a fixed law that others than this case may share.
  var draws: [Draw] {
    [schedule, straight?.schedule].compactMap { $0 }
      .flatMap { $0.pathDraws + $0.stepDraws }.map(\.draw)
  }
}

/// An input that the evaluator of a case reads.
struct ScheduledInput: Sendable {
  /// Its number in the graph.
  let id: InputID
  /// What is read.
  let read: IndicatorInput
  /// ``ProcessPlan/earliestValue`` of the indicator.
  let earliest: Int?
}
