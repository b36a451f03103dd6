import Columns
import Distributions
import Expressions
import Testing

/// Programs of fused columns against the plain way, node after node and path after path.
@Suite struct ColumnFusionTests {
  /// splitmix64.
  private struct Generator {
    var state: UInt64

    mutating func word() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }

    mutating func index(below count: Int) -> Int { Int(word() % UInt64(count)) }

    mutating func pick<T>(_ list: [T]) -> T { list[index(below: list.count)] }
  }

  /// Value of an input or a draw, from its number, the path and the step: mostly ordinary, now and
  /// then a zero, an infinity or none.
  private static func sample(_ input: Int, _ path: Int, _ step: Int) -> Double {
    let place = UInt64(input) << 40 | UInt64(step) << 20 | UInt64(path)
    var generator = Generator(state: place)
    switch generator.index(below: 60) {
    case 0: return 0
    case 1: return .nan
    case 2: return .infinity
    case 3: return -800
    default: return Double(generator.word() >> 12) * 0x1p-52 * 6 - 2
    }
  }

  private static func uniform(_ slot: Int, _ path: Int, _ step: Int) -> Double {
    var generator = Generator(state: UInt64(1 + slot) << 50 | UInt64(step) << 20 | UInt64(path))
    return (Double(generator.word() >> 12) + 0.5) * 0x1p-52
  }

  private static let rates: [Rate] = [.constant, .path, .pathAndTime, .time, .path, .pathAndTime]

  /// A graph of random operations on all kinds of leaves; later nodes take up earlier ones, so that
  /// parts are shared and roots stand inside other expressions.
  private static func graph(
    _ generator: inout Generator, size: Int
  ) throws -> (ExpressionGraph, [NodeID]) {
    var graph = ExpressionGraph()
    graph.stepsPerYear = generator.pick([nil, 1, 4])
    var nodes = [
      graph.constant(0.75), graph.constant(-3), graph.elapsed(), graph.year(),
    ]
    for input in rates.indices { nodes.append(graph.input(InputID(input), rate: rates[input])) }
    let law = try Law.make("uniform", arguments: [(nil, 0), (nil, 1)])
    for (stream, isPerPeriod) in [("a", false), ("b", false), ("c", true), ("d", true)] {
      nodes.append(
        graph.draw(Draw(stream: stream, law: .fixed(law), isPerPeriod: isPerPeriod)))
    }
    let table = RowTable(name: "rows", values: [3, -1, 0.5, 8])
    // Sums of products become one instruction: they shall not be rare.
    let operations: [BinaryOperation] =
      BinaryOperation.allCases + [.add, .add, .subtract, .subtract] + [
        .multiply, .multiply, .multiply,
      ]
    while graph.nodes.count < size {
      // Mostly young nodes, so that expressions are deep.
      func operand() -> NodeID {
        generator.index(below: 2) == 0
          ? generator.pick(nodes) : generator.pick(Array(nodes.suffix(6)))
      }
      switch generator.index(below: 13) {
      case 12:
        // What grows evenly, so that its exponential is a product from step to step.
        let line = graph.binary(.multiply, graph.binary(.subtract, nodes[2], operand()), operand())
        nodes.append(graph.unary(.exp, line))
      case 0, 1: nodes.append(graph.unary(generator.pick(UnaryOperation.allCases), operand()))
      case 2: nodes.append(graph.select(operand(), operand(), operand()))
      case 3: nodes.append(graph.row(table, at: operand()))
      case 4:
        let product = graph.binary(.multiply, operand(), operand())
        nodes.append(graph.binary(generator.pick([.add, .subtract]), product, operand()))
      case 5:
        let product = graph.binary(.multiply, operand(), operand())
        nodes.append(graph.binary(generator.pick([.add, .subtract]), operand(), product))
      case 6:
        let (a, b) = (
          graph.binary(.multiply, operand(), operand()),
          graph.binary(.multiply, operand(), operand())
        )
        nodes.append(graph.binary(generator.pick([.add, .subtract]), a, b))
      default:
        nodes.append(graph.binary(generator.pick(operations), operand(), operand()))
      }
    }
    return (graph, nodes)
  }

  private func haveSameBits(_ a: Double, _ b: Double) -> Bool {
    a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
  }

  /// A graph with the nodes that are asked for in each stage.
  private struct Question {
    let graph: ExpressionGraph
    let once: [[NodeID]]
    let stages: [[NodeID]]
    let schedule: EvaluationSchedule
  }

  private static func question(_ generator: inout Generator) throws -> Question {
    let (graph, nodes) = try Self.graph(&generator, size: 20 + generator.index(below: 50))
    let steady = nodes.filter { !graph.rate(of: $0).changesInTime }
    let once = (0..<(1 + generator.index(below: 2))).map { _ in
      (0..<generator.index(below: 4)).map { _ in generator.pick(steady) }
    }
    let stages = (0..<(1 + generator.index(below: 3))).map { _ in
      (0..<(1 + generator.index(below: 4))).map { _ in generator.pick(Array(nodes.suffix(20))) }
    }
    let takesValues = generator.index(below: 2) == 0
    return Question(
      graph: graph, once: once, stages: stages,
      schedule: EvaluationSchedule(graph, once: once, stages: stages, takesValues: takesValues))
  }

  private func load(_ evaluator: inout BlockEvaluator, first: Int, step: Int) {
    for (input, rate) in Self.rates.enumerated() {
      let shown = rate.changesInTime ? step : 0
      if rate.isScalar {
        evaluator.set(InputID(input), to: Self.sample(input, 0, shown))
      } else {
        evaluator.withInput(InputID(input)) { column in
          for i in column.indices { column[i] = Self.sample(input, first + i, shown) }
        }
      }
    }
  }

  private func fill(
    _ evaluator: inout BlockEvaluator, _ draws: [EvaluationSchedule.ScheduledDraw], first: Int,
    step: Int
  ) {
    for draw in draws {
      evaluator.withUniforms(of: draw) { column in
        for i in column.indices { column[i] = Self.uniform(slot(draw.draw), first + i, step) }
      }
    }
  }

  private func slot(_ draw: Draw) -> Int { Int(draw.stream.utf8.first ?? 0) }

  /// One value for each node on one path.
  private func expected(_ graph: ExpressionGraph, path: Int, step: Int) -> [Double] {
    graph.values(
      elapsed: Double(step), year: 2020 + Double(step),
      uniform: { Self.uniform(slot($0), path, $0.isPerPeriod ? step : 0) },
      input: { input in
        let rate = Self.rates[input.index]
        return Self.sample(
          input.index, rate.isScalar ? 0 : path, rate.changesInTime ? step : 0)
      })
  }

  /// How many values were compared, and how many of them are finite numbers.
  private struct Tally {
    var compared = 0
    var numbers = 0
  }

  private func expectAll(
    _ roots: [NodeID], _ evaluator: borrowing BlockEvaluator, _ values: [[Double]],
    _ tally: inout Tally, _ message: String
  ) {
    for root in roots {
      var column = [Double](repeating: 7, count: evaluator.count)
      var span = column.mutableSpan
      evaluator.read(root, into: &span)
      let isSame = column.indices.allSatisfy { haveSameBits(column[$0], values[$0][root.index]) }
      #expect(isSame, "node \(root.index), \(message)")
      tally.compared += column.count
      tally.numbers += column.count(where: \.isFinite)
    }
  }

  /// Evaluates a block of paths over two steps and compares every root after every stage.
  private func expectBlock(
    _ question: Question, _ evaluator: inout BlockEvaluator, first: Int, count: Int,
    _ tally: inout Tally, _ message: String
  ) {
    evaluator.count = count
    load(&evaluator, first: first, step: 0)
    fill(&evaluator, evaluator.schedule.pathDraws, first: first, step: 0)
    for stage in question.once.indices { evaluator.evaluateOnce(stage: stage) }
    for step in [1, 2, 11] {
      let values = (0..<count).map { expected(question.graph, path: first + $0, step: step) }
      load(&evaluator, first: first, step: step)
      evaluator.beginStep(elapsed: Double(step), year: 2020 + Double(step))
      fill(&evaluator, evaluator.schedule.stepDraws, first: first, step: step)
      var done = question.once.flatMap(\.self)
      for stage in question.stages.indices {
        evaluator.evaluate(stage: stage)
        done += question.stages[stage]
        expectAll(done, evaluator, values, &tally, "\(message), stage \(stage), step \(step)")
      }
    }
  }

  @Test(arguments: [(1, 60), (7, 60), (8, 60), (64, 30), (65, 30), (512, 6)])
  func `random graphs have the bits of the plain way`(capacity: Int, graphs: Int) throws {
    var generator = Generator(state: UInt64(capacity))
    var tally = Tally()
    for number in 0..<graphs {
      let question = try Self.question(&generator)
      var evaluator = BlockEvaluator(question.schedule, capacity: capacity)
      // Two blocks, the second smaller.
      for (block, count) in [capacity, (capacity + 1) / 2].enumerated() {
        expectBlock(
          question, &evaluator, first: capacity * block, count: count, &tally, "graph \(number)")
      }
    }
    // A comparison of nothing but NaN would be none.
    #expect(2 * tally.numbers > tally.compared, "\(tally)")
  }

  @Test(arguments: [1, 8, 65, 200])
  func `evaluators that use a memory in turn do not disturb each other`(capacity: Int) throws {
    var generator = Generator(state: UInt64(1000 + capacity))
    var tally = Tally()
    for number in 0..<20 {
      let (one, two) = (try Self.question(&generator), try Self.question(&generator))
      let store = ColumnStore(
        count: max(
          BlockEvaluator.memory(one.schedule, capacity: capacity),
          BlockEvaluator.memory(two.schedule, capacity: capacity)))
      var first = BlockEvaluator(one.schedule, capacity: capacity, store: store)
      var second = BlockEvaluator(two.schedule, capacity: capacity, store: store)
      for block in 0..<2 {
        let start = capacity * block
        first.takeMemory()
        expectBlock(one, &first, first: start, count: capacity, &tally, "graph \(number), first")
        second.takeMemory()
        expectBlock(two, &second, first: start, count: capacity, &tally, "graph \(number), second")
      }
    }
    #expect(2 * tally.numbers > tally.compared, "\(tally)")
  }

  @Test func `what no program computes takes no room for what programs pass on`() {
    var graph = ExpressionGraph()
    let x = graph.input(InputID(0), rate: .path)
    let bare = EvaluationSchedule(graph, once: [[x]], stages: [])
    #expect(BlockEvaluator.memory(bare, capacity: 256) == 256)
  }

  /// What a program leaves in the chunk must not be taken for what a root keeps.
  @Test func `a root inside other expressions keeps its column`() {
    var graph = ExpressionGraph()
    let x = graph.input(InputID(0), rate: .path)
    let square = graph.binary(.multiply, x, x)
    let sum = graph.binary(.add, square, x)
    let last = graph.binary(.subtract, sum, square)
    for roots in [[last], [last, square], [square, sum, last], [sum]] {
      var evaluator = BlockEvaluator(
        EvaluationSchedule(graph, once: [roots], stages: []), capacity: 130)
      evaluator.withInput(InputID(0)) { column in
        for i in column.indices { column[i] = Double(i) / 7 }
      }
      evaluator.evaluateOnce()
      for root in roots {
        evaluator.withColumn(root) { column in
          for i in 0..<130 {
            let value = Double(i) / 7
            let expected = [
              square: value * value, sum: value * value + value,
              last: value * value + value - value * value,
            ]
            #expect(column[i] == expected[root], "row \(i)")
          }
        }
      }
    }
  }
}
