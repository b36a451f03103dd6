package import Columns
internal import Lanes

/// Nodes in all periods of a block, as one program: chunk by chunk, and for each chunk period by period,
/// so that what a period leaves is in the nearest cache when the next one reads it.
///
/// What it reads and writes lies in rows of the memory, one row for each period: draws, what it
/// takes from others, what it computes. It stands beside an evaluator of its schedule, which computes what
/// does not change in time.
package struct PeriodProgram: Sendable {
  /// A node to be computed.
  package struct Output: Sendable {
    /// The node.
    package let node: NodeID
    /// Where its row of period 0 begins; the others follow.
    package let row: Int
    /// The first period in which the row is written.
    package let firstPeriod: Int

    /// A node to be computed.
    package init(node: NodeID, row: Int, firstPeriod: Int) {
      (self.node, self.row, self.firstPeriod) = (node, row, firstPeriod)
    }
  }

  /// Where rows lie.
  package struct Rows {
    /// How many numbers a row has.
    package let width: Int
    /// Where the row of period 0 begins of each of the schedule's step draws.
    package let draws: [Int]
    /// Where an input reads in a period.
    package let input: (_ input: InputID, _ period: Int) -> Int
    /// The first period from which on inputs read one row further with each period.
    package let firstRegular: Int

    /// Where rows lie.
    package init(
      width: Int, draws: [Int], input: @escaping (_ input: InputID, _ period: Int) -> Int,
      firstRegular: Int
    ) {
      self.width = width
      self.draws = draws
      self.input = input
      self.firstRegular = firstRegular
    }
  }

  private let program: ColumnProgram
  /// Numbers that are the same on every path but change in time, period by period.
  private let numbers: [Double]
  /// Where they lie, each eight times.
  private let firstNumber: Int

  /// Whether some nodes can be computed so: arithmetic, inputs and draws with a fixed law are all that
  /// changes in time and by path.
  ///
  /// - Parameters:
  ///   - nodes: the nodes.
  ///   - graph: the graph.
  ///   - mayDraw: whether draws of a period are among what can be computed.
  /// - Returns: whether a program can.
  package static func canCompute(
    _ nodes: [NodeID], of graph: ExpressionGraph, mayDraw: Bool = true
  ) -> Bool {
    graph.reachable(from: nodes).allSatisfy { id in
      guard graph.rate(of: id).changesInTime, !graph.rate(of: id).isScalar else { return true }
      switch graph[id] {
      case .constant, .elapsed, .year, .input, .binary, .select, .growing: return true
      case .unary(let operation, _): return operation.isFused
      case .draw(let draw):
        if case .fixed = draw.law { return draw.isPerPeriod && mayDraw }
        return false
      case .row: return false
      }
    }
  }

  /// A schedule for the outputs, in their order: a stage for each, with draws from outside.
  package static func schedule(
    _ nodes: [NodeID], of graph: ExpressionGraph, memory: inout ScheduleMemory
  ) -> EvaluationSchedule {
    memory.schedule(graph, stages: nodes.map { [$0] }, takesValues: true, takesStepValues: true)
  }

  /// How many numbers of memory it takes, those of the evaluator of its schedule among them.
  package static func memory(_ schedule: EvaluationSchedule, capacity: Int, periods: Int) -> Int {
    EvaluatorLayout(schedule, capacity: capacity).end
      + 8 * schedule.varyingScalars.count * periods
  }

  /// The program of a schedule.
  ///
  /// - Parameters:
  ///   - schedule: what ``schedule(_:of:memory:)`` returned.
  ///   - outputs: its nodes.
  ///   - place: where the memory of the evaluator begins.
  ///   - rows: where rows lie.
  ///   - times: the time of each period, as ``BlockEvaluator/beginStep(elapsed:year:)`` takes it.
  package init(
    _ schedule: EvaluationSchedule, outputs: [Output], from place: Int, rows: Rows,
    times: [(elapsed: Double, year: Double)]
  ) {
    let layout = EvaluatorLayout(schedule, capacity: rows.width, from: place)
    let table = schedule.varyingTable(times)
    let places = PeriodPlaces(schedule, outputs, layout, table.places, rows)
    firstNumber = layout.end
    numbers = table.numbers

    var instructions: [ColumnInstruction] = []
    var passes: [ColumnProgram.Pass] = []
    let regular = max(rows.firstRegular, outputs.map(\.firstPeriod).max() ?? 0)
    let first = outputs.map(\.firstPeriod).min() ?? 0
    // All periods from the first regular one on share their instructions, but that even growth begins anew
    // in some.
    var shared: [Bool: Range<Int>] = [:]
    for period in min(first, times.count)..<times.count {
      let begins = period == first || EvenGrowth.start(of: period) == period
      var range = period >= regular ? shared[begins] : nil
      if range == nil {
        let start = instructions.count
        instructions += places.instructions(
          inPeriod: period >= regular ? nil : period, begins: begins)
        range = start..<instructions.count
        if period >= regular { shared[begins] = range }
      }
      if let range { passes.append(ColumnProgram.Pass(range, period: period)) }
    }
    program = ColumnProgram(instructions, passes: passes, rows: layout.stride)
  }

  /// Computes all periods, after the evaluator has what does not change in time.
  package func run(_ store: ColumnStore) {
    var place = firstNumber
    for number in numbers {
      store.spread(number, at: place)
      place += 8
    }
    store.run(program)
  }
}

