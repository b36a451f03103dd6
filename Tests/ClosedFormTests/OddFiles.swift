import Simulation
import Testing
import _TestSupport

/// Odd files that are right all the same: the engine neither stops nor invents.
@Suite struct OddFiles {
  @Test func `an indicator that looks back beyond the grid is never known`() throws {
    let run = try Experiment(
      """
      time: {start: 2015, end: 2020}
      indicators:
        a: {kind: output, history: {2020: 5}}
        late: {kind: derived, expression: "lag(a, 3)"}
        later: {kind: derived, expression: "lag(late, 20) + 1"}
        own: {kind: derived, expression: "lag(own, 30) + 1", initial: 2}
      """, paths: 3, keptPaths: 3)
    // What is before the first value of an indicator that uses its own past is that value.
    #expect(try run.path(0, "own") == [2, 3, 3, 3, 3, 3])
    for name in ["late", "later"] {
      #expect(try run.path(0, name).allSatisfy(\.isNaN), "\(name)")
    }
    #expect(run.summary.cases[0].failures.count == 0)
  }

  @Test func `an indicator may use its own past of a year ago on a grid of months`() throws {
    let run = try Experiment(
      """
      time: {start: 2020-12, end: 2022-12, step: month}
      indicators:
        x: {kind: derived, expression: "lag(x, 12) * 1.1", initial: 100}
      """, paths: 3)
    #expect(run.summary.cases[0].failures.count == 0)
    #expect(try run.value("x", 12) == 100 * 1.1)
    #expect(try run.value("x", 24) == 100 * 1.1 * 1.1)
  }

  /// The search for the last item that is paid for stood still where whole numbers are 2 apart.
  @Test(.timeLimit(.minutes(1)))
  func `a budget pays for as many items as numbers tell apart`() throws {
    let run = try Experiment(
      """
      time: {start: 2015, end: 2017}
      indicators:
        r: {kind: rollout, plan: 1e308, pipeline: [{stage: s, takes: 1 month}], budget: {stage: s, total: 1e100, unit_cost: 5}}
      """, paths: 1)
    let built = try #require(try run.value("r", 2))
    #expect(built.agrees(with: 2e99, within: Tolerance(relative: 1e-12)))
  }

