internal import Kernels
internal import SpecialFunctions

/// Cumulative adoption K F(τ), F = (1 − E) / (1 + (q/p) E), E = exp(−(p + q) τ); parameters `p`
/// (innovation), `q` (imitation), `ceiling`.
///
/// F solves dF/dτ = (p + q F)(1 − F), F(0) = 0. This is the continuous curve; the yearly recursion
/// N(i+1) = N(i) + (p + q N(i)/K)(K − N(i)) is a different, slower one.
///
/// Source: Bass 1969, Management Science 15:215, equation 4.
enum Bass: CurveForm {
  static let parameterNames = ["p", "q", "ceiling"]
  static let needsOrigin = true

  static let scaleLane = 2
  static let positiveLanes = [0, 1]

  /// By p + q times the span, and by the share of p in it.
  static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
    let span = max(times.upperBound, times.upperBound - times.lowerBound)
    return [1e-5, 1e-4, 1e-3, 4e-3, 0.015, 0.05, 0.15, 0.4, 0.8].map { innovation in
      [0.3, 0.8, 1.5, 2.5, 4, 5.5, 7.5, 10, 14, 20].map { total in
        [innovation * total / span, (1 - innovation) * total / span, 1, 0]
      }
    }
  }

  static func value(_ t: Double, _ p: SIMD4<Double>) -> Double {
    guard t > 0 else { return 0 }
    let decay = (p[0] + p[1]) * t
    return -p[2] * Elementary.expm1(-decay) / (1 + p[1] / p[0] * Elementary.exp(-decay))
  }

  static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>) {
    guard t > 0 else { return (0, .zero) }
    let decay = (p[0] + p[1]) * t
    let e = Elementary.exp(-decay)
    let ratio = p[1] / p[0]
    let open = -Elementary.expm1(-decay)
    let d = 1 + ratio * e
    let fraction = open / d
    func derivative(rate: Double, ratio byRatio: Double) -> Double {
      (t * e * rate * d - open * (e * byRatio - ratio * t * e * rate)) / (d * d)
    }
    let byP = p[2] * derivative(rate: 1, ratio: -ratio / p[0])
    let byQ = p[2] * derivative(rate: 1, ratio: 1 / p[0])
    return (p[2] * fraction, [byP, byQ, fraction, 0])
  }

  static func relativeGrowth(_ t: Double, _ p: SIMD4<Double>) -> Double {
    let fraction = value(t, p) / p[2]
    return (p[0] + p[1] * fraction) * (1 - fraction) / fraction
  }

  static func time(reaching level: Double, _ p: SIMD4<Double>) -> Double {
    let fraction = level / p[2]
    let ratio = p[1] / p[0]
    return (Elementary.log1p(ratio * fraction) - Elementary.log1p(-fraction)) / (p[0] + p[1])
  }

  /// The time after the origin at which adoptions per year are highest: log(q/p)/(p + q), or 0 when
  /// imitation is the weaker force.
  static func peak(p: Double, q: Double) -> Double {
    max(0, Elementary.log(q / p) / (p + q))
  }
}

extension Bass: AnchoredForm {
  /// Rate a = p + q, 1 − E at the anchor, and ρ = q/p.
  static func kernel(growth: Double, share: Double, shape: Double) -> SIMD4<Double> {
    let widened = 1 + shape * share
    let open = share * (1 + shape) / widened
    return [growth * open / (1 - share), open, shape, 0]
  }

  static func factor(after elapsed: Double, _ kernel: SIMD4<Double>) -> Double {
    let change = Elementary.expm1(-kernel[0] * elapsed)
    return factor(open: kernel[1], ratio: kernel[2], change: change)
  }

  /// F/ζ with E = E₀ (1 + change); 1 − E is taken as (1 − E₀) − E₀ change, which keeps its digits.
  private static func factor(open: Double, ratio ρ: Double, change: Double) -> Double {
    let e0 = 1 - open
    let adopted = open - e0 * change
    let factor = adopted * (1 + ρ * e0) / ((1 + ρ * (e0 + e0 * change)) * open)
    return factor > 0 ? factor : 0
  }

  package static func fillFactors(
    after elapsed: Double, _ a: Span<Double>, _ b: Span<Double>, _ c: Span<Double>,
    into factors: inout MutableSpan<Double>
  ) {
    for i in factors.indices { factors[i] = -a[i] * elapsed }
    Elementary.expm1(&factors)
    for i in factors.indices { factors[i] = factor(open: b[i], ratio: c[i], change: factors[i]) }
  }

  static func logRatio(after elapsed: Double, growth: Double, share: Double, shape: Double)
    -> LogRatio
  {
    let widened = 1 + shape * share
    let a = growth * share * (1 + shape) / ((1 - share) * widened)
    let e = (1 - share) / widened * Elementary.exp(-a * elapsed)
    let adopted =
      share * (1 + shape) / widened - (1 - share) / widened * Elementary.expm1(-a * elapsed)
    guard adopted > 0 else { return .unborn }
    let fraction = adopted / (1 + shape * e)
    let byE = -(1 + shape) / (adopted * (1 + shape * e))
    let logE0ByShare = -1 / (1 - share) - shape / widened
    let logRateByShare = 1 / share + 1 / (1 - share) - shape / widened
    return LogRatio(
      value: Elementary.log(fraction / share), byGrowth: -byE * e * elapsed * a / growth,
      byShare: byE * e * (logE0ByShare - elapsed * a * logRateByShare) - 1 / share)
  }

  static func growth(ratio: Double, over gap: Double, share: Double, shape: Double) -> Double {
    let earlier = share * ratio
    let widened = 1 + shape * share
    let fall =
      Elementary.log1p(-earlier) - Elementary.log1p(shape * earlier) - Elementary.log1p(-share)
      + Elementary.log1p(shape * share)
    return fall / gap * (1 - share) * widened / (share * (1 + shape))
  }

  static func classical(ceiling: Double, growth: Double, share: Double, shape: Double)
    -> (lanes: SIMD4<Double>, age: Double)
  {
    let p = growth * share / ((1 - share) * (1 + shape * share))
    let lanes: SIMD4<Double> = [p, shape * p, ceiling, 0]
    return (lanes, time(reaching: ceiling * share, lanes))
  }
}
