internal import GrowthCurves
internal import LinearAlgebra
internal import SpecialFunctions

/// A named curve at the dates of a series, in classical parameters or, for the search, with
/// logarithms in place of those that must be positive.
struct FamilyModel<Form: CurveForm>: CurveModel {
  /// Dates counted from the origin, or from a date near the data.
  let times: [Double]
  /// The dates at which the periods before each observation begin; empty when levels are observed.
  let starts: [Double]
  let isFree: Bool

  var parameterNames: [String] { Form.parameterNames }
  var pointCount: Int { times.count }

  /// The classical lanes of the parameters of the search.
  func lanes(_ parameters: [Double]) -> SIMD4<Double> {
    var lanes = SIMD4<Double>.zero
    for j in parameters.indices { lanes[j] = parameters[j] }
    if isFree { for j in Form.positiveLanes { lanes[j] = Elementary.exp(lanes[j]) } }
    return lanes
  }

  /// The parameters of the search at classical lanes.
  func parameters(_ lanes: SIMD4<Double>) -> [Double] {
    Form.parameterNames.indices.map { j in
      isFree && Form.positiveLanes.contains(j) ? Elementary.log(lanes[j]) : lanes[j]
    }
  }

  func value(_ i: Int, _ lanes: SIMD4<Double>) -> Double {
    let value = Form.value(times[i], lanes)
    return starts.isEmpty ? value : value - Form.value(starts[i], lanes)
  }

  func evaluate(_ parameters: [Double], values: inout [Double], jacobian: inout Matrix) -> Bool {
    let lanes = lanes(parameters)
    var chain = SIMD4<Double>(repeating: 1)
    if isFree { for j in Form.positiveLanes { chain[j] = lanes[j] } }
    let count = Form.parameterNames.count
    var isFinite = true
    for i in times.indices {
      var (value, gradient) = Form.valueAndGradient(times[i], lanes)
      if !starts.isEmpty {
        let (earlier, slope) = Form.valueAndGradient(starts[i], lanes)
        value -= earlier
        gradient -= slope
      }
      gradient *= chain
      values[i] = value
      isFinite = isFinite && value.isFinite
      for j in 0..<count { jacobian[i, j] = gradient[j] }
    }
    return isFinite
  }

  func evaluate(_ parameters: [Double], values: inout [Double]) -> Bool {
    let lanes = lanes(parameters)
    var isFinite = true
    for i in times.indices {
      values[i] = value(i, lanes)
      isFinite = isFinite && values[i].isFinite
    }
    return isFinite
  }
}
