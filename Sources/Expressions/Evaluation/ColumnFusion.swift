internal import Lanes

/// One stage of evaluation: numbers first, which need no column, then the columns.
struct EvaluationStage: Sendable {
  /// What is the same on every path.
  var scalars: [Instruction] = []
  /// What differs by path.
  var columns: [Part] = []

  /// A part of the work on columns.
  enum Part: Sendable {
    /// Arithmetic that runs chunk by chunk.
    case program([FusedInstruction])
    /// An operation on whole columns.
    case whole(Instruction)
  }
}

/// An instruction of a program before its operands have places in memory.
struct FusedInstruction: Sendable {
  let code: ColumnInstruction.Code
  var target: FusedOperand
  var operands: [FusedOperand]
}

/// Where a fused instruction finds or leaves a value.
enum FusedOperand: Hashable, Sendable {
  case scalar(Int)
  case column(Int)
  /// A column of one chunk's length.
  case temporary(Int)
}

/// Turns instructions into programs: arithmetic that stands together runs together, and values that
/// nobody reads later never leave the chunk.
struct ColumnFusion {
  private(set) var stages: [EvaluationStage] = []
  /// The most temporary columns that a program uses.
  private(set) var temporaries = 0
  /// The columns that became temporary.
  private(set) var dropped: Set<Int> = []

  /// Fuses the instructions of stages.
  ///
  /// - Parameters:
  ///   - plain: the instructions of each stage, in their order.
  ///   - kept: the places that are read from outside.
  init(_ plain: [[Instruction]], kept: Set<Operand>) {
    stages = plain.map(Self.stage)
    // A column is read in passing if the program that makes it is the only one to read it.
    var reads: [Int: Int] = [:]
    var readers: [Int: Set<Int>] = [:]
    var program = 0
    for part in stages.flatMap(\.columns) {
      switch part {
      case .program(let instructions):
        for case .column(let column) in instructions.flatMap(\.operands) {
          reads[column, default: 0] += 1
          readers[column, default: []].insert(program)
        }
      case .whole(let instruction):
        for column in instruction.columnsRead { readers[column, default: []].insert(-1) }
      }
      program += 1
    }
    program = 0
    for stage in stages.indices {
      for part in stages[stage].columns.indices {
        if case .program(let instructions) = stages[stage].columns[part] {
          let own = Set(
            instructions.compactMap { instruction -> Int? in
              guard case .column(let column) = instruction.target,
                !kept.contains(.column(column)), readers[column] ?? [] == [program]
              else { return nil }
              return column
            })
          let merged = Self.withProductsMerged(instructions, inPassing: own, reads: reads)
          let (renamed, count) = Self.withTemporaries(merged, inPassing: own)
          stages[stage].columns[part] = .program(renamed)
          temporaries = max(temporaries, count)
          dropped.formUnion(own)
        }
        program += 1
      }
    }
  }

  private static func stage(_ instructions: [Instruction]) -> EvaluationStage {
    var stage = EvaluationStage()
    var run: [FusedInstruction] = []
    for instruction in instructions {
      if instruction.isScalar {
        stage.scalars.append(instruction)
      } else if let fused = instruction.fused {
        run.append(fused)
      } else {
        if !run.isEmpty { stage.columns.append(.program(run)) }
        run = []
        stage.columns.append(.whole(instruction))
      }
    }
    if !run.isEmpty { stage.columns.append(.program(run)) }
    return stage
  }

  /// Takes a product that is read once, by a sum or difference, into that one instruction.
  private static func withProductsMerged(
    _ instructions: [FusedInstruction], inPassing: Set<Int>, reads: [Int: Int]
  ) -> [FusedInstruction] {
    var products: [Int: FusedInstruction] = [:]
    var result: [FusedInstruction] = []
    var absorbed: Set<Int> = []
    for instruction in instructions {
      guard case .column(let column) = instruction.target else { continue }
      if instruction.code == .multiply, inPassing.contains(column), reads[column] == 1 {
        products[column] = instruction
      }
      let first = instruction.operands.first.flatMap { Self.product($0, products) }
      let second = instruction.operands.dropFirst().first.flatMap { Self.product($0, products) }
      switch (instruction.code, first, second) {
      case (.add, .some(let product), _):
        absorbed.insert(product.place)
        result.append(
          FusedInstruction(
            code: .multiplyAdd, target: instruction.target,
            operands: product.factors + [instruction.operands[1]]))
      case (.add, nil, .some(let product)):
        absorbed.insert(product.place)
        result.append(
          FusedInstruction(
            code: .multiplyAdd, target: instruction.target,
            operands: product.factors + [instruction.operands[0]]))
      case (.subtract, .some(let product), _):
        absorbed.insert(product.place)
        result.append(
          FusedInstruction(
            code: .multiplySubtract, target: instruction.target,
            operands: product.factors + [instruction.operands[1]]))
      case (.subtract, nil, .some(let product)):
        absorbed.insert(product.place)
        result.append(
          FusedInstruction(
            code: .subtractProduct, target: instruction.target,
            operands: product.factors + [instruction.operands[0]]))
      default:
        result.append(instruction)
      }
    }
    return result.filter { instruction in
      guard case .column(let column) = instruction.target else { return true }
      return !absorbed.contains(column)
    }
  }

