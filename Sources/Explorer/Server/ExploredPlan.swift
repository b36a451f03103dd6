internal import Experiments
internal import Reports
internal import Results
internal import Scenarios
internal import Tables
internal import Wording

/// A plan as a page asks for it: its moves, and how many paths keep pace with a hand.
struct ExploredPlan {
  private(set) var session: PlanSession
  private var pace: PathPace
  /// The text of a scenario that is in no file; nil where it was read from one.
  private let question: String?
  /// The folder that files are kept in, links followed.
  private let folder: String
  /// What was last answered, which stays where a move cannot be.
  private var last = ExploreAnswer()

  init(
    _ document: ScenarioDocument, _ options: ExploreServer.Options, question: String?
  ) throws {
    session = try PlanSession(document, options)
    pace = PathPace(most: options.paths)
    self.question = question
    let own = question == nil ? PathParts.split(session.scenario.file).folder : "."
    folder = FileReading.resolved(own) ?? own
  }

  /// Where a form says that the plan is.
  func move(_ fields: [String: String]) -> Move {
    let chosen = fields["case"] ?? fields["at"] ?? session.scenario.cases[0].name
    // Another case is another beginning.
    let isOther = fields["at"].map { $0 != chosen } ?? false
    let move = Move(caseName: chosen, values: isOther ? [:] : fields)
    return session.controls(in: chosen).settled(move)
  }

  /// Notes where the plan is, or goes back.
  ///
  /// - Returns: where it then is.
  mutating func go(_ move: Move, isBack: Bool) -> Move {
    // What moved and has not come to rest is the step that is taken back.
    if isBack { return move == session.place ? session.undo() : session.place }
    session.note(move)
    return move
  }

  /// Runs the explored case and keeps what came of it.
  ///
  /// - Parameters:
  ///   - move: where the plan is.
  ///   - language: the language of the page.
  ///   - isMoving: whether as many paths are enough as keep pace.
  ///   - isWanted: asked while paths are simulated; whether to go on.
  /// - Returns: the parts of the page; nil where they were not wanted to the end.
  mutating func answer(
    _ move: Move, _ language: Language, isMoving: Bool,
    _ isWanted: @escaping @Sendable () -> Bool
  ) -> ExploreAnswer? {
    let page = ExplorePage(language: language)
    do {
      let begin = ContinuousClock.now
      let paths = isMoving ? pace.paths : session.options.paths
      let run = try session.run(move, .alone(paths: paths), isWanted: isWanted)
      let text = RunText(run, language: language, .reference)
      last.now = HTMLRenderer.sections(of: text.document, hasGrips: true)
      last.shares = text.shares
      last.summary = page.summary(text.shares)
      last.said = text.shares.map { "\($0.name) \($0.text)" }.joined(separator: page.say(", ", "，"))
      if isMoving { pace.took(ContinuousClock.now - begin, for: paths) }
      last.note = page.note(paths: pace.paths, of: session.options.paths)
      last.text = session.text(
        of: move, caseName: session.exploredName, file: session.exploredName + ".yaml",
        language: language)
      last.problem = ""
    } catch is CancellationError {
      return nil
    } catch {
      last.problem = page.problem(ExploreRefusal.sentences(of: error))
      // What cannot be is no place to come back to.
      if !isMoving, session.place == session.controls(in: move.caseName).settled(move) {
        session.undo()
      }
    }
    return last
  }

  /// The page where the plan is.
  func page(_ answer: ExploreAnswer, _ language: Language) -> String {
    ExplorePage(language: language).plan(
      session, session.place, answer, isAsked: question != nil)
  }

  /// The parts of an answer for the script.
  func parts(_ answer: ExploreAnswer, _ language: Language, isMoving: Bool, at move: Move?)
    -> String
  {
    var parts = [
      ("problem", answer.problem), ("summary", answer.summary), ("note", answer.note),
      ("now", answer.now),
    ]
    // Where a move cannot be, all but the reason stays.
    if !isMoving, answer.problem.isEmpty {
      parts += [("compared", answer.compared), ("text", Markup.escaped(answer.text))]
    }
    if let move {
      parts.append(("controls", ExplorePage(language: language).controls(session, move)))
    }
    let members = parts.map { "\(JSONText.quoted($0.0)): \(JSONText.quoted($0.1))" }
    return "{\"parts\": {\(members.joined(separator: ",\n"))},\n\"canUndo\": \(session.canUndo),\n"
      + "\"status\": \(JSONText.quoted(isMoving ? "" : answer.said))}"
  }

  /// Writes a move as a case into a new file beside the scenario.
  ///
  /// - Returns: what to say of it.
  func keep(_ move: Move, as name: String, _ language: Language) -> Phrase {
    do {
      let name = name.split(whereSeparator: \.isWhitespace).joined(separator: "_")
      let kept = try KeptCase(session, move, name: name, language: language)
      let isBaseThere = try question.map(kept.hasBase) ?? kept.checkSources()
      let files = kept.files(isBaseThere ? nil : question)
      try NewFile.write(files, in: folder)
      let names = files.map(\.name).joined(separator: ", ")
      let own = question == nil ? PathParts.split(session.scenario.file).folder : "."
      let run = ShellWord.file(PathParts.join(own, files[files.count - 1].name))
      return Phrase(
        "Written: \(names), in \(folder). Run it with: waymark run \(run)",
        "已写入 \(folder)：\(names)。运行：waymark run \(run)")
    } catch {
      return ExploreRefusal.sentences(of: error).joined(Phrase("; ", "；"))
    }
  }
}

extension PlanSession {
  /// A session as a page has it.
  init(_ document: ScenarioDocument, _ options: ExploreServer.Options) throws(ScenarioError) {
    try self.init(document, paths: options.paths, seed: options.seed, workers: options.workers)
  }
}
