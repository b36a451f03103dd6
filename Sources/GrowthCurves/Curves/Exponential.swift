internal import Columns
internal import SpecialFunctions

/// Exponential growth L exp(r τ), parameters `level`, `rate`.
package enum Exponential: CurveForm {
  package static let parameterNames = ["level", "rate"]
  package static let needsOrigin = true

  package static let scaleLane = 0

  package static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
    let span = times.upperBound - times.lowerBound
    return [-16, -8, -4, -2, -1, -0.4, 0.1, 0.4, 1, 2, 3, 4, 6, 9, 14, 24].map {
      [[1, $0 / span, 0, 0]]
    }
  }

  package static func value(_ t: Double, _ p: SIMD4<Double>) -> Double {
    p[0] * Elementary.exp(p[1] * t)
  }

  package static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>) {
    let e = Elementary.exp(p[1] * t)
    return (p[0] * e, [e, p[0] * t * e, 0, 0])
  }
}

extension Exponential: FlowForm {
  package static let words = ["cagr", "rate"]

  package static func ratePerGrowth<N: Arithmetic>(level: N, share: N, shape: N) -> N { 1 }

  /// y ← y e^g.
  package static func flow(_ values: inout [Double], ceiling: [Double], growth: inout [Double]) {
    var span = growth.mutableSpan
    Elementary.exp(&span)
    for i in values.indices { values[i] *= growth[i] }
  }

  package static func kernel(growth: Double, share: Double, shape: Double) -> SIMD4<Double> {
    [growth, 0, 0, 0]
  }

  package static func factor(after elapsed: Double, _ kernel: SIMD4<Double>) -> Double {
    Elementary.exp(kernel[0] * elapsed)
  }

  package static func fillFactors(
    after elapsed: Double, _ a: Span<Double>, _ b: Span<Double>, _ c: Span<Double>,
    into factors: inout MutableSpan<Double>
  ) {
    for i in factors.indices { factors[i] = a[i] * elapsed }
    Elementary.exp(&factors)
  }

  package static func logRatio(after elapsed: Double, growth: Double, share: Double, shape: Double)
    -> LogRatio
  {
    LogRatio(value: growth * elapsed, byGrowth: elapsed, byShare: 0)
  }

  package static func growth(ratio: Double, over gap: Double, share: Double, shape: Double)
    -> Double
  {
    -Elementary.log(ratio) / gap
  }
}