  /// Where a law reaches below what a factor, a coefficient or a beginning can be it is cut off.
  @Test func `nothing that grows falls below zero by a law that does`() throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2026}
      uncertainties: {m: "normal(0.6, 0.4)"}
      indicators:
        firms: {kind: count, history: {2020: 130}, growth: {model: exponential, rate: 0.02, volatility: 0}}
        lasting: {kind: count, history: {2020: 130}, growth: {model: exponential, rate: 0.02, volatility: 0}}
        area: {kind: output, history: {2020: 130}, growth: {model: exponential, rate: 0.02, volatility: 0}}
        sold: {kind: output, initial: 1, growth: {model: bass, ceiling: 300, p: "normal(0.01, 0.02)", q: "normal(0.3, 0.3)"}}
        begun: {kind: output, initial: "normal(1, 1)", growth: {model: exponential, rate: 0.02, volatility: 0}}
        placed: {kind: output, growth: {model: linear, level: "normal(1, 1)", rate: 0.02, volatility: 0}}
      events:
        once: {chance: 0.5 per year, affects: [firms, area], multiply: m - 0.2}
        long: {chance: 0.5 per year, affects: [lasting, area], multiply: "normal(0.8, 0.4)", lasts: 2 years}
      """, paths: 4000)
    #expect(run.summary.cases[0].failures.count == 0)
    for name in ["firms", "lasting", "area", "sold", "begun", "placed"] {
      #expect(try run.band(name, 7).histogram.minimum >= 0, "\(name)")
    }
  }

  @Test func `one period and one path are enough`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2020}
      indicators:
        a: {kind: output, initial: 3, growth: {model: exponential, rate: 0.1, volatility: 0.1}}
        n: {kind: count, initial: 4}
        r: {kind: rollout, plan: 3}
        m: {kind: milestone, opens: 2020}
        d: {kind: derived, expression: "lag(a, 1)"}
      targets: {opened: {of: m, reached: true, by: 2020}}
      """, paths: 1, workers: 8, blockSize: 1)
    #expect(try run.attainment("opened").successes == 1)
  }

  @Test func `a path with a number that is none misses the targets that look at it`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2030}
      uncertainties: {u: "uniform(0, 1)"}
      indicators:
        a: {kind: output, initial: 3, growth: {model: exponential, rate: 0.1, volatility: 0}}
        bad: {kind: derived, expression: "log(u - 0.25)"}
      targets:
        grown: {of: a, at_least: 3, by: 2021}
        high: {of: bad, at_least: -9, by: 2021}
        both: {all: [grown, high]}
      """, paths: 20_000)
    let failed = run.summary.cases[0].failures.count
    #expect(try run.attainment("grown").successes == 20_000)
    #expect(try run.attainment("both") == run.attainment("high"))
    #expect(try run.attainment("high").successes <= 20_000 - failed)
    #expect(FourErrors.agree(try run.attainment("high"), 0.75))
  }

  @Test func `what grows for ever below a ceiling is at its ceiling`() throws {
    let run = try Experiment(
      """
      time: {start: 2015, end: 2025}
      indicators:
        a: {kind: output, initial: 5, growth: {model: logistic, ceiling: 9, rate: 50, volatility: 0, boost: 900}}
        b: {kind: output, initial: 5, growth: {model: exponential, rate: 0, volatility: 0, boost: 0 - 9e5}}
        r: {kind: rollout, initial: 500, plan: 10, ceiling: 500}
      """, paths: 10)
    #expect(try run.value("a", 10) == 9)
    #expect(try run.value("b", 10) == 0)
    #expect(try run.value("r", 10) == 500)
  }

  @Test func `tails of laws beyond what a share or a rate can be count as its end`() throws {
    let run = try Experiment(
      """
      time: {start: 2015, end: 2020, step: quarter}
      indicators:
        a: {kind: count, initial: 50, growth: {model: auto}, exits: "normal(0.05, 0.1)"}
        b: {kind: count, initial: 50, exits: "uniform(0, 2)", births: "normal(0, 0.1)", entries: "normal(1, 5)"}
        c: {kind: count, initial: 50, growth: {model: auto}, exits: "uniform(1, 1.5)"}
      cases:
        baseline: {}
        half: {assume: {a.exits: "uniform(1, 1.5)", c.exits: 0.5}}
      """, paths: 2000)
    for summary in run.summary.cases { #expect(summary.failures.count == 0) }
  }

  @Test func `random numbers of every period may stand in growth and plans`() throws {
    let run = try Experiment(
      """
      time: {start: 2015, end: 2020, step: month}
      indicators:
        a: {kind: output, initial: 5, growth: {model: exponential, rate: 0.1, volatility: 0, boost: "each(normal(0, 0.1))"}}
        b: {kind: output, initial: 5, growth: {model: exponential, rate: "each(normal(0.1, 0.1))", volatility: 0}}
        c: {kind: output, initial: 5, growth: {model: logistic, ceiling: "uniform(10, 20)", rate: "each(uniform(0.1, 0.3))", volatility: "each(uniform(0, 0.1))"}}
        r: {kind: rollout, plan: "each(normal(0, 5))", pipeline: [{stage: s, takes: "each(uniform(0, 3)) years", capacity: "each(poisson(4))"}]}
      """, paths: 2000)
    #expect(run.summary.cases[0].failures.count == 0)
  }

  @Test func `huge numbers end no run`() throws {
    let run = try Experiment(
      """
      time: {start: 2015, end: 2060}
      indicators:
        a: {kind: output, initial: 1e300, growth: {model: exponential, rate: 3, volatility: 2}}
        n: {kind: count, initial: 1e14, growth: {model: exponential, rate: 2, volatility: 0}}
        r: {kind: rollout, plan: 1e18, initial: 1e15}
        s: {kind: rollout, plan: 1e300, pipeline: [{stage: b, takes: "gamma(3, 1) years", capacity: 1e200}], budget: {stage: b, total: 1e250 yuan, unit_cost: 1 yuan, learning: 0.5}}
        q: {kind: rollout, plan: 10, pipeline: [{stage: b, takes: 1e30 years, capacity: 1e200}]}
        x: {kind: derived, expression: "exp(t * 100)"}
        y: {kind: derived, expression: "1 / (t - 5)"}
      targets: {x: {of: x, at_least: 3, in: 2060}}
      """.replacing("targets: {x:", with: "targets: {grown:"), paths: 300)
    #expect(run.summary.cases[0].failures.count == 300)
    #expect(try run.attainment("grown").successes == 0)
    #expect(try run.value("q", 45) == 0)
  }
}
