import Simulation
import Statistics
import Testing
import _TestSupport

/// What holds for several targets together: closed forms, identities, edges.
@Suite struct PlanTruths {
  /// Two correlated levels in their first period, each above its median or not.
  private static func orthant(_ correlation: Double) -> String {
    """
    time: {start: 2020, end: 2021}
    indicators:
      a: {kind: output, initial: 100, growth: {model: exponential, rate: 0, volatility: 0.2}}
      b: {kind: output, initial: 100, growth: {model: exponential, rate: 0, volatility: 0.2}}
    correlation:
      - [a, b, \(correlation)]
    targets:
      a_up: {of: a, at_least: 100, in: 2021}
      b_up: {of: b, at_least: 100, in: 2021}
    """
  }

  private static let laws = """
    time: {start: 2020, end: 2021}
    uncertainties:
      u: uniform(0, 1)
      v: uniform(0, 1)
      w: uniform(0, 1)
    levers: {help: {default: 0, range: [0, 1]}}
    indicators:
      x: {kind: derived, expression: u + 0.1 * help}
      y: {kind: derived, expression: v}
      z: {kind: derived, expression: w}
    cases:
      baseline: {}
      helped: {help: 1}
    targets:
      x_80: {of: x, at_least: 0.2, in: 2021}
      y_50: {of: y, at_least: 0.5, in: 2021}
      z_90: {of: z, at_least: 0.1, in: 2021}
    """

  private func only(_ run: Experiment, in name: String? = nil) throws -> GroupSummary {
    let groups = run.summary.cases[try run.caseIndex(name)].groups
    try #require(groups.count == 1)
    return groups[0]
  }

  /// P(X > 0, Y > 0) = 1/4 + asin(ρ) / 2π for standard normal X, Y (Sheppard, 1899).
  @Test(arguments: [(0.5, 1.0 / 3), (-0.5, 1.0 / 6), (0.0, 0.25)])
  func `two correlated targets have the probability of a Gaussian orthant`(
    correlation: Double, truth: Double
  ) throws {
    let group = try only(try Experiment(Self.orthant(correlation)))
    #expect(FourErrors.agree(group.single(0), 0.5))
    #expect(FourErrors.agree(group.single(1), 0.5))
    #expect(FourErrors.agree(group.all, truth))
    let excess = group.excess
    #expect(abs(excess.value - (truth - 0.25)) <= 4 * excess.standardError)
    // φ of two medians is (2/π) asin ρ = 4 (P − 1/4).
    let phi = try #require(group.phi(0, 1))
    #expect(abs(phi.value - 4 * (truth - 0.25)) <= 4 * phi.standardError)
  }

  @Test func `independent targets are met together with the product`() throws {
    let group = try only(try Experiment(Self.laws))
    #expect(FourErrors.agree(group.all, 0.8 * 0.5 * 0.9))
    #expect(abs(group.product.value - 0.36) <= 4 * group.product.standardError)
    #expect(abs(group.excess.value) <= 4 * group.excess.standardError)
    let mean = group.meanNumberMet
    #expect(abs(mean.value - 2.2) <= 4 * mean.standardError)
    #expect(FourErrors.agree(group.atLeast(1), 1 - 0.2 * 0.5 * 0.1))
    // A certain target leaves the others: 0.45 − 0.36, 0.72 − 0.36, 0.4 − 0.36.
    for (member, rise) in [0.09, 0.36, 0.04].enumerated() {
      #expect(FourErrors.agree(group.rise(ifCertain: member), rise))
    }
    #expect(group.byRise == [1, 0, 2])
    #expect(group.bottlenecks == [1])
  }

  @Test func `a case is compared with the reference on the same paths`() throws {
    let difference = try only(try Experiment(Self.laws), in: "helped").difference
    #expect(abs(difference.difference - 0.1 * 0.45) <= 4 * difference.standardError)
    // What helps on the same random numbers loses no path.
    #expect(difference.onlySecond == 0)
  }

  @Test func `counts of targets, pairs and numbers agree with each other`() throws {
    let run = try Experiment(Self.laws, paths: 3000)
    let group = try only(run)
    #expect(group.numberMet.reduce(0, +) == group.paths)
    var (targets, pairs) = (0, 0)
    for (number, count) in group.numberMet.enumerated() {
      targets += number * count
      pairs += number * (number - 1) / 2 * count
    }
    #expect(targets == group.met.reduce(0, +))
    let counted = [group.both(0, 1), group.both(0, 2), group.both(1, 2)]
    #expect(pairs == counted.reduce(0) { $0 + ($1?.successes ?? 0) })
    #expect(group.onlyMissed.reduce(0, +) == group.numberMet[2])
    for (member, target) in ["x_80", "y_50", "z_90"].enumerated() {
      #expect(try group.single(member) == run.attainment(target))
      #expect(group.both(member, member) == group.single(member))
    }
    #expect(group.both(2, 0) == group.both(0, 2))
  }

  @Test func `equal targets cannot be told apart`() throws {
    let group = try only(
      try Experiment(
        Self.laws.replacing("at_least: 0.2", with: "at_least: 0.5")
          .replacing("at_least: 0.1", with: "at_least: 0"), paths: 10_000))
    #expect(Set(group.bottlenecks) == [0, 1])
    #expect(group.byRise.last == 2)
  }