/// Where the operands of a period program lie.
private struct PeriodPlaces {
  private let schedule: EvaluationSchedule
  /// The instructions of each output.
  private let stages: [[FusedInstruction]]
  private let layout: EvaluatorLayout
  /// The places of numbers that change in time.
  private let numbers: [Int: ColumnOperand]
  private let rows: PeriodProgram.Rows
  private let outputs: [PeriodProgram.Output]
  /// The inputs and the draws by the column that an evaluator would read them from.
  private var inputs: [Int: InputID] = [:]
  private var draws: [Int: Int] = [:]
  /// The output that a computed column is.
  private var computed: [Int: Int] = [:]

  init(
    _ schedule: EvaluationSchedule, _ outputs: [PeriodProgram.Output], _ layout: EvaluatorLayout,
    _ numbers: [Int: Int], _ rows: PeriodProgram.Rows
  ) {
    self.schedule = schedule
    self.outputs = outputs
    self.layout = layout
    self.rows = rows
    self.numbers = numbers.mapValues { place in
      ColumnOperand.number(at: layout.end + place, periodStride: 8 * numbers.count)
    }
    stages = schedule.stages.map { stage in
      stage.columns.flatMap { part in
        guard case .program(let instructions) = part else {
          preconditionFailure("an operation on whole columns in a program of all periods")
        }
        return instructions
      }
    }
    for (index, place) in schedule.inputPlaces.enumerated() {
      if case .column(let column)? = place { inputs[column] = InputID(index) }
    }
    for (number, draw) in schedule.stepDraws.enumerated() {
      draws[schedule.uniformPlaces[draw.slot]] = number
    }
    let made = Set(
      stages.joined().compactMap { instruction -> Int? in
        if case .column(let column) = instruction.target { column } else { nil }
      })
    for (number, output) in outputs.enumerated() {
      if case .column(let column) = schedule.place(of: output.node), made.contains(column),
        computed[column] == nil
      {
        computed[column] = number
      }
    }
  }

  /// The instructions of a period; of all regular ones if nil.
  ///
  /// - Parameters:
  ///   - period: the period.
  ///   - begins: whether the products of even growth begin in it; else they go on.
  /// - Returns: the instructions.
  func instructions(inPeriod period: Int?, begins: Bool) -> [ColumnInstruction] {
    var placed: [ColumnInstruction] = []
    for (number, output) in outputs.enumerated() {
      for instruction in stages[number] {
        var own = instruction
        if !begins, own.code == .growthStart { continue }
        if !begins, own.code == .growthValue { own.code = .growthAdvance }
        placed.append(own.placed { operand($0, period) })
      }
      // What is an input, a draw, a number or another output too is copied, but a draw that is made where
      // the output lies.
      let source = schedule.place(of: output.node).fused
      if case .column(let column) = source {
        if computed[column] == number { continue }
        if let draw = draws[column], rows.draws[draw] == output.row { continue }
      }
      if let period, period < output.firstPeriod { continue }
      placed.append(ColumnInstruction(.copy, row(of: output), operand(source, period)))
    }
    return placed
  }

  private func operand(_ operand: FusedOperand, _ period: Int?) -> ColumnOperand {
    switch operand {
    case .scalar(let index): return numbers[index] ?? layout.operand(operand)
    case .temporary: return layout.operand(operand)
    case .column(let column):
      if let input = inputs[column] {
        guard let period else {
          let place = rows.input(input, rows.firstRegular)
          return .column(
            at: place - rows.firstRegular * rows.width, periodStride: rows.width)
        }
        return .column(at: rows.input(input, period))
      }
      if let draw = draws[column] {
        return .column(at: rows.draws[draw], periodStride: rows.width)
      }
      // Before an output has values, what others read of its node stands in the column of the evaluator.
      guard let number = computed[column], period ?? .max >= outputs[number].firstPeriod else {
        return layout.operand(operand)
      }
      return row(of: outputs[number])
    }
  }

  private func row(of output: PeriodProgram.Output) -> ColumnOperand {
    .column(at: output.row, periodStride: rows.width)
  }
}

extension EvaluationSchedule {
  /// The numbers that are the same on every path but change in time.
  fileprivate var varyingScalars: [Int] {
    times(elapsed: 0, year: 0).map(\.place) + stages.flatMap(\.scalars).map(\.target.index)
  }

  /// Those numbers, period by period, and where each begins in a period when it is written eight times.
  fileprivate func varyingTable(
    _ times: [(elapsed: Double, year: Double)]
  ) -> (numbers: [Double], places: [Int: Int]) {
    var values = scalars
    var tables: [RowTable] = []
    for instruction in once.flatMap(\.scalars) {
      let ready = ScalarInstruction(instruction, &tables)
      values[ready.target] = ready.value(values, tables)
    }
    let varying = varyingScalars
    let instructions = stages.flatMap(\.scalars).map { ScalarInstruction($0, &tables) }
    var table: [Double] = []
    table.reserveCapacity(varying.count * times.count)
    for time in times {
      for (place, value) in self.times(elapsed: time.elapsed, year: time.year) {
        values[place] = value
      }
      for instruction in instructions {
        values[instruction.target] = instruction.value(values, tables)
      }
      table += varying.map { values[$0] }
    }
    let places = Dictionary(uniqueKeysWithValues: varying.enumerated().map { ($1, 8 * $0) })
    return (table, places)
  }
}

extension Instruction {
  fileprivate var target: Operand {
    switch self {
    case .unary(_, let target, _), .binary(_, let target, _, _), .select(let target, _, _, _),
      .row(let target, _, _):
      target
    case .growing(let target, _, _, _, _, _): target
    case .draw(_, let target), .varyingDraw(_, let target, _, _): .column(target)
    }
  }
}
