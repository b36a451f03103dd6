internal import Experiments
internal import Reports
internal import Scenarios
internal import Synchronization
internal import Tables
package import Wording

/// `waymark explore`: a plan on a page of this machine.
///
/// Everything is asked for under a path that nobody can guess. No file is read by what is asked for, and only
/// ``keep`` writes: a new file in the folder of the scenario.
package final class ExploreServer: Sendable {
  /// What the page is about.
  package enum Subject: Sendable {
    /// The scenario of a file.
    case file(String)
    /// Nothing yet: the page asks.
    case questions
  }

  /// How the page is served.
  package struct Options: Sendable {
    /// The port; 0 for any that is free.
    package var port: UInt16 = 0
    /// The paths of an answer.
    package var paths = 10_000
    /// The seed instead of the scenario's.
    package var seed: UInt64?
    /// Threads.
    package var workers = 1
    /// The language to begin with.
    package var language = Language.en

    /// The usual options.
    package init() {}
  }

  private let options: Options
  private let token: String
  private let plan: Mutex<ExploredPlan?>
  /// Has a lock of its own, so that no move waits for it.
  private let comparison: Mutex<PlanComparison?>
  private let subject: Subject
  /// The language that was chosen last.
  private let language: Mutex<Language>
  private let newest = Atomic(0)
  private let port = Atomic(0)

  /// Prepares a page.
  ///
  /// - Throws: what reading the scenario throws, or that the system has no random bytes.
  package init(_ subject: Subject, options: Options) throws {
    self.options = options
    self.subject = subject
    language = Mutex(options.language)
    do {
      token = try LoopbackSocket.secret(16).map { byte in
        let digits = String(byte, radix: 16)
        return digits.utf8.count == 1 ? "0" + digits : digits
      }.joined()
    } catch {
      throw ExploreRefusal.system(error.words)
    }
    switch subject {
    case .file(let path):
      plan = Mutex(try ExploredPlan(ScenarioDocument(path: path), options, question: nil))
      comparison = Mutex(try PlanComparison(ScenarioDocument(path: path), options))
    case .questions:
      plan = Mutex(nil)
      comparison = Mutex(nil)
    }
  }

  /// Serves the page until it is told to end.
  ///
  /// - Parameters:
  ///   - goesOn: asked ten times a second and more.
  ///   - ready: called once, with the address of the page.
  /// - Throws: ``ExploreRefusal`` where the port cannot be had.
  package func serve(
    while goesOn: @escaping @Sendable () -> Bool, ready: (String) throws -> Void
  ) throws {
    let listener: HTTPListener
    do throws(LoopbackSocket.Fault) {
      listener = try HTTPListener(port: options.port) { [self] in answer($0) }
    } catch {
      throw ExploreRefusal.port(options.port, error.words)
    }
    port.store(Int(listener.port), ordering: .relaxed)
    try ready("http://127.0.0.1:\(listener.port)/\(token)/")
    listener.serve(while: goesOn)
    // What is under way is no longer wanted.
    newest.wrappingAdd(1, ordering: .relaxed)
  }

  // MARK: Who may ask

  private func answer(_ request: HTTPRequest) -> HTTPResponse {
    let port = port.load(ordering: .relaxed)
    let hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
    guard let host = request.fields["host"], hosts.contains(host) else {
      return HTTPResponse(refused: 421)
    }
    if let origin = request.fields["origin"], origin != "http://\(host)" {
      return HTTPResponse(refused: 403)
    }
    if let site = request.fields["sec-fetch-site"], !["same-origin", "none"].contains(site) {
      return HTTPResponse(refused: 403)
    }
    let prefix = "/\(token)/"
    guard request.path.hasPrefix(prefix) else { return HTTPResponse(refused: 404) }
    let name = String(request.path.dropFirst(prefix.count))
    guard request.method == "POST" else { return shown(name) }
    guard let fields = FormFields.read(request.body) else { return HTTPResponse(refused: 400) }
    return done(name, fields)
  }

  // MARK: What is shown

  private func shown(_ name: String) -> HTTPResponse {
    switch name {
    case "": return page(language.withLock(\.self), isWhole: false)
    case "explore.css": return HTTPResponse(200, "text/css; charset=utf-8", PageFiles.css)
    case "explore.js": return HTTPResponse(200, "text/javascript; charset=utf-8", PageFiles.script)
    case "icon.svg": return HTTPResponse(200, "image/svg+xml", PageFiles.icon)
    default: return HTTPResponse(refused: 404)
    }
  }

  /// The page where the plan is; a script asks for what is not there at once.
  private func page(_ language: Language, isWhole: Bool) -> HTTPResponse {
    let first = plan.withLock { plan in
      let place = plan?.session.place
      return place.flatMap { place in
        plan?.answer(place, language, isMoving: !isWhole) { true }.map { (place, $0) }
      }
    }
    guard case (let place, var answer)? = first else {
      return HTTPResponse(200, HTTPResponse.html, QuestionPage(language: language).html)
    }
    answer.isFirst = !isWhole
    let compared = isWhole ? comparison.withLock { $0?.part(place, language) { true } } : nil
    let html = plan.withLock {
      $0?.page(answer.beside(compared ?? ComparedPart(), language), language)
    }
    return HTTPResponse(200, HTTPResponse.html, html ?? "")
  }

  // MARK: What is done

  private func done(_ name: String, _ fields: [String: String]) -> HTTPResponse {
    let language = self.language.withLock { language in
      language = fields["language"].flatMap { Language(rawValue: $0) } ?? language
      return language
    }
    if ["ask", "init", "again"].contains(name) { return asked(name, fields, language) }
    // Of a plan as its file has it nothing but the case is told.
    let told = name == "reset" ? fields.filter { ["case", "at"].contains($0.key) } : fields
    guard let move = plan.withLock({ $0?.move(told) }) else {
      return page(language, isWhole: false)
    }
    switch name {
    case "", "start", "reset", "undo", "rest", "move": return moved(name, move, fields, language)
    case "keep":
      let said = plan.withLock { $0?.keep(move, as: fields["keep"] ?? "", language) }
      return HTTPResponse(200, "text/plain; charset=utf-8", said?(language) ?? "")
    default:
      return comparison.withLock { $0?.file(name, move, language) } ?? HTTPResponse(refused: 404)
    }
  }

  private func moved(
    _ name: String, _ move: Move, _ fields: [String: String], _ language: Language
  ) -> HTTPResponse {
    let isMoving = name == "move"
    let place =
      isMoving ? move : plan.withLock { $0?.go(move, isBack: name == "undo") } ?? move
    guard fields["script"] == "1" else { return page(language, isWhole: true) }
    // A newer move overtakes an older one.
    let number = newest.wrappingAdd(1, ordering: .relaxed).newValue
    let isWanted: @Sendable () -> Bool = { [self] in newest.load(ordering: .relaxed) == number }
    let first = plan.withLock { $0?.answer(place, language, isMoving: isMoving, isWanted) }
    guard let answer = first,
      let compared = isMoving || !answer.problem.isEmpty
        ? ComparedPart()
        : comparison.withLock({ $0?.part(place, language, isWanted) })
    else { return HTTPResponse(refused: 409) }
    let hasControls = ["undo", "start", "reset"].contains(name)
    let parts = plan.withLock {
      $0?.parts(
        answer.beside(compared, language), language, isMoving: isMoving,
        at: hasControls ? place : nil)
    }
    return HTTPResponse(200, "application/json", parts ?? "{}")
  }

  private func asked(
    _ form: String, _ fields: [String: String], _ language: Language
  ) -> HTTPResponse {
    guard case .questions = subject else { return HTTPResponse(refused: 404) }
    if form == "again" {
      plan.withLock { $0 = nil }
      return page(language, isWhole: false)
    }
    do {
      let asked = try AskedScenario(form, fields, options, language)
      try comparison.withLock { comparison in
        comparison = try PlanComparison(
          ScenarioDocument(text: asked.text, file: asked.name), options)
      }
      try plan.withLock { plan in
        plan = try ExploredPlan(
          ScenarioDocument(text: asked.text, file: asked.name), options, question: asked.text)
      }
      return page(language, isWhole: false)
    } catch {
      let problem = ExploreRefusal.sentences(of: error).joined(Phrase(" "))
      return HTTPResponse(
        422, HTTPResponse.html,
        QuestionPage(language: language, given: fields, problem: (form, problem)).html)
    }
  }
}
