import Distributions
import Expressions
import Foundation
import Plans
import Simulation
import Testing
import _TestSupport

/// Conditions, measures and deadlines on blocks that are filled by hand.
@Suite struct TargetCheckTests {
  private static let tenOrMore = TargetCondition.atLeast(.constant(10))

  /// What a block makes of targets on its one indicator, from the values of each path by period.
  private func check(
    _ paths: [[Double]], _ targets: [TargetPlan], quarters: Bool = false, origin: Int = 0
  ) throws -> TargetCheck {
    var plan = HandMadePlan(periods: paths[0].count, of: quarters ? .quarter : .year)
    _ = plan.add(
      .derived(DerivedPlan(value: plan.number(0), initial: nil, firstIndex: 0)), origin: origin)
    plan.targets = targets
    var block = PathBlock(indicators: 1, steps: paths[0].count, paths: paths.count)
    for step in paths[0].indices {
      block.write(0, step) { row in
        for i in paths.indices { row[i] = paths[i][step] }
      }
    }
    var check = try TargetCheck(plan.plan(), paths: paths.count, keepsGaps: true)
    check.check(block)
    return check
  }

  private func target(
    _ condition: TargetCondition, of measure: TargetMeasure = .value(.last),
    _ deadlines: (TargetDeadline.Rule, Int)...
  ) -> TargetPlan {
    TargetPlan(
      name: "", statement: .indicator(0, measure, condition),
      deadlines: deadlines.map { TargetDeadline($0.0, index: $0.1, label: "") })
  }

  @Test(
    arguments: [
      (TargetCondition.atLeast(.constant(10)), [0, 1, 1], [1, 0, -1]),
      (.moreThan(.constant(10)), [0, 0, 1], [1, .leastNonzeroMagnitude, -1]),
      (.atMost(.constant(10)), [1, 1, 0], [-1, 0, 1]),
      (.lessThan(.constant(10)), [1, 0, 0], [-1, .leastNonzeroMagnitude, 1]),
      (.between(.constant(9.5), .constant(10)), [0, 1, 0], [0.5, 0, 1]),
    ] as [(TargetCondition, [UInt8], [Double])])
  func `a condition compares with its bounds`(
    condition: TargetCondition, met: [UInt8], gaps: [Double]
  ) throws {
    let check = try check([[0, 9], [0, 10], [0, 11]], [target(condition, (.inPeriod, 1))])
    #expect(check.met[0][0] == met)
    #expect(check.gaps[0][0] == gaps)
    #expect(check.missing[0][0] == gaps.map { max(0, $0) })
  }

  /// From 4 in period 1 to 9 in period 3: 5 more, 2.25 times as much, 50 % a year.
  @Test(
    arguments: [
      (TargetMeasure.increase(since: 1, .last), 5),
      (.growthFactor(since: 1, .last), 2.25), (.annualGrowth(since: 1, .last), 0.5),
    ] as [(TargetMeasure, Double)])
  func `a measure compares with an earlier period`(measure: TargetMeasure, value: Double) throws {
    let targets = [value - 1e-9, value + 1e-9].map {
      target(.atLeast(.constant($0)), of: measure, (.inPeriod, 3))
    }
    let check = try check([[1, 4, 5, 9]], targets)
    #expect(check.met.map { $0[0] } == [[1], [0]])
    #expect(check.gaps[1][0][0].agrees(with: 1e-9, within: Tolerance(absolute: 1e-14)))
  }

  /// Growth counts from a year's share of a year on finer grids.
  @Test func `growth per year on quarters is that of whole years`() throws {
    let measure = TargetMeasure.annualGrowth(since: 0, .last)
    let targets = [0.2 - 1e-9, 0.2 + 1e-9].map {
      target(.atLeast(.constant($0)), of: measure, (.inPeriod, 2))
    }
    let check = try check([[100, 0, 100 * 1.2.squareRoot()]], targets, quarters: true)
    #expect(check.met.map { $0[0] } == [[1], [0]])
  }

  @Test func `a year's value is the sum or the mean of its quarters`() throws {
    // The first year has 10, the second 14.
    let path: [Double] = [1, 2, 3, 4, 2, 3, 4, 5]
    func targets(_ rule: PeriodRule, _ value: Double) -> [TargetPlan] {
      [value, value + 0.001].map {
        target(.atLeast(.constant($0)), of: .value(rule), (.inPeriod, 7))
      }
    }
    let all = targets(.sum(of: 4), 14) + targets(.mean(of: 4), 3.5)
    let check = try check([path], all, quarters: true, origin: -1)
    #expect(check.met.map { $0[0][0] } == [1, 0, 1, 0])
    let year = try self.check(
      [path], [target(TargetCheckTests.tenOrMore, of: .value(.sum(of: 4)), (.byPeriod, 7))],
      quarters: true, origin: -1)
    // Whole years only: not the four quarters in between.
    #expect(year.first[0] == [3])
  }

