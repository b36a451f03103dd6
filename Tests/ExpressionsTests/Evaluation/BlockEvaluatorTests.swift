import Distributions
import Expressions
import Quantities
import Testing
import _TestSupport

@Suite struct BlockEvaluatorTests {
  let count = 37

  /// Values between -2 and 4 for input `input` on `path`.
  private func sample(_ input: Int, _ path: Int) -> Double {
    Double((path * 7 + input * 11) % 49) / 8 - 2
  }

  private func column(_ input: Int) -> [Double] { (0..<count).map { sample(input, $0) } }

  private func load(_ evaluator: inout BlockEvaluator) {
    for input in [0, 1, 3] {
      let column = column(input)
      evaluator.withInput(InputID(input)) { out in
        for i in 0..<column.count { out[i] = column[i] }
      }
    }
    evaluator.set(InputID(2), to: 1.75)
  }

  private func same(_ a: Double, _ b: Double) -> Bool { a == b || (a.isNaN && b.isNaN) }

  /// Products for small powers and one rounding for 1/x differ from `pow` and from a quotient in
  /// the last digits, which sums can enlarge; everything else is equal bit for bit.
  @Test func `random expressions agree with the recursive interpreter`() throws {
    var generator = ExpressionGenerator(
      state: 20_260_101, names: ["p0", "p1", "s0", "z0", "t"])
    generator.operators = ["+", "-", "*", "/"]
    let scope = NumberedScope()
    var compared = 0
    for _ in 0..<1500 {
      let source = generator.expression(depth: 5)
      var graph = ExpressionGraph()
      let tree = try ExpressionParser.parse(source)
      guard
        let checked = try? Checker.check(
          tree, at: Place(path: "test"), in: scope, graph: &graph)
      else { continue }  // A part folded to a number that is not finite.
      let schedule = EvaluationSchedule(graph, stages: [[checked.node]])
      var evaluator = BlockEvaluator(schedule, capacity: 64)
      evaluator.count = count
      load(&evaluator)
      evaluator.evaluateOnce()
      evaluator.beginStep(elapsed: 3, year: 2023)
      evaluator.evaluate()
      var values = [Double](repeating: 0, count: 64)
      var span = values.mutableSpan
      evaluator.read(checked.node, into: &span)
      for path in 0..<count {
        let names = [
          "p0": sample(0, path), "p1": sample(1, path), "s0": 1.75, "z0": sample(3, path), "t": 3,
        ]
        let expected = RecursiveInterpreter(names: names).value(tree.root)
        let isSame = same(values[path], expected)
        #expect(isSame, "\(source) on path \(path): \(values[path]), not \(expected)")
        compared += 1
      }
    }
    #expect(compared > 30_000)
  }

