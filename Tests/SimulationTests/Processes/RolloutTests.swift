import Distributions
import Expressions
import Foundation
import Plans
import Simulation
import Testing
import _TestSupport

/// Pipelines of items, month by month.
@Suite struct RolloutTests {
  private func rollout(
    _ starts: Double, _ stages: [StagePlan], initial: Double = 0, ceiling: Double? = nil,
    in plan: inout HandMadePlan
  ) -> Int {
    plan.add(
      .rollout(
        RolloutPlan(
          initial: plan.number(initial), plan: months(starts, in: &plan), stages: stages,
          ceiling: ceiling.map { months($0, in: &plan) })))
  }

  /// The same number in each month of a period.
  private func months(_ value: Double, in plan: inout HandMadePlan) -> [NodeID] {
    Array(repeating: plan.number(value), count: plan.grid.monthsPerStep)
  }

  private func fixed(_ months: Double, in plan: inout HandMadePlan) -> StagePlan.Duration {
    .fixed(self.months(months / 12, in: &plan))
  }

  @Test func `what is started is built at once without a stage`() throws {
    var plan = HandMadePlan(periods: 5, of: .month)
    let indicator = rollout(2.5, [], initial: 7, in: &plan)
    // Fractions of an item carry over.
    #expect(try plan.path(of: indicator) == [7, 9, 12, 14, 17])
  }

  @Test func `items of three months are delivered in the third month after theirs`() throws {
    var plan = HandMadePlan(periods: 8, of: .month)
    let stage = StagePlan(name: "build", duration: fixed(3, in: &plan))
    let indicator = rollout(10, [stage], in: &plan)
    #expect(try plan.path(of: indicator) == [0, 0, 0, 0, 10, 20, 30, 40])
  }

  /// Of ten that begin evenly over a month and stay 2.4 months, six are out by the end of the second
  /// month after.
  @Test func `a stay of parts of months spreads the items over two`() throws {
    var plan = HandMadePlan(periods: 6, of: .month)
    let stage = StagePlan(name: "build", duration: fixed(2.4, in: &plan))
    let indicator = rollout(10, [stage], in: &plan)
    #expect(try plan.path(of: indicator) == [0, 0, 0, 6, 16, 26])
  }

  @Test func `a grid of years has the values of the months`() throws {
    var months = HandMadePlan(periods: 37, of: .month)
    let stay = fixed(5, in: &months)
    let byMonth = rollout(3, [StagePlan(name: "build", duration: stay)], in: &months)
    var years = HandMadePlan(periods: 4)
    let yearly = fixed(5, in: &years)
    let byYear = rollout(3, [StagePlan(name: "build", duration: yearly)], in: &years)
    let path = try months.path(of: byMonth)
    #expect(try years.path(of: byYear) == [0, 12, 24, 36].map { path[$0] })
  }

  @Test func `what capacity does not let begin waits in the queue`() throws {
    var plan = HandMadePlan(periods: 9, of: .month)
    // Twelve items in the first month, then none; 2.5 a month may begin.
    let starts = plan.graph.binary(
      .multiply, plan.number(12),
      plan.graph.binary(.less, plan.graph.elapsed(), plan.number(1.5 / 12)))
    let stage = StagePlan(
      name: "build", duration: fixed(0, in: &plan),
      limits: [StageLimit(.capacity, items: [plan.number(2.5)])])
    let indicator = plan.add(
      .rollout(RolloutPlan(initial: plan.number(0), plan: [starts], stages: [stage])))
    #expect(try plan.path(of: indicator) == [0, 2, 5, 7, 10, 12, 12, 12, 12])
  }

  @Test func `what keeps items waiting is counted by month and cause`() throws {
    var plan = HandMadePlan(periods: 8, of: .month)
    // Twelve items a month; crews let 6 begin, supply 4.5, and the money pays for 20.
    let stage = StagePlan(
      name: "build", duration: fixed(1, in: &plan),
      limits: [
        StageLimit(.capacity, items: [plan.number(6)]),
        StageLimit(.supply, items: [plan.number(4.5)]),
      ],
      budget: BudgetPlan(total: plan.number(20), unitCost: [plan.number(1)]))
    let indicator = rollout(12, [stage], ceiling: 40, in: &plan)
    var options = Simulator.Options()
    options.countsStages = true
    let summary = Simulator(try plan.plan()).run(paths: 3, options: options)
    let counted = try #require(summary.cases[0].rollouts[indicator])
    let build = try #require(counted.stages.first)
    // Starts 12, 12, 12, 4 under the ceiling of 40; 4, 5, 4, 5 begin for supply, then 2 for money.
    func means(_ sums: [Double]) -> [Double?] { (1..<8).map { counted.mean(sums, at: $0) } }
    #expect(means(build.waiting) == [8, 15, 23, 22, 20, 20, 20])
    #expect(means(build.working) == [4, 5, 4, 5, 2, 0, 0])
    #expect(means(build.passed) == [0, 4, 5, 4, 5, 2, 0])
    #expect(build.causes == [.capacity, .supply, .budget])
    #expect(build.held[0] == [0, 0, 0, 0, 0, 0, 0, 0])
    #expect(build.held[1] == [0, 3, 3, 3, 3, 0, 0, 0])
    #expect(build.held[2] == [0, 0, 0, 0, 0, 3, 3, 3])
    #expect(counted.heldByCeiling == [0, 0, 0, 0, 3, 3, 3, 3])
    #expect(counted.months == [0, 3, 3, 3, 3, 3, 3, 3])
  }

