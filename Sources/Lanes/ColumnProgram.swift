/// Where an operand of a column program lies in the memory it runs on, in numbers.
///
/// A column moves on with the chunk and inside it, a temporary column only inside the chunk, and a
/// number that is the same for all rows is kept as eight copies and stays where it is. Columns and
/// numbers of which there is one for each period also move on from period to period.
public struct ColumnOperand: Hashable, Sendable {
  /// The first number, for period 0.
  public let base: Int
  /// How far the place moves on from period to period.
  public let periodStride: Int32
  /// 1 if the place moves on from chunk to chunk, else 0.
  public let chunkStride: Int32
  /// 1 if the place moves on inside a chunk, else 0.
  public let laneStride: Int32

  /// A place.
  private init(base: Int, chunkStride: Int32, laneStride: Int32, periodStride: Int) {
    self.base = base
    self.periodStride = Int32(periodStride)
    self.chunkStride = chunkStride
    self.laneStride = laneStride
  }

  /// A whole column that begins at a place.
  public static func column(at base: Int, periodStride: Int = 0) -> ColumnOperand {
    ColumnOperand(base: base, chunkStride: 1, laneStride: 1, periodStride: periodStride)
  }

  /// A column of one chunk's length that begins at a place.
  public static func temporary(at base: Int) -> ColumnOperand {
    ColumnOperand(base: base, chunkStride: 0, laneStride: 1, periodStride: 0)
  }

  /// Eight copies of a number that begin at a place.
  public static func number(at base: Int, periodStride: Int = 0) -> ColumnOperand {
    ColumnOperand(base: base, chunkStride: 0, laneStride: 0, periodStride: periodStride)
  }

  /// The numbers that it reaches in a period, for columns of so many rows.
  func reach(rows: Int, period: Int) -> Range<Int> {
    let start = base + Int(periodStride) * period
    return start..<start + (chunkStride == 1 ? rows : (laneStride == 1 ? ColumnProgram.chunk : 8))
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
    /// (a − b) c.
    case differenceProduct
    /// e to the power a b, a b + c, a b − c and c − a b.
    case expProduct, expMultiplyAdd, expMultiplySubtract, expSubtractProduct
    /// e to the power (a − b) c.
    case expDifferenceProduct
    /// a / (b + c).
    case divideBySum
    /// a / (b + c) times e to the power d e − f: a curve and its noise, whose division and exponential keep
    /// different parts of the processor busy.
    case shareTimesExp
    /// The beginning of even growth: e to the power b c + a, times d so often as e says; not a number where
    /// that or its beginning is not between 2⁻⁹⁰⁰ and 2⁹⁰⁰.
    case growthStart
    /// The value of even growth: a, or e to the power d e + c where a is not between 2⁻⁹⁰⁰ and 2⁹⁰⁰.
    case growthValue
    /// The same after a has been multiplied by b, where it is.
    case growthAdvance
  }

  /// What is done.
  public let code: Code
  /// Where the result goes.
  public let target: ColumnOperand
  /// The operands; those that the code does not take are ignored.
  public let a, b, c, d, e, f: ColumnOperand

  /// Where it reads and writes.
  var operands: [ColumnOperand] { [target, a, b, c, d, e, f] }

  /// An instruction.
  public init(
    _ code: Code, _ target: ColumnOperand, _ a: ColumnOperand, _ b: ColumnOperand? = nil,
    _ c: ColumnOperand? = nil, _ d: ColumnOperand? = nil, _ e: ColumnOperand? = nil,
    _ f: ColumnOperand? = nil
  ) {
    self.code = code
    self.target = target
    self.a = a
    self.b = b ?? a
    self.c = c ?? a
    self.d = d ?? a
    self.e = e ?? a
    self.f = f ?? a
  }
}

/// Straight-line arithmetic on columns, done chunk by chunk, and for each chunk period by period: what an
/// instruction leaves is still in the nearest cache when the next one, or the next period, takes it up.
public struct ColumnProgram: Sendable {
  /// The most rows of a chunk.
  @inlinable public static var chunk: Int { 256 }

  /// What is done in a period: some of the instructions, in their order.
  public struct Pass: Hashable, Sendable {
    /// The first instruction.
    public let first: Int32
    /// The one behind the last.
    public let end: Int32
    /// The number of the period.
    public let period: Int32

    /// Some instructions in a period.
    public init(_ instructions: Range<Int>, period: Int) {
      first = Int32(instructions.lowerBound)
      end = Int32(instructions.upperBound)
      self.period = Int32(period)
    }
  }

  /// The instructions.
  public let instructions: [ColumnInstruction]
  /// What is done on each chunk, in this order.
  public let passes: [Pass]
  /// How much memory the instructions reach, in numbers.
  public let extent: Int
  /// The rows of a column, a multiple of eight.
  public let rows: Int

  /// A program for columns of so many rows: all instructions once, or those of some passes.
  ///
  /// - Precondition: the rows are whole vectors, results go to columns, and nothing lies before the
  ///   memory.
  public init(_ instructions: [ColumnInstruction], passes: [Pass]? = nil, rows: Int) {
    precondition(rows % 8 == 0, "\(rows) rows in vectors of eight")
    let passes = passes ?? [Pass(0..<instructions.count, period: 0)]
    for (index, instruction) in instructions.enumerated() {
      precondition(
        instruction.target.laneStride == 1
          && (instruction.code != .growthAdvance || instruction.a.laneStride == 1),
        "instruction \(index) writes a column over a number")
    }
    self.instructions = instructions
    self.passes = passes
    self.rows = rows
    var extent = 0
    for pass in passes {
      for instruction in instructions[Int(pass.first)..<Int(pass.end)] {
        for operand in instruction.operands {
          let reach = operand.reach(rows: rows, period: Int(pass.period))
          precondition(reach.lowerBound >= 0, "an operand at \(reach.lowerBound)")
          extent = max(extent, reach.upperBound)
        }
      }
    }
    self.extent = extent
  }
}
