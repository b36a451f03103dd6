package import Columns
internal import Distributions
internal import Lanes
internal import SpecialFunctions

/// Computes the nodes of a schedule for a block of paths, one column per node that is kept.
///
/// A worker owns one evaluator and uses it for one block after another. Nothing is allocated after
/// its construction, except by laws whose parameters differ from path to path. The order of use for a block:
///
/// 1. set ``count``; set the inputs that do not change in time; fill the uniforms of
///    ``EvaluationSchedule/pathDraws``; call ``evaluateOnce(stage:)`` for each prologue stage;
/// 2. for each step: call ``beginStep(elapsed:year:)``; fill the uniforms of
///    ``EvaluationSchedule/stepDraws``; then for each stage set its inputs and call
///    ``evaluate(stage:)``.
public struct BlockEvaluator: ~Copyable {
  /// The schedule that is followed.
  public let schedule: EvaluationSchedule
  /// The largest number of paths in a block.
  public let capacity: Int
  /// The number of paths in the present block.
  public var count: Int {
    didSet {
      precondition(0...capacity ~= count, "a block of \(count) paths, room for \(capacity)")
    }
  }

  private let layout: EvaluatorLayout
  /// Where the uniforms of a period's draws lie.
  private let stepPlaces: [Int]
  private let once: [ReadyStage]
  private let stages: [ReadyStage]
  private let store: ColumnStore
  private var scalars: [Double]

  /// Makes room for blocks of up to `capacity` paths.
  public init(_ schedule: EvaluationSchedule, capacity: Int) {
    let room = ColumnStore(count: EvaluatorLayout(schedule, capacity: capacity).end)
    self.init(schedule, capacity: capacity, store: room)
  }

  /// Takes a memory, from a place on, that evaluators use in turn, each from its first evaluation of a
  /// block to its last.
  package init(
    _ schedule: EvaluationSchedule, capacity: Int, store: ColumnStore, from place: Int = 0
  ) {
    self.schedule = schedule
    self.capacity = capacity
    self.store = store
    count = capacity
    scalars = schedule.scalars
    let layout = EvaluatorLayout(schedule, capacity: capacity, from: place)
    precondition(layout.end <= store.count, "\(layout.end) numbers in \(store.count)")
    self.layout = layout
    stepPlaces = schedule.stepDraws.map { layout.column(schedule.uniformPlaces[$0.slot]) }
    once = schedule.once.map { ReadyStage($0, layout) }
    stages = schedule.stages.map { ReadyStage($0, layout) }
    takeMemory()
  }

  /// How many numbers of memory an evaluator of a schedule takes.
  package static func memory(_ schedule: EvaluationSchedule, capacity: Int) -> Int {
    EvaluatorLayout(schedule, capacity: capacity).end
  }

  /// Writes the numbers that are the same on every path into a memory that others have used.
  package func takeMemory() {
    for index in scalars.indices { store.spread(scalars[index], at: layout.scalar(index)) }
  }

  // MARK: Inputs

  /// Sets an input that is the same on every path; an input that nobody reads is passed over.
  ///
  /// - Precondition: the input's rate is constant or time.
  public mutating func set(_ input: InputID, to value: Double) {
    guard let place = place(of: input) else { return }
    guard case .scalar(let index) = place else {
      preconditionFailure("input \(input.index) is a column, set as one number")
    }
    setScalar(index, value)
  }

  /// Lends the column of an input, to be written; an input that nobody reads is passed over.
  ///
  /// - Precondition: the input's rate is path or pathAndTime.
  public mutating func withInput(_ input: InputID, _ body: (inout MutableSpan<Double>) -> Void) {
    guard let place = place(of: input) else { return }
    guard case .column(let index) = place else {
      preconditionFailure("input \(input.index) is one number, written as a column")
    }
    store.write(from: layout.column(index), count: capacity, body)
  }

  /// Exchanges the values of an input with those of a column.
  ///
  /// - Precondition: both hold ``capacity`` values.
  public mutating func swapInput(_ input: InputID, with column: inout [Double]) {
    guard case .column(let index)? = place(of: input) else { return }
    precondition(
      column.count == capacity, "a column of \(column.count) values, room for \(capacity)")
    store.write(from: layout.column(index), count: capacity) { own in
      for i in column.indices {
        let value = own[i]
        own[i] = column[i]
        column[i] = value
      }
    }
  }

