import Foundation
import GrowthCurves
import Plans
import Simulation
import Testing
import _TestSupport

/// Periods that make the totals of longer ones.
@Suite struct TotalTests {
  private func path(
    _ family: CurveFamily, growth: Double, count: Int, isSum: Bool, periods: Int
  ) throws -> [Double] {
    var plan = HandMadePlan(periods: periods, of: count == 12 ? .month : .quarter)
    let curve = CurvePlan(
      family: family, motion: .anchored(growth: plan.number(growth)),
      volatility: plan.number(0))
    let share = isSum ? 1 / Double(count) : 1
    let indicator = plan.add(
      curve, level: 1200, total: TotalPlan(count: count, isSum: isSum, shareOfLast: share))
    return try plan.path(of: indicator)
  }

  private func total(_ path: [Double], year: Int, count: Int) -> Double {
    path[((year - 1) * count + 1)...(year * count)].reduce(0, +)
  }

  /// A line has no bend: its parts sum to the model's total but for rounding.
  @Test(arguments: [4, 12]) func `the periods of a line sum to its totals`(count: Int) throws {
    let path = try path(.linear, growth: 0.3, count: count, isSum: true, periods: 4 * count + 1)
    for year in 1...4 {
      let truth = 1200 * (1 + 0.3 * Double(year))
      #expect(
        total(path, year: year, count: count).agrees(with: truth, within: .ulps(100)))
    }
  }

  /// Of the mean over a year the method is exact to fourth order in growth: (0.2)⁴/1920 of it, and
  /// less than ten times that with the bend taken from differences.
  @Test(arguments: [4, 12]) func `the periods of a growing year sum to its total`(count: Int) throws
  {
    let fourthOrder = Tolerance(relative: 10 * pow(0.2, 4) / 1920)
    let path = try path(
      .exponential, growth: 0.2, count: count, isSum: true, periods: 4 * count + 1)
    for year in 2...4 {
      let truth = 1200 * exp(0.2 * Double(year))
      #expect(total(path, year: year, count: count).agrees(with: truth, within: fourthOrder))
    }
  }

  @Test func `periods that are rates have the total for their mean`() throws {
    let path = try path(.linear, growth: 0.3, count: 4, isSum: false, periods: 9)
    for year in 1...2 {
      let truth = 1200 * (1 + 0.3 * Double(year))
      #expect((total(path, year: year, count: 4) / 4).agrees(with: truth, within: .ulps(100)))
    }
  }

  /// The value at the origin is the last period's part of the observed total.
  @Test func `the last observed period has its share of the total`() throws {
    var plan = HandMadePlan(periods: 3, of: .quarter)
    let curve = CurvePlan(
      family: .exponential, motion: .anchored(growth: plan.number(0)),
      volatility: plan.number(0))
    let total = TotalPlan(count: 4, isSum: true, shareOfLast: 0.28)
    let indicator = plan.add(curve, level: 1000, total: total)
    let path = try plan.path(of: indicator)
    #expect(agree(path, [280, 250, 250], within: .fewUlps))
  }
}
