internal import SpecialFunctions

/// Logistic growth from a floor: A + (K − A) / (1 + exp(−r (t − m))), parameters `ceiling`, `rate`,
/// `midpoint`, `floor`; on a falling series the rate is negative.
///
/// R's `SSfpl` is the same curve with 1/r as `scal`.
package enum FourParameterLogistic: CurveForm {
  package static let parameterNames = ["ceiling", "rate", "midpoint", "floor"]

  package static let scaleLane = 0
  package static let floorLane: Int? = 3

  /// The ceiling is the upper level; a falling curve has a negative rate, as other families.
  package static func canonical(_ p: SIMD4<Double>) -> SIMD4<Double> {
    p[0] < p[3] ? [p[3], -p[1], p[2], p[0]] : p
  }

  package static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
    Logistic.startingShapes(over: times)
  }

  package static func value(_ t: Double, _ p: SIMD4<Double>) -> Double {
    p[3] + (p[0] - p[3]) * Elementary.logistic(p[1] * (t - p[2]))
  }

  package static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>) {
    let fraction = Elementary.logistic(p[1] * (t - p[2]))
    let remaining = Elementary.logistic(-p[1] * (t - p[2]))
    let slope = (p[0] - p[3]) * fraction * remaining
    return (
      p[3] + (p[0] - p[3]) * fraction, [fraction, slope * (t - p[2]), -slope * p[1], remaining]
    )
  }
}
