import Foundation
import Schema
import Testing

@Suite struct ScenarioSchemaTests {
  @Test func `the schema that is printed is the one beside the scenarios`() throws {
    let root =
      (((#filePath as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
      as NSString).deletingLastPathComponent as NSString
    let file = URL(fileURLWithPath: root.deletingLastPathComponent)
      .appending(path: "scenarios/scenario.schema.json")
    #expect(try Data(contentsOf: file) == Data(ScenarioSchema.bytes))
  }
}
