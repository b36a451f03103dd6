internal import Plans
public import Scenarios
public import Simulation
internal import Tables

/// What a run was: enough to run it again and to know that it is the same.
public enum RunManifest {
  /// The version of the program, which belongs to every result.
  public static let version = "0.1.0"

  /// The file of a run folder that says what the run was.
  public static let fileName = "run.json"
  /// The folder inside a run folder that holds the scenario as it was read.
  public static let scenarioFolder = "scenario"

  /// Where a run folder holds a file of its scenario.
  public static func kept(_ file: String) -> String { "\(scenarioFolder)/\(file)" }

  /// `run.json`: nothing in it depends on the machine, the clock or the number of workers.
  ///
  /// - Parameters:
  ///   - compiled: what was run.
  ///   - summary: what came out.
  ///   - warnings: what can hardly be meant.
  ///   - digest: the SHA-256 digest of the scenario.
  ///   - written: the tables beside it, with their digests.
  ///   - others: what else was written, with its digests: documents, and the files of a scenario of several.
  /// - Returns: the bytes of the file.
  public static func json(
    _ compiled: CompiledScenario, _ summary: RunSummary, warnings: [String], digest: String,
    files written: [(name: String, sha256: String)], others: [(name: String, sha256: String)]
  ) -> [UInt8] {
    let plan = compiled.plan
    let grid = plan.grid
    let cases = zip(plan.cases, summary.cases).map { casePlan, summary in
      "    {\"name\": \(JSONText.quoted(casePlan.name)), \"failed_paths\": "
        + "\(summary.failures.count)\(failures(summary.failures, plan))}"
    }
    let files = compiled.scenario.sourceFiles.map { JSONText.quoted($0.name) }
    let lines = [
      "{",
      "  \"waymark\": \(JSONText.quoted(version)),",
      "  \"scenario\": \(JSONText.quoted(compiled.scenario.title)),",
      "  \"scenario_sha256\": \(JSONText.quoted(digest)),",
      "  \"scenario_files\": [\(files.joined(separator: ", "))],",
      "  \"seed\": \(plan.seed),",
      "  \"paths\": \(summary.paths),",
      "  \"time\": {\"start\": \(JSONText.quoted("\(grid.start)")), \"end\": "
        + "\(JSONText.quoted("\(grid.period(grid.count - 1))")), \"step\": "
        + "\(JSONText.quoted("\(grid.step)"))},",
      "  \"indicators\": [\(plan.indicators.map { JSONText.quoted($0.name) }.joined(separator: ", "))],",
      "  \"targets\": [\(plan.targets.map { JSONText.quoted($0.name) }.joined(separator: ", "))],",
      "  \"cases\": [",
      cases.joined(separator: ",\n"),
      "  ],",
      "  \"notes\": [\(compiled.notes.map { JSONText.quoted($0.english) }.joined(separator: ", "))],",
      "  \"warnings\": [\(warnings.map { JSONText.quoted($0) }.joined(separator: ", "))],",
      "  \"remarks\": [\(remarks(of: compiled.scenario).joined(separator: ", "))]"
        + promises(of: compiled.scenario) + ",",
      "  \"files\": [", entries(of: written), "  ],",
      others.isEmpty ? "" : "  \"others\": [\n\(entries(of: others))\n  ],",
    ]
    let text = Array((lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n").utf8)
    return text + seal(of: text)
  }

  private static func entries(of files: [(name: String, sha256: String)]) -> String {
    files.map { "    " + object([("name", $0.name), ("sha256", $0.sha256)]) }
      .joined(separator: ",\n")
  }

  /// The last lines of `run.json`: the digest of all lines before them.
  private static func seal(of text: [UInt8]) -> [UInt8] {
    Array("  \"run_sha256\": \"\(SHA256.hexadecimal(text))\"\n}\n".utf8)
  }

  /// Whether `run.json` is as it was written.
  static func isWhole(_ bytes: [UInt8]) -> Bool {
    let text = Array(bytes.dropLast(seal(of: []).count))
    return bytes == text + seal(of: text)
  }

  /// Which indicators failed, on how many paths and from which period on; nothing where none did.
  private static func failures(_ failures: PathFailures, _ plan: SimulationPlan) -> String {
    let failed = zip(plan.indicators, failures.indicators).compactMap { place, failure in
      failure.firstStep.map { step in
        "{\"indicator\": \(JSONText.quoted(place.name)), \"paths\": \(failure.count), "
          + "\"first_period\": \(JSONText.quoted("\(plan.grid.period(step))"))}"
      }
    }
    return failed.isEmpty ? "" : ", \"failures\": [\(failed.joined(separator: ", "))]"
  }

  private static func object(_ members: [(String, String?)]) -> String {
    "{"
      + members.compactMap { key, value in value.map { "\"\(key)\": \(JSONText.quoted($0))" } }
      .joined(separator: ", ") + "}"
  }

  private static func members(of remarks: Remarks) -> [(String, String?)] {
    [
      ("label", remarks.label), ("source", remarks.source), ("note", remarks.note),
      ("quote", remarks.quote), ("document", remarks.document), ("date", remarks.date),
    ]
  }

  /// What is promised without a quantity; nothing where nothing is.
  private static func promises(of scenario: Scenario) -> String {
    let promises = scenario.promises.map { promise in
      object(
        [
          ("name", promise.name), ("indicator", promise.subject?.indicator),
          ("deadline", promise.deadlineText.isEmpty ? nil : promise.deadlineText),
          ("problem", promise.problem.english), ("advice", promise.advice.english),
        ] + members(of: promise.remarks))
    }
    return promises.isEmpty ? "" : ",\n  \"promises\": [\(promises.joined(separator: ", "))]"
  }

  /// What the file tells people, entry by entry; of the file as a whole first.
  private static func remarks(of scenario: Scenario) -> [String] {
    let whole = [("source", scenario.source), ("note", scenario.note)]
    return (scenario.source == nil && scenario.note == nil ? [] : [object(whole)])
      + scenario.remarked.map { name, remarks in
        object([("name", name)] + members(of: remarks))
      }
  }
}
