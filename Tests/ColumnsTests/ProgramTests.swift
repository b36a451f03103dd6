import Columns
import Lanes
import SpecialFunctions
import Testing

extension EveryInstructionSet {
  @Suite struct ProgramTests {
    static let codes: [ColumnInstruction.Code] = [
      .copy, .negate, .squareRoot, .magnitude, .reciprocal, .floor, .ceiling, .exp, .log, .add,
      .subtract, .multiply, .divide, .power, .smaller, .larger, .less, .lessOrEqual, .equal,
      .notEqual, .select, .multiplyAdd, .multiplySubtract, .subtractProduct, .differenceProduct,
      .expProduct, .expMultiplyAdd, .expMultiplySubtract, .expSubtractProduct,
      .expDifferenceProduct, .divideBySum,
    ]

    static func value(
      _ code: ColumnInstruction.Code, _ a: Double, _ b: Double, _ c: Double
    ) -> Double {
      switch code {
      case .copy: a
      case .negate: -a
      case .squareRoot: a.squareRoot()
      case .magnitude: abs(a)
      case .reciprocal: 1 / a
      case .floor: a.rounded(.down)
      case .ceiling: a.rounded(.up)
      case .exp: Elementary.exp(a)
      case .log: Elementary.log(a)
      case .add: a + b
      case .subtract: a - b
      case .multiply: a * b
      case .divide: a / b
      case .power: Elementary.pow(a, b)
      case .smaller: a.isNaN || b.isNaN ? .nan : (b < a ? b : a)
      case .larger: a.isNaN || b.isNaN ? .nan : (a < b ? b : a)
      case .less: a < b ? 1 : 0
      case .lessOrEqual: a <= b ? 1 : 0
      case .equal: a == b ? 1 : 0
      case .notEqual: a != b ? 1 : 0
      case .select: a != 0 ? b : c
      case .multiplyAdd: rounded(a * b) + c
      case .multiplySubtract: rounded(a * b) - c
      case .subtractProduct: c - rounded(a * b)
      case .differenceProduct: (a - b) * c
      case .expProduct: Elementary.exp(a * b)
      case .expMultiplyAdd: Elementary.exp(rounded(a * b) + c)
      case .expMultiplySubtract: Elementary.exp(rounded(a * b) - c)
      case .expSubtractProduct: Elementary.exp(c - rounded(a * b))
      case .expDifferenceProduct: Elementary.exp((a - b) * c)
      case .divideBySum: a / (b + c)
      case .shareTimesExp, .growthStart, .growthValue, .growthAdvance:
        preconditionFailure("\(code) has more operands")
      }
    }

    /// Stands between the two roundings.
    @inline(never)
    private static func rounded(_ x: Double) -> Double { x }

    /// Columns 0 and 1 are read, 2, 3 and 4 are written and read; between numbers and columns lie
    /// the temporaries.
    private struct Memory {
      let rows: Int
      static let numbers = 3
      static let temporaries = 2
      static let columns = 5

      var count: Int {
        8 * Self.numbers + ColumnProgram.chunk * Self.temporaries + rows * Self.columns
      }
      func number(_ i: Int) -> ColumnOperand { .number(at: 8 * i) }
      func temporary(_ i: Int) -> ColumnOperand {
        .temporary(at: 8 * Self.numbers + ColumnProgram.chunk * i)
      }
      func start(_ i: Int) -> Int {
        8 * Self.numbers + ColumnProgram.chunk * Self.temporaries + rows * i
      }
      func column(_ i: Int) -> ColumnOperand { .column(at: start(i)) }
    }

    /// A place in the memory, and the same place of the plain interpreter.
    private enum Place {
      case number(Int), temporary(Int), column(Int)
    }

    private func operand(_ place: Place, _ memory: Memory) -> ColumnOperand {
      switch place {
      case .number(let i): memory.number(i)
      case .temporary(let i): memory.temporary(i)
      case .column(let i): memory.column(i)
      }
    }

