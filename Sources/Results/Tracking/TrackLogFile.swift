internal import Quantities
public import Scenarios
public import Tables
internal import Wording

/// The log of a scenario in the file beside it, `plan.track.csv` for `plan.yaml`, and copies of the plans
/// that its entries were run with, in `plan.track/DIGEST`.
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
  private static let limit = 64 << 20

  /// Reads the log of a scenario; an empty one where there is no file.
  ///
  /// - Parameter scenario: the path of the scenario file.
  /// - Throws: ``TrackLogError``, `TableError`, `FileError`.
  public init(beside scenario: String) throws {
    let stem = TrackLogFile.stem(of: scenario)
    path = stem + ".track.csv"
    plans = stem + ".track"
    do throws(FileError) {
      bytes = try FileReading.bytes(of: path, limit: TrackLogFile.limit)
    } catch {
      guard error.isMissing else { throw error }
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
    String(SHA256.hexadecimal(scenario.sourceBytes).prefix(12))
  }

  /// The scenario file of a plan that an entry was run with; nil where its copy is gone.
  public func plan(_ digest: String, named name: String) -> String? {
    let file = PathParts.join(PathParts.join(plans, digest), name)
    return FileReading.resolved(file) == nil ? nil : file
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
    // The copy first: an entry must not name a plan that is not there.
    var folder = try OutputFolder(PathParts.join(plans, entry.plan))
    for file in scenario.sourceFiles { try folder.add(file.name, file.bytes) }
    try folder.commit()
    return try ComparedFile.replace(
      path, expecting: bytes, with: TrackLog(log.entries + [entry]).csv)
  }
}
