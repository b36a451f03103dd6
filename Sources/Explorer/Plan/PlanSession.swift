package import Experiments
internal import Results
package import Scenarios
internal import Simulation
internal import Tables
package import Wording

/// A plan that is moved about: the scenario as its file has it, and what comes of each move.
///
/// A move becomes the text of a file that extends the scenario's, and that text is what is run: whoever
/// keeps it and runs it has the numbers that were seen.
package struct PlanSession {
  /// How much is run.
  package struct Options: Hashable, Sendable {
    /// The paths of an answer.
    package let paths: Int
    /// The seed.
    package let seed: UInt64
    /// Threads.
    package let workers: Int
  }

  /// How much is found of a move.
  package enum Depth: Sendable {
    /// The explored case alone, on its first paths.
    case alone(paths: Int)
    /// All cases, with what other growth models say, on all paths.
    case compared
  }

  /// The scenario as its file has it.
  package let scenario: Scenario
  /// Its file as it was read.
  package let document: ScenarioDocument
  /// How much is run.
  package let options: Options
  /// The name of the explored case, which no case of the file has.
  package let exploredName: String
  private var memory: CompilerMemory
  private var compiled = 0
  private var past: [Move] = []

  /// Places that can be gone back to.
  package static let longestPast = 100
  /// Compilations after which what was learned from them is forgotten, so that it cannot grow.
  private static let longestMemory = 2_000

  /// Begins with a document.
  ///
  /// - Parameters:
  ///   - document: the file as it was read.
  ///   - paths: the paths of an answer.
  ///   - seed: the seed instead of the scenario's.
  ///   - workers: threads; no result depends on it.
  /// - Throws: ``ScenarioError`` where the scenario breaks a rule.
  package init(
    _ document: ScenarioDocument, paths: Int, seed: UInt64? = nil, workers: Int = 1
  ) throws(ScenarioError) {
    let scenario = try Scenario(document)
    self.document = document
    self.scenario = scenario
    options = Options(
      paths: paths, seed: seed ?? scenario.simulation.seed, workers: workers)
    let names = Set(scenario.cases.map { $0.name.lowercased() })
    var (name, number) = ("explored", 1)
    while names.contains(name) {
      number += 1
      name = "explored_\(number)"
    }
    exploredName = name
    memory = CompilerMemory(workers: workers)
  }

  // MARK: Places

  /// What can be moved, beginning with a case.
  package func controls(in caseName: String) -> PlanControls {
    PlanControls(scenario, in: document, caseName: caseName)
  }

  /// Where the plan is now: where it was last left, or the reference case of the file.
  package var place: Move { past.last ?? start }

  private var start: Move { Move(caseName: scenario.cases[0].name) }

  /// Notes a place to which ``undo()`` comes back.
  package mutating func note(_ move: Move) {
    let move = controls(in: move.caseName).settled(move)
    guard move != place else { return }
    past.append(move)
    if past.count > Self.longestPast { past.removeFirst() }
  }

  /// Whether there is a place to go back to.
  package var canUndo: Bool { !past.isEmpty }

  /// Goes back a place.
  ///
  /// - Returns: where the plan then is.
  @discardableResult
  package mutating func undo() -> Move {
    _ = past.popLast()
    return place
  }

  // MARK: Texts

  /// A place as a file that extends the scenario's.
  ///
  /// - Parameters:
  ///   - move: the place.
  ///   - caseName: what its case is called.
  ///   - file: what the file is called.
  ///   - language: the language of its comments.
  /// - Returns: its text.
  package func text(
    of move: Move, caseName: String, file: String, language: Language
  ) -> String {
    let controls = controls(in: move.caseName)
    let moved = controls.settled(move).values
    var text = OverlayText(
      extending: scenario.name(of: scenario.file), name: file, language: language)
    text.set(["cases", caseName], nil)
    for (keys, value) in document.settings(ofCase: controls.caseName) {
      text.set(["cases", caseName] + keys, value)
    }
    func assume(_ name: String, _ value: String) {
      text.set(["cases", caseName, "assume", name], value)
    }
    for control in controls.controls {
      let value = moved[control.id]
      switch (control.subject, value) {
      case (.lever(let name), let value?): text.set(["cases", caseName, name], value)
      case (.law(let name), let value?): assume(name, value)
      case (.end(let name, isHigh: false), _):
        if let law = law(of: name, controls.caseName, moved) { assume(name, law) }
      case (.model(let name), let value?): assume("\(name).growth.model", value)
      case (.ceiling(let name), let value?): assume("\(name).growth.ceiling", value)
      case (.observation(let name, let number), let value?):
        let date = Control.date(of: name, number: number, in: controls)
        text.set(["indicators", name, "history", moved[date.id] ?? date.initial], value)
        // What was believed of the last value says nothing beside a later one.
        if scenario.indicator(name)?.initial != nil {
          text.remove(["indicators", name, "initial"])
        }
      case (.threshold(let name, let word), let value?),
        (.deadline(let name, let word), let value?):
        text.set(["targets", name, word], value)
      default: break
      }
    }
    text.set(["simulation", "paths"], "\(options.paths)")
    text.set(["simulation", "seed"], "\(options.seed)")
    return text.text
  }

  /// The law of an uncertainty of which an end was moved; nil where none was.
  private func law(of name: String, _ caseName: String, _ moved: [String: String]) -> String? {
    let (low, high) = (moved["low.\(name)"], moved["high.\(name)"])
    guard low != nil || high != nil else { return nil }
    let item = scenario.cases.first { $0.name == caseName }
    let text =
      item?.assumptions.last { $0.parameter == name }?.value.text
      ?? scenario.uncertainties.first { $0.name == name }?.law.text
    guard let law = text.flatMap({ LawRange($0) }) else { return nil }
    return law.text(
      low: low ?? SliderNumber.text(law.low), high: high ?? SliderNumber.text(law.high))
  }

  /// The scenario of a place; the explored case is its last one.
  package func scenario(of move: Move) throws(ScenarioError) -> Scenario {
    let file = PathParts.join(PathParts.split(scenario.file).folder, "\(exploredName).yaml")
    let text = text(
      of: move, caseName: exploredName, file: "\(exploredName).yaml", language: .en)
    return try Scenario(ScenarioDocument(text: text, file: file, extending: document))
  }

  // MARK: Answers

  /// What comes of a move, the explored case before all others.
  ///
  /// - Parameters:
  ///   - move: the place.
  ///   - depth: how much is found.
  ///   - isWanted: asked from any thread while paths are simulated; whether to go on.
  /// - Returns: the run.
  /// - Throws: ``ScenarioError``, ``InvalidScenario``, ``RunRefusal``, or `CancellationError` where it
  ///   is no longer wanted.
  package mutating func run(
    _ move: Move, _ depth: Depth, isWanted: @escaping @Sendable () -> Bool
  ) throws -> Run {
    compiled += 1
    if compiled % Self.longestMemory == 0 {
      memory = CompilerMemory(workers: options.workers)
    }
    let explored = try scenario(of: move).leading(with: exploredName)
    var run = RunOptions()
    run.engine.workers = options.workers
    run.seed = options.seed
    switch depth {
    case .alone(let paths):
      run.paths = min(paths, options.paths)
      run.isBrief = true
      run.cases = []
      // A leaf each: what is overtaken ends the sooner.
      run.engine.blockSize = 256
    case .compared:
      run.paths = options.paths
    }
    guard isWanted() else { throw CancellationError() }
    return try Run(explored, options: run, memory: memory) { _ in isWanted() }
  }
}

extension Control {
  /// The control of the date of an observation.
  fileprivate static func date(
    of indicator: String, number: Int, in controls: PlanControls
  ) -> Control {
    let date = Subject.date(indicator, number: number)
    guard let control = controls.controls.first(where: { $0.subject == date }) else {
      preconditionFailure("no control of \(date)")
    }
    return control
  }
}
