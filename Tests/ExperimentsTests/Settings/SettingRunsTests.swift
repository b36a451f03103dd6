import Experiments
import Results
import Scenarios
import Simulation
import Testing

/// A scenario whose answers can be told by hand where its noise is off.
private let text = """
  waymark: 1
  scenario: Settings
  time: {start: 2020, end: 2025}
  levers:
    push: {default: 0, range: [0, 1]}
    parks: {default: 2, range: [0, 10], step: 1}
  uncertainties:
    price: uniform(10, 20) yuan
    yield: normal(0, 1)
  indicators:
    revenue:
      kind: output
      unit: yuan
      initial: 100 yuan
      growth: {model: exponential, rate: 0.05, volatility: 0.1, boost: 0.1 * push}
    parks_value:
      kind: derived
      unit: yuan
      expression: parks * price + yield * 1 yuan
  cases:
    baseline: {}
    pushed: {push: 1}
    other: {push: 0.5, parks: 5}
  targets:
    high: {of: revenue, at_least: 140 yuan, by: 2023..2025}
    value: {of: parks_value, at_least: 31 yuan, in: 2025}
    both: {all: [high, value]}
  simulation: {paths: 3000, seed: 5}
  """

struct SettingRunsTests {
  private func scenario() throws -> Scenario { try Scenario(text: text, name: "settings.yaml") }

  private func runs(_ names: [String], cases: [String]? = ["baseline"]) throws -> SettingRuns {
    let scenario = try scenario()
    return try SettingRuns(
      scenario, cases: cases, variables: try names.map { try scenario.variable($0) })
  }

  @Test func `a lever set by a point does what a case does that sets it`() throws {
    let run = try Run(scenario())
    let runs = try runs(["push"])
    let counts = try runs.counts([[0], [1]], paths: 0..<3000)
    for (row, place) in runs.rows.enumerated() {
      let own = run.summary.cases[1].targets[place.target]
      #expect(counts[1][0][row].met == own.met[place.deadline])
      #expect(counts[1][0][row].difference == own.difference(place.deadline))
      #expect(counts[0][0][row].met == counts[0][0][row].metByReference)
    }
  }

