import GrowthCurves
import Testing
import _TestSupport

/// What each family states of itself agrees with its curve, so that a new one is held to it too.
@Suite struct FormTests {
  static let bounded = CurveFamily.growthModels.filter { $0.bounded != nil }
  static let sigmoid = CurveFamily.growthModels.filter { $0.sigmoid != nil }
  static let flowing = CurveFamily.growthModels.filter { $0.flowing != nil }

  /// 100 in 2020, at a quarter of its ceiling where it has one, and growing by 20 % a year.
  private func curve(_ family: CurveFamily) throws -> AnchoredCurve {
    try AnchoredCurve(family, time: 2020, level: 100, growth: 0.2, share: 0.25)
  }

  /// Posteriors take columns, and their bits are those of the formula for one time.
  @Test(arguments: CurveFamily.growthModels)
  func `a column of logarithms has the bits of each`(family: CurveFamily) throws {
    let form = try #require(family.anchored)
    let times = (-40...20).map { 0.75 * Double($0) }
    for (growth, share) in [(0.2, 0.25), (1.5, 0.97), (1e-9, 1e-6), (-0.1, 0.5), (0.03, 0)] {
      for shape in [try curve(family).shape, 2.5] {
        var column = times
        var span = column.mutableSpan
        form.replaceByLogRatios(&span, growth: growth, share: share, shape: shape)
        for (time, found) in zip(times, column) {
          let one = form.logRatio(after: time, growth: growth, share: share, shape: shape).value
          #expect(
            found == one && found.sign == one.sign || found.isNaN && one.isNaN,
            "\(growth), \(share), \(shape), after \(time): \(found), \(one)")
        }
      }
    }
  }

  @Test(arguments: bounded)
  func `half of the ceiling is reached at the midpoint`(family: CurveFamily) throws {
    let (curve, form) = (try curve(family), try #require(family.bounded))
    let years = form.midpointTimesGrowth(share: 0.25, shape: curve.shape) / 0.2
    #expect(curve.value(at: 2020 + years).agrees(with: 200, within: .conditioned(by: 1e4)))
  }

  @Test(arguments: bounded)
  func `steps under one ceiling follow the curve`(family: CurveFamily) throws {
    let (curve, form) = (try curve(family), try #require(family.bounded))
    let step = CurveStep(form, growth: 0.2, share: 0.25, shape: curve.shape)
    var value = 100.0
    for year in 0..<8 {
      value = step.value(after: value, at: Double(year), over: 1, ceiling: 400)
      #expect(
        value.agrees(with: curve.value(at: 2021 + Double(year)), within: .conditioned(by: 1e4)))
    }
  }

  @Test(arguments: bounded)
  func `the search finds the pace of the curve`(family: CurveFamily) throws {
    let (curve, form) = (try curve(family), try #require(family.bounded))
    let step = CurveStep(form, growth: 0.2, share: 0.25, shape: curve.shape)
    let slow = CurveStep(form, pace: 0, shape: curve.shape, share: 0.25)
    let found = slow.through(
      curve.value(at: 2017), 100, ceilings: [400, 400, 400], over: 1)
    #expect(found.pace.agrees(with: step.pace, within: .conditioned(by: 1e5)))
  }

  @Test(arguments: sigmoid)
  func `the share follows from rate and midpoint`(family: CurveFamily) throws {
    let (form, shape) = (try #require(family.sigmoid), family.defaultShape)
    let ahead = form.ahead(share: 0.25, shape: shape)
    #expect(
      form.share(ahead: ahead, shape: shape).agrees(with: 0.25, within: .conditioned(by: 100)))
    let slope =
      (form.ahead(share: 0.25 - 1e-6, shape: shape) - form.ahead(share: 0.25 + 1e-6, shape: shape))
      / 2e-6
    #expect(
      form.slopeOfAhead(share: 0.25, shape: shape).agrees(
        with: slope, within: .conditioned(by: 1e7)))
  }

  @Test(arguments: flowing)
  func `the rate carries the curve on`(family: CurveFamily) throws {
    let (curve, form) = (try curve(family), try #require(family.flowing))
    let share = curve.share
    let rate = 0.2 * form.ratePerGrowth(level: 100, share: share, shape: curve.shape)
    var (values, growth) = ([100.0], [rate * 3])
    form.flow(&values, ceiling: [400], growth: &growth)
    #expect(values[0].agrees(with: curve.value(at: 2023), within: .conditioned(by: 1000)))
  }
}
