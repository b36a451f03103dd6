import Scenarios
import Testing

@Suite struct NumbersAsUnitsTests {
  private func warnings(unit: String) throws -> [String] {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2025}
      indicators:
        a: {kind: output, unit: \(unit), history: {2020: 100, 2021: 110, 2022: 121}}
      targets: {t: {of: a, at_least: 150, in: 2025}}
      """
    return try CompiledScenario(Scenario(text: text, name: "unit.yaml"))
      .warnings(beside: { _ in }).map(\.headline.english)
  }

  @Test(arguments: ["1900", "1e9", "1_000"])
  func `a bare number as a unit is questioned`(unit: String) throws {
    let found = try warnings(unit: unit)
    #expect(found.count == 1)
    #expect(found.first?.contains("is the number \(unit)") ?? false)
    // What it advises is taken.
    #expect(try warnings(unit: "\(unit) firms").isEmpty)
  }

  @Test(arguments: ["1", "万", "10000 yuan", "firms"])
  func `other units are not`(unit: String) throws {
    #expect(try warnings(unit: unit).isEmpty)
  }
}
