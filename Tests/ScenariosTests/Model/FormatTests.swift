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
