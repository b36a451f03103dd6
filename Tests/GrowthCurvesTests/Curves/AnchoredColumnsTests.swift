import GrowthCurves
import Testing
import _TestSupport

@Suite struct AnchoredColumnsTests {
  /// Twelve paths with all kinds of anchors, among them no ceiling and falling growth.
  let level: [Double] = [405, 1, 1e-6, 1e9, 50, 60, 70, 80, 90, 100, 110, 120]
  let growth = [0.12, 0.3, 0.01, 1.5, 0.2, 0.05, 0.07, 0.4, 0.9, 0.11, 0.02, 0.33]
  let share = [0.405, 0.01, 0.999, 1e-9, 0.5, 0.6, 0.7, 0.8, 0.1, 0.2, 0.3, 0.25]
  let shape = [1, 0.7, 2, 3, 0.5, 1.5, 12, 1, 2.5, 4, 0.9, 1.1]

  @Test(arguments: CurveFamily.growthModels)
  func `a column agrees with the scalar curve bit for bit`(family: CurveFamily) throws {
    var columns = AnchoredColumns(family)
    columns.load(level: level.span, growth: growth.span, share: share.span, shape: shape.span)
    for elapsed in [-2.0, 0, 0.25, 1, 7, 40] {
      var centre = [Double](repeating: 0, count: level.count)
      var span = centre.mutableSpan
      columns.fillCentre(after: elapsed, into: &span)
      for i in level.indices {
        let curve = try AnchoredCurve(
          family, time: 0, level: level[i], growth: growth[i], share: share[i], shape: shape[i])
        #expect(centre[i].bitPattern == curve.value(at: elapsed).bitPattern, "\(family) \(i)")
      }
    }
  }

  @Test func `a column without ceilings is exponential`() {
    let none = [Double](repeating: 0, count: level.count)
    for family in [CurveFamily.logistic, .gompertz] {
      var columns = AnchoredColumns(family)
      columns.load(level: level.span, growth: growth.span, share: none.span, shape: shape.span)
      var centre = none
      var span = centre.mutableSpan
      columns.fillCentre(after: 3, into: &span)
      for i in level.indices {
        let expected = GrowthCurve(.exponential, [level[i], growth[i]]).value(at: 3)
        #expect(centre[i].agrees(with: expected, within: .ulps(16)))
      }
    }
  }

  @Test func `storage follows the size of the block`() {
    var columns = AnchoredColumns(.logistic)
    columns.load(level: level.span, growth: growth.span, share: share.span, shape: shape.span)
    let one = [7.0]
    columns.load(level: one.span, growth: one.span, share: [0.5].span, shape: one.span)
    var centre = [0.0]
    var span = centre.mutableSpan
    columns.fillCentre(after: 0, into: &span)
    #expect(centre == [7])
  }
}
