import Foundation
import Quantities
import Scenarios
import Testing
import _TestSupport

@Suite struct UpdatedScenarioTests {
  private func update(_ indicator: String, _ year: Int, _ text: String?) -> UpdatedScenario.Update {
    UpdatedScenario.Update(
      indicator: indicator, period: Period(year: year), text: text,
      place: SourcePlace(file: "--add", line: 1, column: 1), isLater: true)
  }

  private static let text = """
    waymark: 1
    time: {start: 2020, end: 2026, step: year}
    indicators:
      firms: {kind: count, unit: firms, history: {2020: 10, 2021: 12}}
      teams: {kind: count, initial: 3, entries: 2}
      sales: {kind: output, unit: yuan, history: {2020: 1 million}, growth: auto}
    targets: {many: {of: firms, at_least: 20, in: 2025}}
    """

  private func texts(_ scenario: Scenario, _ name: String) -> [String] {
    (scenario.indicator(name)?.history ?? []).map { "\($0.period): \($0.text)" }
  }

  @Test func `periods are added, told otherwise and taken away`() throws {
    let plan = try UpdatedScenario(text: Self.text, name: "plan.yaml")
    let other = try plan.with([
      update("firms", 2022, "15"), update("firms", 2021, "11"), update("firms", 2020, nil),
      update("sales", 2021, "1.2 million"), update("nobody", 2021, "3"),
    ])
    #expect(texts(other, "firms") == ["2021: 11", "2022: 15"])
    #expect(texts(other, "sales") == ["2020: 1000000", "2021: 1200000"])
    #expect(texts(plan.scenario, "firms") == ["2020: 10", "2021: 12"])
  }

  @Test func `what an indicator began with becomes its first observation`() throws {
    let plan = try UpdatedScenario(text: Self.text, name: "plan.yaml")
    #expect(
      try texts(plan.with([update("teams", 2021, "6")]), "teams") == ["2020: 3", "2021: 6"])
    #expect(try texts(plan.with([update("teams", 2020, "4")]), "teams") == ["2020: 4"])
  }

  @Test func `a beginning that a case assumes gives way to what came`() throws {
    let plan = try UpdatedScenario(
      text: Self.text + "\ncases: {base: {}, more: {assume: {teams.initial: 9}}}", name: "plan.yaml"
    )
    _ = try CompiledScenario(plan.scenario)
    #expect(throws: Never.self) {
      try CompiledScenario(plan.with([update("teams", 2021, "6")]))
    }
  }

  @Test func `an indicator of a file that is included is told too`() throws {
    let folder = try TemporaryFolder()
    try Self.text.write(toFile: folder.path + "/part.yaml", atomically: true, encoding: .utf8)
    let whole = """
      waymark: 1
      time: {start: 2020, end: 2026, step: year}
      include: {north: part.yaml}
      targets: {all: {of: north.firms, at_least: 30, in: 2025}}
      """
    try whole.write(toFile: folder.path + "/whole.yaml", atomically: true, encoding: .utf8)
    let plan = try UpdatedScenario(file: folder.path + "/whole.yaml")
    #expect(
      try texts(plan.with([update("north.firms", 2022, "15")]), "north.firms")
        == ["2020: 10", "2021: 12", "2022: 15"])
  }

  @Test func `what cannot be is told with the words that were given`() throws {
    let plan = try UpdatedScenario(text: Self.text, name: "plan.yaml")
    let error = #expect(throws: ScenarioError.self) {
      try plan.with([update("firms", 2022, "-3")], sources: ["--add": "firms.2022=-3"])
    }
    #expect(error?.phrase.english.contains("--add:1:1: ") == true)
    #expect(error?.phrase.english.contains("firms.2022=-3") == true)
  }
}
