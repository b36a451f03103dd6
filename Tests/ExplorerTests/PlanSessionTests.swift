import Experiments
import Explorer
import Foundation
import Scenarios
import Testing
import Wording
import _TestSupport

@Suite struct PlanSessionTests {
  private let own: TemporaryFolder
  private static let name = "firms.yaml"
  private static let base = """
    waymark: 1
    scenario: Firms of a district
    time: {start: 2015, end: 2030}
    uncertainties:
      yield: "lognormal(p10: 0.01, p90: 0.05)"
      stay: yield * 2
    levers:
      programme: {default: 0, range: [0, 1]}
      begin: {default: 2022, range: [2021, 2025], step: 1}
    indicators:
      firms:
        kind: count
        history: {2015: 120, 2020: 405}
        growth: {model: logistic, ceiling: "lognormal(p10: 900, p90: 2_000)", boost: "programme * ramp(from: begin, over: 2) * yield"}
        exits: uniform(0.03, 0.08)
    cases:
      baseline: {}
      push: {programme: 1, assume: {yield: "lognormal(p10: 0.02, p90: 0.06)"}}
    targets:
      firms_800: {of: firms, at_least: 800, in: 2025}
    simulation: {paths: 5_000, seed: 7}
    """

  init() throws {
    own = try TemporaryFolder()
    try own.write(Self.base, to: Self.name)
  }

  private func session(paths: Int = 1_000) throws -> PlanSession {
    try PlanSession(ScenarioDocument(path: own.file(Self.name)), paths: paths)
  }

  /// Everything that a page can move, at once.
  private let moved = Move(
    caseName: "push",
    values: [
      "lever.programme": "40 %", "lever.begin": "2023", "high.yield": "0.08",
      "model.firms": "gompertz", "ceiling.firms": "2_400", "seen.firms": "430 ± 20",
      "date.firms": "2021", "target.firms_800": "750", "due.firms_800": "2026",
      "seen.firms#2": "> 440",
    ])

  @Test func `the file of a move, run by itself, has the numbers of the page in every case`() throws
  {
    var session = try session()
    let run = try session.run(moved, .compared) { true }
    let alone = try session.run(moved, .alone(paths: 1_000)) { true }
    let file = "firms.kept.yaml"
    try own.write(
      session.text(of: moved, caseName: "kept", file: file, language: .en), to: file)
    let kept = try Run(Scenario(file: own.file(file)))
    let names = kept.compiled.plan.cases.map(\.name)
    #expect(names == ["baseline", "push", "kept"])
    #expect(kept.summary.paths == 1_000)
    func met(_ run: Run, _ name: String) -> [[Int]] {
      let index = run.compiled.plan.cases.firstIndex { $0.name == name }
      return index.map { run.summary.cases[$0].targets.map(\.met) } ?? []
    }
    for (own, seen) in [("baseline", "baseline"), ("push", "push"), ("kept", "explored")] {
      #expect(!met(kept, own).isEmpty)
      #expect(met(kept, own) == met(run, seen), "\(own)")
    }
    #expect(met(alone, "explored") == met(run, "explored"))
  }

  @Test func `a place that is not moved is the case of the file`() throws {
    var session = try session()
    for name in ["baseline", "push"] {
      let run = try session.run(Move(caseName: name), .compared) { true }
      let cases = run.compiled.plan.cases.map(\.name)
      #expect(cases[0] == "explored")
      let own = try #require(cases.firstIndex(of: name))
      #expect(run.summary.cases[0].targets[0].met == run.summary.cases[own].targets[0].met)
    }
  }

