internal import Quantities
public import Scenarios
public import Tables
internal import Wording

/// The log of a scenario in the file beside it, `plan.track.csv` for `plan.yaml`, and copies of the plans
/// that its entries were run with, in `plan.track/DIGEST`.
///
/// A log that is a link to another place is read and added to there.
///
/// Two processes that add at the same time both find what they read unchanged, or are told
/// (``append(_:of:)``): an entry is lost by neither.
public struct TrackLogFile: Sendable {
  /// The file of the log.
  public let path: String
  /// The folder of the plans.
  public let plans: String
  /// What stood in it.
  public let log: TrackLog
  private let bytes: [UInt8]?

  /// The first column, which says what the file is.
  static let version = "waymark_track_1"
  /// The hexadecimal digits of SHA-256 that a plan is named by.
  private static let digestLength = 12
  private static let limit = 64 << 20

  /// Reads the log of a scenario; an empty one where there is no file.
  ///
  /// - Parameter scenario: the path of the scenario file.
  /// - Throws: ``TrackLogError``, `TableError`, `FileError`.
  public init(beside scenario: String) throws {
    let stem = TrackLogFile.stem(of: scenario)
    path = stem + ".track.csv"
    plans = stem + ".track"
    guard !FileReading.isStream(path) else {
      throw TrackLogError(file: path, line: 1, .stream)
    }
    do throws(FileError) {
      bytes = try FileReading.bytes(of: path, limit: TrackLogFile.limit)
    } catch {
      guard error.isMissing else { throw error }
      // A log elsewhere that is away for now is not begun anew here.
      guard !FileReading.isLink(path) else {
        throw FileError.cannotRead(path: path, fault: .leadsNowhere)
      }
      bytes = nil
    }
    log = try bytes.map { [path] in try TrackLogReader(file: path).log($0) } ?? TrackLog()
  }

  private static func stem(of path: String) -> String {
    let (folder, name) = PathParts.split(path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex,
      ["yaml", "yml"].contains(name[name.index(after: dot)...].lowercased())
    else { return path }
    return PathParts.join(folder, String(name[..<dot]))
  }

  /// The digest that an entry names a plan by.
  ///
  /// - Returns: the first twelve hexadecimal digits of SHA-256 of the files of the scenario.
  public static func digest(of scenario: Scenario) -> String {
    String(SHA256.hexadecimal(scenario.sourceBytes).prefix(digestLength))
  }

  /// Whether a text can be what an entry names a plan by, and so is a name inside ``plans``.
  static func isDigest(_ text: String) -> Bool {
    text.utf8.count == digestLength && text.allSatisfy { "0123456789abcdef".contains($0) }
  }

  /// What is left of a plan that an entry was run with.
  package enum KeptPlan {
    /// The plan, as it was.
    case whole(UpdatedScenario)
    /// What stands there is no longer what was run.
    case changed
    /// Nothing stands there.
    case gone
  }

  /// The plan that an entry was run with, by its copy.
  ///
  /// - Throws: ``ScenarioError`` where what stands there can no longer be read.
  package func plan(
    _ digest: String, named name: String
  ) throws(ScenarioError) -> KeptPlan {
    let file = PathParts.join(PathParts.join(plans, digest), name)
    guard FileReading.resolved(file) != nil else { return .gone }
    guard !FileReading.isStream(file) else { return .changed }
    let plan = try UpdatedScenario(file: file)
    // A search and replace over a folder takes copies along.
    return TrackLogFile.digest(of: plan.scenario) == digest ? .whole(plan) : .changed
  }

  /// Adds an entry, and keeps a copy of the plan that it was run with.
  ///
  /// - Parameters:
  ///   - entry: what became known.
  ///   - scenario: the plan.
  /// - Returns: whether it was added; false where the file is no longer what was read, so that the
  ///   entry no longer follows the last one.
  /// - Throws: `FileError`.
  public func append(_ entry: TrackLog.Entry, of scenario: Scenario) throws(FileError) -> Bool {
    // The copy first: an entry must not name a plan that is not there. It is added from the folder of the log, so
    // that no link on the way is followed.
    let (parent, name) = PathParts.split(plans)
    var folder = try OutputFolder(parent)
    for file in scenario.sourceFiles {
      try folder.add("\(name)/\(entry.plan)/\(file.name)", file.bytes)
    }
    try folder.commit()
    return try ComparedFile.replace(
      path, expecting: bytes, with: TrackLog(log.entries + [entry]).csv)
  }
}
