import Experiments
import Foundation
import Results
import Scenarios
import Simulation
import Tables
import Testing
import _TestSupport

@Suite struct ReplayTests {
  private static let scenarios =
    ((((#filePath as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
    as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent + "/scenarios"

  private let own: TemporaryFolder
  private var folder: String { own.path }

  init() throws { own = try TemporaryFolder() }

  private func run(
    _ scenario: Scenario, paths: Int, kept: Int = 0, cases: [String]? = nil, seed: UInt64? = nil
  ) throws -> Run {
    var options = RunOptions()
    options.paths = paths
    options.cases = cases
    options.seed = seed
    options.engine.keptPaths = kept
    let run = try Run(scenario, options: options)
    try run.write(to: folder)
    return run
  }

  private func bits(_ values: [[Double]]) -> [[UInt64]] { values.map { $0.map(\.bitPattern) } }

  @Test(arguments: ["luohu-high-tech", "pearl-river-park", "guangzhou-5g"])
  func `a replayed path has the bits of the run`(name: String) throws {
    let scenario = try Scenario(file: "\(ReplayTests.scenarios)/\(name).yaml")
    let run = try run(scenario, paths: 800, kept: 800)
    let kept = try RunFolder(folder)
    #expect(kept.cases == run.compiled.plan.cases.map(\.name))
    for (index, caseName) in kept.cases.enumerated() {
      for path in [0, 1, 255, 256, 511, 700, 799] {
        let replay = try Replay(kept, case: caseName, path: path)
        #expect(bits(replay.result.values) == bits(run.summary.cases[index].kept[path].values))
      }
    }
  }

  @Test func `the paths of a run count as their replays do`() throws {
    let scenario = try Scenario(file: "\(ReplayTests.scenarios)/luohu-high-tech.yaml")
    let run = try run(scenario, paths: 300, cases: ["late_push"], seed: 7)
    let kept = try RunFolder(folder)
    #expect(kept.cases == ["baseline", "late_push"])
    #expect(kept.seed == 7)
    var met = run.compiled.plan.targets.map { $0.deadlines.map { _ in 0 } }
    for path in 0..<300 {
      let outcomes = try Replay(kept, case: "late_push", path: path).result.targets
      for (target, row) in outcomes.enumerated() {
        for (deadline, outcome) in row.enumerated() where outcome.isMet {
          met[target][deadline] += 1
        }
      }
    }
    #expect(met == run.summary.cases[1].targets.map(\.met))
  }

  @Test func `exits and entries make the stock`() throws {
    let scenario = try Scenario(file: "\(ReplayTests.scenarios)/luohu-high-tech.yaml")
    _ = try run(scenario, paths: 300)
    for path in [3, 144, 299] {
      let replay = try Replay(RunFolder(folder), case: "push", path: path)
      let result = replay.result
      func count(_ name: String, _ step: Int) -> Double {
        result.draws.filter { $0.kind == .count && $0.name == name && $0.step == step }
          .reduce(0) { $0 + $1.value }
      }
      for (index, indicator) in replay.compiled.plan.indicators.prefix(2).enumerated() {
        let values = result.values[index]
        for step in (indicator.origin + 1)..<values.count {
          let exits = count("indicator \(indicator.name) exits", step)
          let entries = count("indicator \(indicator.name) entries", step)
          #expect(values[step] == values[step - 1] - exits + entries)
        }
      }
    }
  }

  @Test func `a named draw is the quantile of its uniform number`() throws {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2023, step: year}
      uncertainties: {share: "uniform(2, 4)"}
      indicators:
        once: {kind: derived, expression: "share * uniform(0, 1)"}
        shocks: {kind: derived, expression: "each(uniform(10, 20))"}
      """
    _ = try run(Scenario(text: text, name: "draws.yaml"), paths: 20)
    let result = try Replay(RunFolder(folder), path: 19).result
    let draws = result.draws
    let share = try #require(draws.first { $0.name == "uncertainty share" })
    let uniform = try #require(share.uniform)
    #expect(share.value == 2 + (4 - 2) * uniform)
    #expect(share.step == nil)
    let own = try #require(draws.first { $0.name == "indicators.once.expression" })
    #expect(result.values[0][2] == share.value * own.value)
    let shocks = draws.filter { $0.name == "indicators.shocks.expression" }
    #expect(shocks.map(\.step) == [0, 1, 2, 3])
    #expect(shocks.map(\.value) == result.values[1])
  }

  @Test func `a forecaster takes innovations to the end of its last year`() throws {
    let text = """
      waymark: 1
      time: {start: 2020-12, end: 2022-03, step: month}
      indicators:
        ahead: {kind: output, measure: stock, history: {2020-12: 100}, growth: auto}
        steady: {kind: output, measure: stock, history: {2020-12: 100}, growth: {model: exponential, rate: 0.1}}
      """
    _ = try run(Scenario(text: text, name: "ahead.yaml"), paths: 2)
    let draws = try Replay(RunFolder(folder), path: 1).result.draws.filter {
      $0.kind == .innovation
    }
    #expect(draws.count { $0.name.contains("ahead") } == 24)
    #expect(draws.count { $0.name.contains("steady") } == 15)
  }

  @Test func `an event begins where its uniform number is below its chance`() throws {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2040, step: year}
      indicators:
        firms: {kind: output, unit: firms, history: {2020: 100}, growth: {model: exponential, rate: 0, volatility: 0}}
      events: {slump: {chance: 0.4 per year, affects: firms, multiply: 0.5, lasts: 2 years}}
      """
    _ = try run(Scenario(text: text, name: "event.yaml"), paths: 5)
    let draws = try Replay(RunFolder(folder), path: 4).result.draws
    let begins = draws.filter { $0.kind == .event }
    let factors = draws.filter { $0.kind == .factor }.map(\.value)
    #expect(begins.count == 20)
    var left = 0
    for (index, event) in begins.enumerated() {
      let uniform = try #require(event.uniform)
      let isBegun = left == 0 && uniform < 0.4
      #expect((event.value == 1) == isBegun)
      if isBegun { left = 2 }
      #expect(factors[index] == (left > 0 ? 0.5 : 1))
      left = max(0, left - 1)
    }
    #expect(begins.contains { $0.value == 1 })
  }

  @Test func `a failed path that a run names can be replayed and says so`() throws {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2023, step: year}
      indicators:
        odd: {kind: derived, expression: "log(uniform(-0.1, 1))"}
        even: {kind: derived, expression: "1 + uniform(0, 1)"}
      targets:
        low: {of: odd, at_most: 5, in: 2022}
        steady: {of: even, at_least: 1, in: 2022}
      simulation: {max_failed: 1}
      """
    let run = try run(Scenario(text: text, name: "failing.yaml"), paths: 500)
    let failed = run.summary.cases[0].failures.examples
    #expect(!failed.isEmpty)
    for path in failed {
      let replay = try Replay(RunFolder(folder), path: Int(path))
      #expect(replay.result.isFailed)
      #expect(replay.result.targets.map { $0.map(\.isMet) } == [[false], [true]])
      // What has no number is an empty cell, not an infinite gap.
      #expect(replay.targetRows.map(\.name) == ["low", "low", "steady", "steady"])
      #expect(replay.targetRows.map { $0.value.isNaN } == [false, true, false, false])
      #expect(!replay.rows.contains { $0.value.isInfinite })
    }
  }

  @Test func `the table has a row for every value, target and draw`() throws {
    let scenario = try Scenario(file: "\(ReplayTests.scenarios)/luohu-high-tech.yaml")
    _ = try run(scenario, paths: 10)
    let replay = try Replay(RunFolder(folder), case: "push", path: 9)
    try replay.write(to: folder)
    let table = try CSVReader.read(folder + "/replay.csv")
    #expect(table.columns == ["case", "path", "kind", "name", "period", "value", "uniform"])
    #expect(table.rowCount == 3 * 16 + 4 * 2 + replay.result.draws.count)
  }

  // MARK: Refusals

  @Test func `what cannot be replayed is refused with its reason`() throws {
    let scenario = try Scenario(file: "\(ReplayTests.scenarios)/luohu-high-tech.yaml")
    _ = try run(scenario, paths: 10)
    #expect(throws: ReplayRefusal.pathOutside(path: 10, paths: 10)) {
      try Replay(RunFolder(folder), path: 10)
    }
    #expect(throws: RunRefusal.self) { try Replay(RunFolder(folder), case: "pull", path: 0) }
    #expect(throws: RunFolderError.notARun(path: folder + "/nowhere")) {
      try RunFolder(folder + "/nowhere")
    }

    let manifest = folder + "/run.json"
    let text = try String(contentsOfFile: manifest, encoding: .utf8)
    // Another version would have sealed it so.
    func seal(_ text: String) throws {
      let other = text.components(separatedBy: "  \"run_sha256\"")[0]
      try "\(other)  \"run_sha256\": \"\(SHA256.hexadecimal(Array(other.utf8)))\"\n}\n"
        .write(toFile: manifest, atomically: true, encoding: .utf8)
    }
    for paths in ["-1", "0", "1000000001"] {
      try seal(text.replacingOccurrences(of: "\"paths\": 10,", with: "\"paths\": \(paths),"))
      #expect(
        throws: RunFolderError.unreadable(file: manifest, missing: "seed and paths"), "\(paths)"
      ) { try RunFolder(folder) }
    }
    // What no run writes: names that lead elsewhere, a case that the scenario does not have, a line of its own.
    for (own, other) in [
      ("\"scenario_files\": [\"", "\"scenario_files\": [\"../scenario/"),
      ("\"name\": \"targets.csv\"", "\"name\": \"scenario/../targets.csv\""),
      ("\"waymark\": \"", "\"waymark\": \"0.0.9\\nfirms_800: certain, "),
      ("\"cases\": [\n", "\"cases\": [\n    {\"name\": \"nowhere\", \"failed_paths\": 0},\n"),
    ] {
      try #require(text.contains(own))
      try seal(text.replacingOccurrences(of: own, with: other))
      #expect(throws: RunFolderError.notAsWritten(file: manifest), "\(other)") {
        try RunFolder(folder)
      }
    }
    try seal(text.replacingOccurrences(of: RunManifest.version, with: "0.0.9"))
    #expect(
      throws: RunFolderError.otherVersion(path: folder, version: "0.0.9", own: RunManifest.version)
    ) { try Replay(RunFolder(folder), path: 0) }
    try text.write(toFile: manifest, atomically: true, encoding: .utf8)

    let copy = folder + "/scenario/luohu-high-tech.yaml"
    let source = try String(contentsOfFile: copy, encoding: .utf8)
    try source.replacingOccurrences(of: "405", with: "406")
      .write(toFile: copy, atomically: true, encoding: .utf8)
    #expect(throws: RunFolderError.changed(path: folder)) { try RunFolder(folder) }
    try FileManager.default.removeItem(atPath: folder + "/scenario")
    #expect(throws: ScenarioError.self) { try RunFolder(folder) }
    try "{}".write(toFile: manifest, atomically: true, encoding: .utf8)
    #expect(throws: RunFolderError.self) { try RunFolder(folder) }
  }
}
