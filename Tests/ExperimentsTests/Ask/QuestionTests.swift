import Experiments
import Foundation
import Quantities
import Scenarios
import Simulation
import Tables
import Testing

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
  ])
  func `growth that cannot be meant is refused`(text: String, problem: String) {
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

  @Test(arguments: [
    "", "800@2025", "120 405@2020", "5@2015 3 7@2020", "5@2015 3@2020 km", "x@2015 405@2020",
    "405@2020 120@2015", "0@1 2@3",
  ])
  func `what is no question is refused`(text: String) {
    #expect(throws: Question.Unreadable.self) { try Question(text) }
  }
}
