internal import Columns
internal import SpecialFunctions

/// Logistic growth K / (1 + exp(−r (t − m))), parameters `ceiling`, `rate`, `midpoint`.
///
/// Source: Verhulst 1838; R's `SSlogis` is the same curve with 1/r as `scal`.
package enum Logistic: CurveForm {
  package static let parameterNames = ["ceiling", "rate", "midpoint"]

  package static let scaleLane = 0

  /// Lines in the logit, by their values at both ends of the times.
  package static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
    let span = times.upperBound - times.lowerBound
    let ends = [-11, -8.5, -6.5, -5, -3.8, -2.8, -1.9, -1, 0, 1, 2, 3.2, 5, 8]
    return ends.map { first in
      ends.filter { $0 != first }.map { last in
        let rate = (last - first) / span
        return [1, rate, times.lowerBound - first / rate, 0]
      }
    }
  }

  package static func value(_ t: Double, _ p: SIMD4<Double>) -> Double {
    p[0] * Elementary.logistic(p[1] * (t - p[2]))
  }

  package static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>) {
    let fraction = Elementary.logistic(p[1] * (t - p[2]))
    let slope = p[0] * fraction * Elementary.logistic(-p[1] * (t - p[2]))
    return (p[0] * fraction, [fraction, slope * (t - p[2]), -slope * p[1], 0])
  }
}

extension Logistic: SigmoidForm {
  package static let words = ["ceiling", "midpoint", "rate"]

  package static func ratePerGrowth<N: Arithmetic>(level: N, share: N, shape: N) -> N {
    1 / (1 - share)
  }

  package static func ahead<N: Arithmetic>(share: N, shape: N) -> N {
    N.log((1 - share) / share)
  }

  package static func share<N: Arithmetic>(ahead: N, shape: N) -> N { N.logistic(-ahead) }

  package static func slopeOfAhead(share: Double, shape: Double) -> Double {
    1 / (share * (1 - share))
  }

  /// y′ = r y (1 − y/K).
  package static func step(
    _ value: Double, _ curve: CurveStep, at elapsed: Double, over years: Double, ceiling: Double
  ) -> Double {
    ceiling * grown(value / ceiling, by: curve.pace * years)
  }

  /// The share z e^g / (1 + z (e^g − 1)).
  static func grown(_ z: Double, by growth: Double) -> Double {
    // Beyond any number that matters, so that what has grown for ever is at its ceiling.
    let added = min(Elementary.expm1(growth), 1e100)
    return z * (1 + added) / (1 + z * added)
  }

  /// Rate r = g/(1 − ζ) and ζ.
  package static func kernel(growth: Double, share: Double, shape: Double) -> SIMD4<Double> {
    [growth / (1 - share), share, 0, 0]
  }

  /// 1 / (ζ + (1 − ζ) exp(−r τ)): never infinite over infinite.
  package static func factor(after elapsed: Double, _ kernel: SIMD4<Double>) -> Double {
    1 / (kernel[1] + (1 - kernel[1]) * Elementary.exp(-kernel[0] * elapsed))
  }

  package static func fillFactors(
    after elapsed: Double, _ a: Span<Double>, _ b: Span<Double>, _ c: Span<Double>,
    into factors: inout MutableSpan<Double>
  ) {
    for i in factors.indices { factors[i] = -a[i] * elapsed }
    Elementary.exp(&factors)
    for i in factors.indices { factors[i] = 1 / (b[i] + (1 - b[i]) * factors[i]) }
  }

  package static func logRatio(after elapsed: Double, growth: Double, share: Double, shape: Double)
    -> LogRatio
  {
    Richards.logRatio(after: elapsed, growth: growth, share: share, shape: 1)
  }

  package static func replaceByLogRatios(
    _ elapsed: inout MutableSpan<Double>, growth: Double, share: Double, shape: Double
  ) {
    Richards.replaceByLogRatios(&elapsed, growth: growth, share: share, shape: 1)
  }

  package static func growth(ratio: Double, over gap: Double, share: Double, shape: Double)
    -> Double
  {
    let odds = Elementary.log1p(-share * ratio) - Elementary.log1p(-share)
    return (odds - Elementary.log(ratio)) / gap * (1 - share)
  }
}

extension Logistic: FlowForm {
  package static func flow(_ values: inout [Double], ceiling: [Double], growth: inout [Double]) {
    flow(&values, ceiling: ceiling, part: 1, growth: &growth)
  }

  /// The flow of d log y = (1 − y/K) dg: y ← y e^g / (1 + (y/K)(e^g − 1)), which moves the
  /// logarithm of the odds y/(K − y) by g.
  ///
  /// `part` is the part of the ceiling that is the value's, where that is one of several periods of a
  /// total.
  package static func flow(
    _ values: inout [Double], ceiling: [Double], part: Double, growth: inout [Double]
  ) {
    var span = growth.mutableSpan
    Elementary.expm1(&span)
    for i in values.indices {
      let y = values[i]
      // Above a ceiling that has come down nothing is added.
      let most = part * ceiling[i]
      guard y < most else { continue }
      // Beyond any number that matters, so that what has grown for ever is at its ceiling.
      let added = min(growth[i], 1e100)
      values[i] = y * (1 + added) / (1 + y / most * added)
    }
  }
}