  @Test func `counts are of the paths alone, whoever simulates them`() throws {
    func counted(paths: Int, workers: Int, block: Int) throws -> RolloutSummary {
      var plan = HandMadePlan(periods: 4, of: .year)
      let stage = StagePlan(
        name: "build", duration: .law(.exponential(try Exponential(mean: 0.25))),
        limits: [StageLimit(.capacity, items: months(7, in: &plan))])
      let indicator = rollout(9, [stage], in: &plan)
      var options = Simulator.Options()
      (options.countsStages, options.workers, options.blockSize) = (true, workers, block)
      let summary = Simulator(try plan.plan()).run(paths: paths, options: options)
      return try #require(summary.cases[0].rollouts[indicator])
    }
    let one = try counted(paths: 700, workers: 1, block: 512)
    let other = try counted(paths: 700, workers: 3, block: 256)
    #expect(one.months == [0, 8400, 8400, 8400])
    #expect(one.months == other.months)
    #expect(one.stages[0].working == other.stages[0].working)
    #expect(one.stages[0].passed == other.stages[0].passed)
    #expect(one.stages[0].held == other.stages[0].held)
    // Everything that was started waits, is under way or has passed.
    let passed = one.stages[0].passed.reduce(0, +)
    let inside = one.stages[0].waiting[3] + one.stages[0].working[3]
    #expect(passed + inside == 700 * 9 * 36)
  }

  @Test func `starts stop at the ceiling, what is under way among it`() throws {
    var plan = HandMadePlan(periods: 7, of: .month)
    let stage = StagePlan(name: "build", duration: fixed(2, in: &plan))
    let indicator = rollout(4, [stage], initial: 3, ceiling: 12.5, in: &plan)
    #expect(try plan.path(of: indicator) == [3, 3, 3, 7, 11, 12, 12])
  }

  @Test func `stages follow one another and each refuses its share`() throws {
    var plan = HandMadePlan(periods: 13, of: .month)
    let stages = [("permit", 2.0, 0.2), ("build", 3.0, 0.1)].map { name, months, refused in
      StagePlan(
        name: name, duration: fixed(months, in: &plan), refused: plan.number(refused))
    }
    let indicator = rollout(10, stages, in: &plan)
    let last = try plan.values(of: indicator)[12]
    // Those of the first seven months are through both; each is built with 0.8 · 0.9.
    #expect(last.agree(mean: 70 * 0.72, variance: 70 * 0.72 * 0.28))
  }

  /// Of a items a month those of the month j before have left with
  /// D(j) = 1 − e^{−jμ} (1 − e^{−μ})/μ, when each stays for an exponential time of 1/μ months: a queue
  /// with as many servers as items.
  @Test func `items with stays of their own leave as from infinitely many servers`() throws {
    var plan = HandMadePlan(periods: 13, of: .month)
    let stage = StagePlan(
      name: "build", duration: .law(.exponential(try Exponential(mean: 0.25))))
    let indicator = rollout(20, [stage], in: &plan)
    let last = try plan.values(of: indicator)[12]
    let rate = 1.0 / 3
    let left = (0..<12).map { 1 - exp(-Double($0) * rate) * (1 - exp(-rate)) / rate }
    let mean = 20 * left.reduce(0, +)
    let variance = 20 * left.reduce(0) { $0 + $1 * (1 - $1) }
    #expect(last.agree(mean: mean, variance: variance))
  }

  @Test func `what is under way at the origin leaves at an even pace`() throws {
    var plan = HandMadePlan(periods: 6, of: .month)
    let stage = StagePlan(
      name: "build", duration: fixed(4, in: &plan), underWay: .begun(plan.number(10)))
    let indicator = rollout(0, [stage], initial: 1, in: &plan)
    // ⌊10 k/4 + ½⌋ of the ten.
    #expect(try plan.path(of: indicator) == [1, 4, 6, 9, 11, 11])
  }
}
