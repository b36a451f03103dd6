import Foundation
import LinearAlgebra
import Optimization
import Testing

/// One reference dataset with its certified results.
struct NISTTable: Sendable {
  let name: String
  let start1: [Double]
  let start2: [Double]
  let certified: [Double]
  let standardErrors: [Double]
  /// The certified residual sum of squares.
  let cost: Double
  let response: [Double]
  let predictor: [Double]
}

/// A curve with its exact gradient, fitted to a table: the residuals are curve − response.
struct CurveProblem: LeastSquaresProblem, Sendable {
  /// Writes the gradient by the parameters and returns the curve's value.
  typealias Curve =
    @Sendable (_ b: [Double], _ x: Double, _ gradient: inout [Double]) -> Double

  let table: NISTTable
  let curve: Curve

  var residualCount: Int { table.response.count }
  var parameterCount: Int { table.certified.count }

  func evaluate(
    _ parameters: [Double], residuals: inout [Double], jacobian: inout Matrix
  ) -> Bool {
    var gradient = [Double](repeating: 0, count: parameterCount)
    for (i, x) in table.predictor.enumerated() {
      residuals[i] = curve(parameters, x, &gradient) - table.response[i]
      for j in gradient.indices { jacobian[i, j] = gradient[j] }
    }
    return true
  }
}

extension CurveProblem {
  static let all: [CurveProblem] = [
    misra1a, chwirut2, danWood, kirby2, hahn1, mgh17, boxBOD, rat42, rat43,
  ]

  static let misra1a = CurveProblem(table: NISTTables.misra1a, curve: saturation)
  static let boxBOD = CurveProblem(table: NISTTables.boxBOD, curve: saturation)

  /// y = b₁ (1 − exp(−b₂ x)).
  private static let saturation: Curve = { b, x, gradient in
    let e = exp(-b[1] * x)
    gradient[0] = -expm1(-b[1] * x)
    gradient[1] = b[0] * x * e
    return b[0] * gradient[0]
  }

  /// y = exp(−b₁ x) / (b₂ + b₃ x).
  static let chwirut2 = CurveProblem(table: NISTTables.chwirut2) { b, x, gradient in
    let denominator = b[1] + b[2] * x
    let y = exp(-b[0] * x) / denominator
    gradient[0] = -x * y
    gradient[1] = -y / denominator
    gradient[2] = -x * y / denominator
    return y
  }

  /// y = b₁ x^b₂.
  static let danWood = CurveProblem(table: NISTTables.danWood) { b, x, gradient in
    gradient[0] = pow(x, b[1])
    gradient[1] = b[0] * gradient[0] * log(x)
    return b[0] * gradient[0]
  }

  static let kirby2 = CurveProblem(table: NISTTables.kirby2, curve: rational(numerator: 3))
  static let hahn1 = CurveProblem(table: NISTTables.hahn1, curve: rational(numerator: 4))

  /// y = (b₁ + b₂ x + …) / (1 + b₍ₖ₊₁₎ x + …) with k coefficients above and k − 1 below.
  private static func rational(numerator k: Int) -> Curve {
    { b, x, gradient in
      var (above, below, power) = (0.0, 1.0, 1.0)
      for i in 0..<k {
        above += b[i] * power
        if i > 0 { below += b[k + i - 1] * power }
        power *= x
      }
      let y = above / below
      power = 1
      for i in 0..<k {
        gradient[i] = power / below
        if i > 0 { gradient[k + i - 1] = -y * power / below }
        power *= x
      }
      return y
    }
  }

  /// y = b₁ + b₂ exp(−x b₄) + b₃ exp(−x b₅).
  static let mgh17 = CurveProblem(table: NISTTables.mgh17) { b, x, gradient in
    let (first, second) = (exp(-x * b[3]), exp(-x * b[4]))
    gradient[0] = 1
    gradient[1] = first
    gradient[2] = second
    gradient[3] = -x * b[1] * first
    gradient[4] = -x * b[2] * second
    return b[0] + b[1] * first + b[2] * second
  }

  /// y = b₁ / (1 + exp(b₂ − b₃ x)).
  static let rat42 = CurveProblem(table: NISTTables.rat42) { b, x, gradient in
    let e = exp(b[1] - b[2] * x)
    let y = b[0] / (1 + e)
    gradient[0] = 1 / (1 + e)
    gradient[1] = -y * e / (1 + e)
    gradient[2] = x * y * e / (1 + e)
    return y
  }

  /// y = b₁ / (1 + exp(b₂ − b₃ x))^(1/b₄).
  static let rat43 = CurveProblem(table: NISTTables.rat43) { b, x, gradient in
    let e = exp(b[1] - b[2] * x)
    let factor = pow(1 + e, -1 / b[3])
    let y = b[0] * factor
    let slope = -y / b[3] * e / (1 + e)
    gradient[0] = factor
    gradient[1] = slope
    gradient[2] = -x * slope
    gradient[3] = y * log1p(e) / (b[3] * b[3])
    return y
  }
}

extension CurveProblem: CustomTestStringConvertible {
  var testDescription: String { table.name }
}
