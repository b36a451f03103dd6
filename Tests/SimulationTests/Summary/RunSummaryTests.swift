import Distributions
import Expressions
import Plans
import Simulation
import Testing
import _TestSupport

/// What a run keeps, beside what its paths say one by one.
@Suite struct RunSummaryTests {
  private static let paths = 1500

  /// Three targets on noisy numbers, of which the third fails on one path in ten, and a joint one of
  /// the first two; `shift` is added to all numbers.
  private func plan(shift: Double, after other: HandMadePlan? = nil) throws -> HandMadePlan {
    var plan = HandMadePlan(periods: 3, after: other)
    let normal = Law.normal(try Normal(mean: 0, standardDeviation: 1))
    let chance = plan.draw(.uniform(try Uniform(min: 0, max: 1)), "chance")
    for number in 0..<3 {
      let noise = plan.draw(normal, "noise \(number)", eachPeriod: true)
      var value = plan.graph.binary(.add, noise, plan.number(shift))
      if number == 2 {
        let isOdd = plan.graph.binary(.less, chance, plan.number(0.1))
        value = plan.graph.select(isOdd, plan.graph.unary(.log, plan.number(-1)), value)
      }
      _ = plan.add(value)
    }
    plan.targets = (0..<3).map { number in
      TargetPlan(
        name: "\(number)",
        statement: .indicator(number, .value(.last), .atLeast(.constant(0.25 * Double(number)))),
        deadlines: [
          TargetDeadline(.inPeriod, index: 1, label: ""),
          TargetDeadline(.byPeriod, index: 2, label: ""),
        ])
    }
    plan.targets.append(
      TargetPlan(
        name: "both", statement: .joint(.all, [0, 1]),
        deadlines: [TargetDeadline(.byPeriod, index: 2, label: "")]))
    return plan
  }

  private func twoCases() throws -> Simulator {
    let first = try plan(shift: 0)
    return Simulator(try first.plan(with: [try plan(shift: 0.4, after: first)]))
  }

  /// For each case and target what its paths make of the last deadline: met, gap, failed.
  private func outcomes(_ simulator: Simulator) throws -> [[[[Double]]]] {
    let outputs = simulator.plan.targets.indices.flatMap { target -> [PathOutput] in
      let last = simulator.plan.targets[target].deadlines.count - 1
      return [
        .isMet(target: target, deadline: last), .gap(target: target, deadline: last),
        .hasFailed(target: target, deadline: last),
      ]
    }
    let all = try #require(simulator.outputs(outputs, paths: RunSummaryTests.paths))
    return all.map { columns in
      simulator.plan.targets.indices.map { Array(columns[(3 * $0)..<(3 * $0 + 3)]) }
    }
  }

  @Test func `a target's summary counts its paths`() throws {
    let simulator = try twoCases()
    let summary = simulator.run(paths: RunSummaryTests.paths)
    let outcomes = try outcomes(simulator)
    for (index, item) in summary.cases.enumerated() {
      for target in 0..<3 {
        let (own, reference) = (outcomes[index][target], outcomes[0][target])
        let counted = item.targets[target]
        #expect(counted.paths == RunSummaryTests.paths)
        #expect(counted.met[1] == own[0].count { $0 == 1 })
        #expect(counted.failed[1] == own[2].count { $0 == 1 })
        let held = own[0].indices.filter { own[2][$0] == 0 }
        let missing = held.map { max(0, own[1][$0]) }
        #expect(counted.shortfall(1).agrees(with: missing.mean, within: .ulps(1000)))
        let both = own[0].indices.filter { own[2][$0] == 0 && reference[2][$0] == 0 }
        let difference = counted.difference(1)
        #expect(difference.n == both.count)
        #expect(difference.both == both.count { own[0][$0] == 1 && reference[0][$0] == 1 })
        #expect(difference.onlyFirst == both.count { own[0][$0] == 1 && reference[0][$0] == 0 })
        #expect(difference.onlySecond == both.count { own[0][$0] == 0 && reference[0][$0] == 1 })
      }
    }
    #expect(summary.cases[0].targets[2].failed[1] > 0)
  }

