internal import SpecialFunctions

/// Hill (log-logistic) growth K x^h / (1 + x^h), x = τ/τ½; parameters `ceiling`, `midpoint` (τ½,
/// time after the origin at which half of the ceiling is reached) and `shape` (h).
package enum Hill: CurveForm {
  package static let parameterNames = ["ceiling", "midpoint", "shape"]
  package static let needsOrigin = true

  package static let scaleLane = 0
  package static let positiveLanes = [1, 2]

  package static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
    ageingShapes(over: times)
  }

  package static func value(_ t: Double, _ p: SIMD4<Double>) -> Double {
    guard t > 0 else { return 0 }
    return p[0] * Elementary.logistic(p[2] * Elementary.log(t / p[1]))
  }

  package static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>) {
    guard t > 0 else { return (0, .zero) }
    let logTime = Elementary.log(t / p[1])
    let fraction = Elementary.logistic(p[2] * logTime)
    let slope = p[0] * fraction * Elementary.logistic(-p[2] * logTime)
    return (p[0] * fraction, [fraction, -slope * p[2] / p[1], slope * logTime, 0])
  }
}

extension Hill: AgeingForm {
  package static let words = ["ceiling", "midpoint", "rate", "shape"]

  /// S-shaped; ours.
  package static let defaultShape: Double? = 3

  package static func ageTimesGrowth<N: Arithmetic>(share: N, shape: N) -> N {
    shape * (1 - share)
  }

  package static func agesToMidpoint<N: Arithmetic>(share: N, shape: N) -> N {
    N.power((1 - share) / share, 1 / shape)
  }

  package static func remaining(at ages: Double, share: Double, shape: Double) -> Double {
    1 / (1 + share / (1 - share) * Elementary.pow(ages, shape))
  }

  /// 1/age = g/(h (1 − ζ)), ζ and h.
  package static func kernel(growth: Double, share: Double, shape: Double) -> SIMD4<Double> {
    [growth / (shape * (1 - share)), share, shape, 0]
  }

  package static func factor(after elapsed: Double, _ kernel: SIMD4<Double>) -> Double {
    let s = 1 + elapsed * kernel[0]
    guard s > 0 else { return 0 }
    return 1 / (kernel[1] + (1 - kernel[1]) * Elementary.pow(s, -kernel[2]))
  }

  package static func logRatio(after elapsed: Double, growth: Double, share: Double, shape: Double)
    -> LogRatio
  {
    let age = shape * (1 - share) / growth
    let s = 1 + elapsed / age
    guard s > 0 else { return .unborn }
    let power = Elementary.pow(s, shape)
    let widened = 1 - share + share * power
    let lever = shape * elapsed / (age * s)
    return LogRatio(
      value: Elementary.log(power / widened), byGrowth: (1 - share) / widened * lever / growth,
      byShare: (1 - power + lever) / widened)
  }

  package static func growth(ratio: Double, over gap: Double, share: Double, shape: Double)
    -> Double
  {
    let oddsRatio = ratio * (1 - share) / (1 - share * ratio)
    return shape * (1 - share) * (1 - Elementary.pow(oddsRatio, 1 / shape)) / gap
  }
}