  /// Lends the column of a draw's uniforms, one for each path, to be filled with values in (0, 1).
  public mutating func withUniforms(
    of draw: EvaluationSchedule.ScheduledDraw, _ body: (inout MutableSpan<Double>) -> Void
  ) {
    store.write(
      from: layout.column(schedule.uniformPlaces[draw.slot]), count: capacity, body)
  }

  /// Lends the columns of the uniforms of a period's draws, one after the other, with their numbers in
  /// ``EvaluationSchedule/stepDraws``.
  package func withStepUniforms(_ body: (Int, inout MutableSpan<Double>) -> Void) {
    for index in stepPlaces.indices {
      store.write(from: stepPlaces[index], count: capacity) { body(index, &$0) }
    }
  }

  private func place(of input: InputID) -> Operand? {
    input.index < schedule.inputPlaces.count ? schedule.inputPlaces[input.index] : nil
  }

  // MARK: Evaluation

  /// Computes what does not change in time.
  public mutating func evaluateOnce(stage: Int = 0) {
    execute(once[stage])
  }

  /// Sets the time of a step.
  ///
  /// - Parameters:
  ///   - elapsed: years since the start of the grid, at the end of the period.
  ///   - year: the calendar coordinate of the end of the period.
  public mutating func beginStep(elapsed: Double, year: Double) {
    for (place, value) in schedule.times(elapsed: elapsed, year: year) { setScalar(place, value) }
  }

  /// Computes one stage of a step.
  public mutating func evaluate(stage: Int = 0) {
    execute(stages[stage])
  }

  // MARK: Results

  /// The value of a node where it is the same on every path, else nil.
  package func common(_ node: NodeID) -> Double? {
    if case .scalar(let index) = schedule.place(of: node) { scalars[index] } else { nil }
  }

  /// The value of a node that is the same on every path.
  ///
  /// - Precondition: ``EvaluationSchedule/isScalar(_:)`` holds for the node.
  public func scalar(_ node: NodeID) -> Double {
    guard case .scalar(let index) = schedule.place(of: node) else {
      preconditionFailure("node \(node.index) is a column, read as one number")
    }
    return scalars[index]
  }

  /// Lends the values of a node that differ by path; the first ``count`` are meaningful.
  ///
  /// - Precondition: ``EvaluationSchedule/isScalar(_:)`` does not hold for the node.
  public func withColumn<R>(_ node: NodeID, _ body: (Span<Double>) -> R) -> R {
    guard case .column(let index) = schedule.place(of: node) else {
      preconditionFailure("node \(node.index) is one number, read as a column")
    }
    return store.read(from: layout.column(index), count: capacity, body)
  }

  /// Copies the values of a node, one for each path of the block, whatever its rate.
  public func read(_ node: NodeID, into values: inout MutableSpan<Double>) {
    precondition(count <= values.count, "\(count) values into a column of \(values.count)")
    switch schedule.place(of: node) {
    case .scalar(let index):
      let value = scalars[index]
      // Bounded by both lengths, the loop needs no check.
      for i in 0..<min(count, values.count) { values[i] = value }
    case .column(let index):
      store.read(from: layout.column(index), count: count) { loops.copy($0, into: &values) }
    }
  }

  // MARK: Stages

  private mutating func setScalar(_ index: Int, _ value: Double) {
    scalars[index] = value
    store.spread(value, at: layout.scalar(index))
  }

  private mutating func execute(_ stage: borrowing ReadyStage) {
    stage.compute(&scalars, layout, store)
    for part in stage.parts {
      if part >= 0 { store.run(stage.programs[part]) } else { execute(stage.whole[~part]) }
    }
  }

  /// An operation on whole columns that no program does.
  private mutating func execute(_ instruction: Instruction) {
    switch instruction {
    case .unary(let operation, .column(let target), .column(let a)):
      map(a, to: target) { operation.value($0) }
    case .row(.column(let target), let table, .column(let a)):
      map(a, to: target) { table.value(at: $0) }
    case .draw(let law, let target):
      store.write(from: layout.column(target), count: capacity) { law.fill(&$0) }
    case .varyingDraw(let form, let target, let uniforms, let parameters):
      varyingDraw(form, target, uniforms, parameters)
    case .unary, .binary, .select, .row, .growing:
      preconditionFailure("an instruction of numbers or of a program")
    }
  }

