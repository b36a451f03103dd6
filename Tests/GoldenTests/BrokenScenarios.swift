import Foundation
import Scenarios
import Testing

/// Scenario files that each break a rule, with the whole text that the user sees beside them.
///
/// `WAYMARK_WRITE_GOLDEN=1` writes the texts anew; the difference is to be reviewed.
@Suite struct BrokenScenarios {
  /// From where the tests are run, for messages cut a long path.
  static let folder: String = {
    let whole = (#filePath as NSString).deletingLastPathComponent + "/Broken"
    let here = FileManager.default.currentDirectoryPath + "/"
    return whole.hasPrefix(here) ? String(whole.dropFirst(here.count)) : whole
  }()

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