    @Test(arguments: [8, 16, 56, 64, 72, 256, 264, 520])
    func `a program has the bits of its instructions done row by row`(rows: Int) {
      EveryInstructionSet.each { set in
        var arguments = Arguments(UInt64(rows))
        for round in 0..<30 {
          let memory = Memory(rows: rows)
          let numbers = (0..<Memory.numbers).map { _ in
            round % 2 == 0 ? arguments.ordinary() : arguments.number()
          }
          var columns = (0..<Memory.columns).map { _ in
            (0..<rows).map { _ in round % 2 == 0 ? arguments.ordinary() : arguments.number() }
          }
          let store = ColumnStore(count: memory.count)
          for i in numbers.indices { store.spread(numbers[i], at: 8 * i) }
          for i in columns.indices {
            store.write(from: memory.start(i), count: rows) { span in
              for row in 0..<rows { span[row] = columns[i][row] }
            }
          }

          // Temporaries hold nothing before they are written in the chunk.
          var written = 0
          var instructions: [ColumnInstruction] = []
          var plain: [(ColumnInstruction.Code, Place, [Place])] = []
          for index in 0..<(2 * Self.codes.count) {
            let code = Self.codes[(index &* 5 &+ round) % Self.codes.count]
            let operands = (0..<3).map { _ -> Place in
              switch arguments.index(below: 6) {
              case 0: .number(arguments.index(below: Memory.numbers))
              case 1...2 where written > 0: .temporary(arguments.index(below: written))
              default: .column(arguments.index(below: Memory.columns))
              }
            }
            var target = Place.column(2 + arguments.index(below: 3))
            if arguments.index(below: 2) == 0 {
              let temporary = min(written, arguments.index(below: Memory.temporaries))
              written = max(written, temporary + 1)
              target = .temporary(temporary)
            }
            instructions.append(
              ColumnInstruction(
                code, operand(target, memory), operand(operands[0], memory),
                operand(operands[1], memory), operand(operands[2], memory)))
            plain.append((code, target, operands))
          }
          let program = ColumnProgram(instructions, rows: rows)
          #expect(program.extent <= memory.count)
          store.run(program)

          for row in 0..<rows {
            var temporaries = [Double](repeating: .nan, count: Memory.temporaries)
            for (code, target, operands) in plain {
              let x = operands.map { place in
                switch place {
                case .number(let i): numbers[i]
                case .temporary(let i): temporaries[i]
                case .column(let i): columns[i][row]
                }
              }
              let value = Self.value(code, x[0], x[1], x[2])
              switch target {
              case .temporary(let i): temporaries[i] = value
              case .column(let i): columns[i][row] = value
              case .number: break
              }
            }
          }
          for i in columns.indices {
            let result = store.read(from: memory.start(i), count: rows) { span in
              (0..<rows).map { span[$0] }
            }
            #expect(
              haveSameBits(result, columns[i]),
              "column \(i) on \(set): \(difference(result, columns[i]))")
          }
          for i in numbers.indices {
            store.read(from: 8 * i, count: 8) { span in
              for k in 0..<8 { #expect(haveSameBits([span[k]], [numbers[i]])) }
            }
          }
        }
      }
    }

    /// The functions that may go another way where all eight numbers are ordinary.
    @Test(arguments: [
      ColumnInstruction.Code.negate, .squareRoot, .magnitude, .reciprocal, .floor, .ceiling, .exp,
      .log,
    ])
    func `every edge has the same bits in every lane and in every company`(
      code: ColumnInstruction.Code
    ) {
      EveryInstructionSet.each { set in
        for column in Arguments.edgesInEveryLane {
          let store = ColumnStore(count: 2 * column.count)
          store.write(from: 0, count: column.count) { span in
            for i in column.indices { span[i] = column[i] }
          }
          store.run(
            ColumnProgram(
              [ColumnInstruction(code, .column(at: column.count), .column(at: 0))],
              rows: column.count))
          let result = store.read(from: column.count, count: column.count) { span in
            span.indices.map { span[$0] }
          }
          let expected = column.map { Self.value(code, $0, 0, 0) }
          #expect(haveSameBits(result, expected), "\(set): \(difference(result, expected))")
        }
      }
    }

