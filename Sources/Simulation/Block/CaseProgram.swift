internal import Expressions
internal import Plans
internal import Random

/// What all workers share of one case: the order in which its expressions are computed, and the keys of
/// its draws.
///
/// There is one stage of evaluation per indicator, in the order of the case, and a last one for
/// the thresholds of targets: an expression sees the indicators before it in the same period and
/// all of them in earlier ones.
struct CaseProgram: Sendable {
  let grid: TimeGrid
  let seed: UInt64
  /// What the case reads of indicators.
  let inputs: [ScheduledInput]
  /// Those that read an earlier period.
  let laggedInputs: [ScheduledInput]
  /// For each indicator those that read its value, or its date, in the same period.
  let presentInputs: [[ScheduledInput]]
  /// The stage of each indicator.
  let stages: [Int]
  let schedule: EvaluationSchedule
  /// The words of the keys of a period's draws.
  let stepKeys: [(words: SIMD2<UInt32>, firstStep: UInt32)]

  /// Plans the work of a case.
  ///
  /// - Parameters:
  ///   - plan: what is run.
  ///   - index: the index of the case.
  ///   - isTaken: for each indicator whether the values of the case before are taken over.
  ///   - log: what takes down values of nodes while a path is replayed.
  init(_ plan: SimulationPlan, inCase index: Int, isTaken: [Bool], log: DrawLog? = nil) {
    let casePlan = plan.cases[index]
    grid = plan.grid
    seed = plan.seed
    var once: [NodeID] = []
    var perPeriod: [[NodeID]] = []
    var stages = [Int](repeating: 0, count: plan.indicators.count)
    for indicator in casePlan.order {
      stages[indicator] = perPeriod.count
      guard !isTaken[indicator] else {
        perPeriod.append([])
        continue
      }
      once += casePlan.processes[indicator].nodesOnce
      perPeriod.append(casePlan.nodesPerPeriod(of: indicator))
    }
    once += log?.nodes(isPerPeriod: false) ?? []
    perPeriod.append(
      plan.thresholdNodes(inCase: index) + (log?.nodes(isPerPeriod: true) ?? []))
    self.stages = stages
    schedule = EvaluationSchedule(
      plan.graph, once: [once], stages: perPeriod, takesValues: true)
    inputs = schedule.inputs.sorted { $0.index < $1.index }.map { id in
      let read = plan.inputs[id.index]
      var earliest: Int?
      if case .derived(let derived) = casePlan.processes[read.indicator], derived.initial != nil {
        earliest = max(0, derived.firstIndex - 1)
      }
      return ScheduledInput(id: id, read: read, earliest: earliest)
    }
    laggedInputs = inputs.filter { $0.read.lag > 0 }
    var present = [[ScheduledInput]](repeating: [], count: plan.indicators.count)
    for input in inputs where input.read.lag == 0 { present[input.read.indicator].append(input) }
    presentInputs = present
    let streams = plan.streams
    stepKeys = schedule.stepDraws.map {
      let key = streams.key($0.draw.stream)
      return (key.words, key.firstStep)
    }
  }
}

/// An input that the evaluator of a case reads.
struct ScheduledInput: Sendable {
  /// Its number in the graph.
  let id: InputID
  /// What is read.
  let read: IndicatorInput
  /// The first step that has a value to read: that of `initial` for an indicator that uses its own
  /// past, which stands for all that was before; else nil.
  let earliest: Int?
}