  @Test func `one target is no plan`() throws {
    let text = """
      time: {start: 2020, end: 2021}
      indicators: {x: {kind: derived, expression: "uniform(0, 1)"}}
      targets: {only: {of: x, at_least: 0.5, in: 2021}}
      """
    #expect(try Experiment(text, paths: 10).summary.cases[0].groups.isEmpty)
  }

  @Test func `a joint target of all is not told twice`() throws {
    let all = try Experiment(Self.laws + "\n  every: {all: [z_90, x_80, y_50]}", paths: 1000)
    let group = try only(all)
    #expect(group.group.target == 3)
    #expect(try group.all == all.attainment("every"))
    #expect(
      try group.all == only(try Experiment(Self.laws, paths: 1000)).all)

    let some = try Experiment(Self.laws + "\n  some: {all: [x_80, y_50]}", paths: 1000)
    let groups = some.summary.cases[0].groups
    #expect(groups.map(\.group.members) == [[0, 1, 2], [0, 1]])
    #expect(groups[0].group.target == nil)
    #expect(groups[1].all == groups[0].both(0, 1))
  }

  /// log of a negative number is not finite on half of the paths.
  @Test func `a path that failed misses the targets of what failed`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2021}
      uncertainties: {u: "uniform(-1, 1)"}
      indicators:
        x: {kind: derived, expression: log(u)}
        y: {kind: derived, expression: "1"}
      targets:
        low: {of: x, at_most: 5, in: 2021}
        sure: {of: y, at_least: 1, in: 2021}
      """, paths: 5000)
    let group = try only(run)
    let failures = run.summary.cases[0].failures.count
    #expect(failures > 0)
    #expect(group.numberMet == [0, failures, 5000 - failures])
    #expect(group.bottlenecks == [0])
  }

  @Test func `targets without doubt have no coefficient and no error`() throws {
    let group = try only(
      try Experiment(
        """
        time: {start: 2020, end: 2021}
        indicators:
          x: {kind: derived, expression: "1"}
          y: {kind: derived, expression: "2"}
        targets:
          sure: {of: x, at_least: 1, in: 2021}
          never: {of: y, at_least: 3, in: 2021}
        """, paths: 1000))
    #expect(group.numberMet == [0, 1000, 0])
    #expect(group.phi(0, 1) == nil)
    #expect(group.product.value == 0)
    #expect(group.excess.standardError == 0)
    #expect(group.bottlenecks == [1])
  }

  @Test func `many targets have no pairs, and everything else`() throws {
    let targets = (0..<70).map { "  t\($0): {of: x, at_least: \($0), in: 2021}" }
    let group = try only(
      try Experiment(
        """
        time: {start: 2020, end: 2021}
        indicators: {x: {kind: derived, expression: "uniform(0, 70)"}}
        targets:
        \(targets.joined(separator: "\n"))
          all_of_them: {all: [\((0..<70).map { "t\($0)" }.joined(separator: ", "))]}
        """, paths: 7000))
    #expect(!group.hasPairs)
    #expect(group.both(0, 1) == nil)
    #expect(group.product.standardError.isNaN)
    // The number met is 1 + ⌊x⌋, and only the highest may be missed alone.
    #expect(FourErrors.agree(group.all, 1.0 / 70))
    #expect(group.bottlenecks == [69])
    #expect(abs(group.meanNumberMet.value - 35.5) <= 4 * group.meanNumberMet.standardError)
  }

  @Test func `workers and blocks change no count`() throws {
    func counts(_ workers: Int, _ blockSize: Int) throws -> [[[Int]]] {
      let run = try Experiment(
        Self.laws + "\n  some: {all: [x_80, y_50]}", paths: 2700, workers: workers,
        blockSize: blockSize)
      return run.summary.cases.flatMap(\.groups).map {
        [
          $0.numberMet, $0.met, $0.onlyMissed, $0.metPairs,
          [$0.difference.both, $0.difference.onlyFirst, $0.difference.onlySecond],
        ]
      }
    }
    let reference = try counts(1, 512)
    for workers in [1, 2, 3, 8] {
      for blockSize in [1, 300, 4096] { #expect(try counts(workers, blockSize) == reference) }
    }
  }

  /// The delta method's errors against what 200 seeds scatter: a ratio of standard deviations from 200
  /// samples has a standard error of 5 %, and four of them are allowed.
  @Test(.enabled(if: Slow.isAsked)) func `errors are as large as the scatter over seeds`() throws {
    var product = Moments()
    var excess = Moments()
    var phi = Moments()
    var errors = (product: 0.0, excess: 0.0, phi: 0.0)
    for seed in 1...200 {
      let text = Self.orthant(0.5) + "\nsimulation: {seed: \(seed)}"
      let group = try only(try Experiment(text, paths: 2000))
      product.add([group.product.value].span)
      excess.add([group.excess.value].span)
      let coefficient = try #require(group.phi(0, 1))
      phi.add([coefficient.value].span)
      errors.phi += coefficient.standardError / 200
      errors.product += group.product.standardError / 200
      errors.excess += group.excess.standardError / 200
    }
    #expect(abs(product.standardDeviation / errors.product - 1) < 0.2)
    #expect(abs(excess.standardDeviation / errors.excess - 1) < 0.2)
    #expect(abs(phi.standardDeviation / errors.phi - 1) < 0.2)
  }
}
