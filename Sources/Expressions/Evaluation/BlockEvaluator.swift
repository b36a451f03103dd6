import Distributions
import SpecialFunctions

/// Computes the nodes of a schedule for a block of paths, one column per node.
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

  private var scalars: [Double]
  private var columns: [[Double]]

  /// Makes room for blocks of up to `capacity` paths.
  public init(_ schedule: EvaluationSchedule, capacity: Int) {
    self.schedule = schedule
    self.capacity = capacity
    count = capacity
    scalars = schedule.scalars
    columns = (0..<schedule.columns).map { _ in [Double](repeating: 0.5, count: capacity) }
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
    scalars[index] = value
  }

  /// Lends the column of an input, to be written; an input that nobody reads is passed over.
  ///
  /// - Precondition: the input's rate is path or pathAndTime.
  public mutating func withInput(_ input: InputID, _ body: (inout MutableSpan<Double>) -> Void) {
    guard let place = place(of: input) else { return }
    guard case .column(let index) = place else {
      preconditionFailure("input \(input.index) is one number, written as a column")
    }
    var column = columns[index].mutableSpan
    body(&column)
  }

  /// Exchanges the column of an input with the engine's own, which saves a copy.
  ///
  /// - Precondition: both hold ``capacity`` values.
  public mutating func swapInput(_ input: InputID, with column: inout [Double]) {
    guard case .column(let index)? = place(of: input) else { return }
    precondition(
      column.count == capacity, "a column of \(column.count) values, room for \(capacity)")
    swap(&columns[index], &column)
  }

  /// Lends the column of a draw's uniforms, one for each path, to be filled with values in (0, 1).
  public mutating func withUniforms(
    of draw: EvaluationSchedule.ScheduledDraw, _ body: (inout MutableSpan<Double>) -> Void
  ) {
    var column = columns[schedule.uniformPlaces[draw.slot]].mutableSpan
    body(&column)
  }

  private func place(of input: InputID) -> Operand? {
    input.index < schedule.inputPlaces.count ? schedule.inputPlaces[input.index] : nil
  }

  // MARK: Evaluation

  /// Computes what does not change in time.
  public mutating func evaluateOnce(stage: Int = 0) {
    for instruction in schedule.once[stage] { execute(instruction) }
  }

  /// Sets the time of a step.
  ///
  /// - Parameters:
  ///   - elapsed: years since the start of the grid, at the end of the period.
  ///   - year: the calendar coordinate of the end of the period.
  public mutating func beginStep(elapsed: Double, year: Double) {
    if let place = schedule.elapsedPlace { scalars[place] = elapsed }
    if let place = schedule.yearPlace { scalars[place] = year }
  }

  /// Computes one stage of a step.
  public mutating func evaluate(stage: Int = 0) {
    for instruction in schedule.stages[stage] { execute(instruction) }
  }

  // MARK: Results

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
    let column = columns[index]
    return body(column.span)
  }

  /// Copies the values of a node, one for each path of the block, whatever its rate.
  public func read(_ node: NodeID, into values: inout MutableSpan<Double>) {
    switch schedule.place(of: node) {
    case .scalar(let index): Columns.fill(&values, with: scalars[index], count)
    case .column(let index): Columns.copy(columns[index], to: &values, count)
    }
  }

  // MARK: Instructions

  private mutating func execute(_ instruction: Instruction) {
    switch instruction {
    case .unary(let operation, .scalar(let target), let a):
      scalars[target] = operation.value(scalars[a.index])
    case .unary(let operation, .column(let target), let a):
      write(target) { out, columns, count in
        Columns.apply(operation, to: columns[a.index], into: &out, count)
      }
    case .binary(let operation, .scalar(let target), let a, let b):
      scalars[target] = operation.value(scalars[a.index], scalars[b.index])
    case .binary(let operation, .column(let target), let a, let b):
      binary(operation, target, a, b)
    case .select(.scalar(let target), let condition, let a, let b):
      scalars[target] = scalars[condition.index] != 0 ? scalars[a.index] : scalars[b.index]
    case .select(.column(let target), let condition, let a, let b):
      select(target, condition, a, b)
    case .row(.scalar(let target), let table, let a):
      scalars[target] = table.value(at: scalars[a.index])
    case .row(.column(let target), let table, let a):
      write(target) { out, columns, count in
        Columns.look(up: columns[a.index], in: table, into: &out, count)
      }
    case .draw(let law, let target):
      var column = columns[target].mutableSpan
      law.fillQuantiles(&column)
    case .varyingDraw(let form, let target, let uniforms, let parameters):
      varyingDraw(form, target, uniforms, parameters)
    }
  }

  /// Takes a column out, lets it be written from the others, and puts it back: no copy, and no
  /// two accesses to the array of columns at once.
  private mutating func write(
    _ target: Int, _ body: (inout MutableSpan<Double>, [[Double]], Int) -> Void
  ) {
    var column: [Double] = []
    swap(&column, &columns[target])
    var span = column.mutableSpan
    body(&span, columns, count)
    swap(&column, &columns[target])
  }

  private mutating func binary(
    _ operation: BinaryOperation, _ target: Int, _ a: Operand, _ b: Operand
  ) {
    switch (a, b) {
    case (.column(let a), .column(let b)):
      write(target) { out, columns, count in
        Columns.apply(operation, columns[a], columns[b], into: &out, count)
      }
    case (.column(let a), .scalar(let b)):
      let scalar = scalars[b]
      write(target) { out, columns, count in
        Columns.apply(operation, columns[a], scalar, into: &out, count)
      }
    case (.scalar(let a), .column(let b)):
      let scalar = scalars[a]
      write(target) { out, columns, count in
        Columns.apply(operation, scalar, columns[b], into: &out, count)
      }
    case (.scalar, .scalar):
      preconditionFailure("a column of two scalars")
    }
  }

  private mutating func select(
    _ target: Int, _ condition: Operand, _ a: Operand, _ b: Operand
  ) {
    guard case .column(let mask) = condition else {
      let chosen = scalars[condition.index] != 0 ? a : b
      let value = if case .scalar(let index) = chosen { scalars[index] } else { 0.0 }
      write(target) { out, columns, count in
        switch chosen {
        case .scalar: Columns.fill(&out, with: value, count)
        case .column(let index): Columns.copy(columns[index], to: &out, count)
        }
      }
      return
    }
    let x = if case .scalar(let index) = a { scalars[index] } else { 0.0 }
    let y = if case .scalar(let index) = b { scalars[index] } else { 0.0 }
    write(target) { out, columns, count in
      let mask = columns[mask]
      switch (a, b) {
      case (.column(let a), .column(let b)):
        Columns.select(mask, columns[a], columns[b], into: &out, count)
      case (.column(let a), .scalar):
        Columns.select(mask, columns[a], y, into: &out, count)
      case (.scalar, .column(let b)):
        Columns.select(mask, x, columns[b], into: &out, count)
      case (.scalar, .scalar):
        Columns.select(mask, x, y, into: &out, count)
      }
    }
  }

  /// Draws with parameters that differ by path; the one instruction that makes small arrays.
  private mutating func varyingDraw(
    _ law: LawConstruction, _ target: Int, _ uniforms: Int,
    _ parameters: [(value: Operand, column: Int)]
  ) {
    for case (.scalar(let index), let column) in parameters {
      let value = scalars[index]
      write(column) { out, _, count in Columns.fill(&out, with: value, count) }
    }
    write(target) { out, columns, count in
      Columns.copy(columns[uniforms], to: &out, count)
      law.draw(&out, parameters: parameters.map { columns[$0.column] })
    }
  }
}
