import Experiments
import Foundation
import Results
import Scenarios
import Tables
import Testing
import _TestSupport

/// What a run folder says of itself.
@Suite struct RunFilesTests {
  private let own: TemporaryFolder
  private var folder: String { own.path + "/run" }

  init() throws { own = try TemporaryFolder() }

  private func write(
    seed: UInt64 = 1, isPlanned: Bool = false, beside others: [OutputFile] = []
  ) throws {
    let second = isPlanned ? "  u: {of: a, at_least: 110, in: 2023}\n" : ""
    try own.write(
      """
      waymark: 1
      time: {start: 2020, end: 2025}
      simulation: {paths: 50, seed: \(seed)}
      indicators:
        a: {kind: output, initial: 100, growth: {model: exponential, rate: 0.05, volatility: 0.1}}
      targets:
        t: {of: a, at_least: 120, in: 2025}
      \(second)
      """, to: "plan.yaml")
    try Run(Scenario(file: own.file("plan.yaml"))).write(to: folder, beside: others)
  }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  private func refusal() throws -> RunFolderError? {
    do { _ = try RunFolder(folder) } catch let error as RunFolderError { return error }
    return nil
  }

  @Test(arguments: ["targets.csv", "bands.csv", "fits.csv", "run.json"])
  func `a file that is not what the run wrote is named`(name: String) throws {
    try write()
    #expect(try refusal() == nil)
    let path = folder + "/" + name
    let whole = try FileReading.bytes(of: path)
    for index in stride(from: 0, to: whole.count, by: 41) {
      var bytes = whole
      bytes[index] ^= 1
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      #expect(try refusal() == .notAsWritten(file: path), "byte \(index)")
    }
    try Data(whole.dropLast()).write(to: URL(fileURLWithPath: path))
    #expect(try refusal() == .notAsWritten(file: path))
    try FileManager.default.removeItem(atPath: path)
    let isMark = name == RunManifest.fileName
    #expect(try refusal() == (isMark ? .notARun(path: folder) : .notAsWritten(file: path)))
    // What has no end is not read to it.
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
    #expect(try refusal() == .notAsWritten(file: path))
  }

  @Test func `bands have no mean and no deviation that no number holds`() throws {
    try own.write(
      """
      waymark: 1
      time: {start: 2019, end: 2030}
      simulation: {paths: 600, seed: 1}
      uncertainties: {k: "uniform(0.9, 1)"}
      indicators: {b: {kind: derived, expression: 1e307 * k}}
      targets: {t: {of: b, at_least: 10, in: 2025}}
      """, to: "plan.yaml")
    try Run(Scenario(file: own.file("plan.yaml"))).write(to: folder)
    let bands = try FileReading.bytes(of: folder + "/bands.csv")
    for line in String(decoding: bands, as: UTF8.self).split(separator: "\n").dropFirst() {
      // case, indicator, unit, period, mean, sd, p5, …
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(cells[4] == "" && cells[5] == "" && cells[6] != "")
    }
  }

  @Test func `documents are for people, who may write into them`() throws {
    try write()
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/report.html"))
    #expect(try refusal() == nil)
  }

  @Test func `run.json says what was written beside the tables, if anything was`() throws {
    func manifest() throws -> String {
      String(decoding: try FileReading.bytes(of: folder + "/run.json"), as: UTF8.self)
    }
    try write()
    #expect(try !manifest().contains("others"))
    try write(beside: [OutputFile("report.html") { Array("page".utf8) }])
    let digest = SHA256.hexadecimal(Array("page".utf8))
    #expect(
      try manifest().contains(
        "  ],\n  \"others\": [\n    {\"name\": \"report.html\", \"sha256\": \"\(digest)\"}\n  ],\n  \"run_"
      ))
    #expect(try refusal() == nil)
  }

  @Test
  func `of files with the names of a run those go that an older one is known to have written`()
    throws
  {
    let documents = ["report.html", "results.xlsx"].map { OutputFile($0) { Array("old".utf8) } }
    try write(isPlanned: true, beside: documents)
    for name in ["paths.csv", "stages.csv", "iamc.csv", "results.xlsx"] {
      try own.write("mine", to: "run/" + name)
    }
    try write(seed: 2)
    #expect(
      try names(folder) == [
        "bands.csv", "fits.csv", "iamc.csv", "paths.csv", "results.xlsx", "run.json", "scenario",
        "stages.csv", "targets.csv",
      ])
  }

  @Test func `documents that came later go with their run`() throws {
    try write()
    let digest = SHA256.hexadecimal(try FileReading.bytes(of: own.file("plan.yaml")))
    let rows = "model,scenario,region\nWaymark \(RunManifest.version),baseline,"
    func leave(_ more: String, title: String) throws {
      for name in ["explore.html", "results.xlsx", "report.html"] {
        try own.write("of \(digest.prefix(16))…" + more, to: "run/" + name)
      }
      try own.write(rows + title + ",a|p5,1\n", to: "run/iamc.csv")
      try own.write("mine", to: "run/report.json")
    }
    let tables = ["bands.csv", "fits.csv", "report.json", "run.json", "scenario", "targets.csv"]
    try leave("", title: "plan.yaml")
    try write(seed: 2)
    #expect(try names(folder) == tables)
    // No page with sliders is that long, and the table is of another plan.
    try write()
    try leave(String(repeating: " ", count: 3_000_000), title: "plan.yaml 2")
    try write(seed: 2)
    #expect(try names(folder) == (tables + ["explore.html", "iamc.csv"]).sorted())
    // Others have added to the table.
    try own.write(rows + "plan.yaml,a|p5,1\nOther 3,baseline,plan.yaml,a,1\n", to: "run/iamc.csv")
    try write(seed: 3)
    #expect(try names(folder).contains("iamc.csv"))
  }

  @Test func `the files of a scenario of several go, but for one that was changed`() throws {
    try write()
    let whole = try FileReading.bytes(of: own.file("plan.yaml"))
    func writeExtending() throws {
      for name in ["base.yaml", "other.yaml"] {
        try Data(whole).write(to: URL(fileURLWithPath: own.file(name)))
      }
      try own.write("waymark: 1\nextends: [base.yaml, other.yaml]\n", to: "several.yaml")
      try Run(Scenario(file: own.file("several.yaml"))).write(to: folder)
    }
    try writeExtending()
    #expect(try names(folder + "/scenario") == ["base.yaml", "other.yaml", "several.yaml"])
    try own.write("mine", to: "run/scenario/other.yaml")
    try write()
    #expect(try names(folder + "/scenario") == ["other.yaml", "plan.yaml"])
  }

  /// Killed between two renames: the tables are of two runs, and `run.json` is away.
  @Test func `a folder whose replacement was cut off is no run, and the next run clears it`() throws
  {
    try write(isPlanned: true)
    #expect(FileReading.resolved(folder + "/plan.csv") != nil)
    try FileManager.default.moveItem(
      atPath: folder + "/run.json", toPath: folder + "/.run.json.replaced")
    #expect(try refusal() == .notARun(path: folder))
    try write(seed: 2)
    #expect(try refusal() == nil)
    #expect(
      try names(folder)
        == ["bands.csv", "fits.csv", "run.json", "scenario", "targets.csv"])
  }
}
