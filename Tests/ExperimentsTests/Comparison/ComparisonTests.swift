import Experiments
import Foundation
import Scenarios
import Sensitivity
import Synchronization
import Testing
import _TestSupport

@Suite struct ComparisonTests {
  /// Two levers of one outcome, a second indicator, and a target that nothing but its threshold
  /// moves.
  private static func text(
    rate: String = "0.06", volatility: String = "0.2", threshold: String = "140",
    push: String = "0.02", extra: String = "", seed: Int = 3, paths: Int = 4000,
    uncertainties: String = "shift: normal(0, 0.02)", more: String = ""
  ) -> String {
    """
    waymark: 1
    scenario: Two of everything
    time: {start: 2020, end: 2026, step: year}
    uncertainties:
      \(uncertainties)
    levers: {push: 0}
    indicators:
      s:
        kind: output
        history: {2020: 100}
        growth: {model: exponential, rate: "\(rate) + push + shift", volatility: \(volatility)}
      c: {kind: count, unit: firms, history: {2020: 50}, entries: 6, births: 0.02, exits: 0.05}
    \(extra)
    cases: {base: {}, pushed: {push: \(push)}}
    targets:
      high: {of: s, at_least: \(threshold), in: 2025}
      many: {of: c, at_least: 75, by: 2025..2026}
      both: {all: [high, many]}
    \(more)
    simulation: {paths: \(paths), seed: \(seed)}
    """
  }

  private func side(_ text: String, _ name: String = "a.yaml") throws -> ComparisonSide {
    try ComparisonSide(text: text, name: name)
  }

  private func compare(
    _ before: String, _ after: String, options: ComparisonOptions = ComparisonOptions()
  ) throws -> Comparison {
    try Comparison(side(before, "a.yaml"), side(after, "b.yaml"), options: options)
  }

  private func row(_ comparison: Comparison, _ name: String, _ target: String) throws
    -> ComparisonRow
  {
    try #require(comparison.rows.first { $0.caseName == name && $0.target == target })
  }

  /// Each share is a whole number over k! n, rounded once.
  private func expectSums(_ comparison: Comparison) {
    for row in comparison.rows {
      let sum = row.shares.reduce(0) { $0 + $1.value }
      let scale = row.shares.reduce(abs(row.difference)) { $0 + abs($1.value) }
      #expect(abs(sum - row.difference) <= 2 * Double.ulpOfOne * scale)
    }
  }

  private static let changed = text(
    rate: "0.09", volatility: "0.25", threshold: "150", push: "0.03", seed: 3,
    uncertainties: "shift: normal(0, 0.03)",
    more: "events: {slump: {chance: 0.2 per year, affects: c, multiply: 0.9}}")

  // MARK: Identities

