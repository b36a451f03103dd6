import Plans
import Simulation
import Statistics
import Testing

/// Joint targets of every rule, vague thresholds and ranks, by closed forms.
@Suite struct PromiseTruths {
  /// P(a) = .6, P(b) = .5, P(c) = .4, independent.
  private static let three = """
    time: {start: 2020, end: 2031}
    indicators:
      a: {kind: milestone, opens: "uniform(2021, 2031)"}
      b: {kind: milestone, opens: "uniform(2021, 2031)"}
      c: {kind: milestone, opens: "uniform(2021, 2031)"}
    targets:
      a: {of: a, reached: true, by: [2025, 2027]}
      b: {of: b, reached: true, by: 2024 or 2026}
      c: {of: c, reached: true, by: 2025}
      any: {any: [a, b, c]}
      two: {at_least: {2 of: [a, b, c]}}
      no: {none: [a, b, c]}
      nested: {none: [two, c]}
    """

  @Test func `joint targets of independent milestones`() throws {
    let run = try Experiment(Self.three)
    #expect(FourErrors.agree(try run.attainment("a", 0), 0.4))
    #expect(FourErrors.agree(try run.attainment("a", 1), 0.6))
    #expect(FourErrors.agree(try run.attainment("b", 0), 0.3))
    #expect(FourErrors.agree(try run.attainment("any"), 0.88))
    #expect(FourErrors.agree(try run.attainment("two"), 0.5))
    #expect(FourErrors.agree(try run.attainment("no"), 0.12))
    // Neither c nor both of a and b: .6 × .7.
    #expect(FourErrors.agree(try run.attainment("nested"), 0.42))
  }

  @Test func `which member of a joint target counts`() throws {
    let groups = try Experiment(Self.three).summary.cases[0].groups
    func group(_ rule: JointRule) throws -> GroupSummary {
      try #require(groups.first { $0.group.rule == rule && $0.group.members == [0, 1, 2] })
    }
    let two = try group(.atLeast(2))
    #expect(FourErrors.agree(two.attained, 0.5))
    #expect(FourErrors.agree(two.rise(ifCertain: 0), 0.7 - 0.5))
    #expect(FourErrors.agree(two.rise(ifCertain: 2), 0.8 - 0.5))
    #expect(FourErrors.agree(try #require(two.fall(ifImpossible: 0)), 0.5 - 0.2))
    #expect(FourErrors.agree(try #require(two.fall(ifImpossible: 2)), 0.5 - 0.3))
    #expect(two.byFall == [0, 1, 2])
    #expect(two.bottlenecks.isEmpty)
    #expect(abs(two.product.value - 0.5) < 4 * two.product.standardError)
    #expect(abs(two.excess.value) < 4 * two.excess.standardError)
    // Σ qᵢ² pᵢ (1 − pᵢ) / n with q = P(one of the others) = .5, .52, .5.
    let n = Double(Experiment.manyPaths)
    let error = ((0.25 * 0.24 + 0.2704 * 0.25 + 0.25 * 0.24) / n).squareRoot()
    #expect(abs(two.product.standardError / error - 1) < 0.05)
    // The excess is without what the members explain: (p (1 − p) − Σ qᵢ² pᵢ (1 − pᵢ)) / n.
    let rest = ((0.25 - error * error * n) / n).squareRoot()
    #expect(abs(two.excess.standardError / rest - 1) < 0.1)
    let any = try group(.atLeast(1))
    #expect(FourErrors.agree(any.rise(ifCertain: 1), 0.12))
    #expect(FourErrors.agree(try #require(any.fall(ifImpossible: 0)), 0.88 - 0.7))
    let no = try group(.no)
    #expect(FourErrors.agree(no.attained, 0.12))
    #expect(FourErrors.agree(no.rise(ifCertain: 0), 0.3 - 0.12))
    #expect(no.fall(ifImpossible: 0) == nil)
    #expect(abs(no.excess.value) < 4 * no.excess.standardError)
  }

