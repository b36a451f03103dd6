import Experiments
import Foundation
import Scenarios
import Testing

/// The files of the shipped scenarios, byte for byte, with 2,000 paths.
///
/// `make golden` writes them anew; the difference is to be reviewed.
@Suite struct GoldenRuns {
  static let tests = (#filePath as NSString).deletingLastPathComponent
  static let scenarios =
    ((tests as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
    + "/scenarios"
  static let files = ["targets.csv", "bands.csv", "fits.csv", "plan.csv", "run.json"]

  @Test(
    arguments: ["luohu-high-tech", "pearl-river-park", "guangzhou-5g"], [1, 3])
  func `a run writes the same bytes as ever`(name: String, workers: Int) throws {
    let scenario = try Scenario(file: "\(GoldenRuns.scenarios)/\(name).yaml")
    var options = RunOptions()
    options.paths = 2000
    options.engine.workers = workers
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Run(scenario, options: options).write(to: folder.path)

    let expected = URL(fileURLWithPath: "\(GoldenRuns.tests)/Expected/\(name)")
    if ProcessInfo.processInfo.environment["WAYMARK_WRITE_GOLDEN"] == "1" {
      guard workers == 1 else { return }
      try? FileManager.default.removeItem(at: expected)
      try FileManager.default.createDirectory(at: expected, withIntermediateDirectories: true)
      for file in GoldenRuns.files {
        try FileManager.default.copyItem(
          at: folder.appendingPathComponent(file), to: expected.appendingPathComponent(file))
      }
    }
    for file in GoldenRuns.files {
      let written = try Data(contentsOf: folder.appendingPathComponent(file))
      let kept = try Data(contentsOf: expected.appendingPathComponent(file))
      #expect(written == kept, "\(name)/\(file) has changed; if that is meant: make golden")
    }
  }
}
