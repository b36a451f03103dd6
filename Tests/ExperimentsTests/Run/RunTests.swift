import Experiments
import Forecasting
import Foundation
import Scenarios
import Simulation
import Testing
import _TestSupport

@Suite struct RunTests {
  private static let luohu = """
    waymark: 1
    scenario: Luohu as an output
    time: {start: 2015, end: 2025, step: year}
    indicators:
      firms: {kind: output, measure: stock, unit: firms, history: {2015: 120, 2020: 405}, growth: auto}
    targets:
      firms_800: {of: firms, at_least: 800, in: 2025}
    simulation: {paths: 100_000, seed: 2022}
    """

  private func scenario(_ text: String = luohu) throws -> Scenario {
    try Scenario(text: text, name: "luohu")
  }

  @Test func `the simulated probability agrees with the closed form`() throws {
    let run = try Run(scenario())
    let attainment = run.summary.cases[0].targets[0].attainment(0)
    let forecast = try Forecaster(times: [2015, 2020], values: [120, 405], kind: .stock)
    let truth = forecast.probability(ofAtLeast: 800, after: 5)
    #expect(abs(attainment.estimate - truth) < 4 * attainment.standardError)
  }

  /// The sum over the paths of what is missing is beyond all numbers, and so is what a month must grow by.
  @Test func `what no number holds is left empty`() throws {
    let run = try Run(
      scenario(
        """
        waymark: 1
        time: {start: 2020-01, end: 2021-12}
        indicators: {a: {kind: output, measure: stock, history: {2020-01: 5}, growth: 5 % a year}}
        targets:
          beyond: {of: a, at_least: 1e308, in: 2020-02}
          near: {of: a, at_least: 6, in: 2021-12}
        simulation: {paths: 100}
        """))
    let rows = TargetRow.rows(run.compiled, run.summary)
    #expect(rows.map { $0.shortfall == nil } == [true, false])
    #expect(rows.map { $0.requiredGrowth == nil } == [true, false])
  }

  /// Solved by hand from (2015, 120) and (2020, 405): 1,075.24 and 1,900.11.
  @Test func `the break-even ceilings are those of the two curves`() throws {
    var options = RunOptions()
    options.paths = 256
    let finding = try #require(try Run(scenario(), options: options).findings.breakEven.first)
    let ceilings = finding.ceilings.compactMap { $0.answer.ceiling }
    #expect(ceilings.count == 2)
    #expect(abs(ceilings[0] - 1075.24) < 0.01)
    #expect(abs(ceilings[1] - 1900.11) < 0.01)
  }

  @Test(arguments: [(2, 1), (3, 300), (8, 4096)])
  func `workers and blocks change no byte`(workers: Int, blockSize: Int) throws {
    var options = RunOptions()
    options.paths = 3000
    options.engine.keptPaths = 3
    let one = try Run(scenario(), options: options)
    options.engine.workers = workers
    options.engine.blockSize = blockSize
    let many = try Run(scenario(), options: options)
    #expect(one.csv == many.csv)
    #expect(bits(one) == bits(many))
  }

  @Test func `more paths keep the first ones`() throws {
    var options = RunOptions()
    options.engine.keptPaths = 5
    options.paths = 10
    let few = try Run(scenario(), options: options)
    options.paths = 1000
    let many = try Run(scenario(), options: options)
    #expect(bits(few).count == 5)
    #expect(bits(few) == bits(many))
  }

  /// The kept paths as bits, in which what is not a number equals itself.
  private func bits(_ run: Run) -> [[UInt64]] {
    run.summary.cases[0].kept.map { $0.values.flatMap { $0.map(\.bitPattern) } }
  }