  /// u uniform: a below .5, b below .3: hanging together, P(any) = .5, P(none) = .5, P(b | a) = .6.
  @Test func `what hangs together differs from what is independent`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2022}
      uncertainties: {u: "uniform(0, 1)"}
      indicators: {x: {kind: derived, expression: u}}
      targets:
        a: {of: x, less_than: 0.5, in: 2022}
        b: {of: x, less_than: 0.3, in: 2022}
        any: {any: [a, b]}
        no: {none: [a, b]}
      """)
    for group in run.summary.cases[0].groups where group.group.target != nil {
      let isAny = group.group.rule == .atLeast(1)
      #expect(FourErrors.agree(group.attained, 0.5))
      let independent = isAny ? 0.65 : 0.35
      #expect(abs(group.product.value - independent) < 4 * group.product.standardError)
      #expect(abs(group.excess.value - (0.5 - independent)) < 4 * group.excess.standardError)
    }
  }

  /// log(m), m normal(1, 1), fails where m < 0: 15.87 %.
  ///
  /// "None" needs an answer; "any" has one where another target is met.
  @Test func `a path without a number misses what it would decide`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2022}
      uncertainties: {m: "normal(1, 1)", u: "uniform(0, 1)"}
      indicators:
        margin: {kind: derived, expression: log(m)}
        other: {kind: derived, expression: u}
      targets:
        a: {of: margin, at_least: 100, in: 2022}
        b: {of: other, at_least: 0.5, in: 2022}
        any: {any: [a, b]}
        no: {none: [a, b]}
      """)
    let targets = run.summary.cases[0].targets
    #expect(FourErrors.agree(targets[2].attainment(0), 0.5))
    #expect(FourErrors.agree(targets[3].attainment(0), 0.5 * 0.84134))
    let failed = Proportion(successes: targets[2].failed[0], trials: run.summary.paths)
    #expect(FourErrors.agree(failed, 0.5 * 0.15866))
    let group = try #require(run.summary.cases[0].groups.first { $0.group.rule == .no })
    #expect(group.attained.successes == targets[3].met[0])
  }

  /// A law of a threshold is one draw per path, its own for each target: were it drawn anew in each of
  /// the ten periods, 5 would reach "several" on all but .4¹⁰ of the paths.
  @Test func `a vague threshold is drawn once per path`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2030}
      indicators: {x: {kind: derived, expression: 5}, y: {kind: derived, expression: 10.5}}
      targets:
        several: {of: x, at_least: several, by: 2030}
        again: {of: x, at_least: 若干, by: 2030}
        own: {of: x, at_least: {several: "discrete(2: 0.5, 6: 0.5)"}, by: 2030}
        about: {of: y, at_least: about 10, by: 2030}
        over: {of: x, at_least: over 5, by: 2030}
        several_twice: {all: [several, again]}
      """)
    #expect(FourErrors.agree(try run.attainment("several"), 0.6))
    #expect(FourErrors.agree(try run.attainment("own"), 0.5))
    #expect(FourErrors.agree(try run.attainment("about"), 0.75))
    #expect(try run.attainment("over").successes == 0)
    #expect(FourErrors.agree(try run.attainment("several_twice"), 0.36))
  }

  @Test func `a rank among equals in law`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2022}
      uncertainties: {a: "normal(0, 1)", b: "normal(0, 1)", c: "normal(0, 1)"}
      indicators:
        own: {kind: derived, expression: a}
        one: {kind: derived, expression: b}
        two: {kind: derived, expression: c}
        tied: {kind: derived, expression: a}
      targets:
        first: {of: own, rank_at_most: 1, among: [one, two], in: 2022}
        second: {of: own, rank_at_most: 2, among: [one, two], in: 2022}
        equal: {of: own, rank_at_most: 1, among: [tied], in: 2022}
      """)
    #expect(FourErrors.agree(try run.attainment("first"), 1 / 3.0))
    #expect(FourErrors.agree(try run.attainment("second"), 2 / 3.0))
    #expect(try run.attainment("equal").estimate == 1)
  }
}
