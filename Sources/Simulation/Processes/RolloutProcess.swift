internal import Expressions
internal import SpecialFunctions

/// The state of a rollout over one block of paths: integers in a pipeline, first come first
/// served.
struct RolloutProcess {
  private let plan: RolloutPlan

  /// The items built, the initial ones among them, one per path.
  private(set) var built: [Double]
  private var initial: [Double]
  private var underWay: [Double]
  private var carried: [Double]
  private var flow: [Double]
  private var rate: [Double]
  private var ceiling: [Double]
  private var stages: [StageProcess]

  init(
    _ plan: RolloutPlan, name: String, seed: UInt64, grid: TimeGrid, paths: Int, log: DrawLog?
  ) {
    self.plan = plan
    let zeros = [Double](repeating: 0, count: paths)
    built = zeros
    initial = zeros
    underWay = zeros
    carried = zeros
    flow = zeros
    rate = zeros
    ceiling = [Double](repeating: .infinity, count: paths)
    stages = plan.stages.map {
      StageProcess(
        $0, name: "indicator \(name) stage \($0.name)", seed: seed, grid: grid, paths: paths,
        log: log)
    }
  }

  /// The nodes that must be up to date when the block begins.
  static func prologue(_ plan: RolloutPlan) -> [NodeID] {
    [plan.initial] + plan.stages.flatMap(StageProcess.prologue)
  }

  /// The nodes that must be up to date in every period.
  static func stepRoots(_ plan: RolloutPlan) -> [NodeID] {
    [plan.plan] + [plan.ceiling].compactMap { $0 } + plan.stages.flatMap(StageProcess.stepRoots)
  }

  /// Empties the pipeline.
  mutating func begin(_ values: borrowing CaseValues) {
    values.copy(plan.initial, into: &initial)
    for i in built.indices {
      initial[i] = max(0, initial[i].rounded())
      built[i] = initial[i]
      underWay[i] = 0
      carried[i] = 0
    }
    for stage in stages.indices { stages[stage].begin(values, initial: initial) }
  }

  /// Moves to the end of a period.
  ///
  /// Events multiply the limits of the stages, or the plan where no stage has a limit.
  ///
  /// - Parameters:
  ///   - step: the period, and what it needs.
  ///   - values: the case's expressions, evaluated for the period.
  mutating func advance(_ step: ProcessStep, _ values: borrowing CaseValues) {
    let factor = step.factor?.now
    let limited = plan.stages.contains { !$0.limits.isEmpty }
    values.copy(plan.plan, into: &rate)
    if let node = plan.ceiling { values.copy(node, into: &ceiling) }
    if !limited { rate.multiply(by: factor) }
    RolloutProcess.start(&flow, rate, &carried, &underWay, built, ceiling)
    for stage in stages.indices {
      stages[stage].advance(
        &flow, lost: &underWay, to: step.index, firstPath: step.firstPath, values: values,
        factor: limited ? factor : nil)
    }
    RolloutProcess.finish(flow, &built, &underWay)
  }

  /// Starts whole items of the plan, as many as the ceiling leaves room for; fractions carry over.
  private static func start(
    _ flow: inout [Double], _ rate: [Double], _ carried: inout [Double],
    _ underWay: inout [Double], _ built: [Double], _ ceiling: [Double]
  ) {
    for i in flow.indices {
      let planned = max(0, rate[i]) + carried[i]
      let whole = wholeItems(planned)
      carried[i] = fraction(of: planned, whole: whole)
      let started = max(
        0, min(whole, Elementary.floor(ceiling[i]) - built[i] - underWay[i]))
      flow[i] = started
      underWay[i] += started
    }
  }

  private static func finish(
    _ flow: [Double], _ built: inout [Double], _ underWay: inout [Double]
  ) {
    for i in flow.indices {
      built[i] += flow[i]
      underWay[i] -= flow[i]
    }
  }

  /// The whole items in an amount, forgiving the rounding error of a sum of fractions.
  static func wholeItems(_ amount: Double) -> Double { Elementary.floor(amount + 1e-9) }

  /// What an amount has beside its whole items: nothing where there is no bound.
  static func fraction(of amount: Double, whole: Double) -> Double {
    amount < .infinity ? amount - whole : 0
  }
}
