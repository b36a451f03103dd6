import Experiments
import Reports
import Scenarios
import Testing

@Suite struct PlainRendererTests {
  private func document() throws -> Document {
    let scenario = try Scenario(
      text: """
        waymark: 1
        scenario: A test
        time: {start: 2015, end: 2025}
        indicators: {firms: {kind: count, history: {2015: 120, 2020: 405}}}
        targets: {firms_800: {of: firms, at_least: 800, in: 2025}}
        simulation: {paths: 500}
        """, name: "test")
    return RunText(try Run(scenario)).document
  }

  @Test func `colour adds escape codes and changes no other byte`() throws {
    let document = try document()
    let plain = PlainRenderer().text(document)
    let coloured = PlainRenderer(isColoured: true).text(document)
    #expect(!plain.contains("\u{1B}"))
    #expect(coloured.hasPrefix("\u{1B}[1mA test\u{1B}[0m\n"))
    #expect(coloured.contains(" %\u{1B}[0m"))
    let stripped = ["\u{1B}[1m", "\u{1B}[36m", "\u{1B}[0m"].reduce(coloured) {
      $0.replacing($1, with: "")
    }
    #expect(stripped == plain)
  }

  @Test func `a run that is kept names its files as they are kept`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2015, end: 2025}
        levers: {idle: {default: 0}}
        indicators: {firms: {kind: count, history: {2015: 120, 2020: 405}}}
        simulation: {paths: 500}
        """, name: "plans/firms.yaml")
    let run = try Run(scenario)
    #expect(RunText(run).text.contains("waymark run plans/firms.yaml --seed 1"))
    let kept = RunText(run, isKept: true).text
    #expect(kept.contains("waymark run scenario/firms.yaml --seed 1"))
    #expect(!kept.contains("plans/"))
  }
}
