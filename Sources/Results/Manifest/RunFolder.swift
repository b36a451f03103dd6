public import Scenarios
public import Tables
public import Wording

/// A run that was kept: what its folder says of it, and the scenario that was run.
public struct RunFolder: Sendable {
  /// The folder.
  public let path: String
  /// The version of the program that made it.
  public let version: String
  /// The seed of its streams.
  public let seed: UInt64
  /// The number of paths of each case.
  public let paths: Int
  /// The names of its cases, the reference first.
  public let cases: [String]
  /// What was run.
  public let scenario: Scenario
  /// The SHA-256 digest of `run.json` as it was read.
  private let digest: String

  /// Opens the folder of a run, as `waymark run --out` made it.
  ///
  /// - Throws: ``FileError``, ``RunFolderError``, ``ScenarioError``.
  public init(_ path: String) throws {
    self.path = path
    let file = PathParts.join(path, RunManifest.fileName)
    guard RunFolder.stands(at: path) else { throw RunFolderError.notARun(path: path) }
    guard !FileReading.isStream(file) else { throw RunFolderError.notAsWritten(file: file) }
    let bytes = try FileReading.bytes(of: file, limit: RunFolder.limit)
    guard RunManifest.isWhole(bytes) else { throw RunFolderError.notAsWritten(file: file) }
    let manifest: DocumentNode
    do {
      // JSON is read as the part of YAML that it is.
      manifest = try ScenarioDocument(text: String(decoding: bytes, as: UTF8.self), file: file).root
    } catch {
      throw RunFolderError.unreadable(file: file, missing: "JSON")
    }
    func text(_ key: String) throws(RunFolderError) -> String {
      guard let text = manifest[key]?.scalar?.text else {
        throw .unreadable(file: file, missing: key)
      }
      return text
    }
    digest = SHA256.hexadecimal(bytes)
    version = try text("waymark")
    // It is said in answers; a line of its own would look like one of ours.
    guard Excerpt.isOneLine(version) else { throw RunFolderError.notAsWritten(file: file) }
    guard let seed = UInt64(try text("seed")), let paths = Int(try text("paths")),
      (1...Scenario.pathLimit).contains(paths)
    else {
      throw RunFolderError.unreadable(file: file, missing: "seed and paths")
    }
    self.seed = seed
    self.paths = paths
    cases = manifest["cases"]?.elements?.compactMap { $0["name"]?.scalar?.text } ?? []
    guard !cases.isEmpty else { throw RunFolderError.unreadable(file: file, missing: "cases") }
    guard let main = manifest["scenario_files"]?.elements?.first?.scalar?.text else {
      throw RunFolderError.withoutScenario(path: path)
    }
    // A run names nothing outside its folder.
    guard PathParts.staysInside(main) else { throw RunFolderError.notAsWritten(file: file) }
    let kept = PathParts.join(PathParts.join(path, RunManifest.scenarioFolder), main)
    guard !FileReading.isStream(kept) else { throw RunFolderError.notAsWritten(file: kept) }
    scenario = try Scenario(file: kept)
    guard SHA256.hexadecimal(scenario.sourceBytes) == (try text("scenario_sha256")) else {
      throw RunFolderError.changed(path: path)
    }
    guard Set(cases).isSubset(of: scenario.cases.map(\.name)) else {
      throw RunFolderError.notAsWritten(file: file)
    }
    for written in manifest["files"]?.elements ?? [] {
      guard let name = written["name"]?.scalar?.text, let digest = written["sha256"]?.scalar?.text
      else { throw RunFolderError.unreadable(file: file, missing: "files") }
      guard PathParts.staysInside(name) else { throw RunFolderError.notAsWritten(file: file) }
      let table = PathParts.join(path, name)
      guard !FileReading.isStream(table), let found = try? FileReading.sha256(of: table),
        found == digest
      else {
        throw RunFolderError.notAsWritten(file: table)
      }
    }
  }

  /// The most bytes of `run.json` that are read.
  private static let limit = 1 << 28

  /// Says that files belong to this run: should another one take its place before they are there, they are not
  /// put beside that.
  public func claim(_ output: inout OutputFolder) {
    output.expect(RunManifest.fileName, sha256: digest)
  }

