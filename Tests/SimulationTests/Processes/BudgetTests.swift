import Distributions
import Expressions
import Foundation
import Plans
import Simulation
import Testing
import _TestSupport

/// Money that limits a stage, beside sums of what its items cost.
@Suite struct BudgetTests {
  private func built(
    _ starts: Double, total: Double, unitCost: Double, learning: NodeID? = nil,
    initial: Double = 0, in plan: inout HandMadePlan
  ) -> Int {
    let budget = BudgetPlan(
      total: plan.number(total), unitCost: [plan.number(unitCost)], learning: learning)
    let stage = StagePlan(name: "build", duration: .fixed([plan.number(0)]), budget: budget)
    return plan.add(
      .rollout(
        RolloutPlan(
          initial: plan.number(initial), plan: [plan.number(starts)], stages: [stage])))
  }

  /// How many items the money pays for, the k-th after the origin at c ((n₀ + k)/n₀)^{log₂ l}, from 0.
  private func affordable(_ money: Double, _ cost: Double, _ learning: Double, from first: Double)
    -> Double
  {
    var (items, left) = (0.0, money)
    while true {
      left -= cost * pow((first + items) / first, log2(learning))
      if left < 0 { return items }
      items += 1
    }
  }

  @Test func `spending stops at the total`() throws {
    var plan = HandMadePlan(periods: 6, of: .month)
    let indicator = built(5, total: 100, unitCost: 7, in: &plan)
    // 14 items cost 98.
    #expect(try plan.path(of: indicator) == [0, 5, 10, 14, 14, 14])
  }

  @Test(arguments: [0.8, 0.95])
  func `items become cheaper along the learning curve`(learning: Double) throws {
    var plan = HandMadePlan(periods: 13, of: .month)
    let indicator = built(
      11, total: 5000, unitCost: 100, learning: plan.number(learning), initial: 10, in: &plan)
    let most = affordable(5000, 100, learning, from: 10)
    let path = try plan.path(of: indicator)
    #expect(path == (0...12).map { 10 + min(most, 11 * Double($0)) })
  }

  /// Where the learning differs by path the sum of costs is a midpoint rule: whole items agree but
  /// where the money ends within its error.
  @Test func `each path learns by its own factor`() throws {
    var plan = HandMadePlan(periods: 4, of: .month)
    let learning = plan.draw(.uniform(try Uniform(min: 0.7, max: 0.99)), "learning")
    let indicator = built(
      1000, total: 20_000, unitCost: 100, learning: learning, initial: 20, in: &plan)
    let factor = plan.add(learning)
    let built = try plan.values(of: indicator, paths: 500)[3]
    let factors = try plan.values(of: factor, paths: 500)[0]
    let misses = zip(built, factors).map { items, factor in
      abs(items - 20 - affordable(20_000, 100, factor, from: 20))
    }
    #expect(misses.allSatisfy { $0 <= 1 })
    #expect(misses.count { $0 > 0 } <= 5)
  }
}