  @Test(arguments: [
    "p0^2", "p0^3", "p0^4", "p0^0.5", "p0^-1", "p0^2.5", "2^p0", "p0^p1", "s0^p0", "p0^s0",
  ])
  func `powers agree with pow within rounding`(source: String) throws {
    var graph = ExpressionGraph()
    let checked = try Checker.check(
      source, at: Place(path: "test"), in: NumberedScope(), graph: &graph)
    let tree = try ExpressionParser.parse(source)
    var evaluator = BlockEvaluator(
      EvaluationSchedule(graph, stages: [[checked.node]]), capacity: count)
    load(&evaluator)
    evaluator.evaluateOnce()
    evaluator.evaluate()
    evaluator.withColumn(checked.node) { values in
      for path in 0..<count {
        let names = ["p0": sample(0, path), "p1": sample(1, path), "s0": 1.75]
        let expected = RecursiveInterpreter(names: names).value(tree.root)
        let value = values[path]
        #expect(
          same(value, expected) || value.agrees(with: expected, within: .fewUlps), "\(names)")
      }
    }
  }

  @Test func `each node is computed as often as it changes`() throws {
    var graph = ExpressionGraph()
    let place = Place(path: "test")
    let scope = NumberedScope()
    let path = try Checker.check("p0 * s0", at: place, in: scope, graph: &graph).node
    let time = try Checker.check("s0 * t", at: place, in: scope, graph: &graph).node
    let both = try Checker.check("p0 * s0 + s0 * t", at: place, in: scope, graph: &graph).node
    #expect([path, time, both].map { graph.rate(of: $0) } == [.path, .time, .pathAndTime])
    let schedule = EvaluationSchedule(graph, once: [[path]], stages: [[time], [both]])
    #expect(schedule.isScalar(time) && !schedule.isScalar(both))
    var evaluator = BlockEvaluator(schedule, capacity: count)
    load(&evaluator)
    evaluator.evaluateOnce()
    // The prologue is not computed again: a change of its input does not come through.
    evaluator.withInput(InputID(0)) { $0[0] = 1000 }
    for step in 1...3 {
      evaluator.beginStep(elapsed: Double(step), year: 2020 + Double(step))
      evaluator.evaluate(stage: 0)
      evaluator.evaluate(stage: 1)
      #expect(evaluator.scalar(time) == 1.75 * Double(step))
      evaluator.withColumn(both) { values in
        for i in 0..<count { #expect(values[i] == sample(0, i) * 1.75 + 1.75 * Double(step)) }
      }
    }
  }

  @Test func `an input set between two stages is seen by the second`() throws {
    var graph = ExpressionGraph()
    let place = Place(path: "test")
    let scope = NumberedScope()
    let first = try Checker.check("p0 + 1", at: place, in: scope, graph: &graph).node
    let second = try Checker.check("(p0 + 1) * z0", at: place, in: scope, graph: &graph).node
    var evaluator = BlockEvaluator(
      EvaluationSchedule(graph, stages: [[first], [second]]), capacity: count)
    load(&evaluator)
    evaluator.evaluateOnce()
    evaluator.beginStep(elapsed: 0, year: 2020)
    evaluator.evaluate(stage: 0)
    var fresh = [Double](repeating: 3, count: count)
    evaluator.swapInput(InputID(3), with: &fresh)
    #expect(fresh == column(3))
    evaluator.evaluate(stage: 1)
    evaluator.withColumn(second) { values in
      for i in 0..<count { #expect(values[i] == (sample(0, i) + 1) * 3) }
    }
    #expect(graph.inputs(of: [second]).map(\.index) == [0, 3])
  }

  // MARK: Draws

  private func uniform(_ path: Int, _ step: Int) -> Double {
    (Double((path * 29 + step * 17) % 97) + 0.5) / 97
  }

  private func fill(
    _ evaluator: inout BlockEvaluator, _ draws: [EvaluationSchedule.ScheduledDraw], step: Int
  ) {
    for draw in draws {
      evaluator.withUniforms(of: draw) { column in
        for i in column.indices { column[i] = uniform(i, step) }
      }
    }
  }

  @Test func `draws of a path stay and draws of a period change`() throws {
    var graph = ExpressionGraph()
    let node = try Checker.check(
      "normal(2, 3) + 100 * each(uniform(0, 1))", at: Place(path: "x"), in: NumberedScope(),
      graph: &graph
    ).node
    let schedule = EvaluationSchedule(graph, stages: [[node]])
    #expect(schedule.pathDraws.map(\.draw.stream) == ["x"])
    #expect(schedule.stepDraws.map(\.draw.stream) == ["x#2"])
    var evaluator = BlockEvaluator(schedule, capacity: count)
    fill(&evaluator, schedule.pathDraws, step: 0)
    evaluator.evaluateOnce()
    for step in 1...4 {
      evaluator.beginStep(elapsed: Double(step), year: 2020)
      fill(&evaluator, schedule.stepDraws, step: step)
      evaluator.evaluate()
      let values = graph.values(uniform: { _ in uniform(5, step) }) { _ in 0 }
      let law = try Law.make("normal", arguments: [(nil, 2), (nil, 3)])
      let expected = law.quantile(uniform(5, 0)) + 100 * uniform(5, step)
      evaluator.withColumn(node) { column in
        #expect(column[5].agrees(with: expected, within: .fewUlps))
      }
      #expect(values.count == graph.nodes.count)
    }
  }

  @Test(arguments: [
    "normal(p1, 2)", "lognormal(p10: 1, p90: 3 + s0)", "gamma(mean: 3 + s0, sd: 1)",
    "poisson(5 + p1)", "uniform(p1, p1 + t)", "beta(2, 3 + s0)", "triangular(0, s0, 4 + t)",
    "90% from 1 + t to 9 + t",
  ])
  func `a law with parameters that vary draws the quantile of each path`(source: String) throws {
    var graph = ExpressionGraph()
    let scope = NumberedScope()
    let node = try Checker.check(source, at: Place(path: "x"), in: scope, graph: &graph).node
    let schedule = EvaluationSchedule(graph, stages: [[node]])
    var evaluator = BlockEvaluator(schedule, capacity: count)
    load(&evaluator)
    fill(&evaluator, schedule.pathDraws, step: 0)
    evaluator.evaluateOnce()
    // Two steps: the uniforms of the first must be there for the second.
    for step in 1...2 {
      evaluator.beginStep(elapsed: Double(step), year: 2020)
      evaluator.evaluate()
      var values = [Double](repeating: 0, count: count)
      var span = values.mutableSpan
      evaluator.read(node, into: &span)
      for path in 0..<count {
        let expected = graph.values(
          elapsed: Double(step), year: 2020, uniform: { _ in uniform(path, 0) }
        ) { $0.index == 2 ? 1.75 : sample($0.index, path) }[node.index]
        // Two ways to the same quantile: the column's and the law's.
        let isNear = values[path].agrees(with: expected, within: .conditioned(by: 1000))
        #expect(isNear || same(values[path], expected), "path \(path): \(values[path]) \(expected)")
      }
    }
  }

  // MARK: Time functions

  private func series(_ source: String, step: TimeStep, from: Double, count: Int) throws -> [Double]
  {
    var graph = ExpressionGraph()
    var place = Place(path: "x", step: step)
    place.stream = "x"
    let node = try Checker.check(source, at: place, in: NumberedScope(), graph: &graph).node
    var evaluator = BlockEvaluator(EvaluationSchedule(graph, stages: [[node]]), capacity: 1)
    return (0..<count).map { index in
      let elapsed = Double(index) * step.years
      evaluator.beginStep(elapsed: elapsed, year: from + elapsed)
      evaluator.evaluate()
      return evaluator.scalar(node)
    }
  }

  /// A period named by a date is one in which its function of time is at work.
  @Test func `steps, ramps and pulses begin with their date`() throws {
    #expect(try series("step(from: 2022)", step: .year, from: 2020, count: 5) == [0, 0, 1, 1, 1])
    #expect(
      try series("ramp(from: 2021, over: 2)", step: .year, from: 2020, count: 5)
        == [0, 0.5, 1, 1, 1])
    #expect(
      try series("ramp(from: 2021, over: 0)", step: .year, from: 2020, count: 4) == [0, 1, 1, 1])
    #expect(
      try series("pulse(from: 2021, for: 2 years)", step: .year, from: 2020, count: 5)
        == [0, 1, 1, 0, 0])
    #expect(
      try series("pulse(from: 2022-02, for: 2 months)", step: .month, from: 2022, count: 6)
        == [0, 0, 1, 1, 0, 0])
    #expect(
      try series("step(2021-12 + 3 months)", step: .month, from: 2022, count: 5) == [0, 0, 0, 1, 1])
    #expect(
      try series("step(from: 2022)", step: .month, from: 2021 + 11.0 / 12, count: 3) == [0, 0, 1])
    #expect(try series("year", step: .month, from: 2022, count: 3) == [2021, 2022, 2022])
  }

  @Test func `every month is met however its date was computed`() throws {
    // 1/12 is no double: sums of months may miss a coordinate by a digit.
    for month in 1...24 {
      let values = try series(
        "step(2020-01 + \(month) months)", step: .month, from: 2020, count: 30)
      #expect(values.firstIndex(of: 1) == month + 1, "\(month)")
    }
  }

  @Test func `columns of a table read at the same number give parts of the same row`() {
    let rows = 5
    let a = RowTable(name: "a", values: (0..<rows).map(Double.init))
    let b = RowTable(name: "b", values: (0..<rows).map { Double(10 * $0) })
    var graph = ExpressionGraph()
    let pick = graph.input(InputID(0), rate: .path)
    let first = graph.row(a, at: pick)
    let second = graph.row(b, at: pick)
    let again = graph.row(a, at: pick)
    #expect(again == first, "a table was added twice")
    let known = graph.row(a, at: graph.constant(0.41))
    #expect(graph.constant(known) == 2)
    var evaluator = BlockEvaluator(
      EvaluationSchedule(graph, once: [[first, second]], stages: []), capacity: 8)
    let numbers = [1e-300, 0.2, 0.3999, 0.5, 0.799, 0.8, 1 - 0x1p-53, .nan]
    evaluator.withInput(InputID(0)) { out in
      for (i, number) in numbers.enumerated() { out[i] = number }
    }
    evaluator.evaluateOnce()
    evaluator.withColumn(first) { firsts in
      let picked = (0..<7).map { firsts[$0] }
      #expect(picked == [0, 1, 1, 2, 3, 4, 4])
      #expect(firsts[7].isNaN)
      evaluator.withColumn(second) { seconds in
        for i in 0..<7 { #expect(seconds[i] == 10 * firsts[i]) }
      }
    }
  }
}