  @Test func `shares add up to the difference`() throws {
    let comparison = try compare(ComparisonTests.text(), ComparisonTests.changed)
    #expect(comparison.rows.count == 2 * 4)
    #expect(comparison.mixtures == 32)
    expectSums(comparison)
    let high = try row(comparison, "pushed", "high")
    #expect(
      high.shares.map(\.name)
        == ["case pushed", "event slump", "growth of s", "target high", "uncertainty shift"])
    #expect(abs(high.difference) > 3 * high.differenceError)
  }

  @Test func `the other way round everything has the other sign`() throws {
    let there = try compare(ComparisonTests.text(), ComparisonTests.changed)
    let back = try compare(ComparisonTests.changed, ComparisonTests.text())
    for (a, b) in zip(there.rows, back.rows) {
      #expect(a.difference == -b.difference)
      #expect(a.differenceError == b.differenceError)
      #expect(a.shares.map(\.value) == b.shares.map { -$0.value })
      #expect(a.shares.map(\.error) == b.shares.map(\.error))
      #expect(a.before == b.after)
    }
  }

  @Test func `a change that does not matter has a share of exactly 0`() throws {
    let comparison = try compare(ComparisonTests.text(), ComparisonTests.changed)
    for name in ["base", "pushed"] {
      let high = try row(comparison, name, "high")
      let slump = try #require(high.shares.first { $0.name == "event slump" })
      #expect(slump.value == 0)
      #expect(slump.error == 0)
      let many = try row(comparison, name, "many@2025")
      for share in many.shares where share.name != "event slump" {
        #expect(share.value == 0)
        #expect(share.error == 0)
      }
    }
  }

  @Test func `a scenario does not differ from itself`() throws {
    let comparison = try compare(ComparisonTests.text(), ComparisonTests.text())
    #expect(comparison.changes.isEmpty)
    #expect(comparison.mixtures == 1)
    #expect(comparison.rows.allSatisfy { $0.difference == 0 && $0.shares.isEmpty })
  }

  /// Every mixture written by hand and run on its own, and the general Shapley values of what came
  /// out.
  @Test func `shares are the Shapley values of runs made by hand`() throws {
    let comparison = try compare(
      ComparisonTests.text(),
      ComparisonTests.text(rate: "0.09", threshold: "150", push: "0.03"))
    for (index, name) in ["base", "pushed"].enumerated() {
      let values = try (0..<8).map { set -> Double in
        let text = ComparisonTests.text(
          rate: set & 2 != 0 ? "0.09" : "0.06", threshold: set & 4 != 0 ? "150" : "140",
          push: set & 1 != 0 ? "0.03" : "0.02")
        let run = try Run(Scenario(text: text, name: "mixture.yaml"))
        return run.summary.cases[index].targets[0].attainment(0).estimate
      }
      let shares = try row(comparison, name, "high").shares
      let found = Dictionary(uniqueKeysWithValues: shares.map { ($0.name, $0.value) })
      for (part, player) in [("case pushed", 0), ("growth of s", 1), ("target high", 2)] {
        let (one, other) = (1 << ((player + 1) % 3), 1 << ((player + 2) % 3))
        func joins(_ set: Int) -> Double { values[set | 1 << player] - values[set] }
        // Of the six orders two have nobody before the player, two both others, one each of them.
        let expected = (2 * joins(0) + joins(one) + joins(other) + 2 * joins(one | other)) / 6
        #expect(abs((found[part] ?? 0) - expected) <= 8 * Double.ulpOfOne)
      }
    }
  }

  // MARK: Closed form

  private func attainment(rate: Double, threshold: Double) -> Double {
    let spread = 0.2 * 5.0.squareRoot()
    return 0.5 * erfc((log(threshold / 100) - rate * 5) / spread / 2.0.squareRoot())
  }

  /// s(2025) = 100 exp(5 rate + 0.2 √5 z).
  @Test func `shares of a rate and of a threshold agree with the closed form`() throws {
    let before = ComparisonTests.text(
      paths: 60_000, uncertainties: "shift: {law: \"0 * uniform(0, 1)\"}")
    let after = ComparisonTests.text(
      rate: "0.09", threshold: "170", paths: 60_000,
      uncertainties: "shift: {law: \"0 * uniform(0, 1)\"}")
    let comparison = try compare(before, after)
    let base = try row(comparison, "base", "high")
    let p = { (rate: Double, threshold: Double) in
      self.attainment(rate: rate, threshold: threshold)
    }
    let truth = [
      "growth of s": ((p(0.09, 140) - p(0.06, 140)) + (p(0.09, 170) - p(0.06, 170))) / 2,
      "target high": ((p(0.06, 170) - p(0.06, 140)) + (p(0.09, 170) - p(0.09, 140))) / 2,
    ]
    #expect(base.shares.count == 2)
    // Fails one correct program in 16,000 for each share, were the seed not fixed.
    for share in base.shares {
      #expect(abs(share.value - (truth[share.name] ?? .nan)) < 4 * share.error)
    }
    #expect(abs(base.difference - (p(0.09, 170) - p(0.06, 140))) < 4 * base.differenceError)
    #expect(abs(base.before.estimate - p(0.06, 140)) < 4 * base.before.standardError)
  }

  // MARK: Parts that go together

  @Test func `a new uncertainty goes with what uses it`() throws {
    let after = ComparisonTests.text(
      rate: "0.06 * luck", uncertainties: "shift: normal(0, 0.02)\n  luck: uniform(0.5, 1)")
    let comparison = try compare(ComparisonTests.text(), after)
    #expect(
      comparison.joined.map { $0.parts.map(\.name) } == [["growth of s", "uncertainty luck"]])
    #expect(comparison.joined[0].problem.english.contains("luck"))
    let base = try row(comparison, "base", "high")
    #expect(base.shares.map(\.name) == ["growth of s + uncertainty luck"])
    #expect(base.shares[0].value == base.difference)
    #expect(base.difference < 0)
    // And the other way round, where it is taken away.
    let back = try compare(after, ComparisonTests.text())
    #expect(try row(back, "base", "high").difference == -base.difference)
  }

  @Test func `a target that is renamed is only in one of the two`() throws {
    let after = ComparisonTests.text().replacingOccurrences(of: "high", with: "higher")
    let comparison = try compare(ComparisonTests.text(), after)
    #expect(comparison.onlyBefore.targets == ["high"])
    #expect(comparison.onlyAfter.targets == ["higher"])
    #expect(comparison.rows.allSatisfy { $0.difference == 0 })
  }

  @Test func `a case of one alone is listed and left out`() throws {
    let after = ComparisonTests.text().replacingOccurrences(
      of: "pushed: {push: 0.02}", with: "pulled: {push: -0.02}")
    let comparison = try compare(ComparisonTests.text(), after)
    #expect(comparison.onlyBefore.cases == ["pushed"])
    #expect(comparison.onlyAfter.cases == ["pulled"])
    #expect(comparison.rows.allSatisfy { $0.caseName == "base" && $0.shares.isEmpty })
    let other = ComparisonTests.text().replacingOccurrences(of: "base:", with: "floor:")
      .replacingOccurrences(of: "pushed:", with: "pulled:")
    #expect(
      throws: ComparisonRefusal.noCommonCase(
        before: ["base", "pushed"], after: ["floor", "pulled"])
    ) { try compare(ComparisonTests.text(), other) }
  }

  @Test func `words and the way of writing are no difference`() throws {
    let after = ComparisonTests.text()
      .replacingOccurrences(of: "Two of everything", with: "Two of each")
      .replacingOccurrences(of: "{push: 0}", with: "{push: {default: 0.0}}")
      .replacingOccurrences(of: "paths: 4000", with: "paths: 4_000")
    let comparison = try compare(ComparisonTests.text(), after)
    #expect(comparison.changes.map(\.path) == ["scenario"])
    #expect(comparison.changes[0].component == nil)
    #expect(comparison.mixtures == 1)
  }

  // MARK: Many parts

  @Test func `more than eight parts have estimated shares that add up`() throws {
    func text(_ value: String) -> String {
      let names = (0..<10).map { "u\($0)" }
      return """
        waymark: 1
        time: {start: 2020, end: 2022, step: year}
        uncertainties: {\(names.map { "\($0): \"uniform(0, \(value))\"" }.joined(separator: ", "))}
        indicators:
          sum: {kind: derived, expression: "\(names.joined(separator: " + "))"}
        targets: {high: {of: sum, at_least: 5.5, in: 2022}}
        simulation: {paths: 2000, seed: 1}
        """
    }
    var options = ComparisonOptions()
    options.pairs = 8
    let comparison = try compare(text("1"), text("1.3"), options: options)
    #expect(comparison.orders == 16)
    expectSums(comparison)
    let shares = comparison.rows[0].shares
    #expect(shares.count == 10)
    // All parts do the same: their shares agree as well as their errors say.
    let mean = comparison.rows[0].difference / 10
    for share in shares {
      #expect(share.error > 0)
      #expect(abs(share.value - mean) < 5 * share.error)
    }
    let back = try compare(text("1.3"), text("1"), options: options)
    #expect(back.rows[0].shares.map { -$0.value } == shares.map(\.value))
  }

  // MARK: Runs

  @Test func `kept runs of other seeds have a share of Monte Carlo`() throws {
    let folder = NSTemporaryDirectory() + "waymark-" + UUID().uuidString
    defer {
      for name in ["a", "b"] { try? FileManager.default.removeItem(atPath: folder + name) }
    }
    for (name, seed, text) in [
      ("a", 5, ComparisonTests.text()), ("b", 6, ComparisonTests.text(rate: "0.09")),
    ] {
      var options = RunOptions()
      options.seed = UInt64(seed)
      options.paths = 1000 * seed
      try Run(Scenario(text: text, name: "s.yaml"), options: options).write(to: folder + name)
    }
    let sides = (try ComparisonSide(folder + "a"), try ComparisonSide(folder + "b"))
    let comparison = try Comparison(sides.0, sides.1)
    #expect(comparison.seed == 5)
    #expect(comparison.paths == 6000)
    #expect(comparison.changes.map(\.path).suffix(2) == ["simulation.seed", "simulation.paths"])
    expectSums(comparison)
    let base = try row(comparison, "base", "high")
    #expect(base.before.trials == 5000)
    #expect(base.after.trials == 6000)
    #expect(base.shares.map(\.name) == ["growth of s", "Monte Carlo"])
    // Fails one correct program in 16,000, were the seed not fixed.
    #expect(abs(base.shares[1].value) < 4 * base.shares[1].error)
    let run = try Run(
      Scenario(text: ComparisonTests.text(rate: "0.09", seed: 6, paths: 6000), name: "s"))
    #expect(base.after == run.summary.cases[0].targets[0].attainment(0))

    var options = ComparisonOptions()
    options.paths = 2000
    let short = try Comparison(sides.0, sides.1, options: options)
    #expect(short.rows.allSatisfy { row in !row.shares.contains { $0.parts == [.monteCarlo] } })
  }

  @Test func `workers change nothing and stopping ends the work`() throws {
    var options = ComparisonOptions()
    options.engine.workers = 3
    let one = try compare(ComparisonTests.text(), ComparisonTests.changed)
    let three = try compare(ComparisonTests.text(), ComparisonTests.changed, options: options)
    #expect(one.csv == three.csv)
    #expect(throws: CancellationError.self) {
      try Comparison(side(ComparisonTests.text()), side(ComparisonTests.changed)) { _, _ in false }
    }
  }

  // MARK: Shared parts

  @Test func `a part that is the same in several mixtures is simulated once`() throws {
    let totals = Mutex<Set<Int>>([])
    _ = try Comparison(
      side(ComparisonTests.text(paths: 1000), "a.yaml"),
      side(
        ComparisonTests.changed.replacing("paths: 4000", with: "paths: 1000"), "b.yaml")
    ) { _, total in
      totals.withLock { _ = $0.insert(total) }
      return true
    }
    // 32 mixtures of 2 cases: s differs by 3 parts and by case or its push, c by the slump alone.
    let runs = try #require(totals.withLock { $0.first }) / 1000
    #expect(runs <= 3 * 8 + 2)
    #expect(runs >= 8 + 2)
  }

  /// A path that fails in an indicator meets no target, whichever indicators that one reads.
  @Test func `paths that fail anywhere meet nothing, as in a run`() throws {
    let failing = ComparisonTests.text(
      extra: "  f: {kind: derived, expression: sqrt(shift + 0.01)}")
    let comparison = try compare(
      failing, failing.replacing("shift + 0.01", with: "shift + 0.03"))
    for (index, text) in [failing, failing.replacing("shift + 0.01", with: "shift + 0.03")]
      .enumerated()
    {
      let run = try Run(Scenario(text: text, name: "run.yaml"))
      for (place, name) in ["base", "pushed"].enumerated() {
        for (target, deadline, row) in [(0, 0, "high"), (1, 1, "many@2026"), (2, 0, "both")] {
          let found = try self.row(comparison, name, row)
          let expected = run.summary.cases[place].targets[target].attainment(deadline)
          #expect((index == 0 ? found.before : found.after) == expected)
        }
      }
    }
  }

  // MARK: Nested paths

  /// With the same seed the 1,000 paths of one run are among the 2,000 of the other.
  ///
  /// The differences of many seeds spread as their stated error says, not as if runs were independent.
  @Test func `the error of a difference knows that the paths of one run are among the other's`()
    throws
  {
    var differences: [Double] = []
    var noises: [Double] = []
    var errors: (difference: Double, noise: Double) = (0, 0)
    for seed in 1...200 {
      let comparison = try compare(
        ComparisonTests.text(threshold: "135", seed: seed, paths: 1000),
        ComparisonTests.text(threshold: "140", seed: seed, paths: 2000))
      let high = try row(comparison, "base", "high")
      let noise = try #require(high.shares.last)
      #expect(noise.parts == [.monteCarlo])
      differences.append(high.difference)
      noises.append(noise.value)
      errors = (high.differenceError, noise.error)
    }
    func spread(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(values.count - 1)).squareRoot()
    }
    // A standard deviation of 200 normal numbers is known to 5 %; 25 % is five times that.
    #expect(abs(spread(differences) / errors.difference - 1) < 0.25)
    #expect(abs(spread(noises) / errors.noise - 1) < 0.25)
  }
}