  @Test func `by a period is in it or before, after the origin`() throws {
    let paths: [[Double]] = [[20, 0, 0, 0], [0, 12, 0, 0], [0, 0, 0, 15], [0, 9, 8, 7]]
    let check = try check(
      paths, [target(TargetCheckTests.tenOrMore, (.byPeriod, 1), (.byPeriod, 3), (.inPeriod, 3))])
    #expect(check.met[0] == [[0, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0]])
    #expect(check.gaps[0][1] == [10, -2, -5, 1])
    #expect(check.first[0] == [.infinity, 1, 3, .infinity])
  }

  // MARK: Paths without a number

  @Test func `what is not a finite number misses the target and is counted`() throws {
    let paths: [[Double]] = [[0, 11, 11], [0, .nan, 11], [0, 11, .nan], [0, 11, .infinity]]
    let check = try check(paths, [target(TargetCheckTests.tenOrMore, (.inPeriod, 2))])
    #expect(check.met[0][0] == [1, 1, 0, 0])
    #expect(check.failed[0][0] == [0, 0, 1, 1])
    // Not infinitely far away, but left out.
    #expect(check.missing[0][0] == [0, 0, 0, 0])
  }

  @Test func `a condition that has held before a failure holds`() throws {
    let paths: [[Double]] = [[0, 11, .nan], [0, 9, .nan], [0, .nan, 11], [0, 9, 9]]
    let check = try check(
      paths, [target(TargetCheckTests.tenOrMore, (.byPeriod, 1), (.byPeriod, 2))])
    #expect(check.met[0] == [[1, 0, 0, 0], [1, 0, 1, 0]])
    #expect(check.failed[0] == [[0, 0, 1, 0], [0, 1, 0, 0]])
    #expect(check.first[0] == [1, .infinity, 2, .infinity])
  }

  @Test func `nothing is counted where all is finite`() throws {
    let check = try check([[0, 11]], [target(TargetCheckTests.tenOrMore, (.inPeriod, 1))])
    #expect(check.failed == [[[]]])
  }

  // MARK: Joint targets and thresholds that vary

  @Test func `a joint target is met where all of its members are`() throws {
    let members = [10.0, 20].map { target(.atLeast(.constant($0)), (.byPeriod, 2)) }
    let joint = TargetPlan(
      name: "", statement: .joint(.all, [0, 1]),
      deadlines: [TargetDeadline(.byPeriod, index: 2, label: "")]
    )
    let check = try check(
      [[0, 15, 25], [0, 15, 15], [0, 5, 5], [0, 30, .nan]], members + [joint])
    #expect(check.met[2][0] == [1, 0, 0, 1])
    #expect(check.gaps[2][0] == [0, 1, 2, 0])
    // From the last of the first periods of its members on.
    #expect(check.first[2] == [2, .infinity, .infinity, 1])
  }

  /// The threshold of each path and period is a draw; the condition is compared anew from the values.
  @Test func `thresholds are those of the path and the period`() throws {
    var plan = HandMadePlan(periods: 3)
    let uniform = Law.uniform(try Uniform(min: 0, max: 1))
    let value = plan.draw(uniform, "value", eachPeriod: true)
    let (low, width) = (
      plan.draw(uniform, "low"), plan.draw(uniform, "width", eachPeriod: true)
    )
    let high = plan.graph.binary(.add, low, width)
    for node in [value, low, high] { _ = plan.add(node) }
    plan.targets = [
      TargetPlan(
        name: "", statement: .indicator(0, .value(.last), .between(.nodes([low]), .nodes([high]))),
        deadlines: [TargetDeadline(.inPeriod, index: 2, label: "")])
    ]
    let outputs =
      (0..<3).map { PathOutput.value(indicator: $0, step: 2) }
      + [.isMet(target: 0, deadline: 0), .gap(target: 0, deadline: 0)]
    let all = try #require(Simulator(plan.plan()).outputs(outputs, paths: 1000))[0]
    for i in 0..<1000 {
      let (v, low, high) = (all[0][i], all[1][i], all[2][i])
      #expect(all[3][i] == (low <= v && v <= high ? 1 : 0))
      #expect(all[4][i] == max(low - v, v - high))
    }
  }
}