  @Test func `what stands as it was is no move`() throws {
    let session = try session()
    let controls = session.controls(in: "push")
    let all = Dictionary(
      controls.controls.map { ($0.id, $0.initial) }, uniquingKeysWith: { a, _ in a })
    #expect(all["lever.programme"] == "1")
    #expect(all["low.yield"] == "0.02")
    #expect(all["target.firms_800"] == "800")
    #expect(controls.settled(Move(caseName: "push", values: all)).values.isEmpty)
    #expect(
      controls.settled(Move(caseName: "push", values: ["lever.programme": " 1 ", "x": "2"])).values
        .isEmpty)
  }

  /// No power of ten is at most a hundredth of them: the search for one had no end.
  @Test(arguments: ["1e-322", "4e-322", "1e-320", "1e-300"])
  func `a range of almost nothing has a slider`(end: String) throws {
    let text = Self.base.replacingOccurrences(of: "range: [0, 1]", with: "range: [0, \(end)]")
      .replacingOccurrences(of: "push: {programme: 1,", with: "push: {")
    try own.write(text, to: "narrow.yaml")
    let session = try PlanSession(ScenarioDocument(path: own.file("narrow.yaml")), paths: 1_000)
    #expect(session.controls(in: "push").controls.contains { $0.id == "lever.programme" })
  }

  @Test func `places are gone back to, and only so many are kept`() throws {
    var session = try session()
    let start = session.place
    #expect(!session.canUndo)
    for number in 1...(PlanSession.longestPast + 50) {
      session.note(Move(caseName: "baseline", values: ["target.firms_800": "\(number)"]))
    }
    session.note(session.place)
    #expect(session.undo().values["target.firms_800"] == "\(PlanSession.longestPast + 49)")
    var steps = 1
    while session.canUndo {
      _ = session.undo()
      steps += 1
    }
    #expect(steps == PlanSession.longestPast)
    #expect(session.place == start)
  }

  @Test(arguments: [
    "much", "2", "0.5 # all", "0.5\n  evil: 1", "]", "\"", "{a: 1}", "null", "0.5: 1", "*x",
    "&x 0.5",
  ])
  func `what is typed is a value and nothing else`(text: String) throws {
    var session = try session()
    let move = Move(caseName: "baseline", values: ["lever.programme": text])
    #expect {
      try session.run(move, .alone(paths: 256)) { true }
    } throws: { error in
      guard case ScenarioError.invalid(let invalid)? = error as? ScenarioError else { return false }
      return invalid.issues.allSatisfy { $0.path == "cases.explored.programme" }
    }
  }

  @Test func `a run that is no longer wanted ends`() throws {
    var session = try session(paths: 100_000)
    #expect(throws: CancellationError.self) {
      try session.run(Move(caseName: "baseline"), .compared) { false }
    }
  }

  @Test func `the explored case takes no other's name`() throws {
    try own.write(Self.base.replacing("push:", with: "Explored:"), to: "taken.yaml")
    let session = try PlanSession(ScenarioDocument(path: own.file("taken.yaml")), paths: 256)
    #expect(session.exploredName == "explored_2")
  }

  /// What is offered must be taken: every scenario of the project, as its file has it.
  @Test(arguments: [
    "ai-zone", "blockchain-zone", "gba-science-cities", "guangzhou-5g", "guangzhou-charging",
    "haizhu-2035", "haizhu-cluster", "knowledge-city", "luohu-2021", "luohu-high-tech",
    "nansha-opening", "pearl-river-park",
  ])
  func `scenarios of the project can be explored`(name: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "scenarios/\(name).yaml").path
    var session = try PlanSession(ScenarioDocument(path: file), paths: 256)
    let run = try session.run(session.place, .compared) { true }
    let kept = try Run(
      Scenario(file: file), options: Self.options(seed: session.options.seed))
    #expect(
      run.summary.cases[0].targets.map(\.met) == kept.summary.cases[0].targets.map(\.met))
  }

  private static func options(seed: UInt64) -> RunOptions {
    var options = RunOptions()
    options.paths = 256
    options.seed = seed
    options.isBrief = true
    return options
  }

  private func session(of text: String) throws -> PlanSession {
    try own.write(text, to: "other.yaml")
    return try PlanSession(ScenarioDocument(path: own.file("other.yaml")), paths: 1_000)
  }

  private static let skewed = """
    waymark: 1
    time: {start: 2020, end: 2022}
    uncertainties: {x: "triangular(0, 1, 10)"}
    indicators: {y: {kind: derived, expression: x}}
    targets: {t: {of: y, at_least: 4, in: 2021}}
    """

  /// P(x ≥ 4) = 36/90; quantiles to four digits are those of the law itself.
  @Test func `an end that hardly moves leaves the law as it was`() throws {
    let session = try session(of: Self.skewed)
    let low = try #require(session.controls(in: "baseline").controls.first { $0.id == "low.x" })
    let moved = Move(
      caseName: "baseline", values: ["low.x": "\(try #require(Double(low.initial)) + 0.001)"])
    let text = session.text(of: moved, caseName: "k", file: "k.yaml", language: .en)
    #expect(text.contains("triangular("), "\(text)")
    var own = session
    let run = try own.run(moved, .alone(paths: 1_000)) { true }
    let before = try own.run(Move(caseName: "baseline"), .alone(paths: 1_000)) { true }
    let (now, then) = (
      run.summary.cases[0].targets[0].met[0], before.summary.cases[0].targets[0].met[0]
    )
    #expect(abs(now - then) <= 3)
  }

  @Test func `what was believed of a bound goes with a later value`() throws {
    var session = try session(
      of: """
        waymark: 1
        time: {start: 2018, end: 2026}
        indicators: {n: {kind: count, history: {2019: 500, 2020: "> 600"}, initial: "uniform(600, 700)"}}
        targets: {t: {of: n, at_least: 800, in: 2025}}
        """)
    let move = Move(caseName: "baseline", values: ["seen.n": "700"])
    #expect(throws: Never.self) { _ = try session.run(move, .alone(paths: 100)) { true } }
  }

  @Test func `numbers are read as the page writes them`() throws {
    let controls = try session().controls(in: "baseline")
    let move = Move(
      caseName: "baseline", values: ["target.firms_800": "1,200", "seen.firms": "\"> 1,430\""])
    #expect(
      controls.settled(move).values == ["target.firms_800": "1200", "seen.firms": "> 1430"])
  }

  @Test func `members of a family are told apart`() throws {
    let session = try session(
      of: """
        waymark: 1
        time: {start: 2020, end: 2022}
        families:
          park:
            members: 2
            levers: {start: {default: 2021, range: [2020, 2022], label: Begin}}
            indicators: {y: {kind: derived, expression: "step(from: start)"}}
        targets: {t: {of: park.y, at_least: 1, in: 2021}}
        """)
    let labels = session.controls(in: "baseline").controls.filter { $0.group == .levers }.map(
      \.label)
    #expect(labels == ["Begin (park.1.start)", "Begin (park.2.start)"])
  }
}
