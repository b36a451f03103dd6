import Experiments
import Foundation
import Results
import Scenarios
import Simulation
import Testing
import _TestSupport

private let text = """
  waymark: 1
  scenario: Sweep
  time: {start: 2020, end: 2025}
  levers:
    push: {default: 0, range: [0, 1]}
  uncertainties:
    yield: normal(0.02, 0.01)
  indicators:
    revenue:
      kind: output
      initial: 100
      growth: {model: exponential, rate: 0.05, volatility: 0.1, boost: push * yield}
  cases:
    baseline: {}
    strong: {push: 1}
    shaky: {assume: {revenue.growth.volatility: 0.2}}
  targets:
    high: {of: revenue, at_least: 135, in: 2025}
    low: {of: revenue, at_least: 110, by: 2024..2025}
  simulation: {paths: 700, seed: 3}
  """

struct SweepTests {
  private func sweep(
    _ ranges: [String] = ["push=0:1:9"], _ change: (inout Sweep.Options) -> Void = { _ in }
  ) throws -> Sweep {
    let scenario = try Scenario(text: text, name: "sweep.yaml")
    var options = Sweep.Options()
    change(&options)
    return try Sweep(
      scenario,
      SweepDesign(
        .grid, ranges.map { try VariedRange($0, of: scenario) }, points: nil,
        seed: options.seed ?? 3),
      options: options)
  }

  private func table(_ sweep: Sweep, _ ledger: ExperimentLedger) throws -> String {
    var bytes: [UInt8] = []
    try sweep.stream(ledger) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func table(_ sweep: Sweep) throws -> String {
    let ledger = try ExperimentLedger.temporary(sweep.plan.identity)
    try sweep.fill(ledger)
    return try table(sweep, ledger)
  }

  private func quantiles(_ sweep: Sweep, _ ledger: ExperimentLedger) throws -> String {
    var bytes: [UInt8] = []
    try LevelTable.stream(sweep.plan, [ledger]) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `quantiles of a point are those of a run with its setting`() throws {
    let sweep = try sweep(["push=0.5:1:2"]) { $0.keepsLevels = true }
    let ledger = try ExperimentLedger.temporary(sweep.plan.identity)
    try sweep.fill(ledger)
    let rows = try quantiles(sweep, ledger).split(separator: "\n").prefix(3).map {
      $0.split(separator: ",").map(String.init)
    }
    #expect(
      rows[0].joined(separator: ",")
        == "point,push,case,indicator,period,p5,p10,p25,p50,p75,p90,p95")
    // The last deadlines of both targets and the last period are the same one.
    #expect(
      rows.dropFirst().map { $0[2...4].joined(separator: " ") } == [
        "baseline revenue 2025", "shaky revenue 2025",
      ])
    let same = text.replacingOccurrences(of: "push: {default: 0,", with: "push: {default: 0.5,")
    let run = try Run(Scenario(text: same, name: "same.yaml"))
    for (row, name) in zip(rows.dropFirst(), ["baseline", "shaky"]) {
      let place = try #require(run.compiled.plan.cases.firstIndex { $0.name == name })
      let band = try #require(run.summary.cases[place].bands[0][5])
      #expect(row[5...].map { Double($0) } == band.quantiles(isInteger: false))
    }
  }

  @Test func `quantiles of more paths are those of all paths at once`() throws {
    let whole = try sweep { $0.keepsLevels = true }
    let part = try sweep {
      $0.keepsLevels = true
      $0.paths = 300
    }
    let ledger = try ExperimentLedger.temporary(whole.plan.identity)
    try part.fill(ledger)
    try whole.fill(ledger)
    let once = try ExperimentLedger.temporary(whole.plan.identity)
    try whole.fill(once)
    #expect(try quantiles(whole, ledger) == quantiles(whole, once))
    #expect(try table(whole, ledger) == table(sweep()))
  }

