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
  var code: ColumnInstruction.Code
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
          let merged = Self.withPatternsMerged(instructions, inPassing: own, reads: reads)
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
      } else if let growth = instruction.growth {
        run += growth
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

  /// Takes what is read once, by the instruction behind it in a pattern, into that one instruction.
  private static func withPatternsMerged(
    _ instructions: [FusedInstruction], inPassing: Set<Int>, reads: [Int: Int]
  ) -> [FusedInstruction] {
    var known: [Int: FusedInstruction] = [:]
    var result: [FusedInstruction] = []
    var absorbed: Set<Int> = []
    for instruction in instructions {
      guard case .column(let column) = instruction.target else { continue }
      let parts = instruction.operands.map { operand -> FusedInstruction? in
        if case .column(let part) = operand { known[part] } else { nil }
      }
      var own = instruction
      if let (merged, taken) = instruction.merged(with: parts) {
        own = merged
        for case .column(let column) in taken { absorbed.insert(column) }
      }
      if inPassing.contains(column), reads[column] == 1 { known[column] = own }
      result.append(own)
    }
    return result.filter { instruction in
      guard case .column(let column) = instruction.target else { return true }
      return !absorbed.contains(column)
    }
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

extension FusedInstruction {
  /// The instruction with some of those that make its operands in it.
  ///
  /// The bits stay the same. Beside it stand the operands that they make; nil where no pattern fits.
  fileprivate func merged(
    with parts: [FusedInstruction?]
  ) -> (instruction: FusedInstruction, taken: [FusedOperand])? {
    func merging(
      _ code: ColumnInstruction.Code, _ part: FusedInstruction, _ operands: [FusedOperand]
    ) -> (FusedInstruction, [FusedOperand]) {
      (FusedInstruction(code: code, target: target, operands: operands), [part.target])
    }
    let first = parts[0]
    let second = parts.count > 1 ? parts[1] : nil
    switch code {
    case .add:
      if let first, first.code == .multiply {
        return merging(.multiplyAdd, first, first.operands + [operands[1]])
      }
      if let second, second.code == .multiply {
        return merging(.multiplyAdd, second, second.operands + [operands[0]])
      }
    case .subtract:
      if let first, first.code == .multiply {
        return merging(.multiplySubtract, first, first.operands + [operands[1]])
      }
      if let second, second.code == .multiply {
        return merging(.subtractProduct, second, second.operands + [operands[0]])
      }
    case .multiply:
      for (share, noise) in [(first, second), (second, first)] {
        if let share, let noise, share.code == .divideBySum, noise.code == .expMultiplySubtract {
          let both = share.operands + noise.operands
          return (
            FusedInstruction(code: .shareTimesExp, target: target, operands: both),
            [share.target, noise.target]
          )
        }
      }
      if let first, first.code == .subtract {
        return merging(.differenceProduct, first, first.operands + [operands[1]])
      }
      if let second, second.code == .subtract {
        return merging(.differenceProduct, second, second.operands + [operands[0]])
      }
    case .divide:
      if let second, second.code == .add {
        return merging(.divideBySum, second, [operands[0]] + second.operands)
      }
    case .exp:
      guard let first else { return nil }
      switch first.code {
      case .multiply: return merging(.expProduct, first, first.operands)
      case .multiplyAdd: return merging(.expMultiplyAdd, first, first.operands)
      case .multiplySubtract: return merging(.expMultiplySubtract, first, first.operands)
      case .subtractProduct: return merging(.expSubtractProduct, first, first.operands)
      case .differenceProduct: return merging(.expDifferenceProduct, first, first.operands)
      default: break
      }
    default: break
    }
    return nil
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
      case .growing(_, _, let a, let b, let factor, _): [a, b, factor]
      case .draw(_, let target): [.column(target)]
      case .varyingDraw(_, _, let uniforms, let parameters):
        [.column(uniforms)] + parameters
      }
    return operands.compactMap { if case .column(let index) = $0 { index } else { nil } }
  }

  /// The instructions of even growth: the product from its beginning to the present step, and the value.
  fileprivate var growth: [FusedInstruction]? {
    guard case .growing(let target, let product, let a, let b, let factor, let places) = self else {
      return nil
    }
    return [
      FusedInstruction(
        code: .growthStart, target: product.fused,
        operands: [a.fused, b.fused, places.start.fused, factor.fused, places.count.fused]),
      FusedInstruction(
        code: .growthValue, target: target.fused,
        operands: [product.fused, factor.fused, a.fused, b.fused, places.elapsed.fused]),
    ]
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
    case .row, .draw, .varyingDraw, .growing:
      return nil
    }
  }
}

extension Operand {
  /// The operand of a fused instruction.
  var fused: FusedOperand {
    switch self {
    case .scalar(let index): .scalar(index)
    case .column(let index): .column(index)
    }
  }
}

extension UnaryOperation {
  /// Whether a program does it.
  var isFused: Bool { code != nil }

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
