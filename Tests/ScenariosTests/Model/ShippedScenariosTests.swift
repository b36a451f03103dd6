import Foundation
import Scenarios
import Testing

/// The scenarios that come with the program.
@Suite struct ShippedScenariosTests {
  static let folder: String = {
    var path = #filePath
    for _ in 0..<4 { path = (path as NSString).deletingLastPathComponent }
    return path + "/scenarios"
  }()

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.sorted()

  @Test(arguments: names)
  func `a shipped scenario has no problem`(name: String) throws {
    let scenario = try Scenario(file: "\(Self.folder)/\(name)")
    #expect(!scenario.targets.isEmpty)
  }
}
