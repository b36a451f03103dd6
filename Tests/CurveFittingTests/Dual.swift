import CurveFitting
import Foundation
import LinearAlgebra

/// A number with its derivatives by up to eight parameters: exact derivatives of test curves.
struct Dual {
  var value: Double
  var gradient: SIMD8<Double>

  init(_ value: Double, _ gradient: SIMD8<Double> = .zero) {
    self.value = value
    self.gradient = gradient
  }

  private func chain(_ value: Double, _ slope: Double) -> Dual { Dual(value, gradient * slope) }

  static func + (a: Dual, b: Dual) -> Dual { Dual(a.value + b.value, a.gradient + b.gradient) }
  static func - (a: Dual, b: Dual) -> Dual { Dual(a.value - b.value, a.gradient - b.gradient) }
  static func * (a: Dual, b: Dual) -> Dual {
    Dual(a.value * b.value, a.gradient * b.value + b.gradient * a.value)
  }
  static func / (a: Dual, b: Dual) -> Dual {
    let ratio = a.value / b.value
    return Dual(ratio, (a.gradient - b.gradient * ratio) / b.value)
  }
  static func + (a: Dual, b: Double) -> Dual { a + Dual(b) }
  static func + (a: Double, b: Dual) -> Dual { Dual(a) + b }
  static func - (a: Double, b: Dual) -> Dual { Dual(a) - b }
  static func * (a: Dual, b: Double) -> Dual { a * Dual(b) }
  static func / (a: Double, b: Dual) -> Dual { Dual(a) / b }
  static prefix func - (a: Dual) -> Dual { Dual(-a.value, -a.gradient) }

  static func exp(_ a: Dual) -> Dual { a.chain(Foundation.exp(a.value), Foundation.exp(a.value)) }
  static func log(_ a: Dual) -> Dual { a.chain(Foundation.log(a.value), 1 / a.value) }
  static func pow(_ a: Dual, _ b: Dual) -> Dual { exp(b * log(a)) }
}

/// A curve of one predictor, written as a formula in its parameters.
struct FormulaCurve: CurveModel {
  let parameterNames: [String]
  let points: [Double]
  let formula: @Sendable (_ b: [Dual], _ x: Double) -> Dual

  var pointCount: Int { points.count }

  func evaluate(_ parameters: [Double], values: inout [Double], jacobian: inout Matrix) -> Bool {
    let duals = parameters.enumerated().map { j, value in
      var unit = SIMD8<Double>.zero
      unit[j] = 1
      return Dual(value, unit)
    }
    var isFinite = true
    for (i, x) in points.enumerated() {
      let result = formula(duals, x)
      values[i] = result.value
      isFinite = isFinite && result.value.isFinite
      for j in parameters.indices { jacobian[i, j] = result.gradient[j] }
    }
    return isFinite
  }
}
