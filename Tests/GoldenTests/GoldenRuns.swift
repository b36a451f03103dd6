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

  /// The systems of the source documents, of which the answers are kept.
  static let systems = [
    "ai-zone", "blockchain-zone", "eight-ai-industries", "gba-2035", "gba-science-cities",
    "guangzhou-charging", "haizhu-2035", "haizhu-2035-qualitative", "haizhu-cluster",
    "haizhu-ten-parks", "knowledge-city", "luohu-plan", "nansha-opening", "one-zone-valley-circle",
    "plan-of-all",
  ]

  @Test(arguments: ["luohu-high-tech", "pearl-river-park", "guangzhou-5g"], [1, 3])
  func `a run writes the same bytes as ever`(name: String, workers: Int) throws {
    try expectSame(name, GoldenRuns.files, paths: 2000, workers: workers)
  }

  @Test(arguments: systems, [1, 3])
  func `the answers on a system are the same as ever`(name: String, workers: Int) throws {
    try expectSame(name, ["targets.csv"], paths: 400, workers: workers)
  }

  private func expectSame(_ name: String, _ files: [String], paths: Int, workers: Int) throws {
    let scenario = try Scenario(file: "\(GoldenRuns.scenarios)/\(name).yaml")
    var options = RunOptions()
    options.paths = paths
    options.engine.workers = workers
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Run(scenario, options: options).write(to: folder.path)

    let expected = URL(fileURLWithPath: "\(GoldenRuns.tests)/Expected/\(name)")
    if ProcessInfo.processInfo.environment["WAYMARK_WRITE_GOLDEN"] == "1" {
      guard workers == 1 else { return }
      try? FileManager.default.removeItem(at: expected)
      try FileManager.default.createDirectory(at: expected, withIntermediateDirectories: true)
      for file in files {
        try FileManager.default.copyItem(
          at: folder.appendingPathComponent(file), to: expected.appendingPathComponent(file))
      }
    }
    for file in files {
      let written = try Data(contentsOf: folder.appendingPathComponent(file))
      let kept = try Data(contentsOf: expected.appendingPathComponent(file))
      #expect(written == kept, "\(name)/\(file) has changed; if that is meant: make golden")
    }
  }
}
