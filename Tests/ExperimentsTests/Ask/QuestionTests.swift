import Experiments
import Foundation
import Scenarios
import Tables
import Testing

@Suite struct QuestionTests {
  @Test func `the last point is the target`() throws {
    let question = try Question("120@2015 405@2020 800@2025")
    #expect(question.observations.map(\.value) == ["120", "405"])
    #expect(question.target.value == "800")
    #expect(question.target.date == "2025")
  }

  @Test(arguments: ["500亿@2020 1000亿元@2030", "500亿元@2020 1000亿@2030", "40 %@2020 3 km@2030"])
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

  @Test func `a ceiling makes the curve logistic`() throws {
    let text = try Question("120@2015 405@2020 800@2025")
      .scenario(kind: "output", ceiling: "lognormal(p10: 900, p90: 2000)", paths: 10, seed: 1)
    let run = try Run(Scenario(text: text, name: "question"))
    #expect(run.compiled.growth[0].model == "logistic")
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
