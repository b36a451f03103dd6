/// Where an operand of a column program lies in the memory it runs on, in numbers.
///
/// A column moves on with the chunk and inside it, a temporary column only inside the chunk, and a
/// number that is the same for all rows is kept as eight copies and stays where it is.
public struct ColumnOperand: Hashable, Sendable {
  /// The first number.
  public let base: Int32
  /// 1 if the place moves on from chunk to chunk, else 0.
  public let chunkStride: Int32
  /// 1 if the place moves on inside a chunk, else 0.
  public let laneStride: Int32

  /// A place.
  private init(base: Int, chunkStride: Int32, laneStride: Int32) {
    precondition(0...Int(Int32.max) ~= base, "an operand at \(base)")
    self.base = Int32(base)
    self.chunkStride = chunkStride
    self.laneStride = laneStride
  }

  /// A whole column that begins at a place.
  public static func column(at base: Int) -> ColumnOperand {
    ColumnOperand(base: base, chunkStride: 1, laneStride: 1)
  }

  /// A column of one chunk's length that begins at a place.
  public static func temporary(at base: Int) -> ColumnOperand {
    ColumnOperand(base: base, chunkStride: 0, laneStride: 1)
  }

  /// Eight copies of a number that begin at a place.
  public static func number(at base: Int) -> ColumnOperand {
    ColumnOperand(base: base, chunkStride: 0, laneStride: 0)
  }

  /// The numbers that lie behind the place, for columns of so many rows.
  public func extent(rows: Int) -> Int {
    chunkStride == 1 ? rows : (laneStride == 1 ? ColumnProgram.chunk : 8)
  }
}

/// One instruction of a column program: target ← code(a, b, c).
public struct ColumnInstruction: Hashable, Sendable {
  /// What is done.
  public enum Code: UInt8, Sendable {
    case copy, negate, squareRoot, magnitude, reciprocal, floor, ceiling, exp, log
    case add, subtract, multiply, divide, power
    case smaller, larger, less, lessOrEqual, equal, notEqual
    /// b where a is not 0, c elsewhere.
    case select
    /// a b + c, a b − c and c − a b, with two roundings.
    case multiplyAdd, multiplySubtract, subtractProduct
  }

  /// What is done.
  public let code: Code
  /// Where the result goes.
  public let target: ColumnOperand
  /// The operands; those that the code does not take are ignored.
  public let a, b, c: ColumnOperand

  /// An instruction.
  public init(
    _ code: Code, _ target: ColumnOperand, _ a: ColumnOperand, _ b: ColumnOperand? = nil,
    _ c: ColumnOperand? = nil
  ) {
    self.code = code
    self.target = target
    self.a = a
    self.b = b ?? a
    self.c = c ?? a
  }
}

/// Straight-line arithmetic on columns, done chunk by chunk: what an instruction leaves is still in
/// the nearest cache when the next one takes it up.
public struct ColumnProgram: Sendable {
  /// The most rows of a chunk.
  @inlinable public static var chunk: Int { 64 }

  /// The instructions, in their order.
  public let instructions: [ColumnInstruction]
  /// How much memory the instructions reach, in numbers.
  public let extent: Int
  /// The rows of a column, a multiple of eight.
  public let rows: Int

  /// A program for columns of so many rows.
  ///
  /// - Precondition: the rows are whole vectors, and results go to columns.
  public init(_ instructions: [ColumnInstruction], rows: Int) {
    precondition(rows % 8 == 0, "\(rows) rows in vectors of eight")
    for (index, instruction) in instructions.enumerated() {
      precondition(
        instruction.target.laneStride == 1, "instruction \(index) writes a column over a number")
    }
    self.instructions = instructions
    self.rows = rows
    extent =
      instructions.flatMap { [$0.target, $0.a, $0.b, $0.c] }
      .map { Int($0.base) + $0.extent(rows: rows) }.max() ?? 0
  }
}
