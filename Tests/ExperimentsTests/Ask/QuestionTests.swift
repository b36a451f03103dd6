import Experiments
import Foundation
import Quantities
import Scenarios
import Simulation
import Tables
import Testing
import Wording
import _TestSupport

@Suite struct QuestionTests {
  @Test func `the last point is the target`() throws {
    let question = try Question("120@2015 405@2020 800@2025")
    #expect(question.observations.map(\.value) == ["120", "405"])
    #expect(question.target.value == "800")
    #expect(question.target.date == "2025")
  }

  @Test(arguments: ["500亿@2020 1000亿元@2030", "500亿元@2020 1000亿@2030", "40@2020 3 万@2025 3 km@2030"])
  func `a magnitude beside a unit is refused`(text: String) {
    #expect {
      try Question(text)
    } throws: { "\($0)".contains("leaves open what it counts") }
  }

  @Test(arguments: ["count", "output"])
  func `the file that it writes is a valid scenario`(kind: String) throws {
    let question = try Question("120@2015 405@2020 800@2025")
    let text = question.scenario(kind: kind, ceiling: nil, paths: 100, seed: 7)
    let scenario = try Scenario(text: text, name: "question")
    #expect(scenario.simulation.paths == 100)
    #expect(scenario.indicators[0].kind.word == kind)
    #expect(scenario.targets.count == 1)
  }

  @Test(arguments: [
    ("82 km@2019 110 km@2020 250 km@2025", "km", 82.0),
    ("82km@2019 110km@2020 250km@2025", "km", 82),
    ("$1.2 bn@2019 $1.3 bn@2020 $2 bn@2025", "bn $", 1.2),
    ("14 bn yuan/year@2019 16 bn yuan/year@2020 20@2025", "bn yuan/year", 14),
    ("120 firms@2019 405 firms@2020 800 firms@2025", "firms", 120),
    ("1.2万@2019 1.3万@2020 20_000@2025", "1", 12_000),
  ])
  func `a unit stands in the file that is written`(
    text: String, unit: String, first: Double
  ) throws {
    let written = try Question(text).scenario(kind: "output", ceiling: nil, paths: 10, seed: 1)
    let scenario = try Scenario(text: written, name: "question")
    #expect(scenario.indicators[0].unit.symbol == unit)
    #expect(scenario.indicators[0].history[0].value == first)
    _ = try CompiledScenario(scenario)
  }

  @Test(arguments: ["output", "firms"])
  func `a ceiling bounds the automatic forecast`(kind: String) throws {
    let text = try Question("120@2015 405@2020 800@2025")
      .scenario(kind: kind, ceiling: "lognormal(p10: 900, p90: 2000)", paths: 10, seed: 1)
    let run = try Run(Scenario(text: text, name: "question"))
    #expect(run.compiled.growth[0].model == "auto")
    #expect(text.contains("ceiling: \"lognormal(p10: 900, p90: 2000)\"}"))
    #expect(text.contains("like: firms, ") == (kind == "firms"))
  }

  @Test func `percentages stay percentages`() throws {
    let question = try Question("75%@2019 80 %@2020 90%@2022 99%@2026")
    #expect(question.areShares && question.target.value == "99%")
    let text = question.scenario(kind: "output", ceiling: "100", paths: 10, seed: 1)
    let scenario = try Scenario(text: text, name: "question")
    #expect(scenario.indicators[0].unit.symbol == "%")
    #expect(scenario.indicators[0].history.map(\.value) == [75, 80, 90])
    let summary = try Run(scenario).summary
    #expect((summary.cases[0].bands[0].last??.histogram.quantile(0.99) ?? .nan) <= 100)
    #expect(try !Question("75%@2019 80 %@2020 120%@2026").areShares)
  }

  @Test(arguments: [
    ("2倍", "growth_of_at_least: 2,"), ("2x", "growth_of_at_least: 2,"),
    ("3 times", "growth_of_at_least: 3,"), ("翻番", "growth_of_at_least: 2,"),
    ("doubling", "growth_of_at_least: 2,"), ("+50%", "growth_of_at_least: 1.5,"),
    ("增长50%", "growth_of_at_least: 1.5,"), ("增长2倍", "growth_of_at_least: 3,"),
    ("增长到2倍", "growth_of_at_least: 2,"), ("up 20 %", "growth_of_at_least: 1.2,"),
    ("+5 % a year", "growth_of_at_least: \"5 % a year\","),
    ("+50 per cent", "growth_of_at_least: 1.5,"), ("+10%/年", "growth_of_at_least: \"10%/年\","),
    ("3倍以上", "growth_of_at_least: 3,"), ("增长3倍以上", "growth_of_at_least: 4,"),
    ("at least +50%", "growth_of_at_least: 1.5,"),
    ("+200", "increase_of_at_least: 200, since: 2020,"),
    ("再增8万", "increase_of_at_least: 8万, since: 2020,"),
  ])
  func `growth is no level`(target: String, condition: String) throws {
    let question = try Question("120@2015 405@2020 \(target)@2025")
    let text = question.scenario(kind: "output", ceiling: nil, paths: 10, seed: 1)
    #expect(text.contains(condition), "\(text)")
    _ = try CompiledScenario(Scenario(text: text, name: "question"))
  }

  @Test(arguments: [
    ("50%@2015 60%@2020 +5%@2025", "may add to a percentage or multiply it"),
    ("120@2015 2倍@2020 800@2025", "only the last point, the target, may"),
    ("120@2015 405@2020 50%@2025", "growth by so much is \"+50%@2025\""),
    ("120@2015 405@2020 10%每年@2025", "growth by so much is \"+10%每年@2025\""),
    ("120@2015 405@2020 10% a year@2025", "growth by so much is \"+10% a year@2025\""),
    ("120@2015 405@2020 50%以上@2025", "growth by so much is \"+50%@2025\""),
    (
      "30%@2015 40%@2020 0.5@2025",
      "'0.5@2025' is no percentage, and others are; write \"50%@2025\""
    ),
    ("30%@2015 405@2020 800@2025", "'405@2020' is no percentage, and others are"),
    ("120@2015 405@2020 3倍以下@2025", "write \"3倍@2025\""),
    ("120@2015 405@2020 +200/year@2025", "is so much in each year"),
    ("120@2015 405@2020 +200每年@2025", "is so much in each year"),
    ("120@2015 405@2020 +200 a year@2025", "is so much in each year"),
    ("120家@2015 405家@2020 +200家 a year@2025", "is so much in each year"),
  ])
  func `growth that cannot be meant is refused`(text: String, problem: String) {
    #expect {
      try Question(text)
    } throws: { "\($0)".contains(problem) }
  }

  @Test(arguments: [
    ("800以下", "at_most: 800,"), ("800以内", "at_most: 800,"), ("800家以下", "at_most: \"800家\","),
    ("800 max", "at_most: 800,"), ("at most 800", "at_most: 800,"), ("≤800", "at_most: 800,"),
    ("800 or fewer", "at_most: 800,"), ("低于800", "less_than: 800,"), ("超过800", "more_than: 800,"),
    ("800以上", "at_least: 800,"), ("at least 800", "at_least: 800,"),
    ("800万以下", "at_most: 8000000,"), ("800多家", "more_than: \"800家\","),
    ("800多", "more_than: 800,"), ("800余家", "more_than: \"800家\","),
  ])
  func `a word beside the target is its bound`(target: String, condition: String) throws {
    let question = try Question("120@2015 405@2020 \(target)@2025")
    for language in Language.allCases {
      let text = question.scenario(
        kind: "output", ceiling: nil, paths: 10, seed: 1, language: language)
      #expect(text.contains(condition), "\(text)")
      #expect(text.contains("405@2020 \(target)@2025\""), "\(text)")
      _ = try CompiledScenario(Scenario(text: text, name: "question"))
    }
  }

  @Test func `percentages may have a bound`() throws {
    let question = try Question("30%@2015 40%@2020 50%以上@2025")
    let text = question.scenario(kind: "output", ceiling: nil, paths: 10, seed: 1)
    #expect(question.areShares && text.contains("at_least: \"50%\","))
  }

  @Test(arguments: [
    "800 less", "3 times more", "2x more", "2x a year", "50% more", "50% less", "50% growth",
    "+10%年均", "800 a year", "800 in total", "800左右家", "800 up", "+200 more firms",
  ])
  func `words behind the target are no unit that nothing else has`(target: String) throws {
    #expect {
      try Question("120@2015 405@2020 \(target)@2025")
    } throws: { "\($0)".contains("behind its number, which is no unit that the others have") }
  }

  @Test(arguments: [
    "800 firms", "+200 firms", "800 firms or more", "800 patent families", "800万TEU",
  ])
  func `a name of things behind the target alone is the unit of all`(target: String) throws {
    let question = try Question("120@2015 405@2020 \(target)@2025")
    let text = question.scenario(kind: "output", ceiling: nil, paths: 10, seed: 1)
    let scenario = try Scenario(text: text, name: "question")
    #expect(!scenario.indicators[0].unit.labels.isEmpty)
    _ = try CompiledScenario(scenario)
  }

  @Test(arguments: ["800 widgets", "+800 widgets", "800 widget or more"])
  func `a word of the observations is a unit`(target: String) throws {
    let question = try Question("120 widgets@2015 405@2020 \(target)@2025")
    let text = question.scenario(kind: "output", ceiling: nil, paths: 10, seed: 1)
    _ = try CompiledScenario(Scenario(text: text, name: "question"))
    _ = try Question("120@2015 405@2020 \(target)@2025", unit: "widgets")
  }

  @Test(arguments: [
    ("120以上@2015 405@2020 800@2025", "makes a bound of what was observed"),
    ("120@2015 405左右@2020 800@2025", "'左右' beside its number"),
    ("120@2015 405@2020 约800@2025", "'约' beside its number"),
    ("120@2015 405@2020 up to 800@2025", "'up to' beside its number"),
  ])
  func `a guess or a bound of what was observed is refused`(text: String, problem: String) {
    #expect {
      try Question(text)
    } throws: { "\($0)".contains(problem) }
  }

  @Test func `a percentage of things is refused`() throws {
    let question = try Question("30%@2015 40%@2020 50%@2025")
    try question.check(kind: "output")
    for kind in Question.kinds where kind != "output" {
      #expect {
        try question.check(kind: kind)
      } throws: { "\($0)".contains("--kind \(kind) counts things") }
    }
  }

  @Test(arguments: [
    "120@2015，405@2020，1,200@2025", "120＠2015 405＠2020 1，200＠2025",
    "120@2015,405@2020,1,200@2025", "120@2015; 405@2020; 1200@2025",
    "120@2015年 405@2020年、1200@2025年",
  ])
  func `points stand between blanks or commas`(text: String) throws {
    let question = try Question(text)
    #expect(question.observations.map(\.value) == ["120", "405"])
    #expect(question.observations.map(\.date) == ["2015", "2020"])
    #expect((question.target.value, question.target.date) == ("1200", "2025"))
  }

  @Test(arguments: [
    ("120@2015 405@2020 800@2025-06", TimeStep.month),
    ("120@2015-Q2 405@2020 800@2025", .quarter),
    ("120@2015 405@2020-Q1 800@2025-06", .month),
  ])
  func `the shortest date is the step`(text: String, step: TimeStep) throws {
    let written = try Question(text).scenario(kind: "output", ceiling: nil, paths: 10, seed: 1)
    let scenario = try Scenario(text: written, name: "question")
    #expect(scenario.time.step == step)
    _ = try CompiledScenario(scenario)
  }

  @Test func `a date that cannot be read is said to be that`() {
    #expect {
      try Question("120@FY2015 405@2020 800@2025")
    } throws: { "\($0)".contains("has a date that cannot be read ('FY2015' is not a date") }
  }

  @Test func `a file that somebody changed is not written over`() throws {
    let folder = NSTemporaryDirectory() + "waymark-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let question = try Question("120@2015 405@2020 800@2025")
    var output = try OutputFolder(folder)
    try output.add("ask-800-2025.yaml", Array("edited".utf8))
    try output.commit()
    #expect(question.freeName(for: "edited", in: folder) == "ask-800-2025.yaml")
    #expect(question.freeName(for: "longer than edited", in: folder) == "ask-800-2025-2.yaml")
    #expect(question.freeName(for: "new", in: folder) == "ask-800-2025-2.yaml")
    #expect(question.freeName(for: "new", in: folder + "/none") == "ask-800-2025.yaml")
  }

  @Test(.timeLimit(.minutes(1)))
  func `a pipe or a link to nothing has its name, and is not waited for`()
    throws
  {
    let own = try TemporaryFolder()
    let question = try Question("120@2015 405@2020 800@2025")
    try FileManager.default.createSymbolicLink(
      atPath: own.file("ask-800-2025.yaml"), withDestinationPath: own.file("far"))
    try NamedPipe.make(own.file("ask-800-2025-2.yaml"))
    #expect(question.freeName(for: "new", in: own.path) == "ask-800-2025-3.yaml")
    #expect(!FileReading.holds(Array("new".utf8), at: own.file("ask-800-2025.yaml")))
  }

  @Test func `the command of a file is one for a shell`() throws {
    let text = try Question("120@2015 405@2020 800@2025").scenario(
      kind: "output", ceiling: nil, paths: 100, seed: 1)
    #expect(
      text.hasPrefix("# Written by: waymark ask \"120@2015 405@2020 800@2025\"\nwaymark: 1\n"))
  }

  @Test(arguments: [
    "", "800@2025", "120 405@2020", "5@2015 3 7@2020", "5@2015 3@2020 km", "x@2015 405@2020",
    "405@2020 120@2015", "0@1 2@3",
  ])
  func `what is no question is refused`(text: String) {
    #expect(throws: Question.Unreadable.self) { try Question(text) }
  }
}
