internal import Columns
internal import SpecialFunctions

/// Richards growth K / (1 + ν exp(−r (t − m)))^(1/ν), parameters `ceiling`, `rate`, `midpoint`,
/// `shape`.
///
/// The midpoint is the inflection, where y = K (1 + ν)^(−1/ν), so ν = 1 is the logistic curve and
/// ν → 0 tends to the Gompertz curve with the same rate and midpoint. The form
/// K / (1 + exp(b₂ − b₃ t))^(1/ν) of Richards 1959 has b₃ = r and b₂ = r m + log ν.
package enum Richards: CurveForm {
  package static let parameterNames = ["ceiling", "rate", "midpoint", "shape"]

  package static let scaleLane = 0
  package static let positiveLanes = [3]

  /// Growing curves between Gompertz and steep ones, by their values at both ends of the times.
  package static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
    let span = times.upperBound - times.lowerBound
    let ends = [-8, -5, -3, -1.5, 0, 1.5, 3, 5, 8]
    return [0.15, 0.5, 1, 2, 5].flatMap { shape in
      ends.dropLast().map { first in
        ends.filter { $0 > first }.map { last in
          let rate = (last - first) / span
          return [1, rate, times.lowerBound - first / rate, shape]
        }
      }
    }
  }

  package static func value(_ t: Double, _ p: SIMD4<Double>) -> Double {
    p[0] * Elementary.exp(-logGap(t, p) / p[3])
  }

  /// log(1 + ν exp(−x)), without overflow for very negative x.
  private static func logGap(_ t: Double, _ p: SIMD4<Double>) -> Double {
    let x = p[1] * (t - p[2])
    return x > -700 ? Elementary.log1p(p[3] * Elementary.exp(-x)) : Elementary.log(p[3]) - x
  }

  package static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>) {
    let x = p[1] * (t - p[2])
    let gap = logGap(t, p)
    let fraction = Elementary.exp(-gap / p[3])
    // w = exp(-x) / (1 + ν exp(-x)), by way of logarithms.
    let w = Elementary.exp(-x - gap)
    let slope = p[0] * fraction * w
    let byShape = p[0] * fraction * (gap / p[3] - w) / p[3]
    return (p[0] * fraction, [fraction, slope * (t - p[2]), -slope * p[1], byShape])
  }
}

extension Richards: SigmoidForm {
  package static let words = ["ceiling", "midpoint", "rate", "shape"]

  /// ν = exp(−0.3), between Gompertz (0) and logistic (1).
  package static let defaultShape: Double? = 0.740_818_220_681_717_9

  package static func ratePerGrowth<N: Arithmetic>(level: N, share: N, shape: N) -> N {
    shape / (1 - N.power(share, shape))
  }

  package static func ahead<N: Arithmetic>(share: N, shape: N) -> N {
    let z = N.power(share, shape)
    return N.log((1 - z) / (z * N.exp2m1(shape)))
  }

  package static func share<N: Arithmetic>(ahead: N, shape: N) -> N {
    N.exp(-N.log1p(N.exp2m1(shape) * N.exp(ahead)) / shape)
  }

  package static func slopeOfAhead(share: Double, shape: Double) -> Double {
    shape / (share * (1 - Elementary.pow(share, shape)))
  }

  /// y′ = (r/ν) y (1 − (y/K)^ν).
  package static func step(
    _ value: Double, _ curve: CurveStep, at elapsed: Double, over years: Double, ceiling: Double
  ) -> Double {
    let z = Elementary.exp(curve.shape * Elementary.log(value / ceiling))
    let grown = Logistic.grown(z, by: curve.pace * years)
    return ceiling * Elementary.exp(Elementary.log(grown) / curve.shape)
  }

  /// Rate r = ν g/(1 − z), z = ζ^ν and ν.
  package static func kernel(growth: Double, share: Double, shape: Double) -> SIMD4<Double> {
    let z = Elementary.pow(share, shape)
    return [shape * growth / (1 - z), z, shape, 0]
  }

  /// (z + (1 − z) exp(−r τ))^(−1/ν).
  package static func factor(after elapsed: Double, _ kernel: SIMD4<Double>) -> Double {
    let base = kernel[1] + (1 - kernel[1]) * Elementary.exp(-kernel[0] * elapsed)
    return Elementary.exp(-Elementary.log(base) / kernel[2])
  }

  package static func fillFactors(
    after elapsed: Double, _ a: Span<Double>, _ b: Span<Double>, _ c: Span<Double>,
    into factors: inout MutableSpan<Double>
  ) {
    for i in factors.indices { factors[i] = -a[i] * elapsed }
    Elementary.exp(&factors)
    for i in factors.indices { factors[i] = b[i] + (1 - b[i]) * factors[i] }
    Elementary.log(&factors)
    for i in factors.indices { factors[i] = -factors[i] / c[i] }
    Elementary.exp(&factors)
  }

  /// With d = 1 + z expm1(x), x = r τ, written in exp(−|x|) so that neither end overflows.
  package static func logRatio(after elapsed: Double, growth: Double, share: Double, shape: Double)
    -> LogRatio
  {
    let z = shape == 1 ? share : Elementary.pow(share, shape)
    // dz/dζ = ν ζ^(ν−1), and the factor ν cancels against the root.
    let zByShare = shape == 1 ? 1 : Elementary.pow(share, shape - 1)
    let x = shape * growth / (1 - z) * elapsed
    guard x < 0 else {
      let e = Elementary.exp(-x)
      let approached = -Elementary.expm1(-x)
      let d = e + z * approached
      return LogRatio(
        value: -Elementary.log1p(-(1 - z) * approached) / shape, byGrowth: elapsed * e / d,
        byShare: (x * e - approached) / d * zByShare)
    }
    let grown = Elementary.expm1(x)
    let d = 1 + z * grown
    return LogRatio(
      value: (x - Elementary.log1p(z * grown)) / shape, byGrowth: elapsed / d,
      byShare: (x - grown) / d * zByShare)
  }

  package static func replaceByLogRatios(
    _ elapsed: inout MutableSpan<Double>, growth: Double, share: Double, shape: Double
  ) {
    let z = shape == 1 ? share : Elementary.pow(share, shape)
    let pace = shape * growth / (1 - z)
    var x = [Double](repeating: 0, count: elapsed.count)
    for i in elapsed.indices {
      x[i] = pace * elapsed[i]
      elapsed[i] = x[i] < 0 ? x[i] : -x[i]
    }
    Elementary.expm1(&elapsed)
    for i in elapsed.indices {
      elapsed[i] = x[i] < 0 ? z * elapsed[i] : -(1 - z) * -elapsed[i]
    }
    Elementary.log1p(&elapsed)
    for i in elapsed.indices {
      elapsed[i] = (x[i] < 0 ? x[i] - elapsed[i] : -elapsed[i]) / shape
    }
  }

  package static func growth(ratio: Double, over gap: Double, share: Double, shape: Double)
    -> Double
  {
    let logRatio = Elementary.log(ratio)
    let z = Elementary.pow(share, shape)
    let earlier = z * Elementary.exp(shape * logRatio)
    let odds = Elementary.log1p(-earlier) - Elementary.log1p(-z)
    return (odds - shape * logRatio) / gap * (1 - z) / shape
  }
}