    /// (1 + 2⁻²⁷)² = 1 + 2⁻²⁶ + 2⁻⁵⁴ loses its last bit to rounding; an instruction that multiplies
    /// and adds at once would keep it.
    @Test func `a product is rounded before it is added`() {
      let x = 1 + 0x1p-27
      for (code, c) in [
        (ColumnInstruction.Code.multiplyAdd, -(1 + 0x1p-26)), (.multiplySubtract, 1 + 0x1p-26),
        (.subtractProduct, 1 + 0x1p-26),
      ] {
        EveryInstructionSet.each { set in
          let store = ColumnStore(count: 24)
          store.spread(x, at: 0)
          store.spread(c, at: 8)
          let program = ColumnProgram(
            [
              ColumnInstruction(
                code, .column(at: 16), .number(at: 0), .number(at: 0), .number(at: 8))
            ], rows: 8)
          store.run(program)
          store.read(from: 16, count: 8) { span in
            for i in 0..<8 { #expect(span[i] == 0, "\(code) on \(set)") }
          }
        }
      }
    }

    @Test(arguments: [8, 264]) func `a share times an exponential has the bits of its parts`(
      rows: Int
    ) {
      EveryInstructionSet.each { set in
        var arguments = Arguments(UInt64(rows))
        for round in 0..<20 {
          let columns = (0..<6).map { _ in
            (0..<rows).map { _ in round % 2 == 0 ? arguments.ordinary() : arguments.number() }
          }
          let store = ColumnStore(count: 7 * rows)
          for (i, column) in columns.enumerated() {
            for row in 0..<rows { store[i * rows + row] = column[row] }
          }
          let places = (0..<7).map { ColumnOperand.column(at: $0 * rows) }
          store.run(
            ColumnProgram(
              [
                ColumnInstruction(
                  .shareTimesExp, places[6], places[0], places[1], places[2], places[3], places[4],
                  places[5])
              ], rows: rows))
          let result = (0..<rows).map { store[6 * rows + $0] }
          let expected = (0..<rows).map { row in
            columns[0][row] / (columns[1][row] + columns[2][row])
              * Elementary.exp(Self.rounded(columns[3][row] * columns[4][row]) - columns[5][row])
          }
          #expect(haveSameBits(result, expected), "\(set): \(difference(result, expected))")
        }
      }
    }

    /// Columns 0 to 5 of each period lie side by side; the state of column 6 goes from period to period.
    @Test(arguments: [8, 264, 512])
    func `passes move on from period to period, chunk by chunk`(rows: Int) {
      EveryInstructionSet.each { set in
        let periods = 5
        let state = 2 * periods * rows
        let store = ColumnStore(count: state + rows + 8 * periods)
        var inputs: [[Double]] = []
        var arguments = Arguments(UInt64(rows))
        for period in 0..<periods {
          inputs.append((0..<rows).map { _ in arguments.ordinary() })
          store.write(from: period * rows, count: rows) { span in
            for row in 0..<rows { span[row] = inputs[period][row] }
          }
          store.spread(Double(period), at: state + rows + 8 * period)
        }
        let input = ColumnOperand.column(at: 0, periodStride: rows)
        let output = ColumnOperand.column(at: periods * rows, periodStride: rows)
        let number = ColumnOperand.number(at: state + rows, periodStride: 8)
        let instructions = [
          ColumnInstruction(.copy, .column(at: state), number),
          ColumnInstruction(.multiplyAdd, .column(at: state), .column(at: state), number, input),
          ColumnInstruction(.copy, output, .column(at: state)),
        ]
        // The first pass alone begins the state; the second period is passed over.
        let passes = [
          ColumnProgram.Pass(0..<3, period: 0), .init(1..<3, period: 2), .init(1..<3, period: 3),
          .init(1..<3, period: 4),
        ]
        store.run(ColumnProgram(instructions, passes: passes, rows: rows))
        var expected = [Double](repeating: 0, count: rows)
        for period in [0, 2, 3, 4] {
          for row in 0..<rows {
            expected[row] = Self.value(
              .multiplyAdd, expected[row], Double(period), inputs[period][row])
          }
          let result = store.read(from: (periods + period) * rows, count: rows) { span in
            span.indices.map { span[$0] }
          }
          #expect(haveSameBits(result, expected), "\(set): \(difference(result, expected))")
        }
      }
    }

    /// The product of even growth, where it begins, goes on, and leaves what doubles hold.
    @Test func `even growth multiplies, and is the exponential at the ends of the numbers`() {
      let exponents = [
        0, 1.5, -3, 620, -620, 623.9, -623.9, 700, -700, 709, -745, 800, -800, .nan, .infinity,
        -.infinity,
      ]
      let slopes = [0, 0.1, -0.1, 3, -3, 40, -90]
      let pairs = exponents.flatMap { a in slopes.map { (a, $0) } }
      let rows = (pairs.count + 7) / 8 * 8
      EveryInstructionSet.each { set in
        for count in [0, 1, 7] {
          // Columns of a, b, the factor, the product and the value; numbers of three times and a count.
          let store = ColumnStore(count: 5 * rows + 32)
          for (i, (a, b)) in pairs.enumerated() {
            store[i] = a
            store[rows + i] = b
            store[2 * rows + i] = Elementary.exp(b)
          }
          for (place, number) in [8, Double(count), Double(8 + count), Double(9 + count)]
            .enumerated()
          {
            store.spread(number, at: 5 * rows + 8 * place)
          }
          func column(_ i: Int) -> ColumnOperand { .column(at: i * rows) }
          func number(_ i: Int) -> ColumnOperand { .number(at: 5 * rows + 8 * i) }
          func values() -> [Double] { (0..<pairs.count).map { store[4 * rows + $0] } }
          store.run(
            ColumnProgram(
              [
                ColumnInstruction(
                  .growthStart, column(3), column(0), column(1), number(0), column(2), number(1)),
                ColumnInstruction(
                  .growthValue, column(4), column(3), column(2), column(0), column(1), number(2)),
              ], rows: rows))
          let expected = pairs.map { growth($0, $1, from: 8, count: count) }
          #expect(haveSameBits(values(), expected), "\(set): \(difference(values(), expected))")
          store.run(
            ColumnProgram(
              [
                ColumnInstruction(
                  .growthAdvance, column(4), column(3), column(2), column(0), column(1), number(3))
              ], rows: rows))
          let next = pairs.map { growth($0, $1, from: 8, count: count + 1) }
          #expect(haveSameBits(values(), next), "\(set): \(difference(values(), next))")
        }
      }
    }

    private func growth(_ a: Double, _ b: Double, from start: Double, count: Int) -> Double {
      let range = 0x1p-900...0x1p900
      var product = Elementary.exp(Self.rounded(b * start) + a)
      var isProduct = range.contains(product)
      for _ in 0..<count { product *= Elementary.exp(b) }
      isProduct = isProduct && range.contains(product)
      return isProduct ? product : Elementary.exp(Self.rounded(b * (start + Double(count))) + a)
    }

    /// Eight copies of a number are not room for the rows of a chunk.
    @Test func `a program that reaches beyond its memory is refused`() async {
      await #expect(processExitsWith: .failure) {
        _ = ColumnProgram(
          [ColumnInstruction(.copy, .number(at: 0), .number(at: 8))], rows: 64)
      }
      await #expect(processExitsWith: .failure) {
        _ = ColumnProgram(
          [ColumnInstruction(.copy, .column(at: -8), .number(at: 8))], rows: 64)
      }
      await #expect(processExitsWith: .failure) {
        let program = ColumnProgram(
          [ColumnInstruction(.copy, .column(at: 8), .number(at: 0))], rows: 64)
        ColumnStore(count: 71).run(program)
      }
    }
  }
}
