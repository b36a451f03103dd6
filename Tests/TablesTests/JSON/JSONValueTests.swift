import Foundation
import Tables
import Testing

@Suite struct JSONValueTests {
  private let value = JSONValue.object([
    ("text", .text("a \"b\"\n")), ("numbers", .list([.number(1.5), .number(.infinity), .null])),
    ("yes", .truth(true)), ("long", .list((0..<60).map { .number(Double($0)) })),
  ])

  @Test func `another reader reads the same values`() throws {
    let read = try JSONSerialization.jsonObject(with: Data(value.text.utf8)) as? [String: Any]
    #expect(read?["text"] as? String == "a \"b\"\n")
    #expect((read?["numbers"] as? [Any])?.first as? Double == 1.5)
    #expect((read?["numbers"] as? [Any])?[1] is NSNull)
    #expect((read?["long"] as? [Any])?.count == 60)
  }

  @Test func `short values stand in one line, and members keep their order`() {
    #expect(
      JSONValue.object([("b", .number(1)), ("a", .null)]).text == "{\"b\": 1, \"a\": null}")
    #expect(value.text.split(separator: "\n").count > 60)
  }
}
