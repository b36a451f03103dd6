internal import SpecialFunctions

/// Asymptotic growth K − (K − y₀) exp(−r τ), parameters `ceiling`, `floor` (value at the origin),
/// `rate`.
///
/// R's `SSasymp` is the same curve with lrc = log r.
package enum Asymptotic: CurveForm {
  package static let parameterNames = ["ceiling", "floor", "rate"]
  package static let needsOrigin = true

  package static let scaleLane = 0
  package static let floorLane: Int? = 1

  package static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
    let span = times.upperBound - times.lowerBound
    return [-8, -3, -1, -0.3, 0.1, 0.3, 0.7, 1.3, 2, 3, 5, 8, 14, 30].map {
      [[1, 0, $0 / span, 0]]
    }
  }

  package static func value(_ t: Double, _ p: SIMD4<Double>) -> Double {
    p[0] - (p[0] - p[1]) * Elementary.exp(-p[2] * t)
  }

  package static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>) {
    let remaining = Elementary.exp(-p[2] * t)
    let gap = (p[0] - p[1]) * remaining
    return (p[0] - gap, [-Elementary.expm1(-p[2] * t), remaining, t * gap, 0])
  }
}
