internal import Results
public import Scenarios
internal import Tables

/// One of two things to compare: a kept run, or a scenario as it would be run.
public struct ComparisonSide: Sendable {
  /// The path, as the user named it.
  public let path: String
  /// The version of the program that made the run; nil for a scenario file.
  public let version: String?
  /// The seed.
  public let seed: UInt64
  /// The number of paths of each case.
  public let paths: Int
  /// The names of the cases.
  public let cases: [String]
  /// The scenario.
  public var scenario: Scenario { tree.scenario }

  let tree: ScenarioTree

  /// Opens the folder of a run or a scenario file.
  ///
  /// - Parameter path: where it stands.
  /// - Throws: ``ScenarioError``, ``RunFolderError``, ``FileError``.
  public init(_ path: String) throws {
    if FileReading.resolved(path + "/.") != nil {
      let run = try RunFolder(path)
      self.init(
        try ScenarioTree(file: run.scenario.file), path: path, version: run.version, seed: run.seed,
        paths: run.paths, cases: run.cases)
    } else {
      self.init(try ScenarioTree(file: path), path: path)
    }
  }

  /// Takes the text of a scenario.
  ///
  /// - Parameters:
  ///   - text: what a file would hold.
  ///   - name: what to call it.
  /// - Throws: ``ScenarioError``.
  public init(text: String, name: String) throws(ScenarioError) {
    self.init(try ScenarioTree(text: text, name: name), path: name)
  }

  /// Takes the bytes of a scenario that is in no file.
  ///
  /// - Parameters:
  ///   - bytes: what a file would hold.
  ///   - name: what to call it.
  ///   - folder: where files that it names stand.
  /// - Throws: ``ScenarioError``.
  public init(bytes: [UInt8], name: String, folder: String) throws(ScenarioError) {
    self.init(try ScenarioTree(bytes: bytes, name: name, folder: folder), path: name)
  }

  private init(
    _ tree: ScenarioTree, path: String, version: String? = nil, seed: UInt64? = nil,
    paths: Int? = nil, cases: [String]? = nil
  ) {
    let scenario = tree.scenario
    self.path = path
    self.tree = tree
    self.version = version
    self.seed = seed ?? scenario.simulation.seed
    self.paths = paths ?? scenario.simulation.paths
    self.cases = cases ?? scenario.cases.map(\.name)
  }
}
