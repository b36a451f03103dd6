import Foundation
import Plans
import Simulation
import Testing
import _TestSupport

/// Events on indicators of every kind, beside what their dates and chances say.
@Suite struct EventTests {
  /// An output that stays at 100 without events.
  private func steady(in plan: inout HandMadePlan) -> Int {
    let curve = CurvePlan(
      family: .exponential, motion: .anchored(growth: plan.number(0)), volatility: plan.number(0))
    return plan.add(curve, level: 100)
  }

  private enum Kind { case level, total, work }

  private func happen(
    _ chance: Double, at date: Int? = nil, times factor: Double, years: Double? = nil,
    to indicator: Int, as kind: Kind = .level, in plan: inout HandMadePlan
  ) {
    plan.events.append(
      EventPlan(
        name: "event \(plan.events.count)", chancePerYear: plan.number(chance), at: date,
        multiply: plan.number(factor), lasts: years.map { plan.number($0) },
        affects: [indicator], totals: kind == .total ? [indicator] : [],
        work: kind == .work ? [indicator] : []))
  }

  @Test func `a dated event holds for as long as it lasts`() throws {
    var plan = HandMadePlan(periods: 7)
    let indicator = steady(in: &plan)
    happen(1, at: 3, times: 0.5, years: 2, to: indicator, in: &plan)
    #expect(try plan.path(of: indicator) == [100, 100, 100, 50, 50, 100, 100])
  }

  @Test func `an event for good stays`() throws {
    var plan = HandMadePlan(periods: 6)
    let indicator = steady(in: &plan)
    happen(1, at: 2, times: 0.5, to: indicator, in: &plan)
    happen(1, at: 4, times: 1.2, to: indicator, in: &plan)
    #expect(try plan.path(of: indicator) == [100, 100, 50, 50, 60, 60])
  }

  /// A level has what is on at the end of a period, a total its part of the period.
  @Test func `an event of half a year lowers a total by half and a level not at all`() throws {
    for (kind, value) in [(Kind.level, 100.0), (.total, 75)] {
      var plan = HandMadePlan(periods: 4)
      let indicator = steady(in: &plan)
      happen(1, at: 2, times: 0.5, years: 0.5, to: indicator, as: kind, in: &plan)
      #expect(try plan.path(of: indicator) == [100, 100, value, 100])
    }
  }

  /// 1 − (1 − p)^t of the paths are struck by t years, whatever the grid.
  @Test func `a chance of a year is that of its periods together`() throws {
    var (years, months) = (HandMadePlan(periods: 4), HandMadePlan(periods: 37, of: .month))
    let (byYear, byMonth) = (steady(in: &years), steady(in: &months))
    happen(0.2, times: 0.5, to: byYear, in: &years)
    happen(0.2, times: 0.5, to: byMonth, in: &months)
    let (a, b) = (try years.values(of: byYear), try months.values(of: byMonth))
    for year in 1...3 {
      let truth = 1 - pow(0.8, Double(year))
      for column in [a[year], b[12 * year]] {
        let share = Double(column.count { $0 == 50 }) / Double(column.count)
        #expect(share.agrees(with: truth, within: .monteCarlo(paths: column.count)))
      }
    }
  }

  /// What begins at an instant s with the chance (1 − p)^s not to have begun before lowers the total
  /// of its year by the rest: in the mean by p' = 1 + p/log(1 − p).
  @Test func `an event without a date begins anywhere in a period of a total`() throws {
    var plan = HandMadePlan(periods: 2)
    let indicator = steady(in: &plan)
    happen(0.4, times: 0, to: indicator, as: .total, in: &plan)
    let values = try plan.values(of: indicator)[1]
    let lost = 1 + 0.4 / log(0.6)
    #expect(
      values.mean.agrees(
        with: 100 * (1 - lost),
        within: .monteCarlo(standardDeviation: values.variance.squareRoot(), paths: values.count)))
    let untouched = Double(values.count { $0 == 100 }) / Double(values.count)
    #expect(untouched.agrees(with: 0.6, within: .monteCarlo(paths: values.count)))
  }

  @Test func `a stock loses members to an event for good one by one`() throws {
    var plan = HandMadePlan(periods: 4)
    let zero = plan.number(0)
    let indicator = plan.add(
      .count(
        CountPlan(
          driver: .flows(births: zero, entries: zero), initial: plan.number(200), exits: zero)))
    happen(1, at: 2, times: 0.7, to: indicator, in: &plan)
    let values = try plan.values(of: indicator)
    #expect(values[1].allSatisfy { $0 == 200 })
    #expect(values[2].agree(mean: 140, variance: 42))
    #expect(values[3] == values[2])
  }

  @Test func `a stock is lowered for a while and comes back`() throws {
    var plan = HandMadePlan(periods: 5)
    let zero = plan.number(0)
    let indicator = plan.add(
      .count(
        CountPlan(
          driver: .flows(births: zero, entries: zero), initial: plan.number(11), exits: zero)))
    happen(1, at: 2, times: 0.5, years: 1, to: indicator, in: &plan)
    // 5.5, rounded.
    #expect(try plan.path(of: indicator) == [11, 11, 6, 11, 11])
  }

  @Test func `a rollout holds what is finished until an event is over`() throws {
    var plan = HandMadePlan(periods: 7, of: .month)
    let indicator = plan.add(
      .rollout(RolloutPlan(initial: plan.number(0), plan: [plan.number(10)], stages: [])))
    happen(1, at: 3, times: 0, years: 2.0 / 12, to: indicator, as: .work, in: &plan)
    #expect(try plan.path(of: indicator) == [0, 10, 20, 20, 20, 50, 60])
  }
}
