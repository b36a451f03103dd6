import Experiments
import Foundation
import Reports
import Scenarios
import Testing
import Wording

@Suite struct RunTextTests {
  private func text(_ targets: String, language: Language = .en) throws -> String {
    let scenario = try Scenario(
      text: """
        waymark: 1
        scenario: A test
        time: {start: 2015, end: 2025, step: year}
        indicators:
          firms: {kind: output, measure: stock, unit: firms, history: {2015: 120, 2020: 405}}
        targets:
          \(targets)
        simulation: {paths: 500}
        """, name: "test")
    return RunText(try Run(scenario), language: language).wideText
  }

  @Test func `a certainty is never printed`() throws {
    let text = try text(
      "{sure: {of: firms, at_least: 1, in: 2021}, never: {of: firms, at_least: 1e9, in: 2021}}")
    #expect(text.contains("> 99.2"))
    #expect(text.contains("< 0.7"))
  }

  @Test func `the answer says what it rests on`() throws {
    let text = try text("firms_800: {of: firms, at_least: 800, in: 2025}")
    #expect(text.contains("firms: auto, 2 observations"))
    #expect(text.contains("the least ceiling for 800: logistic 1,075, gompertz 1,900"))
  }

  @Test func `headings are there in Chinese`() throws {
    let text = try text("firms_800: {of: firms, at_least: 800, in: 2025}", language: .zh)
    #expect(text.contains("概率"))
  }

  private let two =
    "{low: {of: firms, at_least: 600, in: 2024}, high: {of: firms, at_least: 700, in: 2025}}"

  @Test func `two targets are told together, and their bottleneck`() throws {
    let text = try text(two)
    #expect(text.contains("all targets: all 2 targets are met with probability"))
    #expect(text.contains("points by dependence"))
    #expect(text.contains("bottleneck high: made certain"))
    #expect(try self.text(two, language: .zh).contains("所有目标：2 个目标全部达成的概率为"))
  }

  @Test func `one target has no bottleneck`() throws {
    let text = try text("firms_800: {of: firms, at_least: 800, in: 2025}")
    #expect(!text.contains("bottleneck"))
  }

  @Test func `warnings are listed once, and what the file says of its entries beneath`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        scenario: A test
        source: the plan of 2021
        time: {start: 2015, end: 2025}
        levers: {idle: {default: 0, label: Nothing}}
        indicators:
          firms: {kind: count, label: Firms, source: office, note: counted, history: {2020: 405}}
        events:
          slump: {chance: 0.1 per year, affects: firms, multiply: 0.9, label: Slump, note: rare}
        cases: {baseline: {label: As it is, note: no programme}}
        targets:
          far: {of: firms, at_least: 900_000, in: 2025, label: Many, source: page 4, note: bold}
        simulation: {paths: 500}
        """, name: "test")
    let text = RunText(try Run(scenario)).wideText
    #expect(text.components(separatedBy: "levers.idle").count == 2)
    #expect(text.components(separatedBy: "targets.far").count == 2)
    #expect(text.contains("Many: "))
    #expect(text.contains("at least 900,000 in 2025; source: page 4"))
    for line in [
      "  source: the plan of 2021", "  idle: Nothing", "  firms: Firms; source: office; counted",
      "  slump: Slump; rare", "  baseline: As it is; no programme",
      "  far: Many; source: page 4; bold",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line)")
    }
  }

  /// 405 in 2020 and 300 more, twice as many, and 10 % a year for five years; the growth by hand would bend.
  @Test func `goals of growth since a known value stand at their level`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2015, end: 2025, step: year}
        indicators:
          firms: {kind: output, measure: stock, unit: firms, history: {2015: 120, 2020: 405}}
        targets:
          more: {of: firms, increase_of_at_least: 300, since: 2020, in: 2025}
          twice: {of: firms, growth_of_at_least: 2, since: 2020, in: 2025}
          rate: {of: firms, growth_of_at_least: 10 % a year, since: 2020, in: 2025}
        simulation: {paths: 300}
        """, name: "test")
    let document = RunText(try Run(scenario), language: .en).document
    let goals = document.sections.flatMap(\.items).flatMap { item -> [(Double, String?, Double?)] in
      guard case .chart(let chart) = item, case .plot(let plot) = chart.content else { return [] }
      return plot.marks.compactMap { mark in
        if case .goal(let point, _, let target, let amount) = mark {
          (point.y, target, amount)
        } else {
          nil
        }
      }
    }
    #expect(goals.map(\.1) == ["more", "twice", nil])
    #expect(goals.map(\.0)[0] == 705 && goals.map(\.0)[1] == 810)
    #expect(abs(goals[2].0 - 405 * 1.61051) < 1e-9)
    #expect(goals[0].2 == 300 && goals[1].2 == 810)
  }
}
