internal import Columns
internal import Expressions
internal import Plans

/// One worker's hold of the straight indicators of one case.
struct StraightRun: ~Copyable {
  private let program: PeriodProgram
  private let store: ColumnStore
  /// The draws of the case, where not all cases have the same.
  private let ownDraws: StepDraws?
  private var evaluator: BlockEvaluator

  init(_ straight: StraightProgram, _ memory: WorkerMemory) {
    let draws = memory.draws(straight.draws)
    program = straight.program(memory, draws)
    ownDraws = memory.commonDraws == nil ? draws : nil
    store = memory.store
    evaluator = BlockEvaluator(
      straight.schedule, capacity: memory.width, store: memory.store, from: memory.firstStraight)
  }

  /// Computes all periods of a block.
  mutating func run(_ draws: PathDraws, firstPath: UInt64) {
    ownDraws?.fill(store, firstPath: firstPath)
    evaluator.takeMemory()
    draws.supply(&evaluator)
    evaluator.evaluateOnce()
    program.run(store)
  }
}
