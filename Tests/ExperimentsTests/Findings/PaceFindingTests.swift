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
}
