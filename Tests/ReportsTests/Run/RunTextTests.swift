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
    #expect(text.contains("同类序列（存量）"), "no word of the file without its translation")
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

  private func document(_ text: String, _ language: Language) throws -> Document {
    RunText(try Run(try Scenario(text: text, name: "test")), language: language).document
  }

  private func charts(_ document: Document) -> [Chart] {
    document.sections.flatMap(\.items).compactMap { item in
      if case .chart(let chart) = item { chart } else { nil }
    }
  }

  /// The first of two cases answers; a reader who knows the second must not take its numbers for it.
  @Test func `where there are cases the answer and the pictures say whose they are`() throws {
    func scenario(_ cases: String) -> String {
      """
      waymark: 1
      time: {start: 2015, end: 2025, step: year}
      levers: {push: 0}
      indicators:
        firms: {kind: output, measure: stock, unit: firms, history: {2015: 120, 2020: 405}, growth: {model: auto, boost: push}}
      targets: {many: {of: firms, at_least: 700, in: 2025}}
      simulation: {paths: 300}
      \(cases)
      """
    }
    let two = "cases: {good: {push: 0.05, label: 良好}, poor: {push: 0}}"
    for (language, answer, title, line) in [
      (Language.en, "Case 良好: about ", "firms, case 良好: ", "median, 良好"),
      (.zh, "情景 良好：约", "firms（情景 良好）：", "中位数，良好"),
    ] {
      let document = try document(scenario(two), language)
      let text = PlainRenderer(width: 1000).text(document)
      #expect(text.contains(answer), "\(text)")
      let fan = try #require(charts(document).first { $0.name == "fan-firms" })
      #expect(fan.title.hasPrefix(title), "\(fan.title)")
      #expect(text.contains(line))
      #expect(charts(document).first { $0.name == "when" }?.title.contains("良好") == true)
    }
    #expect(
      PlainRenderer().text(try document(scenario("cases: {good: {push: 0.05}}"), .en))
        .contains("Case good: about"))
    #expect(!PlainRenderer().text(try document(scenario(""), .en)).contains("Case "))
  }

  @Test func `a fan has both ends of what a target lies between`() throws {
    let document = try document(
      """
      waymark: 1
      time: {start: 2015, end: 2025, step: year}
      indicators: {firms: {kind: output, measure: stock, history: {2015: 120, 2020: 405}}}
      targets: {band: {of: firms, between: [500, 900], in: 2025}}
      simulation: {paths: 100}
      """, .en)
    let fan = try #require(charts(document).first { $0.name == "fan-firms" })
    let svg = SVGRenderer.file(fan)
    #expect(svg.contains("goal 500 in 2025") && svg.contains("goal 900 in 2025"))
    // A hand moves the lower end, which is the number that the target is known by.
    let html = HTMLRenderer.sections(of: document, hasGrips: true)
    #expect(html.contains("data-goal=\"band\" data-amount=\"500.0\""))
    #expect(!html.contains("data-amount=\"900.0\""))
  }

  /// A plant that comes with a chance of one half is there or not: its median says one of the two.
  @Test(arguments: [0.3, 0.7])
  func `of all or nothing both median and mean are said`(chance: Double) throws {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2025, step: year}
      uncertainties: {comes: bernoulli(\(chance))}
      indicators:
        plant: {kind: derived, expression: 40 * comes}
        steady: {kind: output, history: {2020: 100}, growth: {model: exponential, rate: 0.05, volatility: 0.1}}
      targets: {built: {of: plant, at_least: 30, in: 2025}}
      simulation: {paths: 1000}
      """
    let median = chance < 0.5 ? "0" : "40"
    let english = PlainRenderer(width: 1000).text(try document(text, .en))
    #expect(english.contains("In 2025 the median is \(median), the mean "), "\(english)")
    #expect(english.contains("steady: ") && !english.contains("steady: median"))
    let chinese = PlainRenderer(width: 1000).text(try document(text, .zh))
    #expect(chinese.contains("2025 年中位数为 \(median)，均值为 "))
    // The same without a target: the title of the picture says it.
    let untold = text.replacing("{of: plant, at_least: 30", with: "{of: steady, at_least: 30")
    let titles = charts(try document(untold, .en)).map(\.title)
    #expect(titles.contains { $0.hasPrefix("plant: median \(median), mean ") }, "\(titles)")
  }

  @Test func `the edges of a fan have names, and one that is cut says where it ends`() throws {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2025, step: year}
      indicators: {x: {kind: output, history: {2020: 100}, growth: {model: exponential, rate: 0, volatility: 1}}}
      targets: {t: {of: x, at_least: 100, in: 2025}}
      simulation: {paths: 1000}
      """
    let document = try document(text, .en)
    let lines = PlainRenderer().text(document)
    #expect(lines.contains("95 % of paths: upper bound") && !lines.contains("↑"))
    #expect(HTMLRenderer.page(document).contains("▲ 95 % of paths: up to "))
    let chinese = try self.document(text, .zh)
    #expect(PlainRenderer().text(chinese).contains("95 % 的路径：上限"))
    #expect(HTMLRenderer.page(chinese).contains("▲ 95 % 的路径：上沿至 "))
  }

  /// A year of four quarters needs a value of each; its last quarter needs one too.
  @Test func `the pace of a whole year is told as that of its quarters`() throws {
    let text = """
      waymark: 1
      time: {start: 2023-Q1, end: 2026-Q4, step: quarter}
      indicators:
        x: {kind: output, measure: flow, unit: u, history: {2024-Q4: 60, 2025-Q1: 61}, growth: {model: exponential, rate: 0.1, volatility: 0.1}}
      targets: {whole: {of: x, at_least: 290, in: 2026}}
      simulation: {paths: 5000}
      """
    let run = try Run(try Scenario(text: text, name: "test"))
    let pace = try #require(run.findings.pace.first)
    #expect(pace.levels.last?.period == "2026-Q4" && pace.levels.last?.level != nil)
    #expect(RunText(run).wideText.contains("whole (values of one quarter)"))
    #expect(RunText(run, language: .zh).wideText.contains("whole（单季值）"))
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
