internal import Lanes
internal import SpecialFunctions

// The one place in which each operation is written down. Folding, the block evaluator and the
// tests' interpreter all come here, so a folded constant has the bits of an evaluated one.

extension UnaryOperation {
  /// The value of the function at one point.
  package func value(_ x: Double) -> Double {
    switch self {
    case .negate: Negation.of(x)
    case .exp: Elementary.exp(x)
    case .log: Elementary.log(x)
    case .log10: Elementary.log10(x)
    case .sqrt: Root.of(x)
    case .abs: Magnitude.of(x)
    case .sin: Elementary.sin(x)
    case .cos: Elementary.cos(x)
    case .tan: Elementary.tan(x)
    case .atan: Elementary.atan(x)
    case .floor: Floor.of(x)
    case .ceil: Ceiling.of(x)
    case .round: Rounding.of(x)
    case .reciprocal: Reciprocal.of(x)
    }
  }
}

extension BinaryOperation {
  /// The value of the operation on two numbers.
  package func value(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: Sum.of(x, y)
    case .subtract: Difference.of(x, y)
    case .multiply: Product.of(x, y)
    case .divide: Quotient.of(x, y)
    case .power: Elementary.pow(x, y)
    case .min: Smaller.of(x, y)
    case .max: Larger.of(x, y)
    case .less: Less.of(x, y)
    case .lessOrEqual: LessOrEqual.of(x, y)
    case .equal: Equal.of(x, y)
    case .notEqual: NotEqual.of(x, y)
    }
  }
}

/// A function of one number that is a few machine instructions.
protocol ElementwiseFunction {
  static func of(_ x: Double) -> Double
}

enum Negation: ElementwiseFunction { static func of(_ x: Double) -> Double { -x } }
enum Root: ElementwiseFunction { static func of(_ x: Double) -> Double { x.squareRoot() } }
enum Magnitude: ElementwiseFunction { static func of(_ x: Double) -> Double { abs(x) } }
enum Reciprocal: ElementwiseFunction { static func of(_ x: Double) -> Double { 1 / x } }
enum Floor: ElementwiseFunction { static func of(_ x: Double) -> Double { x.rounded(.down) } }
enum Ceiling: ElementwiseFunction { static func of(_ x: Double) -> Double { x.rounded(.up) } }
/// To the nearest whole number, halves away from zero, as taught at school.
enum Rounding: ElementwiseFunction {
  static func of(_ x: Double) -> Double { x.rounded(.toNearestOrAwayFromZero) }
}
