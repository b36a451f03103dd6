import CSQLite
import Foundation
import Results
import Testing
import _TestSupport

/// A folder for one ledger, gone with the value.
final class LedgerFolder {
  private let own: TemporaryFolder
  var path: String { own.path }

  init() throws { own = try TemporaryFolder() }

  var ledger: String { path + "/" + ExperimentLedger.fileName }

  func write(_ bytes: Data, to name: String = ExperimentLedger.fileName) throws {
    try bytes.write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: ledger)) }

  /// Does an SQL statement with the file.
  func execute(_ sql: String) throws {
    var handle: OpaquePointer?
    try #require(unsafe sqlite3_open(ledger, &handle) == SQLITE_OK)
    defer { unsafe sqlite3_close(handle) }
    try #require(unsafe sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
  }

  /// The error of a call, in words.
  func message(_ body: () throws(LedgerError) -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return error.description.replacingOccurrences(of: path, with: "out")
    }
  }
}

/// An experiment of two cases and two rows.
enum SmallExperiment {
  static var identity: ExperimentIdentity {
    var identity = ExperimentIdentity()
    identity.set("version", "0.1.0")
    identity.set("seed", 1)
    identity.set("cases", ["reference", "push"])
    identity.set("scenario", text: "title: Small\nseed: 1\nindicators: {}\n")
    return identity
  }

  /// Counts that depend on point, case, row and every single path, as those of a simulation do.
  static func result(_ point: Int, _ paths: Range<Int>) -> PointResult {
    let counts = (0..<2).map { caseIndex in
      (0..<2).map { row in
        var counts = PairedCounts()
        for path in paths {
          let hasFailed = (path &+ point) % 97 == 0
          let isMet = !hasFailed && (path &* 31 &+ point &* 7 &+ caseIndex &* 3 &+ row) % 5 < 2
          let isMetByBase = (path &* 31 &+ row) % 5 < 2
          counts.paths += 1
          counts.met += isMet ? 1 : 0
          counts.compared += 1
          counts.metOfCompared += isMet ? 1 : 0
          counts.metByReference += isMetByBase ? 1 : 0
          counts.metByBoth += isMet && isMetByBase ? 1 : 0
          counts.failed += hasFailed ? 1 : 0
        }
        return counts
      }
    }
    return PointResult(
      point: point, values: [Double(point) / 3, 1e300 * Double(point)], paths: paths, counts: counts
    )
  }

  static func results(_ points: Range<Int>, _ paths: Range<Int>) -> [PointResult] {
    points.map { result($0, paths) }
  }
}

extension ExperimentLedger {
  /// All totals at once.
  func totals() throws -> [PointResult] {
    var totals: [PointResult] = []
    try forEachTotal { totals.append($0) }
    return totals
  }
}
