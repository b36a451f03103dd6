import Experiments
import Scenarios
import Simulation
import Testing

/// What no case changes is simulated once for all cases.
struct CommonIndicatorTests {
  private let text = """
    waymark: 1
    time: {start: 2020, end: 2030}
    levers: {push: 0}
    uncertainties: {scale: "lognormal(mean: 100, sd: 20)"}
    indicators:
      shock: {kind: derived, auxiliary: true, expression: "each(normal(0, 1))"}
      noise: {kind: derived, expression: "0.7 * lag(noise, 1) + shock", initial: 0}
      # Fails on the paths whose noise is ever below -6.
      root: {kind: derived, expression: "sqrt(noise + 6)"}
      level: {kind: derived, expression: "scale * exp(0.1 * noise + push * t)"}
    targets: {reach: {of: level, at_least: 130, by: 2030}}
    cases:
      none: {}
      some: {push: 0.02}
      much: {push: 0.05}
    simulation: {paths: 3000, seed: 5, max_failed: 0.5}
    """

  private func summary(_ cases: [String]?) throws -> RunSummary {
    var options = RunOptions()
    options.cases = cases
    options.engine.blockSize = 512
    return try Run(Scenario(text: text, name: "common.yaml"), options: options).summary
  }

  @Test func `a case gives the same numbers beside few others and beside many`() throws {
    let together = try summary(nil)
    for (index, name) in ["none", "some", "much"].enumerated() {
      let compared = try summary([name])
      // The reference case is always run first.
      let alone = try #require(compared.cases.last)
      let beside = together.cases[index]
      #expect(beside.failures == alone.failures)
      #expect(beside.failures.count > 0)
      for (ours, theirs) in zip(beside.bands, alone.bands) {
        for (one, two) in zip(ours, theirs) {
          let isSame = one?.moments == two?.moments && one?.histogram == two?.histogram
          #expect(isSame, "bands of \(name)")
        }
      }
      #expect(beside.targets[0].met == alone.targets[0].met)
      #expect(beside.targets[0].firstMet == alone.targets[0].firstMet)
    }
  }

  @Test func `an auxiliary indicator has no bands, the others have them in every case`() throws {
    for summary in try summary(nil).cases {
      #expect(summary.bands.map { $0.contains { $0 != nil } } == [false, true, true, true])
    }
  }
}
