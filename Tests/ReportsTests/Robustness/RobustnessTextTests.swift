import Experiments
import Reports
import Scenarios
import Testing
import Wording

@Suite struct RobustnessTextTests {
  private func text(_ language: Language, paths: Int = 1000) throws -> String {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2021}
        uncertainties: {u: "uniform(0, 1)", unused: "uniform(0, 1)"}
        levers: {push: {default: 0, range: [0, 1]}}
        indicators: {x: {kind: derived, expression: u + 0.1 * push}}
        cases: {baseline: {}, push: {push: 1}}
        targets: {half: {of: x, at_least: 0.5, in: 2021}}
        simulation: {paths: \(paths)}
        """, name: "test.yaml")
    return RobustnessText(try RobustnessStudy(scenario), language: language).wideText
  }

  @Test func `the best of each criterion and state has a star, and what is left out is named`()
    throws
  {
    let text = try text(.en)
    #expect(text.contains("Robustness of half: 2 alternatives in 3 states of the world"))
    let lines = text.split(separator: "\n")
    let high = try #require(lines.first { $0.hasPrefix("  u: p90") })
    #expect(high.split(separator: "> 99.617 % *").count == 2)
    #expect(text.contains("Changes no path, left out: unused: p10, unused: p90"))
    #expect(!text.contains("Not possible here"))
  }

  @Test func `headings are there in Chinese`() throws {
    #expect(try text(.zh).contains("half 的稳健性：2 个备选方案，3 种情形"))
    #expect(try text(.zh).contains("\n  按文件 "))
  }

  @Test func `one path is no certainty`() throws {
    let text = try text(.en, paths: 1)
    #expect(text.contains("states of the world, 1 path each"))
    #expect(text.contains("Monte-Carlo error of a probability: at most 79.35 points"))
  }
}
