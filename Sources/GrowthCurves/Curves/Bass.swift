internal import Columns
internal import SpecialFunctions

/// Cumulative adoption K F(τ), F = (1 − E) / (1 + (q/p) E), E = exp(−(p + q) τ); parameters `p`
/// (innovation), `q` (imitation), `ceiling`.
///
/// F solves dF/dτ = (p + q F)(1 − F), F(0) = 0. This is the continuous curve; the yearly recursion
/// N(i+1) = N(i) + (p + q N(i)/K)(K − N(i)) is a different, slower one.
///
/// Source: Bass 1969, Management Science 15:215, equation 4.
package enum Bass: CurveForm {
  package static let parameterNames = ["p", "q", "ceiling"]
  package static let needsOrigin = true

  package static let scaleLane = 2
  package static let positiveLanes = [0, 1]

  /// By p + q times the span, and by the share of p in it.
  package static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
    let span = max(times.upperBound, times.upperBound - times.lowerBound)
    return [1e-5, 1e-4, 1e-3, 4e-3, 0.015, 0.05, 0.15, 0.4, 0.8].map { innovation in
      [0.3, 0.8, 1.5, 2.5, 4, 5.5, 7.5, 10, 14, 20].map { total in
        [innovation * total / span, (1 - innovation) * total / span, 1, 0]
      }
    }
  }

  package static func value(_ t: Double, _ p: SIMD4<Double>) -> Double {
    guard t > 0 else { return 0 }
    let decay = (p[0] + p[1]) * t
    return -p[2] * Elementary.expm1(-decay) / (1 + p[1] / p[0] * Elementary.exp(-decay))
  }

  package static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>) {
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
}

extension Bass: BoundedForm {
  package static let words = ["ceiling", "midpoint", "p", "q"]

  /// q/p, the average of 213 applications.
  ///
  /// Source: Sultan, Farley and Lehmann 1990, Journal of Marketing Research 27:70.
  package static let defaultShape: Double? = 0.38 / 0.03
  package static let limit = CurveLimit.none

  /// (p + q)(m − t) = log((1 − ζ)(2 + ρ)/(1 + ρ ζ)), over p + q for each unit of growth; ρ = q/p.
  package static func midpointTimesGrowth<N: Arithmetic>(share: N, shape: N) -> N {
    let pace = share * (1 + shape) / ((1 + shape * share) * (1 - share))
    // E = exp(−(p + q) τ) where the share is F, and where it is a half.
    let now = (1 - share) / (1 + shape * share)
    return N.log(now * (2 + shape)) / pace
  }

  /// y′ = (p + q y/K)(K − y).
  package static func step(
    _ value: Double, _ curve: CurveStep, at elapsed: Double, over years: Double, ceiling: Double
  ) -> Double {
    let (share, ratio) = (value / ceiling, curve.shape)
    let open = (1 - share) / (1 + ratio * share) * Elementary.exp(-curve.pace * years)
    return ceiling * (1 - open) / (1 + ratio * open)
  }

  /// Rate a = p + q, 1 − E at the anchor, and ρ = q/p.
  package static func kernel(growth: Double, share: Double, shape: Double) -> SIMD4<Double> {
    let widened = 1 + shape * share
    let open = share * (1 + shape) / widened
    return [growth * open / (1 - share), open, shape, 0]
  }

  package static func factor(after elapsed: Double, _ kernel: SIMD4<Double>) -> Double {
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

  package static func logRatio(after elapsed: Double, growth: Double, share: Double, shape: Double)
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

  package static func growth(ratio: Double, over gap: Double, share: Double, shape: Double)
    -> Double
  {
    let earlier = share * ratio
    let widened = 1 + shape * share
    let fall =
      Elementary.log1p(-earlier) - Elementary.log1p(shape * earlier) - Elementary.log1p(-share)
      + Elementary.log1p(shape * share)
    return fall / gap * (1 - share) * widened / (share * (1 + shape))
  }
}

extension Bass {
  /// The flow of one value for each path: u = (1 − F)/(1 + (q/p) F) decays at the rate p + q, per year.
  ///
  /// Source: Bass 1969, solved from any F.
  package static func flow(
    _ values: inout [Double], ceiling: [Double], p: [Double], q: [Double], over years: Double
  ) {
    for i in values.indices {
      let (p, q) = (p[i], q[i])
      let share = values[i] / ceiling[i]
      // Where nobody begins and nobody imitates, nothing moves.
      let pace = p + q * share
      guard pace != 0 else { continue }
      let open = (1 - share) / pace * Elementary.exp(-(p + q) * years)
      values[i] = ceiling[i] * (1 - p * open) / (1 + q * open)
    }
  }

  /// The part of a Bass curve's pace that is not given, by which it leads from one value to another.
  ///
  /// - Parameters:
  ///   - known: p or q, > 0 per year.
  ///   - isInnovation: whether `known` is p.
  ///   - first: the earlier value, > 0.
  ///   - last: the later value.
  ///   - ceilings: K of each step between them.
  ///   - years: the length of a step.
  /// - Returns: q or p, per year, at least 0.
  package static func coefficient(
    given known: Double, isInnovation: Bool, from first: Double, to last: Double,
    ceilings: [Double], over years: Double
  ) -> Double {
    func end(_ other: Double) -> Double {
      let (p, q) = isInnovation ? (known, other) : (max(other, 1e-12), known)
      let curve = CurveStep(Bass.self, pace: p + q, shape: q / p, share: 0)
      return curve.value(after: first, at: 0, over: years, ceilings: ceilings)
    }
    var (low, high) = (0.0, 1.0)
    // A faster curve reaches the ceiling at once.
    while high < 60, end(high) < last { high *= 2 }
    // The share of adopters rises with p and with q.
    for _ in 0..<100 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if end(middle) < last { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }
}
