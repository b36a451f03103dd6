import Foundation
import Quantities
import Results
import Scenarios
import Tables
import Testing
import _TestSupport

@Suite struct TrackLogTests {
  private static let scenario = """
    waymark: 1
    scenario: Firms
    time: {start: 2020, end: 2026, step: year}
    indicators: {firms: {kind: count, history: {2020: 100, 2022: 120}, growth: auto}}
    targets: {many: {of: firms, at_least: 150, in: 2026}}
    """

  private static func entry(
    _ value: String, day: Int = 3, plan: String = "0123456789ab"
  ) throws -> TrackLog.Entry {
    TrackLog.Entry(
      recorded: try #require(CalendarDay(year: 2024, month: 2, day: day)),
      statistics: [
        TrackLog.Statistic(
          indicator: "firms", period: Period(year: 2023), value: value, revisedFrom: nil,
          expected: TrackLog.Expected(p10: 110.5, p50: 125, p90: 140, quantile: 0.625)),
        TrackLog.Statistic(
          indicator: "firms", period: Period(year: 2022), value: "> 118", revisedFrom: "120",
          expected: nil),
      ],
      targets: [
        TrackLog.TargetChange(
          target: "many", deadline: Period(year: 2026), before: 0.25, after: 0.5, error: 0.005,
          shares: "firms 2023: +0.3; firms 2022: -0.05")
      ], plan: plan, seed: .max, paths: 10_000)
  }

  /// A scenario in a folder, and the log beside it.
  private struct Place {
    let folder: TemporaryFolder
    let file: String
    let scenario: Scenario

    init() throws {
      folder = try TemporaryFolder()
      file = folder.path + "/firms.yaml"
      try TrackLogTests.scenario.write(toFile: file, atomically: true, encoding: .utf8)
      scenario = try Scenario(file: file)
    }

    var log: String { folder.path + "/firms.track.csv" }

    func text() throws -> String { try String(contentsOfFile: log, encoding: .utf8) }

    func write(_ text: String) throws {
      try text.write(toFile: log, atomically: true, encoding: .utf8)
    }
  }

