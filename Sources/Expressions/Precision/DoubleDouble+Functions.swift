internal import LinearAlgebra
internal import SpecialFunctions

// The elementary functions with some 30 digits, for residuals whose last digits matter.
//
// Source: Hida, Li and Bailey (2001), *Algorithms for quad-double precision floating point
// arithmetic*, §4.
extension DoubleDouble {
  static let zero = DoubleDouble(0)
  static let one = DoubleDouble(1)
  static let pi = DoubleDouble(3.141592653589793116e+00, plus: 1.224646799147353207e-16)
  static let halfPi = DoubleDouble(1.570796326794896558e+00, plus: 6.123233995736766036e-17)
  static let ln2 = DoubleDouble(6.931471805599452862e-01, plus: 2.319046813846299558e-17)
  static let ln10 = DoubleDouble(2.302585092994045901e+00, plus: -2.170756223382249351e-16)

  /// 1/k! for k up to 31.
  private static let inverseFactorials: [DoubleDouble] = {
    var result = [one]
    for k in 1...31 { result.append(result[k - 1] / DoubleDouble(Double(k))) }
    return result
  }()

  static func exp(_ a: DoubleDouble) -> DoubleDouble {
    guard a.high < 709 else { return DoubleDouble(Elementary.exp(a.high)) }
    // Below, even the least double is too large.
    guard a.high > -750 else { return a.high.isNaN ? a : zero }
    let k = (a.high / ln2.high).rounded()
    let r = (a - ln2 * k).scaled(by: -9)
    // exp(r) − 1 for |r| < 0.0007, then nine times (1 + s)² − 1 = 2s + s².
    var sum = inverseFactorials[9]
    for j in stride(from: 8, through: 1, by: -1) { sum = sum * r + inverseFactorials[j] }
    sum = sum * r
    for _ in 0..<9 { sum = sum + sum + sum * sum }
    return (sum + one).scaled(by: Int(k))
  }

  static func log(_ a: DoubleDouble) -> DoubleDouble {
    guard a.high > 0, a.high.isFinite else { return DoubleDouble(Elementary.log(a.high)) }
    let first = DoubleDouble(Elementary.log(a.high))
    return first + (a * exp(-first) - one)
  }

  static func sineAndCosine(_ a: DoubleDouble) -> (sine: DoubleDouble, cosine: DoubleDouble) {
    guard abs(a.high) < 1e15 else { return (DoubleDouble(.nan), DoubleDouble(.nan)) }
    let quarter = (a.high / halfPi.high).rounded()
    let t = a - halfPi * quarter
    let square = t * t
    var (sine, cosine) = (inverseFactorials[29], inverseFactorials[28])
    for k in stride(from: 27, through: 1, by: -2) {
      sine = inverseFactorials[k] - square * sine
      cosine = inverseFactorials[k - 1] - square * cosine
    }
    sine = sine * t
    switch Int(quarter) & 3 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  static func atan(_ a: DoubleDouble) -> DoubleDouble {
    let first = Elementary.atan(a.high)
    guard a.isFinite else { return a.high.isNaN ? a : (a.high < 0 ? -halfPi : halfPi) }
    let (sine, cosine) = sineAndCosine(DoubleDouble(first))
    // The tangent of what is left, so small that it is its own arc.
    return DoubleDouble(first) + (a * cosine - sine) / (cosine + a * sine)
  }

  static func pow(_ a: DoubleDouble, _ b: DoubleDouble) -> DoubleDouble {
    if b.low == 0, abs(b.high) <= 1024, b.high == b.high.rounded() {
      return a.raised(to: Int(b.high))
    }
    guard a.high > 0 else { return DoubleDouble(Elementary.pow(a.high, b.high)) }
    return exp(b * log(a))
  }

  /// The whole number below or at a.
  func rounded(_ rule: FloatingPointRoundingRule) -> DoubleDouble {
    let whole = high.rounded(rule)
    guard high == whole else { return DoubleDouble(whole) }
    return DoubleDouble(whole, plus: low.rounded(rule))
  }
}

extension UnaryOperation {
  /// The value of the function with some 30 digits.
  func value(_ x: DoubleDouble) -> DoubleDouble {
    switch self {
    case .negate: -x
    case .exp: .exp(x)
    case .log: .log(x)
    case .log10: .log(x) / .ln10
    case .sqrt: x.squareRoot
    case .abs: x.high < 0 ? -x : x
    case .sin: DoubleDouble.sineAndCosine(x).sine
    case .cos: DoubleDouble.sineAndCosine(x).cosine
    case .tan:
      {
        let (sine, cosine) = DoubleDouble.sineAndCosine(x)
        return sine / cosine
      }()
    case .atan: .atan(x)
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: x.rounded(.toNearestOrAwayFromZero)
    case .reciprocal: .one / x
    }
  }
}

extension BinaryOperation {
  /// The value of the operation with some 30 digits.
  func value(_ x: DoubleDouble, _ y: DoubleDouble) -> DoubleDouble {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: .pow(x, y)
    case .min: y < x ? y : x
    case .max: x < y ? y : x
    case .less: x < y ? .one : .zero
    case .lessOrEqual: y < x ? .zero : .one
    case .equal: x == y ? .one : .zero
    case .notEqual: x == y ? .zero : .one
    }
  }
}