  @Test func `a group's summary counts how many targets are met together`() throws {
    let simulator = try twoCases()
    let summary = simulator.run(paths: RunSummaryTests.paths)
    let outcomes = try outcomes(simulator)
    // All three, and the joint target of two.
    #expect(summary.cases[1].groups.map(\.group.members) == [[0, 1, 2], [0, 1]])
    for (index, item) in summary.cases.enumerated() {
      for group in item.groups {
        let members = group.group.members
        let met = outcomes[index][0][0].indices.map { path in
          members.map { outcomes[index][$0][0][path] == 1 }
        }
        let number = met.map { $0.count { $0 } }
        #expect(group.numberMet == (0...members.count).map { n in number.count { $0 == n } })
        for member in members.indices {
          #expect(group.met[member] == met.count { $0[member] })
          let onlyMissed = zip(met, number).count { !$0[member] && $1 == members.count - 1 }
          #expect(group.onlyMissed[member] == onlyMissed)
        }
        var pairs: [Int] = []
        for i in members.indices {
          for j in members.indices.dropFirst(i + 1) { pairs.append(met.count { $0[i] && $0[j] }) }
        }
        #expect(group.metPairs == pairs)
      }
    }
  }

  /// What both cases hold of the joint target of two, none of which fails.
  @Test func `a group is compared with the reference path by path`() throws {
    let simulator = try twoCases()
    let outcomes = try outcomes(simulator).map { $0[3][0] }
    let difference = simulator.run(paths: RunSummaryTests.paths).cases[1].groups[1].difference
    let pairs = Array(zip(outcomes[1], outcomes[0]))
    #expect(difference.n == pairs.count)
    #expect(difference.both == pairs.count { $0 == 1 && $1 == 1 })
    #expect(difference.onlyFirst == pairs.count { $0 == 1 && $1 == 0 })
    #expect(difference.onlySecond == pairs.count { $0 == 0 && $1 == 1 })
  }

  // MARK: Merging

  /// Everything that can be told of a summary, as text: doubles are written to the bit.
  private func facts(_ summary: RunSummary) -> [String] {
    summary.cases.flatMap { item -> [String] in
      let targets: [String] = item.targets.map { target in
        let values = target.valuesOfMet.map { $0.quantile(0.3) }
        return "\(target.paths) \(target.met) \(target.failed) \(target.firstMet) "
          + "\(target.difference(0)) \(target.shortfall(0)) \(values)"
      }
      let groups: [String] = item.groups.map { group in
        "\(group.paths) \(group.numberMet) \(group.onlyMissed) \(group.difference)"
      }
      let bands: [String] = item.bands.joined().compactMap { $0 }.map { band in
        "\(band.moments.mean) \(band.moments.variance) \(band.histogram.quantile(0.9))"
      }
      return targets + groups + bands + ["\(item.failures)", "\(item.kept.map(\.path))"]
    }
  }

  @Test func `parts of a run merge in any order to the bits of the whole`() throws {
    let simulator = try twoCases()
    var options = Simulator.Options()
    options.keptPaths = 600
    let whole = simulator.run(paths: RunSummaryTests.paths, options: options)
    let ranges: [Range<UInt64>] = [0..<512, 512..<768, 768..<1500]
    let parts = ranges.map { simulator.run(paths: $0, options: options) }
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
      var merged = parts[order[0]]
      for part in order.dropFirst() { merged.merge(parts[part]) }
      #expect(merged.paths == RunSummaryTests.paths)
      #expect(facts(merged) == facts(whole))
    }
  }

  @Test func `neither workers nor blocks change a bit`() throws {
    let simulator = try twoCases()
    let one = simulator.run(paths: RunSummaryTests.paths)
    var options = Simulator.Options()
    options.workers = 3
    options.blockSize = 256
    let other = simulator.run(paths: RunSummaryTests.paths, options: options)
    #expect(facts(one) == facts(other))
  }
}
