import Expressions
import Testing

@Suite struct ExpressionGraphTests {
  @Test func `equal expressions are one node`() throws {
    var graph = ExpressionGraph()
    let (a, b) = (graph.input(InputID(0), rate: .path), graph.input(InputID(1), rate: .path))
    let sum = graph.binary(.add, a, b)
    #expect(graph.binary(.add, b, a) == sum)
    #expect(graph.unary(.exp, sum) == graph.unary(.exp, graph.binary(.add, a, b)))
    #expect(graph.binary(.subtract, a, b) != graph.binary(.subtract, b, a))
    #expect(graph.input(InputID(0), rate: .path) == a)
  }

  @Test func `numbers fold and neutral elements vanish`() {
    var graph = ExpressionGraph()
    let a = graph.input(InputID(0), rate: .path)
    let (zero, one, two) = (graph.constant(0), graph.constant(1), graph.constant(2))
    let power = graph.binary(.power, two, graph.constant(10))
    #expect(graph.constant(power) == 1024)
    #expect(graph.binary(.add, a, zero) == a)
    #expect(graph.binary(.multiply, one, a) == a)
    #expect(graph.binary(.divide, a, one) == a)
    #expect(graph.binary(.power, a, one) == a)
    #expect(graph.unary(.negate, graph.unary(.negate, a)) == a)
    #expect(graph.binary(.power, a, two) == graph.binary(.multiply, a, a))
    #expect(graph.select(one, a, two) == a)
    #expect(graph.select(zero, a, two) == two)
    // 0 times a is not 0 where a is infinite.
    let product = graph.binary(.multiply, zero, a)
    #expect(graph.constant(product) == nil)
  }

  @Test func `zeros of both signs and not-a-number are nodes of their own`() {
    var graph = ExpressionGraph()
    #expect(graph.constant(0.0) != graph.constant(-0.0))
    #expect(graph.constant(.nan) == graph.constant(.nan))
    #expect(graph.constant(-0.0) == graph.constant(-0.0))
  }

  @Test func `a rate is what its operands say`() {
    #expect(Rate.time.joined(with: .path) == .pathAndTime)
    #expect(Rate.constant.joined(with: .time) == .time)
    #expect(Rate.path.joined(with: .path) == .path)
    #expect(Rate.time.isScalar && !Rate.path.isScalar)
    #expect(Rate.time.changesInTime && !Rate.path.changesInTime)
  }

  @Test func `operands stand before what uses them`() throws {
    var graph = ExpressionGraph()
    let root = try Checker.check(
      "if(p0 > t, exp(p0 * s0), max(z0, normal(p1, 1)))", at: Place(path: "x"),
      in: NumberedScope(), graph: &graph
    ).node
    let order = graph.reachable(from: [root])
    #expect(order.last == root)
    for (place, id) in order.enumerated() {
      for operand in graph.operands(of: id) {
        #expect(order[..<place].contains(operand))
      }
    }
  }

  /// The smaller and larger of two values must not hide a failed path.
  @Test func `min and max pass not-a-number on`() {
    for operation in [BinaryOperation.min, .max] {
      #expect(operation.value(.nan, 1).isNaN)
      #expect(operation.value(1, .nan).isNaN)
    }
    #expect(BinaryOperation.min.value(1, 2) == 1)
    #expect(BinaryOperation.max.value(1, 2) == 2)
    #expect(UnaryOperation.round.value(2.5) == 3)
    #expect(UnaryOperation.round.value(-2.5) == -3)
  }
}
