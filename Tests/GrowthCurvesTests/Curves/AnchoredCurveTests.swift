import GrowthCurves
import Testing
import _TestSupport

@Suite struct AnchoredCurveTests {
  /// Level 405, growth 0.12 and ceiling 1000 now; values in 5 and 12 years from integrating the
  /// differential equation of each family with mpmath (tools/references/growth_curves.py).
  struct Future: Sendable {
    let family: CurveFamily
    let shape: Double
    let values: [Double]
  }

  static let futures = [
    Future(family: .exponential, shape: 1, values: [737.95811415815613, 1709.3818058836039]),
    Future(family: .linear, shape: 1, values: [648, 988.2]),
    Future(family: .logistic, shape: 1, values: [651.06618081587303, 884.47361412912446]),
    Future(family: .gompertz, shape: 1, values: [627.89187054490083, 832.15072207221061]),
    Future(family: .richards, shape: 0.7, values: [644.24958995241406, 869.51226536556658]),
    Future(family: .bass, shape: 12, values: [642.56372326092242, 868.20949354860799]),
    Future(family: .weibull, shape: 2, values: [635.01930952636558, 859.41855056347054]),
    Future(family: .hill, shape: 3, values: [618.84949766589084, 800.57137149007604]),
  ]

  func anchored(_ future: Future, share: Double = 0.405) throws -> AnchoredCurve {
    try AnchoredCurve(
      future.family, time: 2020, level: 405, growth: 0.12, share: share, shape: future.shape)
  }

  @Test(arguments: futures)
  func `the curve solves its differential equation`(future: Future) throws {
    let curve = try anchored(future)
    // Powers and exponentials of numbers of size 10 lose about that many units.
    #expect(curve.value(at: 2025).agrees(with: future.values[0], within: .ulps(64)))
    #expect(curve.value(at: 2032).agrees(with: future.values[1], within: .ulps(64)))
  }

  @Test(arguments: futures)
  func `the classical form is the same curve`(future: Future) throws {
    let curve = try anchored(future)
    let classical = try #require(curve.classical)
    for date in [2018.0, 2020, 2027.5, 2060] {
      #expect(
        classical.value(at: date).agrees(with: curve.value(at: date), within: .conditioned(by: 1e4))
      )
    }
  }

  @Test(arguments: futures, [0.02, 0.405, 0.97])
  func `the log ratio and its gradient agree with the value`(future: Future, share: Double) throws {
    let curve = try anchored(future, share: share)
    let step = 1e-6
    // At a share of 0.97 an ageing curve was born two years before; 2019 lies after that.
    for date in [2019.5, 2022, 2030] {
      let ratio = curve.logRatio(at: date)
      // The logarithm of a ratio near 1 keeps its absolute accuracy only.
      let direct = logarithm(curve.value(at: date) / curve.level)
      #expect(ratio.value.agrees(with: direct, within: Tolerance(relative: 1e-12, absolute: 1e-13)))
      func moved(growth: Double, share by: Double) throws -> Double {
        try AnchoredCurve(
          future.family, time: 2020, level: 405, growth: 0.12 + growth, share: share + by,
          shape: future.shape
        ).logRatio(at: date).value
      }
      let byGrowth =
        try (moved(growth: step, share: 0) - moved(growth: -step, share: 0)) / (2 * step)
      let byShare =
        try (moved(growth: 0, share: step) - moved(growth: 0, share: -step)) / (2 * step)
      // Central differences at 1e-6: rounding of 1e-16/1e-6 and truncation of (1e-6/0.02)².
      let difference = Tolerance(relative: 1e-7, absolute: 1e-8)
      #expect(ratio.byGrowth.agrees(with: byGrowth, within: difference))
      #expect(ratio.byShare.agrees(with: byShare, within: difference))
    }
  }

  @Test(arguments: [CurveFamily.logistic, .gompertz, .richards])
  func `without a ceiling the curve is exponential`(family: CurveFamily) throws {
    let curve = try AnchoredCurve(family, time: 2020, level: 405, growth: 0.12, share: 0)
    let exponential = GrowthCurve(.exponential, [405, 0.12], origin: 2020)
    for date in [2010.0, 2021, 2050] {
      #expect(curve.value(at: date).agrees(with: exponential.value(at: date), within: .ulps(16)))
    }
    #expect(curve.ceiling == .infinity)
  }

  @Test(arguments: [CurveFamily.weibull, .hill])
  func `without a ceiling an ageing curve is a power law`(family: CurveFamily) throws {
    let curve = try AnchoredCurve(family, time: 2020, level: 405, growth: 0.2, share: 0, shape: 2)
    // The age is shape / growth = 10 years.
    #expect(curve.value(at: 2030).agrees(with: 405 * 4, within: .ulps(16)))
    #expect(curve.value(at: 2005) == 0)
  }

  @Test func `what makes no curve is refused`() {
    #expect(throws: GrowthModelError.noAnchoredForm(.asymptotic)) {
      try AnchoredCurve(.asymptotic, time: 0, level: 1, growth: 0.1)
    }
    #expect(
      throws: GrowthModelError.outOfRange(parameter: "level", value: -1, required: "> 0")
    ) { try AnchoredCurve(.logistic, time: 0, level: -1, growth: 0.1) }
    #expect(
      throws: GrowthModelError.outOfRange(
        parameter: "level / ceiling", value: 1, required: "between 0 and 1")
    ) { try AnchoredCurve(.logistic, time: 0, level: 1, growth: 0.1, share: 1) }
    #expect(throws: GrowthModelError.outOfRange(parameter: "growth", value: 0, required: "> 0")) {
      try AnchoredCurve(.hill, time: 0, level: 1, growth: 0, share: 0.5)
    }
  }

  @Test(arguments: futures)
  func `extreme anchors stay finite`(future: Future) throws {
    for share in [1e-12, 1 - 1e-12] {
      for elapsed in [-1000.0, 1000] {
        let value = try anchored(future, share: share).value(at: 2020 + elapsed)
        #expect(!value.isNaN, "\(future.family) \(share) \(elapsed)")
      }
    }
  }
}
