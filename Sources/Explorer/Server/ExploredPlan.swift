internal import Experiments
internal import Reports
internal import Results
internal import Scenarios
internal import Tables
internal import Wording

/// A plan as a page asks for it: its moves, its files, and how many paths keep pace with a hand.
struct ExploredPlan {
  /// How much of an answer a page begins with.
  enum Depth {
    /// What a script asks more for.
    case moving
    /// All.
    case whole
  }

  private var session: PlanSession
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
    let scenario = try Scenario(document)
    session = try PlanSession(
      document,
      options: PlanSession.Options(
        paths: options.paths, seed: options.seed ?? scenario.simulation.seed,
        workers: options.workers))
    pace = PathPace(most: options.paths)
    self.question = question
    let own = question == nil ? PathParts.split(scenario.file).folder : "."
    folder = FileReading.resolved(own) ?? own
  }

  // MARK: Pages and parts

  /// The whole page where the plan is.
  mutating func page(_ language: Language, _ depth: Depth) -> String {
    _ = answered(session.place, language, isWhole: depth == .whole) { true }
    return ExplorePage(language: language).plan(
      session, session.place, last, isAsked: question != nil)
  }

  /// What a form asks for; nil where there is no such thing.
  mutating func reply(
    _ name: String, _ fields: [String: String], _ language: Language,
    _ isWanted: @escaping @Sendable () -> Bool
  ) -> HTTPResponse? {
    let isScript = fields["script"] == "1"
    var move = move(fields)
    switch name {
    case "", "start":
      session.note(move)
    case "undo":
      move = session.undo()
    case "move": break
    case "rest": session.note(move)
    case "keep": return kept(move, fields, language, isScript)
    case "report", "tables", "scenario":
      return file(name, move, language, isWanted)
    default: return nil
    }
    guard isScript else { return HTTPResponse(200, HTTPResponse.html, page(language, .whole)) }
    let isMoving = name == "move"
    guard answered(move, language, isWhole: !isMoving, isWanted) else {
      return HTTPResponse(refused: 409)
    }
    return HTTPResponse(
      200, "application/json",
      parts(move, language, isMoving: isMoving, hasControls: ["undo", "start"].contains(name)))
  }

  private func move(_ fields: [String: String]) -> Move {
    let chosen = fields["case"] ?? fields["at"] ?? session.scenario.cases[0].name
    // Another case is another beginning.
    let isOther = fields["at"].map { $0 != chosen } ?? false
    let move = Move(caseName: chosen, values: isOther ? [:] : fields)
    return session.controls(in: chosen).settled(move)
  }

  private func parts(
    _ move: Move, _ language: Language, isMoving: Bool, hasControls: Bool
  ) -> String {
    var parts = [
      ("problem", last.problem), ("summary", last.summary), ("note", last.note), ("now", last.now),
    ]
    if !isMoving { parts += [("compared", last.compared), ("text", Markup.escaped(last.text))] }
    if hasControls {
      parts.append(("controls", ExplorePage(language: language).controls(session, move)))
    }
    let members = parts.map { "\(JSONText.quoted($0.0)): \(JSONText.quoted($0.1))" }
    return "{\"parts\": {\(members.joined(separator: ",\n"))},\n\"canUndo\": \(session.canUndo),\n"
      + "\"status\": \(JSONText.quoted(isMoving ? "" : last.said))}"
  }

  /// Runs a move and keeps what came of it.
  ///
  /// - Returns: whether it was wanted to the end.
  private mutating func answered(
    _ move: Move, _ language: Language, isWhole: Bool,
    _ isWanted: @escaping @Sendable () -> Bool
  ) -> Bool {
    let page = ExplorePage(language: language)
    do {
      let paths = isWhole ? session.options.paths : pace.paths
      let begin = ContinuousClock.now
      let run = try session.run(
        move, isWhole ? .resting : .moving(paths: paths), isWanted: isWanted)
      let reference = RunText(run, language: language, .reference)
      last.now = HTMLRenderer.sections(of: reference.document)
      last.summary = page.summary(reference.shares)
      last.said = reference.shares.map { "\($0.name) \($0.text)" }.joined(separator: page.say(", ", "，"))
      if !isWhole { pace.took(ContinuousClock.now - begin, for: run.summary.paths) }
      if isWhole {
        let others = RunText(run, language: language, .comparison)
        last.compared = HTMLRenderer.sections(of: others.document, part: "other-")
        last.text = text(of: move, language)
      }
      last.note = page.note(paths: pace.paths, of: session.options.paths)
      last.problem = ""
    } catch is CancellationError {
      return false
    } catch {
      last.problem = page.problem(ExploreRefusal.sentences(of: error))
    }
    return true
  }

  private func text(of move: Move, _ language: Language) -> String {
    session.text(
      of: move, caseName: session.exploredName, file: session.exploredName + ".yaml",
      language: language)
  }

  // MARK: Files

  private var stem: String {
    let name = session.scenario.name(of: session.scenario.file)
    return name.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? "plan"
  }

  private mutating func file(
    _ name: String, _ move: Move, _ language: Language,
    _ isWanted: @escaping @Sendable () -> Bool
  ) -> HTTPResponse {
    var archive = ZipArchive()
    do {
      switch name {
      case "report":
        let run = try session.run(move, .resting, isWanted: isWanted)
        let page = RunText(run, language: language).document.page
        var reply = HTTPResponse(200, HTTPResponse.html, page.bytes)
        reply.fileName = "\(stem).\(session.exploredName).html"
        return reply
      case "tables":
        let run = try session.run(move, .resting, isWanted: isWanted)
        for table in run.tables { archive.add(table.name, table.csv) }
      default:
        for file in session.scenario.sourceFiles { archive.add(file.name, file.bytes) }
        archive.add(session.exploredName + ".yaml", Array(text(of: move, language).utf8))
      }
    } catch {
      let sentences = ExploreRefusal.sentences(of: error).joined(Phrase("\n"))
      return HTTPResponse(422, "text/plain; charset=utf-8", sentences(language))
    }
    var reply = HTTPResponse(200, "application/zip", archive.bytes)
    reply.fileName = "\(stem).\(session.exploredName)\(name == "tables" ? ".csv" : "").zip"
    return reply
  }

  /// Writes the move as a case into a new file beside the scenario.
  private func kept(
    _ move: Move, _ fields: [String: String], _ language: Language, _ isScript: Bool
  ) -> HTTPResponse {
    let said: Phrase
    do {
      let name = (fields["keep"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: "_")
      let files = try KeptCase(session, move, name: name, language: language).files(question)
      for file in files {
        try NewFile.write(file.bytes, to: PathParts.join(folder, file.name))
      }
      let names = files.map(\.name).joined(separator: ", ")
      said = Phrase(
        "Written: \(names), in \(folder). Run it with: waymark run \(files[files.count - 1].name)",
        "已写入 \(folder)：\(names)。运行：waymark run \(files[files.count - 1].name)")
    } catch {
      said = ExploreRefusal.sentences(of: error).joined(Phrase("; ", "；"))
    }
    return HTTPResponse(200, "text/plain; charset=utf-8", said(language))
  }
}
