internal import Columns
internal import Expressions
internal import Plans
internal import SpecialFunctions

/// The values of one case's expressions over one worker's block of paths.
struct CaseValues: ~Copyable {
  private let program: CaseProgram
  private let stepDraws: [StepDraw]
  private var evaluator: BlockEvaluator

  /// Values in a memory that the cases of a worker use in turn.
  init(_ program: CaseProgram, _ memory: WorkerMemory) {
    self.program = program
    stepDraws = program.schedule.stepDraws.map { memory.stepDraw($0.draw) }
    evaluator = BlockEvaluator(program.schedule, capacity: memory.width, store: memory.store)
  }

  /// Draws and computes what does not change in time.
  mutating func begin(_ draws: PathDraws) {
    evaluator.takeMemory()
    draws.supply(&evaluator)
    evaluator.evaluateOnce()
  }

  /// Begins a period: its time, its draws, the past of indicators and the present of those that
  /// are known.
  mutating func beginStep(_ step: Int, firstPath: UInt64, block: borrowing PathBlock) {
    evaluator.beginStep(elapsed: program.grid.years(step), year: program.grid.year(step))
    evaluator.withStepUniforms { index, column in
      stepDraws[index].fill(&column, firstPath: firstPath, step: step)
    }
    for input in program.laggedInputs {
      set(input, step: step, block: block)
    }
  }

  /// Takes the value of an indicator in the period.
  mutating func take(_ indicator: Int, step: Int, block: borrowing PathBlock) {
    for input in program.presentInputs[indicator] {
      set(input, step: step, block: block)
    }
  }

  private mutating func set(_ input: ScheduledInput, step: Int, block: borrowing PathBlock) {
    let read = input.read
    if read.isDate {
      let dates = block.dates[read.indicator] ?? []
      evaluator.withInput(input.id) { column in
        for i in column.indices { column[i] = i < dates.count ? dates[i] : .nan }
      }
      return
    }
    guard let last = read.step(at: step, earliest: input.earliest) else {
      evaluator.withInput(input.id) { column in for i in column.indices { column[i] = .nan } }
      return
    }
    if read.stretch.count > 1 {
      evaluator.withInput(input.id) { column in
        block.copy(read.stretch, of: read.indicator, upTo: last, into: &column)
      }
      return
    }
    if read.length > 1, last == step - read.lag {
      let first = max(0, last - program.grid.period(last).index % read.length)
      evaluator.withInput(input.id) { column in
        block.read(read.indicator, first) { row in
          for i in column.indices { column[i] = row[i] }
        }
        for part in first..<last {
          block.read(read.indicator, part + 1) { row in
            for i in column.indices { column[i] += row[i] }
          }
        }
        for i in column.indices { column[i] /= Double(last - first + 1) }
      }
      return
    }
    evaluator.withInput(input.id) { column in
      block.read(read.indicator, last) { loops.copy($0, into: &column) }
    }
  }

  /// Computes what the process of an indicator needs in the period.
  mutating func evaluate(for indicator: Int) {
    evaluator.evaluate(stage: program.stages[indicator])
  }

  /// Computes the thresholds of targets.
  mutating func evaluateThresholds() {
    evaluator.evaluate(stage: program.stages.count)
  }

  /// The value of a node where it is the same on every path, else nil.
  borrowing func common(_ node: NodeID) -> Double? { evaluator.common(node) }

  /// Copies the values of a node, one per path.
  borrowing func copy(_ node: NodeID, into column: inout [Double]) {
    var span = column.mutableSpan
    evaluator.read(node, into: &span)
  }

  /// Copies the values of a node, one per path.
  borrowing func copy(_ node: NodeID, into column: inout MutableSpan<Double>) {
    evaluator.read(node, into: &column)
  }

  /// The chance in a stretch of time of what has a chance in a year: 1 − (1 − p)^years.
  static func chance(ofYear chance: Double, years: Double) -> Double {
    chance >= 1 ? 1 : -Elementary.expm1(years * Elementary.log1p(-chance))
  }
}
