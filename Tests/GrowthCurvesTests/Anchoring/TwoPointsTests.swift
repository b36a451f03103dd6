import GrowthCurves
import Testing
import _TestSupport

/// The national high-tech enterprises of Luohu: 120 in 2015, 405 in 2020.
let luohu: TwoPoints? = try? TwoPoints((2015, 120), (2020, 405))

@Suite struct TwoPointsTests {
  /// Ceiling, value of the logistic and of the Gompertz curve in 2025, from
  /// tools/references/growth_curves.py.
  static let futures: [(ceiling: Double, logistic: Double, gompertz: Double)] = [
    (600, 567.13128038897893, 545.0863901063784),
    (800, 685.01151543067711, 626.62863765070931),
    (1000, 772.60537936571658, 680.23363307759339),
    (1200, 840.25613660618997, 718.87870141630587),
    (2000, 1005.025666096309, 807.84195248705968),
  ]

  @Test(arguments: futures)
  func `two points and a ceiling determine the future`(
    future: (ceiling: Double, logistic: Double, gompertz: Double)
  ) throws {
    let points = try #require(luohu)
    let logistic = try points.curve(.logistic, ceiling: future.ceiling)
    #expect(logistic.value(at: 2025).agrees(with: future.logistic, within: .ulps(32)))
    let gompertz = try points.curve(.gompertz, ceiling: future.ceiling)
    #expect(gompertz.value(at: 2025).agrees(with: future.gompertz, within: .ulps(32)))
  }

  @Test(arguments: CurveFamily.growthModels, [500, 1000, 1e6])
  func `the curve passes through both points`(family: CurveFamily, ceiling: Double) throws {
    let points = try #require(luohu)
    let curve = try points.curve(family, ceiling: ceiling)
    // At the ceiling 500 the odds ratio of the points amplifies rounding about tenfold.
    #expect(curve.value(at: 2015).agrees(with: 120, within: .conditioned(by: 20)))
    #expect(curve.value(at: 2020).agrees(with: 405, within: .conditioned(by: 20)))
    if family.hasCeiling { #expect(curve.ceiling.agrees(with: ceiling, within: .fewUlps)) }
  }

  @Test func `without a ceiling two points give the exponential`() throws {
    let points = try #require(luohu)
    for family in [CurveFamily.exponential, .logistic, .gompertz, .richards] {
      #expect(try points.curve(family).value(at: 2025).agrees(with: 1366.875, within: .ulps(32)))
    }
    #expect(try points.curve(.linear).value(at: 2025).agrees(with: 690, within: .fewUlps))
  }

  @Test(arguments: CurveFamily.growthModels)
  func `a column of ceilings is solved like one ceiling`(family: CurveFamily) throws {
    let points = try #require(luohu)
    let ceilings = [450.0, 800, 1200, 5000, 300]
    let shapes = [1, 0.5, 2, 3, 1.5]
    var growth = [Double](repeating: 0, count: 5)
    var share = growth
    var growthSpan = growth.mutableSpan
    var shareSpan = share.mutableSpan
    let raised = points.fillAnchors(
      family, ceilings: ceilings.span, shapes: shapes.span, growth: &growthSpan, share: &shareSpan)
    #expect(raised == 1)
    for i in 0..<4 {
      let curve = try points.curve(family, ceiling: ceilings[i], shape: shapes[i])
      #expect(growth[i].bitPattern == curve.growth.bitPattern)
      #expect(share[i] == 405 / ceilings[i])
    }
    #expect(growth[4].isFinite && share[4] < 1)
  }

  @Test func `points that make no curve are refused`() throws {
    let points = try #require(luohu)
    #expect(throws: GrowthModelError.timesNotIncreasing(index: 1, time: 2015)) {
      try TwoPoints((2015, 1), (2015, 2))
    }
    #expect(throws: GrowthModelError.notPositive(index: 0, value: 0)) {
      try TwoPoints((2015, 0), (2016, 2))
    }
    #expect(throws: GrowthModelError.aboveCeiling(index: 1, value: 405, ceiling: 400)) {
      try points.curve(.logistic, ceiling: 400)
    }
    let falling = try TwoPoints((2015, 10), (2020, 5))
    #expect(
      try falling.curve(.logistic, ceiling: 20).value(at: 2015).agrees(with: 10, within: .ulps(16)))
    #expect(throws: GrowthModelError.self) { try falling.curve(.hill, ceiling: 20) }
  }
}
