internal import Experiments
internal import Reports
internal import Results
internal import Scenarios
internal import Wording

/// What came of a setting.
struct SettingAnswer {
  /// What the reference case says there.
  let document: Document
  /// The probabilities in short.
  let shares: [(name: String, text: String, share: Double)]
  /// The greatest simulation error of a probability; nil where there is none.
  let error: Double?
}

/// Runs settings of the reference case of a scenario, each once.
struct SettingAnswers {
  let scenario: Scenario
  let language: Language
  private let options: RunOptions
  private let memory: CompilerMemory
  private var known: [[String: Double]: SettingAnswer] = [:]

  init(_ scenario: Scenario, _ options: RunOptions, _ language: Language) {
    self.scenario = scenario
    self.language = language
    var options = options
    options.isBrief = true
    options.cases = nil
    self.options = options
    memory = CompilerMemory(workers: options.engine.workers)
  }

  /// How many settings were run.
  var count: Int { known.count }

  /// What comes of a setting.
  ///
  /// - Parameters:
  ///   - moved: what it sets that the file does not.
  ///   - progress: called from any thread with the paths done; returns whether to go on.
  /// - Returns: the document and the probabilities of the setting.
  /// - Throws: what ``Run`` throws.
  mutating func answer(
    _ moved: [(variable: Variable, value: Double)], progress: @escaping @Sendable (Int) -> Bool
  ) throws -> SettingAnswer {
    let key = Dictionary(
      moved.map { ($0.variable.name, $0.value) }, uniquingKeysWith: { _, last in last })
    if let answer = known[key] { return answer }
    let varied = scenario.setting(
      moved.map(\.variable), to: [moved.map(\.value)], inCases: [scenario.cases[0].name])
    let alone = varied.cases.last.flatMap { varied.keepingCase($0.name) } ?? scenario
    let run = try Run(alone, options: options, memory: memory, progress: progress)
    let text = RunText(run, language: language, .reference)
    let answer = SettingAnswer(document: text.document, shares: text.shares, error: text.error)
    known[key] = answer
    return answer
  }
}
