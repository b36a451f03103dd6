internal import Expressions
internal import Kernels
internal import Random

/// The integral of an indicator's boost over a period, by the midpoint rule on the months of the
/// period.
///
/// Levers work through `step`, `ramp` and `pulse`, which are piecewise linear in time: the rule is
/// exact where their corners fall on the ends of months. Other indicators are taken as they stand
/// at the end of the period.
final class BoostIntegral {
  private let node: NodeID
  private let grid: TimeGrid
  private let inputs: [IndicatorInput]
  private var evaluator: BlockEvaluator
  private let stepKeys: [StreamKey]
  private var values: [Double]
  /// The integral over the period last taken, one per path.
  private(set) var sum: [Double]

  init(_ node: NodeID, _ plan: SimulationPlan, inCase index: Int, paths: Int) {
    self.node = node
    grid = plan.grid
    inputs = plan.cases[index].inputs
    let schedule = EvaluationSchedule(
      plan.cases[index].graph, stages: [[node]], takesValues: true)
    stepKeys = schedule.stepDraws.map { StreamKey(seed: plan.seed, name: $0.draw.stream) }
    evaluator = BlockEvaluator(schedule, capacity: paths)
    values = [Double](repeating: 0, count: paths)
    sum = values
  }

  /// Draws and computes what does not change in time.
  func begin(_ draws: PathDraws) {
    draws.supply(&evaluator)
    evaluator.evaluateOnce()
  }

  /// Takes the integral over a period.
  func integrate(over step: Int, firstPath: UInt64, block: borrowing PathBlock) {
    for (index, input) in inputs.enumerated() {
      input.set(InputID(index), of: &evaluator, step: step, block: block)
    }
    // The column leaves the object while it is written: loops over an object's own arrays are slow.
    var total: [Double] = []
    var part: [Double] = []
    swap(&total, &sum)
    swap(&part, &values)
    for i in total.indices { total[i] = 0 }
    let months = 12 / grid.stepsPerYear
    for month in 0..<months {
      let before = (Double(months - month) - 0.5) / 12
      evaluator.beginStep(elapsed: grid.years(step) - before, year: grid.year(step) - before)
      for (draw, key) in zip(evaluator.schedule.stepDraws, stepKeys) {
        evaluator.withUniforms(of: draw) {
          key.fill(&$0, firstPath: firstPath, step: UInt32(step))
        }
      }
      evaluator.evaluate()
      var span = part.mutableSpan
      evaluator.read(node, into: &span)
      for i in total.indices { total[i] += part[i] / 12 }
    }
    swap(&total, &sum)
    swap(&part, &values)
  }
}
