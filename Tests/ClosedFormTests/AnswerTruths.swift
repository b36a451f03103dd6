import Experiments
import Simulation
import Testing

/// What an answer rests on: the paths that have a number, the targets that count, the pace.
@Suite struct AnswerTruths {
  private static let failing = """
    time: {start: 2020, end: 2025}
    uncertainties:
      m: normal(1, 1)
    levers:
      cut: {default: 0, range: [0, 1]}
    indicators:
      margin: {kind: derived, unit: t, expression: "log(m - cut) + 1"}
      other: {kind: output, measure: stock, unit: t, history: {2020: 100}, growth: {model: exponential, rate: 0.05, volatility: 0.1}}
    cases:
      base: {}
      hard: {cut: 0.5}
    targets:
      ok: {of: margin, at_least: 0, in: 2025}
      grow: {of: other, at_least: 120, in: 2025}
    """

  /// P(100 exp(.25 + .2236 z) >= 120) = 61.9 %.
  @Test func `what does not depend on a failed number keeps all its paths`() throws {
    let run = try Experiment(Self.failing, paths: 20_000)
    for summary in run.summary.cases {
      let grow = summary.targets[1]
      #expect(FourErrors.agree(grow.attainment(0), 0.6191))
      #expect(grow.failed == [0])
      #expect(grow.difference(0).onlyFirst + grow.difference(0).onlySecond == 0)
      #expect(grow.difference(0).n == 20_000)
    }
  }

  @Test func `cases are compared on the paths that have a number in both`() throws {
    let run = try Experiment(Self.failing, paths: 20_000)
    let hard = run.summary.cases[1]
    let failures = hard.failures
    #expect(hard.targets[0].failed == [failures.count])
    // What fails in base, m < 0, fails in hard too.
    #expect(hard.targets[0].difference(0).n == 20_000 - failures.count)
    #expect(failures.indicators[0].count == failures.count)
    #expect(failures.indicators[0].asFirst == failures.count)
    #expect(failures.indicators[0].firstStep == 0)
    #expect(failures.indicators[1].count == 0)
    #expect(run.summary.mostFailed == failures.count)
  }

  /// 1 / (2023 - year) has no value in 2023 only.
  @Test func `what a target does not look at does not fail it`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2025}
      indicators:
        a: {kind: derived, expression: "1 / (2023 - year)"}
      targets:
        before: {of: a, at_least: 0.9, by: 2022}
        met_before: {of: a, at_least: 0.9, by: 2025}
        never: {of: a, at_least: 2, by: 2025}
        after: {of: a, at_most: 0, in: 2025}
      """, paths: 10)
    let targets = run.summary.cases[0].targets
    #expect(targets.map(\.failed) == [[0], [0], [10], [0]])
    #expect(targets.map(\.met) == [[10], [10], [0], [10]])
  }

  @Test func `all targets leave out what another one implies and what is informative`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2025}
      indicators:
        a: {kind: output, initial: 100, growth: {model: exponential, rate: 0.1, volatility: 0.1}}
        b: {kind: output, initial: 100, growth: {model: exponential, rate: 0.1, volatility: 0.1}}
      targets:
        low: {of: a, at_least: 110, in: 2025}
        high: {of: a, more_than: 110, in: 2025}
        early: {of: a, at_least: 110, in: 2024}
        same: {of: a, more_than: 110, in: 2025}
        other: {of: b, at_least: 120, in: 2025}
        aside: {of: b, at_most: 300, in: 2025, informative: true}
      """, paths: 500)
    #expect(run.summary.cases[0].groups.map(\.group.members) == [[1, 2, 4]])
  }
}
