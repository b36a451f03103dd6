import Foundation
import Optimization
import Testing

/// Least-squares test problems with the sum of squares at their minimum.
///
/// Source: Moré, Garbow and Hillstrom (1981), *Testing unconstrained optimization software*, ACM
/// Transactions on Mathematical Software 7, 17–41.
struct ClassicProblem: Sendable, CustomTestStringConvertible {
  let name: String
  let residualCount: Int
  let start: [Double]
  let least: Double
  let residuals: @Sendable (_ x: [Double], _ r: inout [Double]) -> Void

  var testDescription: String { name }

  var function: ResidualFunction {
    ResidualFunction(residualCount: residualCount, parameterCount: start.count) { x, r in
      residuals(x, &r)
      return true
    }
  }

  static let all = [
    rosenbrock, powellBadlyScaled, brownBadlyScaled, beale, jennrichSampson, bard, box, brownDennis,
    meyer, meyerFromAfar, kowalikOsborne, powellSingular, exponentials,
  ]

  /// Problem 1 of the collection.
  static let rosenbrock = ClassicProblem(
    name: "Rosenbrock", residualCount: 2, start: [-1.2, 1], least: 0
  ) { x, r in
    r[0] = 10 * (x[1] - x[0] * x[0])
    r[1] = 1 - x[0]
  }

  /// Problem 3 of the collection.
  static let powellBadlyScaled = ClassicProblem(
    name: "Powell badly scaled", residualCount: 2, start: [0, 1], least: 0
  ) { x, r in
    r[0] = 1e4 * x[0] * x[1] - 1
    r[1] = exp(-x[0]) + exp(-x[1]) - 1.0001
  }

  /// Problem 4 of the collection.
  static let brownBadlyScaled = ClassicProblem(
    name: "Brown badly scaled", residualCount: 3, start: [1, 1], least: 0
  ) { x, r in
    r[0] = x[0] - 1e6
    r[1] = x[1] - 2e-6
    r[2] = x[0] * x[1] - 2
  }

  /// Problem 5 of the collection.
  static let beale = ClassicProblem(
    name: "Beale", residualCount: 3, start: [1, 1], least: 0
  ) { x, r in
    var power = 1.0
    for (i, y) in [1.5, 2.25, 2.625].enumerated() {
      power *= x[1]
      r[i] = y - x[0] * (1 - power)
    }
  }

  /// Problem 6: at the minimum both parameters are equal and the Jacobian has rank 1.
  static let jennrichSampson = ClassicProblem(
    name: "Jennrich and Sampson", residualCount: 10, start: [0.3, 0.4], least: 124.362182356
  ) { x, r in
    for i in 0..<10 {
      let t = Double(i + 1)
      r[i] = 2 + 2 * t - (exp(t * x[0]) + exp(t * x[1]))
    }
  }

  /// Problem 8 of the collection.
  static let bard = ClassicProblem(
    name: "Bard", residualCount: 15, start: [1, 1, 1], least: 8.21487730658e-3
  ) { x, r in
    let y = [
      0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39,
    ]
    for i in 0..<15 {
      let u = Double(i + 1)
      r[i] = y[i] - (x[0] + u / ((16 - u) * x[1] + min(u, 16 - u) * x[2]))
    }
  }

  /// Problem 12 of the collection.
  static let box = ClassicProblem(
    name: "Box", residualCount: 10, start: [0, 10, 20], least: 0
  ) { x, r in
    for i in 0..<10 {
      let t = 0.1 * Double(i + 1)
      r[i] = exp(-t * x[0]) - exp(-t * x[1]) - x[2] * (exp(-t) - exp(-10 * t))
    }
  }

  /// Problem 16: large residuals at the minimum.
  static let brownDennis = ClassicProblem(
    name: "Brown and Dennis", residualCount: 20, start: [25, 5, -5, -1], least: 85822.2016263563
  ) { x, r in
    for i in 0..<20 {
      let t = Double(i + 1) / 5
      let (a, b) = (x[0] + t * x[1] - exp(t), x[2] + x[3] * sin(t) - cos(t))
      r[i] = a * a + b * b
    }
  }

  /// Problem 10: a long, narrow, curved valley.
  static let meyer = meyer("Meyer", from: [0.02, 4000, 250])

  /// The same valley entered at its far end, where its floor is nearly level.
  static let meyerFromAfar = meyer("Meyer from afar", from: [2, 400_000, 25_000])

  private static func meyer(_ name: String, from start: [Double]) -> ClassicProblem {
    ClassicProblem(name: name, residualCount: 16, start: start, least: 87.9458551707) { x, r in
      let y: [Double] = [
        34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820,
        3307, 2872,
      ]
      for i in 0..<16 {
        let t = 50 + 5 * Double(i)
        r[i] = x[0] * exp(x[1] / (t + x[2])) - y[i]
      }
    }
  }

  /// Problem 15, from a hundred times its usual start.
  static let kowalikOsborne = ClassicProblem(
    name: "Kowalik and Osborne", residualCount: 11, start: [25, 39, 41.5, 39],
    least: 3.0750560385e-4
  ) { x, r in
    let y = [
      0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246,
    ]
    let u = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625]
    for i in 0..<11 {
      r[i] = y[i] - x[0] * (u[i] * u[i] + u[i] * x[1]) / (u[i] * u[i] + u[i] * x[2] + x[3])
    }
  }

  /// Problem 13: the Jacobian is singular at the minimum.
  static let powellSingular = ClassicProblem(
    name: "Powell singular", residualCount: 4, start: [3, -1, 0, 1], least: 0
  ) { x, r in
    r[0] = x[0] + 10 * x[1]
    r[1] = 5.0.squareRoot() * (x[2] - x[3])
    r[2] = (x[1] - 2 * x[2]) * (x[1] - 2 * x[2])
    r[3] = 10.0.squareRoot() * (x[0] - x[3]) * (x[0] - x[3])
  }

  /// Lanczos (1956), *Applied Analysis*: three decays that are nearly two.
  static let exponentials = ClassicProblem(
    name: "Lanczos exponentials", residualCount: 24, start: [1.2, 0.3, 5.6, 5.5, 6.5, 7.6], least: 0
  ) { b, r in
    for i in 0..<24 {
      let x = 0.05 * Double(i)
      let y = 0.0951 * exp(-x) + 0.8607 * exp(-3 * x) + 1.5576 * exp(-5 * x)
      r[i] = b[0] * exp(-b[1] * x) + b[2] * exp(-b[3] * x) + b[4] * exp(-b[5] * x) - y
    }
  }
}