  private func map(_ a: Int, to target: Int, _ function: (Double) -> Double) {
    store.read(from: layout.column(a), count: capacity) { values in
      store.write(from: layout.column(target), count: capacity) { out in
        for i in values.indices { out[i] = function(values[i]) }
      }
    }
  }

  /// Draws with parameters that differ by path; the one instruction that makes small arrays.
  private func varyingDraw(
    _ law: LawConstruction, _ target: Int, _ uniforms: Int, _ parameters: [Operand]
  ) {
    let values = parameters.map { parameter in
      switch parameter {
      case .scalar(let index): [Double](repeating: scalars[index], count: capacity)
      case .column(let index):
        store.read(from: layout.column(index), count: capacity) { column in
          column.indices.map { column[$0] }
        }
      }
    }
    map(uniforms, to: target) { $0 }
    store.write(from: layout.column(target), count: capacity) { law.draw(&$0, parameters: values) }
  }
}

/// Where the values of an evaluator lie in its memory.
struct EvaluatorLayout: Sendable {
  /// Where the memory ends.
  let end: Int
  /// The numbers of a column, whole lines of the cache.
  let stride: Int
  private let scalars: Int
  private let temporaries: Int
  private let columns: Int

  init(_ schedule: EvaluationSchedule, capacity: Int, from place: Int = 0) {
    stride = (capacity + 7) / 8 * 8
    scalars = place
    temporaries = scalars + 8 * schedule.scalars.count
    columns = temporaries + ColumnProgram.chunk * schedule.temporaries
    end = columns + stride * schedule.columns
  }

  func scalar(_ index: Int) -> Int { scalars + 8 * index }
  func column(_ index: Int) -> Int { columns + stride * index }

  /// Where an operand of a program lies.
  func operand(_ operand: FusedOperand) -> ColumnOperand {
    switch operand {
    case .scalar(let index): .number(at: scalar(index))
    case .temporary(let index): .temporary(at: temporaries + ColumnProgram.chunk * index)
    case .column(let index): .column(at: column(index))
    }
  }
}

/// A stage whose operands have places in memory.
private struct ReadyStage {
  private let scalars: [ScalarInstruction]
  /// What the instructions look up.
  private let tables: [RowTable]
  /// The parts in their order: the number of a program, or the complement of that of an instruction.
  let parts: [Int]
  let programs: [ColumnProgram]
  let whole: [Instruction]

  init(_ stage: EvaluationStage, _ layout: EvaluatorLayout) {
    var tables: [RowTable] = []
    scalars = stage.scalars.map { ScalarInstruction($0, &tables) }
    self.tables = tables
    var parts: [Int] = []
    var programs: [ColumnProgram] = []
    var whole: [Instruction] = []
    for part in stage.columns {
      switch part {
      case .whole(let instruction):
        parts.append(~whole.count)
        whole.append(instruction)
      case .program(let instructions):
        parts.append(programs.count)
        programs.append(Self.program(instructions, layout))
      }
    }
    self.parts = parts
    self.programs = programs
    self.whole = whole
  }

  /// Computes what is the same on every path.
  func compute(_ scalars: inout [Double], _ layout: EvaluatorLayout, _ store: ColumnStore) {
    for instruction in self.scalars {
      let value = instruction.value(scalars, tables)
      scalars[instruction.target] = value
      store.spread(value, at: layout.scalar(instruction.target))
    }
  }

  private static func program(
    _ instructions: [FusedInstruction], _ layout: EvaluatorLayout
  ) -> ColumnProgram {
    ColumnProgram(instructions.map { $0.placed(layout.operand) }, rows: layout.stride)
  }
}

extension FusedInstruction {
  /// The instruction with the places of its operands.
  func placed(_ place: (FusedOperand) -> ColumnOperand) -> ColumnInstruction {
    let ready = operands.map(place)
    return ColumnInstruction(
      code, place(target), ready[0], ready.count > 1 ? ready[1] : nil,
      ready.count > 2 ? ready[2] : nil, ready.count > 3 ? ready[3] : nil,
      ready.count > 4 ? ready[4] : nil, ready.count > 5 ? ready[5] : nil)
  }
}
