import Distributions
import Expressions
import Foundation
import Plans
import Simulation
import Testing
import _TestSupport

/// Milestones and expressions.
@Suite struct MilestoneTests {
  /// A date that is uniform over the four years of the grid has come by the end of k of them with k/4.
  @Test func `a milestone has come from the period of its date on`() throws {
    var plan = HandMadePlan(periods: 4)
    let (start, end) = (plan.grid.year(0) - 1, plan.grid.year(3))
    let date = plan.draw(.uniform(try Uniform(min: start, max: end)), "date")
    let indicator = plan.add(.milestone(date: date), origin: -1)
    let dated = plan.add(date)
    let (values, dates) = (try plan.values(of: indicator), try plan.values(of: dated)[0])
    for step in 0..<4 {
      #expect(values[step] == dates.map { $0 <= plan.grid.year(step) ? 1 : 0 })
      #expect(
        values[step].mean.agrees(
          with: Double(step + 1) / 4, within: .monteCarlo(paths: dates.count)))
    }
  }
}

@Suite struct DerivedTests {
  @Test func `an expression reads the present and the past of others`() throws {
    var plan = HandMadePlan(periods: 5)
    let time = plan.add(plan.graph.elapsed())
    let now = plan.value(of: time)
    let before = plan.value(of: time, lag: 2)
    let sum = plan.graph.binary(.add, plan.graph.binary(.multiply, now, plan.number(10)), before)
    let indicator = plan.add(
      .derived(DerivedPlan(value: sum, initial: nil, firstIndex: 2)), origin: 1)
    #expect(Array(try plan.path(of: indicator)[2...]) == [20, 31, 42])
  }

  /// f(n) = 3 f(n − 1) + 1, from 1.
  @Test func `an expression goes on from its own past`() throws {
    var plan = HandMadePlan(periods: 5)
    let before = plan.value(of: 0, lag: 1)
    let next = plan.graph.binary(
      .add, plan.graph.binary(.multiply, before, plan.number(3)), plan.number(1))
    let indicator = plan.add(
      .derived(DerivedPlan(value: next, initial: plan.number(1), firstIndex: 1)))
    #expect(try plan.path(of: indicator) == [1, 4, 13, 40, 121])
  }

  @Test func `what is drawn in each period is drawn anew`() throws {
    var plan = HandMadePlan(periods: 3)
    let law = Law.normal(try Normal(mean: 5, standardDeviation: 2))
    let once = plan.add(plan.draw(law, "once"))
    let each = plan.add(plan.draw(law, "each", eachPeriod: true))
    let (a, b) = (try plan.values(of: once), try plan.values(of: each))
    #expect(a[0] == a[2])
    #expect(a[0].agree(mean: 5, variance: 4))
    #expect(b[2].agree(mean: 5, variance: 4))
    let products = zip(b[1], b[2]).map { ($0 - 5) * ($1 - 5) / 4 }
    #expect(products.agree(mean: 0, variance: 1, kurtosis: 9))
  }
}
