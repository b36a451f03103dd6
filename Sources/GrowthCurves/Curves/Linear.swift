internal import SpecialFunctions

/// Linear growth L + s τ, parameters `level`, `slope` (units of the series a year).
enum Linear: CurveForm {
  static let parameterNames = ["level", "slope"]
  static let needsOrigin = true

  static let scaleLane = 0

  /// One is enough: the curve is linear in both parameters.
  static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
    [[[1, 0, 0, 0]]]
  }

  static func value(_ t: Double, _ p: SIMD4<Double>) -> Double { p[0] + p[1] * t }

  static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>) {
    (p[0] + p[1] * t, [1, t, 0, 0])
  }
}

extension Linear: FlowForm {
  static let words = ["rate"]

  /// The rate is the slope, which hangs on the level.
  static func ratePerGrowth<N: Arithmetic>(level: N, share: N, shape: N) -> N { level }

  static func flow(_ values: inout [Double], ceiling: [Double], growth: inout [Double]) {
    for i in values.indices { values[i] += growth[i] }
  }

  static func kernel(growth: Double, share: Double, shape: Double) -> SIMD4<Double> {
    [growth, 0, 0, 0]
  }

  /// 1 + g τ, and 0 from where the line would turn negative.
  static func factor(after elapsed: Double, _ kernel: SIMD4<Double>) -> Double {
    max(0, 1 + kernel[0] * elapsed)
  }

  static func logRatio(after elapsed: Double, growth: Double, share: Double, shape: Double)
    -> LogRatio
  {
    LogRatio(
      value: Elementary.log1p(growth * elapsed), byGrowth: elapsed / (1 + growth * elapsed),
      byShare: 0)
  }

  static func replaceByLogRatios(
    _ elapsed: inout MutableSpan<Double>, growth: Double, share: Double, shape: Double
  ) {
    for i in elapsed.indices { elapsed[i] *= growth }
    Elementary.log1p(&elapsed)
  }

  static func growth(ratio: Double, over gap: Double, share: Double, shape: Double) -> Double {
    (1 - ratio) / gap
  }
}
