import Foundation
import Schema
import Testing

@Suite struct ScenarioSchemaTests {
  @Test(arguments: [
    ("scenario.schema.json", ScenarioSchema.bytes), ("document.schema.json", DocumentSchema.bytes),
  ])
  func `a schema that is printed is the one beside the scenarios`(name: String, bytes: [UInt8])
    throws
  {
    let root =
      (((#filePath as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
      as NSString).deletingLastPathComponent as NSString
    let file = URL(fileURLWithPath: root.deletingLastPathComponent)
      .appending(path: "scenarios/" + name)
    #expect(try Data(contentsOf: file) == Data(bytes))
  }
}