  @Test func `what was logged is read back, entry by entry`() throws {
    let place = try Place()
    let digest = TrackLogFile.digest(of: place.scenario)
    let (one, two) = (
      try Self.entry("612", plan: digest), try Self.entry("600 ± 30", day: 4)
    )
    #expect(try TrackLogFile(beside: place.file).log.entries.isEmpty)
    #expect(try TrackLogFile(beside: place.file).append(one, of: place.scenario))
    #expect(try TrackLogFile(beside: place.file).append(two, of: place.scenario))
    let file = try TrackLogFile(beside: place.file)
    #expect(file.log.entries.map(\.targets) == [one.targets, two.targets])
    #expect(file.log.entries.map(\.recorded) == [one.recorded, two.recorded])
    #expect(file.log.entries.map(\.seed) == [.max, .max])
    #expect(
      file.log.entries[0].statistics.map(\.expected) == one.statistics.map(\.expected))
    #expect(file.log.statistics.map(\.value) == ["600 ± 30", "> 118"])
    #expect(file.log.entries[0].statistics.map(\.revisedFrom) == [nil, "120"])
    // A plan that was run is kept, and known by its digest.
    guard case .whole(let kept) = try file.plan(digest, named: "firms.yaml"),
      case .changed = try file.plan("0123456789ab", named: "firms.yaml"),
      case .gone = try file.plan("ba9876543210", named: "firms.yaml")
    else {
      Issue.record("the copies are not told apart")
      return
    }
    #expect(kept.scenario.sourceBytes == place.scenario.sourceBytes)
  }

  @Test(arguments: ["firms.track", "firms.track/0123456789ab"])
  func `a copy of the plan is not written through a link`(link: String) throws {
    let (place, elsewhere) = (try Place(), try TemporaryFolder())
    try elsewhere.write("precious", to: "firms.yaml")
    let path = place.folder.file(link)
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: elsewhere.path)
    #expect(throws: FileError.cannotWrite(path: path, fault: .isLink)) {
      try TrackLogFile(beside: place.file).append(Self.entry("612"), of: place.scenario)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path) == ["firms.yaml"])
    #expect(
      try String(contentsOfFile: elsewhere.file("firms.yaml"), encoding: .utf8) == "precious")
    #expect(!FileManager.default.fileExists(atPath: place.log))
  }

  @Test func `a log that is a link is added to where it leads`() throws {
    let (place, elsewhere) = (try Place(), try TemporaryFolder())
    _ = try TrackLogFile(beside: place.file).append(Self.entry("612"), of: place.scenario)
    try FileManager.default.moveItem(atPath: place.log, toPath: elsewhere.file("shared.csv"))
    try FileManager.default.createSymbolicLink(
      atPath: place.log, withDestinationPath: elsewhere.file("shared.csv"))
    #expect(
      try TrackLogFile(beside: place.file).append(Self.entry("620", day: 10), of: place.scenario))
    #expect(FileReading.isLink(place.log))
    #expect(
      try String(contentsOfFile: elsewhere.file("shared.csv"), encoding: .utf8).contains(",620,"))
    // Where it is away, no other one is begun.
    try FileManager.default.removeItem(atPath: elsewhere.file("shared.csv"))
    #expect(throws: FileError.cannotRead(path: place.log, fault: .leadsNowhere)) {
      try TrackLogFile(beside: place.file)
    }
  }

  @Test func `what has no end is neither a log nor a copy of a plan`() throws {
    let place = try Place()
    let folder = place.folder.file("firms.track/0123456789ab")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/firms.yaml", withDestinationPath: "/dev/zero")
    guard
      case .changed = try TrackLogFile(beside: place.file).plan("0123456789ab", named: "firms.yaml")
    else {
      Issue.record("/dev/zero is a plan")
      return
    }
    try FileManager.default.createSymbolicLink(
      atPath: place.log, withDestinationPath: "/dev/zero")
    let error = #expect(throws: TrackLogError.self) { try TrackLogFile(beside: place.file) }
    #expect(error?.problem == .stream)
  }

  @Test func `a spreadsheet may save it: semicolons, marks and dates of its own`() throws {
    let place = try Place()
    _ = try TrackLogFile(beside: place.file).append(Self.entry("612"), of: place.scenario)
    let plain = try TrackLogFile(beside: place.file).log
    let saved = try place.text().replacingOccurrences(of: ";", with: " and")
      .replacingOccurrences(of: ",", with: ";").replacingOccurrences(of: "\n", with: "\r\n")
      .replacingOccurrences(of: "2024-02-03", with: "2024/2/3")
    try place.write("\u{FEFF}" + saved)
    let read = try TrackLogFile(beside: place.file).log
    #expect(read.statistics == plain.statistics)
    #expect(read.entries[0].recorded == plain.entries[0].recorded)
  }

  @Test func `a column without a name may be there, with nothing in it`() throws {
    let place = try Place()
    _ = try TrackLogFile(beside: place.file).append(Self.entry("612"), of: place.scenario)
    let plain = try TrackLogFile(beside: place.file).log
    let saved = try place.text().replacingOccurrences(of: "\n", with: ", \n")
    // The name of a column is no blank.
    try place.write(saved.replacing("paths, \n", with: "paths,\n", maxReplacements: 1))
    #expect(try TrackLogFile(beside: place.file).log.statistics == plain.statistics)
    try place.write(
      saved.replacing("paths, \n", with: "paths,\n", maxReplacements: 1)
        .replacing(",10000, \n", with: ",10000,see letter\n", maxReplacements: 1))
    #expect {
      try TrackLogFile(beside: place.file)
    } throws: { ($0 as? TrackLogError)?.problem == .cellWithoutColumn("see letter") }
  }

  @Test func `who read the log before another wrote it adds nothing`() throws {
    let place = try Place()
    let (one, two) = (
      try TrackLogFile(beside: place.file), try TrackLogFile(beside: place.file)
    )
    #expect(try one.append(Self.entry("612"), of: place.scenario))
    #expect(try !two.append(Self.entry("613"), of: place.scenario))
    #expect(try TrackLogFile(beside: place.file).log.entries.count == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: place.folder.path).sorted()
        == ["firms.track", "firms.track.csv", "firms.yaml"])
  }

  @Test(arguments: [
    ("waymark_track_1", "waymark_track_2", 1, "is of the form waymark_track_2"),
    ("waymark_track_1", "entry", 1, "is no log of `waymark track`"),
    (",kind,", ",sort,", 1, "the column kind is missing"),
    ("observation", "observed", 2, "column kind: found “observed”"),
    ("2024-02-03", "3 Feb", 2, "column recorded: found “3 Feb”"),
    (",612,", ",,", 2, "column value: found “”"),
    ("0.625", "1.625", 2, "column quantile: found “1.625”"),
    (",0.25,", ",a quarter,", 4, "column before: found “a quarter”"),
    ("\n1,", "\n-1,", 2, "column waymark_track_1: found “-1”"),
    ("0123456789ab", "../../other", 2, "column plan: found “../../other”; write the twelve digits"),
    ("0123456789ab", "1.23457E+11", 2, "column plan: found “1.23457E+11”"),
    (
      ",value,", ",value,value,", 1,
      "the column value is there twice, and one of them would be lost"
    ),
    (
      ",10000\n", ",10000,see letter\n", 2,
      "“see letter” stands in no column of the log and would be lost"
    ),
  ])
  func `a cell that is not in order is told by line and column`(
    old: String, new: String, line: Int, words: String
  ) throws {
    let place = try Place()
    _ = try TrackLogFile(beside: place.file).append(Self.entry("612"), of: place.scenario)
    let text = try place.text()
    let range = try #require(text.range(of: old))
    try place.write(text.replacingCharacters(in: range, with: new))
    let error = #expect(throws: TrackLogError.self) { try TrackLogFile(beside: place.file) }
    #expect(error?.line == line)
    #expect(error?.phrase.english.contains(words) == true, "\(error?.phrase.english ?? "")")
  }

  @Test func `rows in another order are those of their entries`() throws {
    let place = try Place()
    _ = try TrackLogFile(beside: place.file).append(Self.entry("612"), of: place.scenario)
    _ = try TrackLogFile(beside: place.file).append(Self.entry("620", day: 10), of: place.scenario)
    let plain = try TrackLogFile(beside: place.file).log
    let lines = try place.text().split(separator: "\n")
    // The newest first, as a spreadsheet sorts at a click: three rows of each entry.
    let sorted = [lines[0]] + lines[4...] + lines[1...3]
    try place.write(sorted.joined(separator: "\n") + "\n")
    let read = try TrackLogFile(beside: place.file).log
    #expect(read.entries.map(\.recorded) == plain.entries.map(\.recorded))
    #expect(read.statistics.map(\.value) == ["620", "> 118"])
  }

  @Test func `days that go back where numbers ascend are refused`() throws {
    let place = try Place()
    _ = try TrackLogFile(beside: place.file).append(Self.entry("612"), of: place.scenario)
    _ = try TrackLogFile(beside: place.file).append(Self.entry("620", day: 10), of: place.scenario)
    try place.write(try place.text().replacingOccurrences(of: "2024-02-10", with: "2024-01-10"))
    let error = #expect(throws: TrackLogError.self) { try TrackLogFile(beside: place.file) }
    #expect(error?.line == 5)
    #expect(
      error?.phrase.english.contains("entry 1 before it is of 2024-02-03") == true,
      "\(error?.phrase.english ?? "")")
  }

  @Test func `a log that was emptied is not taken for a new one`() throws {
    let place = try Place()
    try place.write("")
    let error = #expect(throws: TrackLogError.self) { try TrackLogFile(beside: place.file) }
    #expect(error?.problem == .noLog(found: ""))
  }

  @Test func `as of a day it is what was known then`() throws {
    let log = TrackLog([try Self.entry("612"), try Self.entry("620", day: 10)])
    let day = try #require(CalendarDay("2024-02-09"))
    #expect(log.asOf(day).statistics.first?.value == "612")
    #expect(log.statistics.first?.value == "620")
  }
}
