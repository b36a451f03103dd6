import Foundation
import Scenarios
import Testing
import _TestSupport

/// A scenario that extends another in a folder below it, which names a table beside the first.
@Suite struct SourceFileTests {
  private let own: TemporaryFolder
  private var folder: String { own.path }

  init() throws {
    own = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder + "/bases", withIntermediateDirectories: true)
    try """
    waymark: 1
    time: {start: 2015, end: 2025, step: year}
    indicators:
      firms: {kind: count, history: {file: ../firms.csv, time: year, value: count}}
    """.write(toFile: folder + "/bases/base.yaml", atomically: true, encoding: .utf8)
    try "\u{FEFF}extends: bases/base.yaml\nscenario: Firms\n".write(
      toFile: folder + "/a.yaml", atomically: true, encoding: .utf8)
    try "year,count\n2015,120\n2020,405\n".write(
      toFile: folder + "/firms.csv", atomically: true, encoding: .utf8)
  }

  @Test func `text that moves from one file to the next makes another digest`() throws {
    func bytes(_ base: String, _ own: String) throws -> [UInt8] {
      try base.write(toFile: folder + "/bases/two.yaml", atomically: true, encoding: .utf8)
      try own.write(toFile: folder + "/two.yaml", atomically: true, encoding: .utf8)
      return try Scenario(file: folder + "/two.yaml").sourceBytes
    }
    let base =
      "waymark: 1\ntime: {start: 2015, end: 2025}\nindicators: {a: {kind: output, history: {2015: 1}}}\n"
    let own = "extends: bases/two.yaml\n"
    #expect(try bytes(base, own + "scenario: x\n") != bytes("scenario: x\n" + base, own))
    #expect(try bytes(base, own) == bytes(base, own))
  }

  private func copy(_ scenario: Scenario) throws -> String {
    let target = folder + "/copy"
    for file in scenario.sourceFiles {
      let path = URL(fileURLWithPath: target + "/" + file.name)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: path)
    }
    return target
  }

  @Test func `all files are named from the folder of the scenario, itself first`() throws {
    let scenario = try Scenario(file: folder + "/a.yaml")
    #expect(scenario.sourceFiles.map(\.name) == ["a.yaml", "bases/base.yaml", "firms.csv"])
  }

  @Test func `copies of the files are the same scenario`() throws {
    let scenario = try Scenario(file: folder + "/a.yaml")
    let again = try Scenario(file: copy(scenario) + "/a.yaml")
    #expect(again.sourceBytes == scenario.sourceBytes)
    #expect(again.indicators[0].history.map(\.value) == [120, 405])
  }

  @Test func `a changed table is another scenario`() throws {
    let before = try Scenario(file: folder + "/a.yaml").sourceBytes
    try "year,count\n2015,120\n2020,410\n".write(
      toFile: folder + "/firms.csv", atomically: true, encoding: .utf8)
    #expect(try Scenario(file: folder + "/a.yaml").sourceBytes != before)
  }
}