  @Test func `there is a row for each point, case and target`() throws {
    let rows = try table(sweep()).split(separator: "\n")
    #expect(
      rows[0]
        == "point,push,case,target,attainment,standard_error,difference,difference_error,paths,failed"
    )
    // `strong` differs from the reference in nothing but what is varied.
    #expect(rows.count == 1 + 9 * 2 * 3)
    #expect(rows[1].hasPrefix("0,0,baseline,high,"))
    #expect(rows[6].hasPrefix("0,0,shaky,low@2025,"))
    #expect(rows[1].hasSuffix(",0,0,700,0"), "the base differs from itself by nothing")
  }

  @Test func `cases that are asked for by name are all taken`() throws {
    let sweep = try sweep { $0.cases = ["baseline", "strong"] }
    #expect(sweep.plan.cases == ["baseline", "strong"])
  }

  @Test func `a point is what a run of a case with the same levers is`() throws {
    let run = try Run(Scenario(text: text, name: "sweep.yaml"))
    let strong = run.summary.cases[1].targets[0]
    let rows = try table(sweep()).split(separator: "\n")
    let row = try #require(rows.first { $0.hasPrefix("8,1,baseline,high,") }).split(separator: ",")
    #expect(Double(row[4]) == strong.attainment(0).estimate)
    #expect(Double(row[6]) == strong.difference(0).difference)
    #expect(Double(row[7]) == strong.difference(0).standardError)
  }

  @Test func `paths that are added later make the bytes of all at once`() throws {
    let few = try sweep { $0.paths = 300 }
    let many = try sweep { $0.paths = 1000 }
    let ledger = try ExperimentLedger.temporary(few.plan.identity)
    try few.fill(ledger)
    try many.fill(ledger)
    #expect(try table(many, ledger) == table(many))
  }

  @Test func `a sweep that is stopped goes on where it was`() throws {
    let sweep = try sweep(["push=0:1:200"])
    let ledger = try ExperimentLedger.temporary(sweep.plan.identity)
    #expect(throws: CancellationError.self) {
      try sweep.fill(ledger) { done, total in done < total / 3 }
    }
    let missing = try ledger.missing(points: 0..<200, paths: 700)
    #expect(missing.first.map { $0.points.lowerBound > 0 } == true, "something was kept")
    try sweep.fill(ledger)
    #expect((try table(sweep, ledger) == table(sweep)) == true)
  }

  @Test func `points at other places than those of the design are damage`() throws {
    let sweep = try sweep(["push=0:1:3"])
    let folder = try TemporaryFolder()
    do {
      let ledger = try sweep.ledger(in: folder.path, resume: false)
      try sweep.fill(ledger)
    }
    #expect(
      try table(sweep, sweep.ledger(in: folder.path, resume: true)) == table(sweep))
    let forged = try TemporaryFolder()
    do {
      let ledger = try ExperimentLedger.open(
        in: forged.path, sweep.plan.identity, resume: false)
      try sweep.ledger(in: folder.path, resume: true).forEachTotal { total in
        try ledger.record([
          PointResult(
            point: total.point, values: [total.values[0] / 2], paths: total.paths,
            counts: total.counts)
        ])
      }
    }
    // The first point is 0, and stays there.
    #expect(
      throws: LedgerError.corrupt(
        path: forged.path + "/experiment.sqlite", detail: "point 1 is none of this experiment")
    ) { try sweep.ledger(in: forged.path, resume: true) }
  }

  @Test func `threads and shards change no byte`() throws {
    let whole = try table(sweep())
    let threaded = try sweep()
    let ledger = try ExperimentLedger.temporary(threaded.plan.identity)
    var engine = Simulator.Options()
    engine.workers = 3
    engine.blockSize = 256
    try threaded.fill(ledger, options: engine)
    #expect(try table(threaded, ledger) == whole)
    var rows: [Substring] = []
    for index in 1...4 {
      let shard = try sweep { $0.shard = Shard("\(index)/4") ?? .whole }
      rows += try table(shard).split(separator: "\n").dropFirst()
    }
    #expect(rows == Array(whole.split(separator: "\n").dropFirst()))
  }

  @Test func `a date stands in the table as it is written, and is read from a list`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020-01, end: 2026-12}
        levers:
          begin: {default: 2021-06, range: [2021-01, 2022-12]}
          wait: {default: 18 months, range: [6 months, 30 months]}
        indicators: {m: {kind: milestone, opens: begin + wait}}
        targets: {t: {of: m, reached: true, by: 2023-06}}
        """, name: "dates.yaml")
    let ranges = ["begin=2021-12:2022-01", "wait=6 months:2 years:2", "m.opens=2021-Q1:2021-Q2"]
    func design(_ ranges: [String]) throws -> SweepDesign {
      try SweepDesign(
        .grid, ranges.map { try VariedRange($0, of: scenario) }, points: nil, seed: 1)
    }
    let swept = try Sweep(scenario, design(Array(ranges[..<2])))
    #expect(
      try table(swept).split(separator: "\n").map {
        $0.split(separator: ",").prefix(3).joined(separator: ",")
      }
        == ["point,begin,wait", "0,2021-12,6", "1,2021-12,24", "2,2022-01,6", "3,2022-01,24"])
    #expect(
      swept.plan.design == [
        "grid", "begin: 2 values from 2021-12 to 2022-01",
        "wait: 2 values from 6.0 months to 24.0 months",
      ])
    #expect(SweepPlan(swept.plan.identity) == swept.plan)
    // A parameter is written into the file as the date that was typed, whatever the grid.
    let opens = try Sweep(scenario, design(Array(ranges[2...])))
    #expect(try table(opens).contains("\n1,2021-Q2,baseline"))

    let file = NSTemporaryDirectory() + "waymark-" + UUID().uuidString + ".csv"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data("begin,wait\n2021-12,6\n2022-01,24\n".utf8).write(to: URL(fileURLWithPath: file))
    let list = try Sweep(scenario, SweepDesign(list: file, of: scenario))
    #expect(try table(list).contains("\n1,2022-01,24,baseline"))
  }

  @Test func `values that a parameter cannot have are refused before anything is run`() throws {
    let scenario = try Scenario(text: text, name: "sweep.yaml")
    #expect {
      try VariedRange("revenue.growth.volatility=-1:0.2:3", of: scenario)
    } throws: { error in
      "\(error)"
        == "'revenue.growth.volatility' must be at least 0, not -1 to 0.2; take a higher lower end"
    }
  }

  @Test func `a name that is a column of the table is not varied`() throws {
    let scenario = try Scenario(
      text: text.replacing("push", with: "failed"), name: "sweep.yaml")
    let design = try SweepDesign(
      .grid, [VariedRange("failed", of: scenario)], points: nil, seed: 1)
    #expect(throws: SweepError.columnName("failed")) { try Sweep(scenario, design) }
  }

  @Test func `a scenario without targets is not swept`() throws {
    let bare = try Scenario(
      text: """
        waymark: 1
        scenario: Bare
        time: {start: 2020, end: 2025}
        levers: {push: {default: 0, range: [0, 1]}}
        indicators:
          y: {kind: derived, expression: push}
        """, name: "bare.yaml")
    let design = try SweepDesign(
      .grid, [VariedRange("push", of: bare)], points: nil, seed: 1)
    #expect(throws: SweepError.noTargets(file: "bare.yaml")) { try Sweep(bare, design) }
  }
}