  /// With a push the logarithm is a number where u > 0.3, and then at most that of a half on 5 of 7 paths,
  /// without it on 2 of 7 of the same.
  @Test func `settings are compared on the paths that hold in both`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2021}
        levers: {push: {default: 0, range: [0, 1]}}
        uncertainties: {u: "uniform(0, 1)"}
        indicators: {z: {kind: derived, expression: log(u - 0.3 * push)}}
        targets: {low: {of: z, at_most: log(0.5), in: 2021}}
        """, name: "failing.yaml")
    let runs = try SettingRuns(scenario, variables: [scenario.variable("push")])
    let counts = try runs.counts([[1]], paths: 0..<20_000)[0][0][0]
    let difference = counts.difference
    // A correct program fails at four standard errors for one seed in 16,000, and the seed is fixed.
    #expect(abs(difference.difference - 3.0 / 7) < 4 * difference.standardError)
    #expect(difference.standardError < 0.01)
    #expect(difference.n == 20_000 - counts.failed)
    #expect(abs(Double(counts.failed) / 20_000 - 0.3) < 4 * (0.21 / 20_000).squareRoot())
    let ledger = try ExperimentLedger.temporary(ExperimentIdentity())
    let result = PointResult(point: 0, values: [1], paths: 0..<20_000, counts: [[counts]])
    try ledger.record([result])
    try ledger.forEachTotal { #expect($0.counts == [[counts]]) }
    try ledger.forEachPart { #expect($0.counts == [[counts]]) }
  }

  @Test func `cases that say the same on different lines are run once`() throws {
    let scenario = try Scenario(
      text: text.replacing(
        "  other:",
        with: "  dear: {assume: {price: 15 yuan}}\n"
          + "  dear_too: {push: 1, assume: {price: 15 yuan}}\n  other:"),
      name: "settings.yaml")
    let push = try scenario.variable("push")
    let runs = try SettingRuns(scenario, variables: [push])
    #expect(runs.caseNames == ["baseline", "dear", "other"])
  }

  @Test func `rows are targets at their deadlines`() throws {
    let names = try runs(["push"]).rows.map(\.name)
    #expect(names == ["high@2023", "high@2024", "high@2025", "value", "both"])
  }

  @Test func `each setting is crossed with each case, and counts before the case`() throws {
    let runs = try runs(["push"], cases: ["baseline", "other"])
    let counts = try runs.counts([[0.25], [0.5]], paths: 0..<1000)
    #expect(counts[0][0][0] == counts[0][1][0], "revenue does not depend on parks")
    #expect(counts[1][1][3].met > counts[1][0][3].met, "five parks are worth more than two")
  }

  @Test func `stretches of paths add up`() throws {
    let runs = try runs(["push", "parks"])
    let points = [[0.3, 2.0], [0.9, 3]]
    let whole = try runs.counts(points, paths: 0..<2999)
    var parts = try runs.counts(points, paths: 0..<700)
    for range in [700..<701, 701..<2048, 2048..<2999] {
      let part = try runs.counts(points, paths: range)
      for point in parts.indices {
        for row in parts[point][0].indices { parts[point][0][row].add(part[point][0][row]) }
      }
    }
    #expect(parts == whole)
  }

  @Test func `threads and batches change nothing`() throws {
    let runs = try runs(["push", "price"], cases: nil)
    let points = (0..<150).map { (i: Int) -> [Double] in [Double(i) / 149, 10 + Double(i) / 15] }
    var options = Simulator.Options()
    let one = try runs.counts(points, paths: 0..<600, options: options)
    options.workers = 3
    options.blockSize = 256
    let three = try runs.counts(points, paths: 0..<600, options: options)
    #expect(one.count == 150)
    #expect((one == three) == true)
    let alone = try runs.counts([points[149]], paths: 0..<600, options: options)
    #expect(alone[0] == one[149])
  }

  @Test func `an uncertainty that is set has that value on every path, in the unit of its law`()
    throws
  {
    let runs = try runs(["price", "yield"])
    // 2 parks at 15 yuan and 0.9: less than 31; at 1.0 the target is met.
    let counts = try runs.counts([[15, 0.9], [15, 1]], paths: 0..<256)
    #expect(counts[0][0][3].met == 0)
    #expect(counts[1][0][3].met == 256)
  }

  @Test func `a parameter is set by its path`() throws {
    let runs = try runs(["revenue.growth.volatility", "revenue.growth.rate"])
    // 100 · e^(5 · 0.07) = 141.9 and 100 · e^(5 · 0.06) = 135.0.
    let counts = try runs.counts([[1e-9, 0.07], [1e-9, 0.06]], paths: 0..<256)
    #expect(counts[0][0][2].met == 256)
    #expect(counts[1][0][2].met == 0)
  }

  @Test func `a path meets a target where it is not above the gap of nothing`() throws {
    let runs = try runs(["push"])
    let counts = try runs.counts([[0], [0.7]], paths: 0..<900)
    for (number, row) in runs.rows.enumerated() {
      let gaps = try runs.gaps([[0], [0.7]], row: row, paths: 900)
      for point in 0..<2 {
        #expect(gaps[point].count { $0 <= 0 } == counts[point][0][number].met)
      }
    }
  }

  @Test func `an unknown name is answered with the one that was meant`() throws {
    #expect {
      try scenario().variable("pusch")
    } throws: { error in
      "\(error)"
        == "there is no lever, uncertainty or parameter 'pusch'; did you mean 'push'?"
    }
    #expect {
      try scenario().variable("revenue.growth.volatilty")
    } throws: { error in
      "\(error)".hasSuffix("did you mean 'revenue.growth.volatility'?")
    }
    #expect {
      try AttainmentRow.named("hihg", in: try runs(["push"]).base.plan)
    } throws: { error in
      "\(error)" == "there is no target 'hihg'; did you mean 'high'?"
    }
  }

  @Test func `what is delivered stops the work when it cannot be taken`() throws {
    struct Full: Error {}
    let runs = try runs(["push"])
    #expect(throws: Full.self) {
      try runs.run((0..<300).map { [Double($0) / 300] }, paths: 0..<256) { _, _ in throw Full() }
    }
    #expect(throws: CancellationError.self) {
      try runs.run(
        (0..<300).map { [Double($0) / 300] }, paths: 0..<256, progress: { $0 < 100 * 256 }
      ) { _, _ in }
    }
  }
}
