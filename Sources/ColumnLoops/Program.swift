internal import Formulas
package import Lanes
internal import SpecialFunctions

extension CompiledLoops {
  package static func run(_ program: ColumnProgram, _ memory: inout MutableSpan<Double>) {
    precondition(program.extent <= memory.count, "\(program.extent) numbers in \(memory.count)")
    let column = Column(writing: &memory)
    let instructions = program.instructions.span
    let passes = program.passes.span
    var chunk = 0
    while chunk < program.rows {
      let rows = min(ColumnProgram.chunk, program.rows &- chunk)
      for p in passes.indices {
        let pass = passes[p]
        for i in Int(pass.first)..<Int(pass.end) {
          execute(instructions[i], column, chunk, Int(pass.period), rows)
        }
      }
      chunk &+= ColumnProgram.chunk
    }
  }
}

@inline(always)
private func execute(
  _ instruction: ColumnInstruction, _ memory: Column, _ chunk: Int, _ period: Int, _ rows: Int
) {
  let target = Place(instruction.target, chunk, period)
  let a = Place(instruction.a, chunk, period)
  let b = Place(instruction.b, chunk, period)
  let c = Place(instruction.c, chunk, period)
  switch instruction.code {
  case .copy: each(memory, rows, target, a) { $0 }
  case .negate: each(memory, rows, target, a) { -$0 }
  case .squareRoot: each(memory, rows, target, a) { $0.squareRoots }
  case .magnitude: each(memory, rows, target, a) { $0.magnitudes }
  case .reciprocal: each(memory, rows, target, a) { 1 / $0 }
  case .floor: each(memory, rows, target, a) { Formula.floor($0) }
  case .ceiling: each(memory, rows, target, a) { -Formula.floor(-$0) }
  case .exp: each(memory, rows, target, a) { Formula.exponential($0) }
  case .log: each(memory, rows, target, a) { Formula.logarithm($0) }
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
  case .differenceProduct: each(memory, rows, target, a, b, c) { ($0 - $1) * $2 }
  case .expProduct: each(memory, rows, target, a, b) { Formula.exponential($0 * $1) }
  case .expMultiplyAdd:
    each(memory, rows, target, a, b, c) { Formula.exponential($0 * $1 + $2) }
  case .expMultiplySubtract:
    each(memory, rows, target, a, b, c) { Formula.exponential($0 * $1 - $2) }
  case .expSubtractProduct:
    each(memory, rows, target, a, b, c) { Formula.exponential($2 - $0 * $1) }
  case .expDifferenceProduct:
    each(memory, rows, target, a, b, c) { Formula.exponential(($0 - $1) * $2) }
  case .divideBySum: each(memory, rows, target, a, b, c) { $0 / ($1 + $2) }
  case .shareTimesExp:
    let d = Place(instruction.d, chunk, period)
    let (e, f) = (Place(instruction.e, chunk, period), Place(instruction.f, chunk, period))
    var row = 0
    while row < rows {
      let share =
        memory.vector(a.at(row)) / (memory.vector(b.at(row)) + memory.vector(c.at(row)))
      let noise = Formula.exponential(
        memory.vector(d.at(row)) * memory.vector(e.at(row)) - memory.vector(f.at(row)))
      memory.store(share * noise, target.start &+ row)
      row &+= 8
    }
  case .growthStart:
    let (d, e) = (Place(instruction.d, chunk, period), Place(instruction.e, chunk, period))
    startGrowth(memory, rows, target, (a, b, c, d, e))
  case .growthValue:
    let (d, e) = (Place(instruction.d, chunk, period), Place(instruction.e, chunk, period))
    var row = 0
    while row < rows {
      let value = growth(memory, row, memory.vector(a.at(row)), (c, d, e))
      memory.store(value, target.start &+ row)
      row &+= 8
    }
  case .growthAdvance:
    let (d, e) = (Place(instruction.d, chunk, period), Place(instruction.e, chunk, period))
    var row = 0
    while row < rows {
      let product = memory.vector(a.at(row)) * memory.vector(b.at(row))
      memory.store(product, a.at(row))
      memory.store(growth(memory, row, product, (c, d, e)), target.start &+ row)
      row &+= 8
    }
  }
}

/// Where an operand lies in the present chunk and period.
private struct Place {
  let start: Int
  /// All bits, or none where the place stays.
  let mask: Int

  @inline(always)
  init(_ operand: ColumnOperand, _ chunk: Int, _ period: Int) {
    start =
      operand.base &+ Int(operand.chunkStride) &* chunk
      &+ Int(operand.periodStride) &* period
    mask = 0 &- Int(operand.laneStride)
  }

  @inline(always)
  func at(_ row: Int) -> Int { start &+ (row & mask) }
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

/// The product of even growth where it begins.
@inline(never)
private func startGrowth(
  _ memory: Column, _ rows: Int, _ target: Place, _ at: (Place, Place, Place, Place, Place)
) {
  let (a, b, c, d, e) = at
  let count = Int(memory[e.at(0)])
  var row = 0
  while row < rows {
    let exponent =
      memory.vector(b.at(row)) * memory.vector(c.at(row)) + memory.vector(a.at(row))
    var product = boundedGrowth(Formula.exponential(exponent))
    let factor = memory.vector(d.at(row))
    for _ in 0..<count { product = product * factor }
    memory.store(boundedGrowth(product), target.start &+ row)
    row &+= 8
  }
}

/// A product of even growth, or the exponential itself where it has none.
@inline(always)
private func growth(
  _ memory: Column, _ row: Int, _ product: Doubles8, _ at: (c: Place, d: Place, e: Place)
) -> Doubles8 {
  let isBounded = (0x1p-900 < product) & (product < 0x1p900)
  if isBounded.isEverywhere { return product }
  let exponent =
    memory.vector(at.d.at(row)) * memory.vector(at.e.at(row)) + memory.vector(at.c.at(row))
  return Doubles8.choose(isBounded, product, Formula.exponential(exponent))
}

@inline(always)
private func boundedGrowth(_ x: Doubles8) -> Doubles8 {
  Doubles8.choose((0x1p-900 < x) & (x < 0x1p900), x, Doubles8(Double.nan))
}

private func power(_ memory: Column, _ rows: Int, _ target: Place, _ a: Place, _ b: Place) {
  var row = 0
  while row < rows {
    let (base, exponent) = (memory.vector(a.at(row)), memory.vector(b.at(row)))
    if Formula.hasOrdinaryPower(base, exponent).bits == 0xFF {
      memory.store(Formula.powerOfPositive(base, exponent), target.start &+ row)
    } else {
      for lane in 0..<8 {
        let x = memory[a.at(row) &+ lane]
        memory[target.start &+ row &+ lane] = Elementary.pow(x, memory[b.at(row) &+ lane])
      }
    }
    row &+= 8
  }
}
