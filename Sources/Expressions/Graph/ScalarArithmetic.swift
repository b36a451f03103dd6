internal import Lanes
internal import SpecialFunctions

// The one place in which each operation is written down. Folding, the block evaluator and the
// tests' interpreter all come here, so a folded constant has the bits of an evaluated one.

extension UnaryOperation {
  /// The value of the function at one point.
  package func value(_ x: Double) -> Double {
    switch self {
    case .negate: -x
    case .exp: Elementary.exp(x)
    case .log: Elementary.log(x)
    case .log10: Elementary.log10(x)
    case .sqrt: x.squareRoot()
    case .abs: Swift.abs(x)
    case .sin: Elementary.sin(x)
    case .cos: Elementary.cos(x)
    case .tan: Elementary.tan(x)
    case .atan: Elementary.atan(x)
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    // To the nearest whole number, halves away from zero, as taught at school.
    case .round: x.rounded(.toNearestOrAwayFromZero)
    case .reciprocal: 1 / x
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
