import Experiments
import Foundation
import Results
import Scenarios
import Tables
import Testing

@Suite struct RunFoldersTests {
  @Test func `each of several files has a folder of its own`() throws {
    #expect(try RunFolders(of: ["a/x.yaml"], out: "o").paths == ["o"])
    #expect(try RunFolders(of: ["a/x.yaml", "b/y.yaml"], out: "o").paths == ["o-x", "o-y"])
  }

  @Test(arguments: [
    ("o/", ["o-x", "o-y"]), ("p/o//", ["p/o-x", "p/o-y"]), (".o", [".o-x", ".o-y"]),
    (".", ["x", "y"]), ("./", ["x", "y"]), ("..", ["../x", "../y"]),
    ("o/../", ["o/../x", "o/../y"]),
    ("/", ["/x", "/y"]),
  ])
  func `a slash at the end is none of the name, and what has no name holds the folders`(
    out: String, folders: [String]
  ) throws {
    #expect(try RunFolders(of: ["a/x.yaml", "b/y.yaml"], out: out).paths == folders)
  }

  @Test(arguments: ["bb/x.yaml", "aa/x.yaml", "x.other.yaml"])
  func `files that would share a folder are refused`(second: String) {
    let clash = #expect(throws: RunFolders.Clash.self) {
      try RunFolders(of: ["aa/x.yaml", "y.yaml", second], out: "o")
    }
    #expect(clash?.first == "aa/x.yaml")
    #expect(clash?.second == second)
    #expect(clash?.folder == "o-x")
  }

  @Test func `a run into the folder of another leaves nothing of it, and all that is not its own`()
    throws
  {
    let folder = NSTemporaryDirectory() + "waymark-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func write(_ name: String, targets: Int, kept: Int) throws {
      let goals = (0..<targets).map { "t\($0): {of: x, at_least: 0.5, in: \(2021 - $0)}" }
      let scenario = try Scenario(
        text: """
          waymark: 1
          time: {start: 2019, end: 2021}
          uncertainties: {u: "uniform(0, 1)"}
          indicators: {x: {kind: derived, expression: u}}
          targets: {\(goals.joined(separator: ", "))}
          """, name: name)
      var options = RunOptions()
      options.paths = 10
      options.engine.keptPaths = kept
      try Run(scenario, options: options).write(to: folder)
    }
    func files() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    }
    try write("old.yaml", targets: 2, kept: 5)
    let old = try files()
    #expect(old.contains("plan.csv") && old.contains("paths.csv"))
    #expect(old.contains("scenario/old.yaml"))
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/mine.csv"))
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/scenario/mine.csv"))
    try write("new.yaml", targets: 1, kept: 0)
    #expect(
      try files() == [
        "bands.csv", "fits.csv", "mine.csv", "run.json", "scenario", "scenario/mine.csv",
        "scenario/new.yaml", "targets.csv",
      ])
  }
}
