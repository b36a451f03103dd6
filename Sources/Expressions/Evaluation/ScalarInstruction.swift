/// An operation on numbers that are the same on every path, without memory of its own to be counted.
struct ScalarInstruction {
  private enum Operation {
    case unary(UnaryOperation)
    case binary(BinaryOperation)
    case select
    /// What a table holds, by its place among the tables.
    case row(Int)
  }

  /// The place of the result.
  let target: Int
  private let operation: Operation
  private let a: Int
  private let b: Int
  private let c: Int

  /// Takes an instruction apart.
  ///
  /// - Parameters:
  ///   - instruction: one of numbers.
  ///   - tables: receives the table that it looks into.
  init(_ instruction: Instruction, _ tables: inout [RowTable]) {
    switch instruction {
    case .unary(let operation, let target, let a):
      self.init(.unary(operation), target, a)
    case .binary(let operation, let target, let a, let b):
      self.init(.binary(operation), target, a, b)
    case .select(let target, let condition, let a, let b):
      self.init(.select, target, condition, a, b)
    case .row(let target, let table, let a):
      self.init(.row(tables.count), target, a)
      tables.append(table)
    case .draw, .varyingDraw, .growing:
      preconditionFailure("what differs by path, taken for one number")
    }
  }

  private init(
    _ operation: Operation, _ target: Operand, _ a: Operand, _ b: Operand? = nil,
    _ c: Operand? = nil
  ) {
    self.operation = operation
    self.target = target.index
    self.a = a.index
    self.b = (b ?? a).index
    self.c = (c ?? a).index
  }

  /// Computes the result.
  ///
  /// - Parameters:
  ///   - scalars: the numbers.
  ///   - tables: what the instruction was made with.
  /// - Returns: the result.
  func value(_ scalars: [Double], _ tables: [RowTable]) -> Double {
    switch operation {
    case .unary(let operation): operation.value(scalars[a])
    case .binary(let operation): operation.value(scalars[a], scalars[b])
    case .select: scalars[a] != 0 ? scalars[b] : scalars[c]
    case .row(let table): tables[table].value(at: scalars[a])
    }
  }
}
