import Tables
import Testing

@Suite struct CSVWriterTests {
  @Test func `text is quoted only when it must be`() {
    var writer = CSVWriter(columns: ["a", "b,c"])
    writer.field("plain text")
    writer.field("say \"so\"")
    writer.endRow()
    writer.field("two\nlines")
    writer.field("")
    writer.endRow()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "a,\"b,c\"\nplain text,\"say \"\"so\"\"\"\n\"two\nlines\",\n")
  }

  @Test func `whatever is written reads back`() throws {
    let texts = ["", " ", "\"", "\"\"", ",", "a\r\nb", "\r", "年均增长", "1e5", "\u{FEFF}x"]
    var writer = CSVWriter(columns: ["t"])
    for text in texts {
      writer.field(text)
      writer.endRow()
    }
    #expect(try CSVReader.parse(writer.bytes, file: "x").texts("t") == texts)
  }

  @Test func `a label is written as its text is`() {
    let texts = [
      "", "x", "eight by", "年均增长", "a,b", "say \"so\"", String(repeating: "long ", count: 100),
    ]
    var plain = CSVWriter(columns: ["t", "u"])
    var ready = CSVWriter(columns: ["t", "u"])
    let labels = texts.map { ready.label($0) }
    for index in texts.indices {
      plain.field(texts[index])
      ready.field(labels[index])
      plain.field(index)
      ready.field(index)
      plain.endRow()
      ready.endRow()
    }
    #expect(ready.bytes == plain.bytes)
  }

  @Test func `draining in pieces gives the same bytes`() {
    var whole = CSVWriter(columns: ["n"])
    var pieces = CSVWriter(columns: ["n"])
    var drained: [UInt8] = []
    for n in 0..<100 {
      whole.field(n)
      whole.endRow()
      pieces.field(n)
      pieces.endRow()
      drained += pieces.drain()
    }
    #expect(drained == whole.bytes)
  }
}
