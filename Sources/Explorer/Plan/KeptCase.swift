internal import Scenarios
internal import Tables
internal import Wording

/// A place of a plan as a case in a file of its own, beside the scenario.
struct KeptCase {
  private let session: PlanSession
  private let name: String
  private let file: String
  private let text: String

  /// Checks the case: the file is one that `waymark run` takes.
  ///
  /// - Parameters:
  ///   - session: the plan.
  ///   - move: where it is.
  ///   - name: what the case is called.
  ///   - language: the language of the comments.
  /// - Throws: ``ScenarioError``, or ``KeepRefusal`` where the name is none.
  init(_ session: PlanSession, _ move: Move, name: String, language: Language) throws {
    let isName =
      !name.isEmpty && name.utf8.count <= 60
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_"
      }
    guard isName else { throw KeepRefusal.noName(name) }
    if session.scenario.cases.contains(where: { $0.name == name }) {
      throw KeepRefusal.taken(name)
    }
    self.session = session
    self.name = name
    let base = PathParts.split(session.scenario.name(of: session.scenario.file)).name
    let stem = base.hasSuffix(".yaml") ? String(base.dropLast(5)) : base
    file = "\(stem).\(name).yaml"
    text = session.text(of: move, caseName: name, file: file, language: language)
    let folder = PathParts.split(session.scenario.file).folder
    _ = try CompiledScenario(
      Scenario(
        ScenarioDocument(
          text: text, file: PathParts.join(folder, file), extending: session.document)))
  }

  /// Whether the scenario, where it is in no file, was written with another case before.
  func hasBase(_ base: String) -> Bool {
    guard let folder = FileReading.resolved(".") else { return false }
    return FileReading.holds(
      Array(base.utf8),
      at: PathParts.join(folder, session.scenario.name(of: session.scenario.file)))
  }

  /// Checks that the files that the case goes on from are those that the page has.
  ///
  /// - Returns: true.
  /// - Throws: ``KeepRefusal`` where one is another by now, or gone: the kept case would give other numbers.
  func checkSources() throws(KeepRefusal) -> Bool {
    let folder = PathParts.split(session.scenario.file).folder
    for source in session.scenario.sourceFiles {
      // The mark of UTF-8 is no part of what was read.
      let bytes = FileReading.known(
        PathParts.join(folder, source.name), size: source.bytes.count + 3)
      let marked = bytes.map { $0.starts(with: [0xEF, 0xBB, 0xBF]) ? Array($0.dropFirst(3)) : $0 }
      guard bytes == source.bytes || marked == source.bytes else {
        throw .changed(source.name)
      }
    }
    return true
  }

  /// The files to write.
  ///
  /// - Parameter base: the text of the scenario where it is in no file, which then comes first.
  /// - Returns: names in the folder of the scenario, and what they hold.
  func files(_ base: String?) -> [(name: String, bytes: [UInt8])] {
    let own = (name: file, bytes: Array(text.utf8))
    guard let base else { return [own] }
    return [(session.scenario.name(of: session.scenario.file), Array(base.utf8)), own]
  }
}

/// Why a case cannot be kept under a name.
enum KeepRefusal: Refusal, Hashable {
  /// It is no name of a case.
  case noName(String)
  /// The scenario has a case of that name.
  case taken(String)
  /// A file of the scenario is another by now, or gone.
  case changed(String)

  var exit: ExitClass { .usage }

  var phrase: Phrase {
    switch self {
    case .noName(let name):
      Phrase(
        "'\(name)' is no name of a case; write letters, digits and _, as in more_crews",
        "'\(name)' 不能作情景名称；请用字母、数字和 _，如 more_crews")
    case .taken(let name):
      Phrase(
        "the scenario has a case '\(name)' already; give another name",
        "情景文件已有情景 '\(name)'；请换一个名称")
    case .changed(let name):
      Phrase(
        "\(name) has changed since this page was opened, and the case would give other numbers than are seen here; "
          + "end the program, run waymark explore again and move there",
        "\(name) 在此页面打开之后有改动，写出的情景将与此处所见数字不同；请结束程序，重新运行 waymark explore 后再调整")
    }
  }
}
