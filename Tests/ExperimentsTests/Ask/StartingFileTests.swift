import Experiments
import Scenarios
import Testing
import Wording

@Suite struct StartingFileTests {
  private let firms = StartingFile(
    indicator: "High-tech firms", points: ["120@2015", "405@2020"], target: "800", deadline: "2025")

  @Test(arguments: Question.kinds, Language.allCases)
  func `the file is in order without a warning`(kind: String, language: Language) throws {
    var start = firms
    start.kind = kind
    start.unit = "firms"
    start.source = "office: \"yearbook\" # 2021"
    let text = try start.text(file: "firms.yaml", language: language)
    let compiled = try CompiledScenario(Scenario(text: text, name: "firms.yaml"))
    #expect(compiled.warnings().isEmpty)
    #expect(compiled.scenario.source == start.source)
    #expect(compiled.scenario.indicators[0].name == "high_tech_firms")
    #expect(compiled.scenario.targets.map(\.name) == ["high_tech_firms_2025"])
    #expect(compiled.scenario.indicators[0].history.map(\.value) == [120, 405])
  }

  @Test func `units of points, flows and months are taken`() throws {
    var start = StartingFile(
      indicator: "产值", points: ["14 bn yuan/year@2019", "16 bn yuan/year@2020"],
      target: "20 bn yuan/year", deadline: "2025")
    var scenario = try Scenario(text: start.text(file: "a", language: .zh), name: "a")
    #expect(scenario.indicators[0].unit.symbol == "bn yuan/year")
    #expect(scenario.indicators[0].name == "产值")
    start = StartingFile(
      indicator: "stations", points: ["300@2020-03"], target: "900", deadline: "2021-06")
    scenario = try Scenario(text: start.text(file: "a", language: .en), name: "a")
    #expect(scenario.time.step == .month)
  }

  @Test func `a target may be growth`() throws {
    var start = firms
    start.target = "+50%"
    let text = try start.text(file: "firms.yaml", language: .zh)
    #expect(text.contains("    growth_of_at_least: 1.5\n"))
    _ = try CompiledScenario(Scenario(text: text, name: "a"))
  }

  @Test func `a target may be a bound, and in the unit of the file`() throws {
    var start = firms
    start.target = "800以下"
    var text = try start.text(file: "firms.yaml", language: .zh)
    #expect(text.contains("    at_most: 800\n"))
    _ = try CompiledScenario(Scenario(text: text, name: "a"))
    (start.unit, start.target) = ("firms", "800 firms or more")
    text = try start.text(file: "firms.yaml", language: .en)
    _ = try CompiledScenario(Scenario(text: text, name: "a"))
    start.target = "800 tops"
    #expect(throws: Question.Unreadable.self) { try start.text(file: "a", language: .en) }
  }

  @Test(arguments: [
    ("High-tech firms", "high_tech_firms"), ("5G stations (new)", "n_5g_stations_new"),
    ("year", "year_level"), ("!", "quantity"), ("高新技术企业", "高新技术企业"),
  ])
  func `words make a name`(words: String, name: String) {
    var start = firms
    start.indicator = words
    #expect(start.name == name)
  }

  @Test(arguments: ["120", "x@2020", "120@202", "120@soon", "-3@2020"])
  func `a point that cannot be read is refused`(point: String) {
    #expect(throws: Question.Unreadable.self) { try StartingFile.check(point: point) }
  }
}
