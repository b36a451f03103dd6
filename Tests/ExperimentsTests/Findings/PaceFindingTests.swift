import Experiments
import Scenarios
import Testing

@Suite struct PaceFindingTests {
  /// The levels against counts of 400,000 paths in windows of 1,000 by their level.
  ///
  /// From 378, 412 and 467 on at the ends of 2027, 2028 and 2029, 80 % of them have 500 in 2030. In 2026 the share
  /// hardly moves beyond 360, so that the outermost paths must not decide.
  @Test func `levels are those of the paths near them, not of the outermost`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2019, end: 2030}
        indicators: {firms: {kind: count, history: {2019: 64, 2025: 210}, growth: auto}}
        targets: {far: {of: firms, at_least: 500, in: 2030}}
        simulation: {paths: 100_000, seed: 1}
        """, name: "test")
    let pace = try #require(try Run(scenario).findings.pace.first)
    #expect(pace.levels.map(\.period) == ["2026", "2027", "2028", "2029", "2030"])
    let levels = pace.levels.compactMap(\.level)
    try #require(levels.count == 5)
    for (level, counted) in zip(levels[1...], [378.0, 412, 467]) {
      #expect(abs(level / counted - 1) < 0.05, "\(level), counted \(counted)")
    }
    #expect(levels == levels.sorted())
    #expect(levels[4] == 500)
  }

  /// A walk without growth is at 100 or more n years later with 80 % from 100 exp(0.8416 · 0.2 √n) on.
  @Test(arguments: [2_000, 100_000])
  func `levels fall towards the deadline where growth is slow`(paths: Int) throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2030}
        indicators: {x: {kind: output, measure: stock, unit: u, initial: {2020: 100}, growth: {model: exponential, rate: 0, volatility: 0.2}}}
        targets: {a: {of: x, at_least: 100, in: 2030}}
        simulation: {paths: \(paths), seed: 1}
        """, name: "test")
    let pace = try #require(try Run(scenario).findings.pace.first)
    for (period, exact) in [("2027", 133.8), ("2028", 126.9), ("2029", 118.3), ("2030", 100)] {
      let level = try #require(pace.levels.first { $0.period == period }?.level)
      #expect(abs(level / exact - 1) < (paths < 10_000 ? 0.06 : 0.02), "\(period): \(level)")
    }
  }

  /// Of nine in ten a year before the deadline 70 % have ten in time, and who has ten has them: no level in
  /// between, and few paths that are there already.
  @Test func `what is counted and reached stays met`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2019, end: 2030}
        uncertainties: {early: bernoulli(0.05), last: bernoulli(0.7)}
        indicators:
          built: {kind: rollout, plan: "(if(year < 2029.5, 9 + early, (1 - early) * last) * pulse(from: 2029, for: 2 years)) / year", pipeline: [{stage: build, takes: 0 months}]}
        targets: {ten: {of: built, at_least: 10, by: 2030}}
        simulation: {paths: 2_000, seed: 1}
        """, name: "test")
    let pace = try #require(try Run(scenario).findings.pace.first)
    #expect(pace.levels.last { $0.period == "2029" }?.level == 10)
  }
}
