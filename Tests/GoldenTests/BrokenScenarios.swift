import Foundation
import Scenarios
import Testing

/// Scenario files that each break a rule, with the whole text that the user sees beside them.
///
/// `WAYMARK_WRITE_GOLDEN=1` writes the texts anew; the difference is to be reviewed.
@Suite struct BrokenScenarios {
  static let folder = (#filePath as NSString).deletingLastPathComponent + "/Broken"

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.sorted()

  @Test func `there are files for many rules`() {
    #expect(Self.names.count >= 60)
  }

  @Test(arguments: names)
  func `a broken file is reported as its golden text says`(name: String) throws {
    let report: String
    do {
      let scenario = try CompiledScenario(Scenario(file: "\(Self.folder)/\(name)")).scenario
      report = "no problem found in \(scenario.title)"
    } catch {
      report = "\(error)".replacingOccurrences(of: Self.folder + "/", with: "") + "\n"
    }
    let golden = "\(Self.folder)/\(name.dropLast(5)).txt"
    if ProcessInfo.processInfo.environment["WAYMARK_WRITE_GOLDEN"] == "1" {
      try report.write(toFile: golden, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: golden, encoding: .utf8) == report)
  }
}
