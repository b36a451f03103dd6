internal import SpecialFunctions

/// Weibull growth K (1 − 2^(−(τ/τ½)^k)), parameters `ceiling`, `midpoint` (τ½, time after the
/// origin at which half of the ceiling is reached) and `shape` (k).
package enum Weibull: CurveForm {
  package static let parameterNames = ["ceiling", "midpoint", "shape"]
  package static let needsOrigin = true

  package static let scaleLane = 0
  package static let positiveLanes = [1, 2]

  package static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
    ageingShapes(over: times)
  }

  package static func value(_ t: Double, _ p: SIMD4<Double>) -> Double {
    guard t > 0 else { return 0 }
    return -p[0] * Elementary.expm1(-Double.log2 * Elementary.pow(t / p[1], p[2]))
  }

  package static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>) {
    guard t > 0 else { return (0, .zero) }
    let logTime = Elementary.log(t / p[1])
    let u = Double.log2 * Elementary.exp(p[2] * logTime)
    let open = -Elementary.expm1(-u)
    let remaining = Elementary.exp(-u)
    let slope = remaining == 0 ? 0 : p[0] * u * remaining
    return (p[0] * open, [open, -slope * p[2] / p[1], slope * logTime, 0])
  }
}

/// Weibull growth from a floor: K − (K − y₀) exp(−(r τ)^k), parameters `ceiling`, `floor`, `rate`,
/// `shape`.
///
/// R's `SSweibull` A − D exp(−exp(lrc) tᵖʷʳ) is the same curve with D = K − y₀, lrc = k log r.
package enum FourParameterWeibull: CurveForm {
  package static let parameterNames = ["ceiling", "floor", "rate", "shape"]
  package static let needsOrigin = true

  package static let scaleLane = 0
  package static let floorLane: Int? = 1
  package static let positiveLanes = [2, 3]

  package static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
    ageingShapes(over: times).map { row in row.map { [1, 0, 1 / $0[1], $0[2]] } }
  }

  package static func value(_ t: Double, _ p: SIMD4<Double>) -> Double {
    guard t > 0 else { return p[1] }
    return p[0] - (p[0] - p[1]) * Elementary.exp(-Elementary.pow(p[2] * t, p[3]))
  }

  package static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>) {
    guard t > 0 else { return (p[1], [0, 1, 0, 0]) }
    let logTime = Elementary.log(p[2] * t)
    let u = Elementary.exp(p[3] * logTime)
    let remaining = Elementary.exp(-u)
    let slope = remaining == 0 ? 0 : (p[0] - p[1]) * u * remaining
    return (
      p[0] - (p[0] - p[1]) * remaining,
      [-Elementary.expm1(-u), remaining, slope * p[3] / p[2], slope * logTime]
    )
  }
}

extension Weibull: AgeingForm {
  package static let words = ["ceiling", "midpoint", "rate", "shape"]

  /// A hazard that rises in proportion to time; ours.
  package static let defaultShape: Double? = 2

  package static func ageTimesGrowth<N: Arithmetic>(share: N, shape: N) -> N {
    shape * -N.log1p(-share) * (1 - share) / share
  }

  package static func agesToMidpoint<N: Arithmetic>(share: N, shape: N) -> N {
    N.power(N.log2 / -N.log1p(-share), 1 / shape)
  }

  package static func remaining(at ages: Double, share: Double, shape: Double) -> Double {
    Elementary.exp(Elementary.log1p(-share) * Elementary.pow(ages, shape))
  }

  /// 1/age, u₀ = −log(1 − ζ) and k; the age is k u₀ (1 − ζ)/(ζ g), and k/g without a ceiling.
  package static func kernel(growth: Double, share: Double, shape: Double) -> SIMD4<Double> {
    guard share > 0 else { return [growth / shape, 0, shape, 0] }
    let u0 = -Elementary.log1p(-share)
    return [share * growth / (shape * u0 * (1 - share)), u0, shape, 0]
  }

  package static func factor(after elapsed: Double, _ kernel: SIMD4<Double>) -> Double {
    let power = Elementary.pow(max(0, 1 + elapsed * kernel[0]), kernel[2])
    guard kernel[1] > 0 else { return power }
    return Elementary.expm1(-kernel[1] * power) / Elementary.expm1(-kernel[1])
  }

  package static func logRatio(after elapsed: Double, growth: Double, share: Double, shape: Double)
    -> LogRatio
  {
    guard share > 0 else {
      let s = 1 + growth / shape * elapsed
      guard s > 0 else { return .unborn }
      return LogRatio(value: shape * Elementary.log(s), byGrowth: elapsed / s, byShare: 0)
    }
    let u0 = -Elementary.log1p(-share)
    let age = shape * u0 * (1 - share) / (share * growth)
    let s = 1 + elapsed / age
    guard s > 0 else { return .unborn }
    let u = u0 * Elementary.pow(s, shape)
    let byLogU = u / Elementary.expm1(u)
    let lever = shape * elapsed / (age * s)
    let logAgeByShare = 1 / ((1 - share) * u0) - 1 / (1 - share) - 1 / share
    return LogRatio(
      value: Elementary.log(-Elementary.expm1(-u) / share), byGrowth: byLogU * lever / growth,
      byShare: byLogU * (1 / (u0 * (1 - share)) - lever * logAgeByShare) - 1 / share)
  }

  package static func growth(ratio: Double, over gap: Double, share: Double, shape: Double)
    -> Double
  {
    guard share > 0 else {
      return shape * (1 - Elementary.pow(ratio, 1 / shape)) / gap
    }
    let later = -Elementary.log1p(-share)
    let earlier = -Elementary.log1p(-share * ratio)
    // age = gap / (1 − (earlier/later)^(1/k))
    let perAge = (1 - Elementary.pow(earlier / later, 1 / shape)) / gap
    return shape * later * (1 - share) / share * perAge
  }
}
