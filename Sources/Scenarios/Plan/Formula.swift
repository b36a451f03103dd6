internal import Expressions
internal import GrowthCurves

/// A formula of a curve that is to become nodes of a graph, in the order in which it is written.
///
/// The graph has fewer functions than `Double`: log(1 + x), 2ˣ − 1 and 1/(1 + e⁻ˣ) are spelt out.
indirect enum Formula: Arithmetic {
  case number(Double)
  case node(NodeID)
  case unary(UnaryOperation, Formula)
  case binary(BinaryOperation, Formula, Formula)

  init(floatLiteral value: Double) { self = .number(value) }
  init(integerLiteral value: Int64) { self = .number(Double(value)) }

  static func + (a: Formula, b: Formula) -> Formula { .binary(.add, a, b) }
  static func - (a: Formula, b: Formula) -> Formula { .binary(.subtract, a, b) }
  static func * (a: Formula, b: Formula) -> Formula { .binary(.multiply, a, b) }
  static func / (a: Formula, b: Formula) -> Formula { .binary(.divide, a, b) }
  static prefix func - (a: Formula) -> Formula { .unary(.negate, a) }

  static func exp(_ x: Formula) -> Formula { .unary(.exp, x) }
  static func log(_ x: Formula) -> Formula { .unary(.log, x) }
  static func log1p(_ x: Formula) -> Formula { log(1 + x) }
  static func exp2m1(_ x: Formula) -> Formula { power(2, x) - 1 }
  static func logistic(_ x: Formula) -> Formula { 1 / (1 + exp(-x)) }
  static func power(_ x: Formula, _ y: Formula) -> Formula { .binary(.power, x, y) }

  /// Writes the formula into a graph.
  func written(to graph: inout ExpressionGraph) -> NodeID {
    switch self {
    case .number(let value): return graph.constant(value)
    case .node(let node): return node
    case .unary(let operation, let a): return graph.unary(operation, a.written(to: &graph))
    case .binary(let operation, let a, let b):
      let first = a.written(to: &graph)
      return graph.binary(operation, first, b.written(to: &graph))
    }
  }
}