  @Test func `the files of a run appear together`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    var options = RunOptions()
    options.paths = 300
    try Run(scenario(), options: options).write(to: folder.path)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["bands.csv", "fits.csv", "run.json", "scenario", "targets.csv"])
  }

  /// Eleven periods of one indicator: a block of 256 paths takes 45,056 bytes.
  @Test func `studies keep to the memory of their scenario as runs do`() throws {
    func planned(_ memory: String) throws -> Scenario {
      try scenario(
        """
        waymark: 1
        time: {start: 2015, end: 2025, step: year}
        levers: {push: {default: 0, range: [0, 1]}}
        indicators:
          firms: {kind: output, measure: stock, history: {2015: 120, 2020: 405}, growth: {model: exponential, boost: 0.1 * push}}
        cases: {baseline: {}, pushed: {push: 1}}
        targets: {firms_800: {of: firms, at_least: 800, in: 2025}}
        simulation: {paths: 1000, seed: 2022\(memory)}
        """)
    }
    func runs(_ scenario: Scenario) throws -> SettingRuns {
      try SettingRuns(scenario, variables: [scenario.variable("push")])
    }
    let small = try planned(", max_memory: 0.045 MB")
    let refusal = RunRefusal.tooLargeBlocks(needed: 45_056, limit: 45_000)
    #expect(throws: refusal) { try Run(small) }
    #expect(throws: refusal) { try runs(small) }
    #expect(throws: refusal) { try AnalysedCase(small, target: "firms_800") }
    #expect(throws: refusal) { try RobustnessStudy(small) }
    // What would have to be simulated for a warning is not.
    #expect(try CompiledScenario(small).warnings().isEmpty)

    var options = Simulator.Options()
    options.workers = 8
    let points = (0..<40).map { [Double($0) / 40] }
    let counts = try ["", ", max_memory: 0.05 MB"].map {
      try runs(planned($0)).counts(points, paths: 0..<1000, options: options)
    }
    #expect(counts[0] == counts[1])
  }

  @Test func `a run that would take too much memory is refused`() throws {
    let text = RunTests.luohu.replacingOccurrences(
      of: "seed: 2022}", with: "seed: 2022, max_memory: 0.1 MB}")
    #expect(throws: RunRefusal.self) { try Run(scenario(text)) }
  }

  /// Ten histograms of what spreads over 400 octaves and more, of 2 KiB each, for two workers.
  @Test(arguments: [1, 2])
  func `a run whose values spread beyond its memory ends there`(workers: Int) throws {
    let scenario = try scenario(
      """
      waymark: 1
      time: {start: 2020, end: 2029}
      indicators: {a: {kind: derived, expression: "exp(each(normal(0, 40)))"}}
      targets: {t: {of: a, at_least: 1, in: 2025}}
      simulation: {paths: 20000, max_memory: 6 MB}
      """)
    var options = RunOptions()
    options.engine.workers = workers
    #expect(throws: RunRefusal.passesMemory(limit: 6_000_000)) {
      try Run(scenario, options: options)
    }
    // Nor is a look at what its targets come to taken with more.
    #expect(try CompiledScenario(scenario).warnings().isEmpty)
  }

  /// Two thousand items with four values of their own: 1,200 columns of 512 paths for each, 20 MB in all.
  @Test func `values of items count as memory, and a sweep takes fewer settings at a time`() throws
  {
    func planned(_ memory: String) throws -> Scenario {
      let values = (0..<4).map { "v\($0): \"lognormal(mean: 1, sd: 0.8) m2\"" }
      let targets = (0..<4).map { "t\($0): {of: r.v\($0), at_least: 2000 m2, in: 2021}" }
      return try scenario(
        """
        waymark: 1
        time: {start: 2020, end: 2021}
        levers: {push: {default: 0, range: [0, 1]}}
        indicators:
          r:
            kind: rollout
            plan: (2000 + 10 * push) / year
            value: {\(values.joined(separator: ", "))}
            pipeline: [{stage: build, takes: 1 month}]
        targets: {\(targets.joined(separator: ", "))}
        simulation: {paths: 500, max_memory: \(memory)}
        """)
    }
    let small = try planned("15 MB")
    #expect(throws: RunRefusal.passesMemory(limit: 15_000_000)) { try Run(small) }
    let points = (0..<5).map { [Double($0) / 4] }
    func runs(_ scenario: Scenario) throws -> SettingRuns {
      try SettingRuns(scenario, variables: [scenario.variable("push")])
    }
    #expect(throws: RunRefusal.passesMemory(limit: 15_000_000)) {
      try runs(small).counts(points, paths: 0..<500)
    }
    let counts = try ["60 MB", "4 GB"].map {
      try runs(planned($0)).counts(points, paths: 0..<500)
    }
    #expect(counts[0] == counts[1])
  }

  /// Of a wide law of the shape some midpoints are beyond numbers.
  @Test func `a table has no infinite numbers`() throws {
    let scenario = try scenario(
      """
      waymark: 1
      time: {start: 2020, end: 2025}
      indicators:
        a:
          kind: output
          history: {2020: 1.53, 2021: 1.989}
          growth: {model: weibull, ceiling: 6, shape: "lognormal(p10: 1, p90: 3)"}
      targets: {t: {of: a, at_least: 3, in: 2025}}
      simulation: {paths: 300}
      """)
    for table in try Run(scenario).tables {
      #expect(!String(decoding: table.csv, as: UTF8.self).contains("inf,"), "\(table.name)")
    }
  }

  @Test func `stopping leaves nothing`() throws {
    #expect(throws: CancellationError.self) { try Run(scenario()) { _ in false } }
  }
}
