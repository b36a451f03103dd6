import Scenarios
import Testing

/// What a case assumes takes the place of what says the same in other words, or is refused.
@Suite struct AssumptionTruths {
  private func problems(_ indicator: String, assuming assumptions: String) -> String {
    do {
      _ = try CompiledScenario(
        Scenario(
          text: """
            waymark: 1
            time: {start: 2015, end: 2025}
            indicators: {a: {\(indicator)}}
            cases: {base: {}, other: {assume: {\(assumptions)}}}
            """, name: "a.yaml"))
      return ""
    } catch {
      return "\(error)"
    }
  }

  /// They were dropped without a word.
  @Test func `what a case assumes replaces other ways to say it`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2022}
      indicators:
        given: {kind: output, measure: stock, initial: 100, growth: {model: exponential, rate: 0.03, volatility: 0}}
        yearly: {kind: output, measure: stock, history: {2020: 100}, growth: {model: exponential, cagr: 8 %, volatility: 0}}
        begun: {kind: output, measure: stock, growth: {model: exponential, level: 100, rate: 0, volatility: 0}}
        dated: {kind: output, measure: stock, initial: {2020: 100}, growth: {model: exponential, rate: 0, volatility: 0}}
      cases:
        base: {}
        other:
          assume: {given.growth.cagr: 50 %, yearly.growth.rate: 0.1, begun.initial: 200, dated.initial: 500}
        short: {assume: {given.growth: 50 % a year, yearly: {growth: linear}, dated.growth.level: 200}}
      """, paths: 10)
    func value(_ name: String, in named: String) throws -> Double {
      try #require(try run.value(name, 2, in: named))
    }
    for (name, named, truth) in [
      ("given", "base", 106.18365465453596), ("given", "other", 225), ("given", "short", 225),
      ("yearly", "base", 116.64), ("yearly", "other", 122.1402758160170),
      ("begun", "base", 100), ("begun", "other", 200), ("dated", "base", 100),
      ("dated", "other", 500), ("dated", "short", 200),
    ] {
      let found = try value(name, in: named)
      #expect(abs(found - truth) < 1e-9 * truth, "\(name) in \(named): \(found)")
    }
  }

  @Test(arguments: [
    (
      "kind: output, history: {2020: 100}", "a.initial: 500",
      "let the file give `initial: {2020: 100}` in the place of the history"
    ),
    ("kind: count, history: {2020: 100}", "a.initial: 500", "says where growth begins"),
    ("kind: rollout, plan: 10, history: {2020: 100}", "a.initial: 500", "says where growth begins"),
    (
      "kind: output, history: {2020: 100 ± 10}", "a.initial: 500",
      "`initial: {2020: lognormal(mean: 100, sd: 10)}`"
    ),
    (
      "kind: count, history: {2020: 100}, growth: {model: exponential, rate: 0.03}",
      "a.entries: 1000",
      "set `a.growth.boost` instead, or let the file give `entries` in the place of `growth`"
    ),
    ("kind: count, history: {2020: 100}", "a.births: 5 %", "cannot stand beside `growth`"),
    ("kind: milestone, opens: 2022", "a.initial: 3", "`a` has no parameter `initial`"),
    (
      "kind: milestone, opens: 2022", "a.opens: 2023, a.hazard: 0.1",
      "stands beside `a.opens`, and both say when it is reached"
    ),
    (
      "kind: output, initial: 5, growth: {model: exponential, rate: 0.03}",
      "a.growth.rate: 0.1, a: {growth: {cagr: 8 %}}",
      "stands beside `a.growth.rate`, and both say how fast it grows"
    ),
  ])
  func `what would have no say is refused with what to write`(
    indicator: String, assumptions: String, words: String
  ) {
    let found = problems(indicator, assuming: assumptions)
    #expect(found.contains(words), "\(found)")
  }

  /// The advice was that of another curve.
  @Test(arguments: [
    ("model: linear, rate: 1 m2 / year", "a.growth.rate: 2 % a year"),
    ("model: exponential, rate: 0.03", "a.growth: linear, a.growth.rate: 2 % a year"),
  ])
  func `a rate that is assumed is judged by the model of the case`(
    growth: String, assumptions: String
  ) {
    let found = problems(
      "kind: output, unit: m2, initial: 50, growth: {\(growth)}", assuming: assumptions)
    #expect(
      found.contains("a straight line takes an amount per time, as in 40 m2 / year"), "\(found)")
  }

  @Test(arguments: ["a.takes: 6 months", "a.pipeline.takes: 6 months"])
  func `a path that is offered is one that can be written`(assumption: String) {
    let indicator =
      "kind: rollout, plan: 10 / year, pipeline: [{stage: build, takes: 1 month, refused: 10 %}]"
    let found = problems(indicator, assuming: assumption)
    #expect(found.contains("build.takes") && !found.contains("supply."), "\(found)")
    for path in ["build.takes", "pipeline.build.takes"] {
      #expect(problems(indicator, assuming: "a.\(path): 6 months").isEmpty)
    }
  }

  @Test(arguments: [
    ("kind: output, history: {2018: 80, 2020: \"> 100\"}", "a.initial: 120"),
    ("kind: count, history: {2020: 100}, entries: 10", "a.entries: 20, a.births: 5 %"),
    ("kind: milestone, reached: 2014", "a.hazard: 0.1 / year"),
    ("kind: output, initial: 5, growth: linear", "a: {growth: {model: exponential, cagr: 8 %}}"),
    ("kind: output, unit: '%', initial: 5, growth: linear", "a.growth.rate: 2 % / year"),
  ])
  func `what has its say may be assumed`(indicator: String, assumptions: String) {
    let found = problems(indicator, assuming: assumptions)
    #expect(found.isEmpty, "\(found)")
  }
}