  /// Refuses a run that another version made: its numbers may differ from what this one computes.
  ///
  /// - Throws: ``RunFolderError/otherVersion(path:version:own:)``.
  public func checkVersion() throws(RunFolderError) {
    guard version == RunManifest.version else {
      throw .otherVersion(path: path, version: version, own: RunManifest.version)
    }
  }

  /// The names of all tables that a run may write.
  package static let tables = [
    "targets.csv", "bands.csv", "fits.csv", "promises.csv", "plan.csv", "pace.csv", "stages.csv",
    "limits.csv",
    "paths.csv",
  ]

  /// The name of a page with sliders over computed settings.
  package static let sharedPage = "explore.html"

  /// The most bytes of a page with sliders.
  package static let largestSharedPage = 3_000_000

  /// What a document says of the run that it is of, and how long it can be.
  private typealias LaterDocument = (name: String, text: [UInt8], limit: Int)

  /// The documents that `report` may have written beside a run later, of which `run.json` knows nothing.
  ///
  /// They say which scenario they are of by its digest.
  private static func laterDocuments(of manifest: DocumentNode) -> [LaterDocument] {
    var documents: [LaterDocument] = []
    if let digest = manifest["scenario_sha256"]?.scalar?.text {
      let text = Array(shortDigest(digest).utf8)
      documents += ["report.html", "report.json", "results.xlsx"].map { ($0, text, limit) }
      documents.append((sharedPage, text, largestSharedPage))
    }
    return documents
  }

  /// The digest of the table that `report` may have written later for other programs, which has no place for that
  /// of a scenario; nil where another row stands in it than of our model and the title, or `run.json` names it.
  private static func laterTable(of manifest: DocumentNode, in path: String) -> String? {
    guard !files(of: manifest).contains(where: { $0.name == iamcTable }),
      let version = manifest["waymark"]?.scalar?.text,
      let title = manifest["scenario"]?.scalar?.text,
      let bytes = FileReading.known(PathParts.join(path, iamcTable), size: limit)
    else { return nil }
    func text(_ cell: String) -> [UInt8] { CSVWriter(columns: [cell]).bytes.dropLast() }
    let model = text(iamcModel(version)) + Array(",".utf8)
    let region = Array(",".utf8) + text(title) + Array(",".utf8)
    let rows = bytes.split(separator: UInt8(ascii: "\n")).dropFirst()
    guard !rows.isEmpty,
      rows.allSatisfy({ $0.starts(with: model) && $0.firstRange(of: region) != nil })
    else { return nil }
    return SHA256.hexadecimal(bytes)
  }

  private static let iamcTable = "iamc.csv"

  /// What the table for the Integrated Assessment Modeling Consortium calls the model.
  package static func iamcModel(_ version: String) -> String { "Waymark \(version)" }

  /// How a scenario is called in documents: the beginning of its digest.
  package static func shortDigest(_ sha256: String) -> String { String(sha256.prefix(16)) }

  /// The files that a run wrote into a folder, by its own words, and the documents of its scenario: a file of a
  /// name that a run may write is not yet one that it wrote.
  ///
  /// - Parameter path: any path.
  /// - Returns: paths from the folder, and the digests of what was written; none where no run is, or was before
  ///   its replacement was cut off.
  package static func files(at path: String) -> [(name: String, sha256: String)] {
    let marks = OutputFolder.marks(RunManifest.fileName, in: path, limit: limit)
    return marks.filter(RunManifest.isWhole).compactMap { bytes in
      try? ScenarioDocument(
        text: String(decoding: bytes, as: UTF8.self), file: RunManifest.fileName
      ).root
    }.flatMap { files(of: $0) + documents(of: $0, in: path) }
  }

  private static func documents(
    of manifest: DocumentNode, in path: String
  ) -> [(name: String, sha256: String)] {
    let table = laterTable(of: manifest, in: path).map { [(iamcTable, $0)] } ?? []
    return table
      + laterDocuments(of: manifest).compactMap { document in
        let file = PathParts.join(path, document.name)
        guard FileReading.shows(document.text, at: file, limit: document.limit),
          let digest = try? FileReading.sha256(of: file)
        else { return nil }
        return (document.name, digest)
      }
  }

