import Foundation
import Scenarios
import Testing

/// The decoder, the schema for editors and the page for users say the same.
@Suite struct FormatTests {
  static let root: String = {
    var path = #filePath
    for _ in 0..<4 { path = (path as NSString).deletingLastPathComponent }
    return path
  }()

  @Test func `the schema lists the keys of the decoder`() throws {
    let schema = try ScenarioDocument(path: Self.root + "/scenarios/scenario.schema.json").root
    for (name, keys) in FormatKeys.tables {
      let table = name == "scenario" ? schema : schema["$defs"]?[name]
      let listed = table?["properties"]?.entries?.map(\.key)
      #expect(Set(listed ?? []) == Set(keys), "\(name)")
    }
    let models = schema["$defs"]?["growth"]?["properties"]?["model"]?["enum"]?.elements
    #expect(
      models?.compactMap(\.scalar?.text) == GrowthModelName.allCases.map(\.rawValue))
  }

  /// Where the schema has an expression, the table has a parameter, and the other way round.
  @Test func `the schema has the parameters of the table`() throws {
    let schema = try ScenarioDocument(path: Self.root + "/scenarios/scenario.schema.json").root
    for (name, keys) in FormatKeys.parameters {
      let listed = (schema["$defs"]?[name]?["properties"]?.entries ?? []).filter { property in
        let types = [property.value, property.value["additionalProperties"]]
          .compactMap { $0?["$ref"]?.scalar?.text }
        return !Set(types).isDisjoint(with: ["#/$defs/expression", "#/$defs/initial"])
      }
      #expect(Set(listed.map(\.key)) == Set(keys), "\(name)")
    }
    let ofModels = Set(GrowthModelName.allCases.flatMap(\.parameters))
    let ofGrowth = FormatKeys.parameters.first { $0.name == "growth" }?.keys
    #expect(Set(ofGrowth ?? []) == ofModels.union(["boost"]))
  }

  /// One scenario has every kind; of growth there is an indicator for each model.
  @Test func `every parameter of the table can be assumed`() throws {
    let growing = GrowthModelName.allCases.map {
      "  by_\($0.rawValue): {kind: output, initial: 5, growth: {model: \($0.rawValue), "
        + "\($0.hasCeiling ? "ceiling: 900" : "boost: 0")}}\n"
    }.joined()
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2026}
        uncertainties: {law: "uniform(0, 1)"}
        indicators:
        \(growing)  output: {kind: output, initial: 5}
          count: {kind: count, initial: 5, exits: 5 %, births: law}
          rollout:
            kind: rollout
            plan: 20
            pipeline: [{stage: stage, takes: 1 month}]
            supply: {stage: stage, limit: 20}
            budget: {stage: stage, total: 14 bn yuan, unit_cost: 160_000 yuan}
            value: {worth: 1 bn yuan}
            yields: {gain: 0.1 / year * worth, after: 1 year, ramp: 2 years}
          milestone: {kind: milestone, opens: 2023}
          derived: {kind: derived, expression: 2 * output}
        events:
          event: {chance: 0.1 per year, affects: output, multiply: 0.9}
        """, name: "all kinds")
    for (name, keys) in FormatKeys.parameters {
      for key in keys {
        let path =
          switch name {
          case "uncertainty": key
          case "growth":
            "by_\((GrowthModelName.allCases.first { $0.parameters.contains(key) } ?? .auto).rawValue)"
              + ".growth.\(key)"
          case "stage", "supply", "budget", "yields": "rollout.\(name).\(key)"
          default:
            ["under_way": "rollout.under_way.stage", "value": "rollout.value.worth"][key]
              ?? "\(name).\(key)"
          }
        #expect(throws: Never.self, "\(path)") { try scenario.variable(path) }
      }
    }
  }

  /// The first cells of its tables are what a file may have.
  @Test func `the page for users explains no other key`() throws {
    let page = try String(contentsOfFile: Self.root + "/docs/scenario-format.md", encoding: .utf8)
    let keys = Set(FormatKeys.tables.flatMap(\.keys))
    let explained = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
      (row.split(separator: "|").first ?? "").split(separator: "`").enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
    #expect(explained.count > 80)
    for word in explained { #expect(keys.contains(word), "\(word)") }
  }

  @Test func `the page for users explains every key`() throws {
    let page = try String(contentsOfFile: Self.root + "/docs/scenario-format.md", encoding: .utf8)
    for (name, keys) in FormatKeys.tables {
      for key in keys { #expect(page.contains("`\(key)`"), "\(key) of \(name)") }
    }
    for model in GrowthModelName.allCases { #expect(page.contains("`\(model.rawValue)`")) }
  }

  @Test func `every example of the page is a sound scenario`() throws {
    let page = try String(contentsOfFile: Self.root + "/docs/scenario-format.md", encoding: .utf8)
    let examples = page.components(separatedBy: "```yaml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    #expect(examples.count >= 7)
    for (index, example) in examples.enumerated() {
      do throws(ScenarioError) {
        _ = try Scenario(text: example, name: "example \(index + 1)")
      } catch {
        Issue.record("\(error)")
      }
    }
  }
}
