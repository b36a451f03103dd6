import Experiments
import Reports
import Scenarios
import Simulation
import Tables
import Testing
import Wording

/// Promises as they were made, in the report and the files of a run.
@Suite struct PromiseTextTests {
  private static let mixed = """
    waymark: 1
    time: {start: 2015, end: 2030}
    indicators:
      firms: {kind: count, unit: enterprises, history: {2015: 120, 2020: 405}}
      level: {kind: output}
    targets:
      many: {of: firms, at_least: over 600, by: [2024, 2025], quote: "over 600 enterprises", document: No. 1 document, date: 2021}
      some: {of: firms, at_least: 500, in: 2023, document: No. 2 document}
      either: {any: [many, some]}
      neither: {none: [many, some]}
      leaders: {quote: "among the leaders", document: plan, by: 2035, quantity: none, proxies: [many]}
      up: {of: level, in: 2035}
    simulation: {paths: 500}
    """

  private func run(_ text: String) throws -> Run {
    try Run(try Scenario(text: text, name: "promises.yaml"))
  }

  @Test func `what was promised stands beneath its answer`() throws {
    let text = RunText(try run(Self.mixed)).wideText
    #expect(text.contains("more than 600 by 2024; “over 600 enterprises” (No. 1 document, 2021)"))
    #expect(text.contains("at least 500 in 2023; No. 2 document"))
    #expect(text.contains("many: `over 600` is read as more than 600"))
    #expect(text.contains("2 promises have no quantity: leaders, up."))
    #expect(
      text.contains(
        "leaders: “among the leaders” (plan); by 2035; name an indicator and a statement, as in "
          + "`of: firms, at_least: 800`; its proxies: many (a target); many@2024 "))
    #expect(text.contains("up: in 2035; write `at_least: …`, and give level numbers"))
    #expect(!text.contains("was computed"))
  }

  @Test func `joint targets say what their members do for them`() throws {
    let text = RunText(try run(Self.mixed)).wideText
    #expect(text.contains("either: any of 2 targets is met with probability"))
    #expect(text.contains("points if it could not be met: "))
    #expect(text.contains("many -") && text.contains("some -"))
    #expect(text.contains("neither: none of 2 targets is met with probability"))
    #expect(text.contains("met alone, points if it could not be met: "))
    #expect(text.contains("many +") && text.contains("some +"))
    let chinese = RunText(try run(Self.mixed), language: .zh).wideText
    #expect(chinese.contains("没有数量的承诺"))
    #expect(chinese.contains("either：2 个目标至少达成其一的概率为"))
    #expect(chinese.contains("neither：2 个目标均不达成的概率为"))
  }

  @Test func `promises have a file of their own, and quotes stand in that of targets`() throws {
    let tables = try run(Self.mixed).tables
    func text(_ name: String) throws -> String {
      String(decoding: try #require(tables.first { $0.name == name }).csv, as: UTF8.self)
    }
    let promises = try text("promises.csv").split(separator: "\n")
    #expect(promises.count == 3)
    #expect(promises[1].hasPrefix("leaders,,2035,"))
    #expect(promises[1].contains(",many,among the leaders,plan,"))
    #expect(promises[2].hasPrefix("up,level,2035,"))
    let targets = try text("targets.csv").split(separator: "\n")
    #expect(targets[0].hasSuffix(",failed,quote,document,document_date"))
    #expect(targets[1].hasSuffix(",over 600 enterprises,No. 1 document,2021"))
    #expect(targets.count == 6)
    let plan = try text("plan.csv")
    #expect(plan.contains("either,enough_met,"))
    #expect(plan.contains("either,fall_if_impossible,many,"))
    #expect(plan.contains("neither,none_met,"))
  }

  @Test func `promises only are listed, and nothing is computed`() throws {
    let run = try run(
      """
      waymark: 1
      time: {start: 2021, end: 2035}
      targets:
        leaders: {quote: "among the leaders", by: 2035}
      """)
    let text = RunText(run).wideText
    #expect(text.contains("Nothing was computed: no promise of this file has a quantity."))
    #expect(text.contains("1 promise has no quantity: leaders."))
    #expect(!text.contains("paths, 1 case"))
    #expect(RunText(run, language: .zh).wideText.contains("未作任何计算"))
    #expect(run.tables.map(\.name) == ["targets.csv", "bands.csv", "fits.csv", "promises.csv"])
  }
}