  private static func files(of manifest: DocumentNode) -> [(name: String, sha256: String)] {
    let listed = ["files", "others"].flatMap { manifest[$0]?.elements ?? [] }
    var files = listed.compactMap { file -> (name: String, sha256: String)? in
      guard let name = file["name"]?.scalar?.text, let digest = file["sha256"]?.scalar?.text
      else { return nil }
      return (name, digest)
    }
    // The digest of a scenario of one file is that of the file.
    if let scenario = manifest["scenario_files"]?.elements, scenario.count == 1,
      let name = scenario[0].scalar?.text, let digest = manifest["scenario_sha256"]?.scalar?.text
    {
      files.append((RunManifest.kept(name), digest))
    }
    return files
  }

  /// Whether a folder holds a run.
  ///
  /// - Returns: whether `run.json` stands in it.
  public static func stands(at path: String) -> Bool {
    FileReading.resolved(PathParts.join(path, RunManifest.fileName)) != nil
  }
}

/// Why a folder is not taken for a run.
public enum RunFolderError: Refusal, Hashable, Sendable {
  /// There is no `run.json` in it, or no such folder.
  case notARun(path: String)
  /// `run.json` does not hold what it should.
  case unreadable(file: String, missing: String)
  /// It was made before scenarios were kept.
  case withoutScenario(path: String)
  /// A file in it is not what the run wrote.
  case notAsWritten(file: String)
  /// The scenario in it is not the one that was run.
  case changed(path: String)
  /// Another version made the run: its numbers may differ.
  case otherVersion(path: String, version: String, own: String)

  /// How a program ends that is refused so.
  public var exit: ExitClass { if case .notARun = self { .missingInput } else { .badData } }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .notARun(let path):
      Phrase(
        "\(path) is not the folder of a run: \(PathParts.join(path, RunManifest.fileName)) does not "
          + "exist, which a run puts there last, when all else is whole; make one with `waymark run FILE --out DIR`",
        "\(path) 不是运行结果的文件夹：\(PathParts.join(path, RunManifest.fileName)) 不存在（它在其余文件都完整之后才写入）；"
          + "请用 `waymark run FILE --out DIR` 生成"
      )
    case .unreadable(let file, let missing):
      Phrase(
        "\(file) does not say what was run: it has no \(missing); make the run again with "
          + "`waymark run FILE --out DIR`",
        "\(file) 未说明所运行的内容：缺少 \(missing)；请用 `waymark run FILE --out DIR` 重新运行")
    case .notAsWritten(let file):
      Phrase(
        "\(file) is not what the run wrote: it is damaged, was changed or taken away; make the run again with "
          + "`waymark run FILE --out DIR`, from the scenario in its folder \(RunManifest.scenarioFolder)",
        "\(file) 与运行时写入的不同：已损坏、被改动或被移走；请用文件夹 \(RunManifest.scenarioFolder) 中的情景文件 "
          + "`waymark run FILE --out DIR` 重新运行")
    case .withoutScenario(let path):
      Phrase(
        "\(path) holds no copy of its scenario: it was made by a version that did not keep one; make "
          + "the run again with `waymark run FILE --out DIR`",
        "\(path) 没有情景文件的副本：由不保存副本的版本生成；请用 `waymark run FILE --out DIR` 重新运行")
    case .changed(let path):
      Phrase(
        "\(path)/\(RunManifest.scenarioFolder) has changed since the run: its digest is not the one in "
          + "\(RunManifest.fileName); undo the change, or run the changed scenario into a folder of "
          + "its own",
        "\(path)/\(RunManifest.scenarioFolder) 在运行之后有改动：其摘要与 \(RunManifest.fileName) 中的不同；"
          + "请撤回改动，或将改动后的情景文件运行到另一文件夹")
    case .otherVersion(let path, let version, let own):
      Phrase(
        "\(path) was made by version \(version) and this is \(own), whose draws may differ; make the "
          + "run again, or take version \(version) for it",
        "\(path) 由版本 \(version) 生成，而本程序为 \(own)，其抽样可能不同；请重新运行，或改用版本 \(version)")
    }
  }
}
