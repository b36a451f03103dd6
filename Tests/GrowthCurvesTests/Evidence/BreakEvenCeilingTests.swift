import GrowthCurves
import Testing
import _TestSupport

@Suite struct BreakEvenCeilingTests {
  /// Solved with mpmath, tools/references/growth_curves.py.
  @Test(arguments: [
    (CurveFamily.logistic, [1075.2370452039691, 0.31414468005068199, 2021.6035426143045]),
    (CurveFamily.gompertz, [1900.1146126986689, 0.11609784077940174, 2023.7514065645856]),
  ])
  func `800 enterprises in 2025 need a ceiling`(
    family: CurveFamily, expected: [Double]
  ) throws {
    let points = try #require(luohu)
    let answer = try BreakEvenCeiling(family, through: points, reaching: 800, at: 2025)
    guard case .needs(let curve) = answer else {
      Issue.record("\(answer)")
      return
    }
    // The search is over the logarithm of the room above the data, to 1e-13.
    let parameters = try #require(curve.classical).parameters
    #expect(agree(parameters, expected, within: Tolerance(relative: 1e-12)))
    #expect(curve.value(at: 2025).agrees(with: 800, within: Tolerance(relative: 1e-12)))
  }

  @Test(arguments: [CurveFamily.logistic, .gompertz, .richards, .weibull, .hill])
  func `a target at hand, within reach and out of reach`(family: CurveFamily) throws {
    let points = try #require(luohu)
    #expect(
      try BreakEvenCeiling(family, through: points, reaching: 400, at: 2025) == .alreadyReached)
    let near = try BreakEvenCeiling(family, through: points, reaching: 406, at: 2025)
    let ceiling = try #require(near.ceiling)
    #expect(ceiling > 405 && ceiling < 460)
    guard
      case .outOfReach(let greatest) = try BreakEvenCeiling(
        family, through: points, reaching: 5000, at: 2025)
    else {
      Issue.record("5000 should be out of reach")
      return
    }
    #expect(greatest > 800 && greatest < 1367)
  }

  @Test func `the deadline must follow the observations`() throws {
    let points = try #require(luohu)
    #expect(throws: GrowthModelError.timesNotIncreasing(index: 2, time: 2020)) {
      try BreakEvenCeiling(.logistic, through: points, reaching: 800, at: 2020)
    }
    #expect(throws: GrowthModelError.noAnchoredForm(.linear)) {
      try BreakEvenCeiling(.linear, through: points, reaching: 800, at: 2025)
    }
  }
}
