internal import Experiments
internal import Reports
internal import Scenarios
internal import Tables
internal import Wording

/// A plan beside the cases of its file and other growth models, and the files that say so: what takes longer
/// than a move may.
struct PlanComparison {
  private var session: PlanSession

  init(_ document: ScenarioDocument, _ options: ExploreServer.Options) throws {
    session = try PlanSession(document, options)
  }

  /// The part of the page.
  ///
  /// - Returns: nil where it was not wanted to the end; nothing where the move cannot be.
  mutating func part(
    _ move: Move, _ language: Language, _ isWanted: @escaping @Sendable () -> Bool
  ) -> ComparedPart? {
    do {
      let run = try session.run(move, .compared, isWanted: isWanted)
      let text = RunText(run, language: language, .comparison)
      return ComparedPart(
        html: HTMLRenderer.sections(of: text.document, part: "other-"), spans: text.spans)
    } catch {
      return error is CancellationError ? nil : ComparedPart()
    }
  }

  /// A file to download: the report, its tables, or the scenario with all that it was read from.
  ///
  /// - Returns: nil where there is no such file.
  mutating func file(_ name: String, _ move: Move, _ language: Language) -> HTTPResponse? {
    do {
      switch name {
      case "report":
        let run = try session.run(move, .compared) { true }
        let page = RunText(run, language: language).document.page
        return HTTPResponse(HTTPResponse.html, page.bytes, fileName: "\(stem).html")
      case "tables":
        let run = try session.run(move, .compared) { true }
        return archive(run.tables.map { ($0.name, $0.csv) }, name: "\(stem).csv.zip")
      case "scenario":
        let own = session.exploredName + ".yaml"
        let text = session.text(
          of: move, caseName: session.exploredName, file: own, language: language)
        return archive(
          session.scenario.sourceFiles.map { ($0.name, $0.bytes) } + [(own, Array(text.utf8))],
          name: "\(stem).zip")
      default: return nil
      }
    } catch {
      let sentences = ExploreRefusal.sentences(of: error).joined(Phrase("\n"))
      return HTTPResponse(422, "text/plain; charset=utf-8", sentences(language))
    }
  }

  private func archive(_ files: [(name: String, bytes: [UInt8])], name: String) -> HTTPResponse {
    var archive = ZipArchive()
    for file in files { archive.add(file.name, file.bytes) }
    return HTTPResponse("application/zip", archive.bytes, fileName: name)
  }

  /// What files are called: as the scenario, and as the case.
  private var stem: String {
    let name = session.scenario.name(of: session.scenario.file)
    let own = name.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    return (own ?? "plan") + "." + session.exploredName
  }
}
