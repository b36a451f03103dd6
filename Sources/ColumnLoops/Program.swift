package import Lanes
internal import SpecialFunctions

extension CompiledLoops {
  package static func run(_ program: ColumnProgram, _ memory: inout MutableSpan<Double>) {
    precondition(program.extent <= memory.count, "\(program.extent) numbers in \(memory.count)")
    let column = Column(writing: &memory)
    let instructions = program.instructions.span
    var chunk = 0
    while chunk < program.rows {
      let rows = min(ColumnProgram.chunk, program.rows &- chunk)
      for i in instructions.indices { execute(instructions[i], column, chunk, rows) }
      chunk &+= ColumnProgram.chunk
    }
  }
}

@inline(always)
private func execute(_ instruction: ColumnInstruction, _ memory: Column, _ chunk: Int, _ rows: Int)
{
  let target = Place(instruction.target, chunk)
  let a = Place(instruction.a, chunk)
  let b = Place(instruction.b, chunk)
  let c = Place(instruction.c, chunk)
  switch instruction.code {
  case .copy: each(memory, rows, target, a) { $0 }
  case .negate: each(memory, rows, target, a) { -$0 }
  case .squareRoot: each(memory, rows, target, a) { $0.squareRoots }
  case .magnitude: each(memory, rows, target, a) { $0.magnitudes }
  case .reciprocal: each(memory, rows, target, a) { 1 / $0 }
  case .floor: each(memory, rows, target, a) { Elementary.floor($0) }
  case .ceiling: each(memory, rows, target, a) { -Elementary.floor(-$0) }
  case .exp: each(memory, rows, target, a) { Elementary.exponential($0) }
  case .log: each(memory, rows, target, a) { Elementary.logarithm($0) }
  case .add: each(memory, rows, target, a, b) { $0 + $1 }
  case .subtract: each(memory, rows, target, a, b) { $0 - $1 }
  case .multiply: each(memory, rows, target, a, b) { $0 * $1 }
  case .divide: each(memory, rows, target, a, b) { $0 / $1 }
  case .power: power(memory, rows, target, a, b)
  case .smaller: each(memory, rows, target, a, b) { Smaller.of($0, $1) }
  case .larger: each(memory, rows, target, a, b) { Larger.of($0, $1) }
  case .less: each(memory, rows, target, a, b) { Less.of($0, $1) }
  case .lessOrEqual: each(memory, rows, target, a, b) { LessOrEqual.of($0, $1) }
  case .equal: each(memory, rows, target, a, b) { Equal.of($0, $1) }
  case .notEqual: each(memory, rows, target, a, b) { NotEqual.of($0, $1) }
  case .select:
    each(memory, rows, target, a, b, c) { mask, x, y in Doubles8.choose(mask == 0, y, x) }
  case .multiplyAdd: each(memory, rows, target, a, b, c) { $0 * $1 + $2 }
  case .multiplySubtract: each(memory, rows, target, a, b, c) { $0 * $1 - $2 }
  case .subtractProduct: each(memory, rows, target, a, b, c) { $2 - $0 * $1 }
  }
}

/// Where an operand lies in the present chunk.
private struct Place {
  let start: Int
  let stride: Int

  @inline(always)
  init(_ operand: ColumnOperand, _ chunk: Int) {
    start = Int(operand.base) &+ Int(operand.chunkStride) &* chunk
    stride = Int(operand.laneStride)
  }

  @inline(always)
  func at(_ row: Int) -> Int { start &+ stride &* row }
}

@inline(always)
private func each(
  _ memory: Column, _ rows: Int, _ target: Place, _ a: Place, _ body: (Doubles8) -> Doubles8
) {
  var row = 0
  while row < rows {
    memory.store(body(memory.vector(a.at(row))), target.start &+ row)
    row &+= 8
  }
}

@inline(always)
private func each(
  _ memory: Column, _ rows: Int, _ target: Place, _ a: Place, _ b: Place,
  _ body: (Doubles8, Doubles8) -> Doubles8
) {
  var row = 0
  while row < rows {
    memory.store(body(memory.vector(a.at(row)), memory.vector(b.at(row))), target.start &+ row)
    row &+= 8
  }
}

@inline(always)
private func each(
  _ memory: Column, _ rows: Int, _ target: Place, _ a: Place, _ b: Place, _ c: Place,
  _ body: (Doubles8, Doubles8, Doubles8) -> Doubles8
) {
  var row = 0
  while row < rows {
    let value = body(
      memory.vector(a.at(row)), memory.vector(b.at(row)), memory.vector(c.at(row)))
    memory.store(value, target.start &+ row)
    row &+= 8
  }
}

private func power(_ memory: Column, _ rows: Int, _ target: Place, _ a: Place, _ b: Place) {
  var row = 0
  while row < rows {
    let (base, exponent) = (memory.vector(a.at(row)), memory.vector(b.at(row)))
    if Elementary.hasOrdinaryPower(base, exponent).bits == 0xFF {
      memory.store(Elementary.powerOfPositive(base, exponent), target.start &+ row)
    } else {
      for lane in 0..<8 {
        let x = memory[a.at(row) &+ lane]
        memory[target.start &+ row &+ lane] = Elementary.pow(x, memory[b.at(row) &+ lane])
      }
    }
    row &+= 8
  }
}
