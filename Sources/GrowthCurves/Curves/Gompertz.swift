internal import Columns
internal import SpecialFunctions

/// Gompertz growth K exp(−exp(−r (t − m))), parameters `ceiling`, `rate`, `midpoint`.
///
/// The midpoint is the inflection, where y = K/e. R's `SSgompertz` A exp(−b₂ b₃ᵗ) is the same curve
/// with b₃ = exp(−r) and b₂ = exp(r m).
package enum Gompertz: CurveForm {
  package static let parameterNames = ["ceiling", "rate", "midpoint"]

  package static let scaleLane = 0

  /// Lines in −log(−log share), by their values at both ends of the times.
  package static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
    let span = times.upperBound - times.lowerBound
    let ends = [-4, -3, -2.3, -1.8, -1.4, -1, -0.6, -0.2, 0.3, 0.8, 1.5, 2.5, 4, 7]
    return ends.map { first in
      ends.filter { $0 != first }.map { last in
        let rate = (last - first) / span
        return [1, rate, times.lowerBound - first / rate, 0]
      }
    }
  }

  package static func value(_ t: Double, _ p: SIMD4<Double>) -> Double {
    p[0] * Elementary.exp(-Elementary.exp(-p[1] * (t - p[2])))
  }

  package static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>) {
    let gap = Elementary.exp(-p[1] * (t - p[2]))
    let fraction = Elementary.exp(-gap)
    // exp(-gap) underflows long before gap overflows, and 0 times infinity must stay 0.
    let slope = fraction == 0 ? 0 : p[0] * fraction * gap
    return (p[0] * fraction, [fraction, slope * (t - p[2]), -slope * p[1], 0])
  }
}

extension Gompertz: SigmoidForm, FlowForm {
  package static let words = ["ceiling", "midpoint", "rate"]

  package static func ratePerGrowth<N: Arithmetic>(level: N, share: N, shape: N) -> N {
    -1 / N.log(share)
  }

  /// From the inflection, where log(1/ζ) is 1, to the half, where it is log 2.
  package static func ahead<N: Arithmetic>(share: N, shape: N) -> N {
    N.log(N.log(share) / -N.log2)
  }

  package static func share<N: Arithmetic>(ahead: N, shape: N) -> N {
    N.exp(-N.log2 * N.exp(ahead))
  }

  package static func slopeOfAhead(share: Double, shape: Double) -> Double {
    -1 / (share * Elementary.log(share))
  }

  /// y′ = r y log(K/y).
  package static func step(
    _ value: Double, _ curve: CurveStep, at elapsed: Double, over years: Double, ceiling: Double
  ) -> Double {
    let power = Elementary.exp(-curve.pace * years)
    return ceiling * Elementary.exp(power * Elementary.log(value / ceiling))
  }

  package static func flow(_ values: inout [Double], ceiling: [Double], growth: inout [Double]) {
    for i in values.indices {
      values[i] =
        ceiling[i] * Elementary.pow(values[i] / ceiling[i], Elementary.exp(-growth[i]))
    }
  }

  /// Rate g/κ and κ = −log ζ; without a ceiling g and 0.
  package static func kernel(growth: Double, share: Double, shape: Double) -> SIMD4<Double> {
    guard share > 0 else { return [growth, 0, 0, 0] }
    let κ = -Elementary.log(share)
    return [growth / κ, κ, 0, 0]
  }

  /// exp(κ (1 − exp(−c τ))).
  ///
  /// κ is at most 745, so the subtraction costs less than 1e-13 of y.
  package static func factor(after elapsed: Double, _ kernel: SIMD4<Double>) -> Double {
    let decay = kernel[0] * elapsed
    return Elementary.exp(kernel[1] > 0 ? kernel[1] * (1 - Elementary.exp(-decay)) : decay)
  }

  package static func fillFactors(
    after elapsed: Double, _ a: Span<Double>, _ b: Span<Double>, _ c: Span<Double>,
    into factors: inout MutableSpan<Double>
  ) {
    for i in factors.indices { factors[i] = -(a[i] * elapsed) }
    Elementary.exp(&factors)
    for i in factors.indices {
      factors[i] = b[i] > 0 ? b[i] * (1 - factors[i]) : a[i] * elapsed
    }
    Elementary.exp(&factors)
  }

  package static func logRatio(after elapsed: Double, growth: Double, share: Double, shape: Double)
    -> LogRatio
  {
    guard share > 0 else {
      return LogRatio(value: growth * elapsed, byGrowth: elapsed, byShare: -.infinity)
    }
    let κ = -Elementary.log(share)
    let decay = growth / κ * elapsed
    let approached = -Elementary.expm1(-decay)
    let remaining = Elementary.exp(-decay)
    return LogRatio(
      value: κ * approached, byGrowth: elapsed * remaining,
      byShare: -(approached - decay * remaining) / share)
  }

  package static func replaceByLogRatios(
    _ elapsed: inout MutableSpan<Double>, growth: Double, share: Double, shape: Double
  ) {
    guard share > 0 else {
      for i in elapsed.indices { elapsed[i] *= growth }
      return
    }
    let κ = -Elementary.log(share)
    let pace = growth / κ
    for i in elapsed.indices { elapsed[i] = -(pace * elapsed[i]) }
    Elementary.expm1(&elapsed)
    for i in elapsed.indices { elapsed[i] = κ * -elapsed[i] }
  }

  package static func growth(ratio: Double, over gap: Double, share: Double, shape: Double)
    -> Double
  {
    let fall = -Elementary.log(ratio)
    guard share > 0 else { return fall / gap }
    let κ = -Elementary.log(share)
    return Elementary.log1p(fall / κ) / gap * κ
  }
}
