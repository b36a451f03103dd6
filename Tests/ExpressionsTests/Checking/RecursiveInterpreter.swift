import Expressions
import SpecialFunctions

/// The meaning of an expression without units, straight from its tree: the other implementation.
struct RecursiveInterpreter {
  let names: [String: Double]

  func value(_ node: SyntaxNode) -> Double {
    switch node.kind {
    case .number(let value): return value
    case .name(let name): return names[name] ?? .nan
    case .negated(let inner): return -value(inner)
    case .arithmetic(let operation, let a, let b):
      let (x, y) = (value(a), value(b))
      switch operation {
      case .add: return x + y
      case .subtract: return x - y
      case .multiply: return x * y
      case .divide: return x / y
      case .power: return Elementary.pow(x, y)
      }
    case .comparison(let operation, let a, let b):
      let (x, y) = (value(a), value(b))
      let holds =
        switch operation {
        case .less: x < y
        case .lessOrEqual: x <= y
        case .greater: x > y
        case .greaterOrEqual: x >= y
        case .equal: x == y
        case .notEqual: x != y
        }
      return holds ? 1 : 0
    case .call(let name, _, let arguments):
      return call(name, arguments.map { value($0.value) })
    default:
      return .nan
    }
  }

  private func call(_ name: String, _ x: [Double]) -> Double {
    switch name {
    case "exp": Elementary.exp(x[0])
    case "log": Elementary.log(x[0])
    case "log10": Elementary.log10(x[0])
    case "sqrt": x[0].squareRoot()
    case "abs": abs(x[0])
    case "sin": Elementary.sin(x[0])
    case "cos": Elementary.cos(x[0])
    case "tan": Elementary.tan(x[0])
    case "atan": Elementary.atan(x[0])
    case "floor": x[0].rounded(.down)
    case "ceil": x[0].rounded(.up)
    case "round": x[0].rounded()
    case "min": x.contains(where: \.isNaN) ? .nan : Swift.min(x[0], x[1])
    case "max": x.contains(where: \.isNaN) ? .nan : Swift.max(x[0], x[1])
    case "if": x[0] != 0 ? x[1] : x[2]
    default: .nan
    }
  }
}

/// Random expressions of a given depth over some names.
struct ExpressionGenerator {
  var state: UInt64
  let names: [String]
  var functions = [
    "exp", "log", "log10", "sqrt", "abs", "sin", "cos", "atan", "floor", "ceil", "round",
  ]
  var operators = ["+", "-", "*", "/", "^"]
  var hasChoice = true

  mutating func pick(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }

  mutating func expression(depth: Int) -> String {
    if depth == 0 || pick(8) == 0 {
      return pick(3) == 0 ? "\(pick(9)).\(pick(9))" : names[pick(names.count)]
    }
    func inner(_ generator: inout Self) -> String { generator.expression(depth: depth - 1) }
    switch pick(hasChoice ? 10 : 8) {
    case 0: return "-\(inner(&self))"
    case 1, 2: return "\(functions[pick(functions.count)])(\(inner(&self)))"
    case 8: return "\(pick(2) == 0 ? "min" : "max")(\(inner(&self)), \(inner(&self)))"
    case 9:
      let operation = ["<", "<=", ">", ">=", "==", "!="][pick(6)]
      return "if(\(inner(&self)) \(operation) \(inner(&self)), \(inner(&self)), \(inner(&self)))"
    default:
      return "(\(inner(&self)) \(operators[pick(operators.count)]) \(inner(&self)))"
    }
  }
}

/// Names with given inputs: `p0`… differ by path, `s0`… are scalars, `z0`… change with both.
struct NumberedScope: Scope {
  let names = ["p0", "p1", "s0", "z0"]

  func symbol(named name: String) -> Symbol? {
    switch name {
    case "p0": Symbol(.input(InputID(0), .path))
    case "p1": Symbol(.input(InputID(1), .path))
    case "s0": Symbol(.input(InputID(2), .constant))
    case "z0": Symbol(.input(InputID(3), .pathAndTime))
    default: nil
    }
  }
}