  private static func product(
    _ operand: FusedOperand, _ products: [Int: FusedInstruction]
  ) -> (place: Int, factors: [FusedOperand])? {
    guard case .column(let column) = operand, let product = products[column] else { return nil }
    return (column, product.operands)
  }

  /// Gives columns that are read in passing a chunk's length; a place is free again after the last
  /// reading.
  private static func withTemporaries(
    _ instructions: [FusedInstruction], inPassing: Set<Int>
  ) -> ([FusedInstruction], count: Int) {
    var last: [Int: Int] = [:]
    for (index, instruction) in instructions.enumerated() {
      for case .column(let column) in instruction.operands { last[column] = index }
    }
    var free: [Int] = []
    var count = 0
    var names: [Int: Int] = [:]
    var result: [FusedInstruction] = []
    for (index, instruction) in instructions.enumerated() {
      var renamed = instruction
      renamed.operands = instruction.operands.map { operand in
        if case .column(let column) = operand, let name = names[column] {
          .temporary(name)
        } else {
          operand
        }
      }
      for case .column(let column) in instruction.operands where last[column] == index {
        if let name = names.removeValue(forKey: column) { free.append(name) }
      }
      if case .column(let column) = instruction.target, inPassing.contains(column) {
        let name: Int
        if let reused = free.popLast() {
          name = reused
        } else {
          name = count
          count += 1
        }
        names[column] = name
        renamed.target = .temporary(name)
      }
      result.append(renamed)
    }
    return (result, count)
  }
}

extension Instruction {
  /// Whether the result is the same on every path.
  var isScalar: Bool {
    switch self {
    case .unary(_, .scalar, _), .binary(_, .scalar, _, _), .select(.scalar, _, _, _),
      .row(.scalar, _, _):
      true
    default: false
    }
  }

  /// The columns that an operation on whole columns reads.
  var columnsRead: [Int] {
    let operands: [Operand] =
      switch self {
      case .unary(_, _, let a): [a]
      case .binary(_, _, let a, let b): [a, b]
      case .select(_, let condition, let a, let b): [condition, a, b]
      case .row(_, _, let a): [a]
      case .draw(_, let target): [.column(target)]
      case .varyingDraw(_, _, let uniforms, let parameters):
        [.column(uniforms)] + parameters
      }
    return operands.compactMap { if case .column(let index) = $0 { index } else { nil } }
  }

  /// The instruction of a program that does it; nil where there is none.
  var fused: FusedInstruction? {
    switch self {
    case .unary(let operation, let target, let a):
      guard let code = operation.code else { return nil }
      return FusedInstruction(code: code, target: target.fused, operands: [a.fused])
    case .binary(let operation, let target, let a, let b):
      return FusedInstruction(
        code: operation.code, target: target.fused, operands: [a.fused, b.fused])
    case .select(let target, let condition, let a, let b):
      return FusedInstruction(
        code: .select, target: target.fused, operands: [condition.fused, a.fused, b.fused])
    case .row, .draw, .varyingDraw:
      return nil
    }
  }
}

extension Operand {
  fileprivate var fused: FusedOperand {
    switch self {
    case .scalar(let index): .scalar(index)
    case .column(let index): .column(index)
    }
  }
}

extension UnaryOperation {
  /// The code of a program; nil where an operation is done one by one.
  fileprivate var code: ColumnInstruction.Code? {
    switch self {
    case .negate: .negate
    case .exp: .exp
    case .log: .log
    case .sqrt: .squareRoot
    case .abs: .magnitude
    case .floor: .floor
    case .ceil: .ceiling
    case .reciprocal: .reciprocal
    case .log10, .sin, .cos, .tan, .atan, .round: nil
    }
  }
}

extension BinaryOperation {
  fileprivate var code: ColumnInstruction.Code {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    case .min: .smaller
    case .max: .larger
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    }
  }
}
