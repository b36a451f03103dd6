import Testing
import Wording

@Suite struct ExcerptTests {
  @Test func `a quotation has eighty characters at most`() {
    let short = String(repeating: "区", count: 80)
    #expect(Excerpt.of(short) == short)
    #expect(Excerpt.of(short + "a") == String(repeating: "区", count: 79) + "…")
    #expect(Excerpt.of(String(repeating: "a", count: 1_000_000)).count == 80)
  }

  @Test func `a list of names has twenty at most`() {
    #expect(Excerpt.list(["a", "b"]).english == "a, b")
    let many = Excerpt.list((0..<1000).map { "c\($0)" }).english
    #expect(many.hasSuffix("c18, c19, …"))
  }

  @Test func `what a message quotes is an excerpt, and the rest stays`() {
    let long = String(repeating: "x", count: 100)
    let kept = String(repeating: "x", count: 79)
    #expect(
      Excerpt.inside("a.csv:2: “\(long)” in “\(long)” \(long)")
        == "a.csv:2: “\(kept)…” in “\(kept)…” \(long)")
    #expect(Excerpt.inside("“\(long)") == "“\(long)")
    let twoLines = "write `\"` for “\n  企业: {label: “三百家”}"
    #expect(Excerpt.inside(twoLines) == twoLines)
    #expect(Excerpt.of("1\na: fine") == "1\\u{A}a: fine")
    #expect(Excerpt.of("1\r\na: fine") == "1\r\\u{A}a: fine")
  }

  @Test func `the name of a file is whole and one line`() {
    let long = String(repeating: "x", count: 100)
    #expect(Excerpt.line(long + "\na: fine\n") == long + "\\u{A}a: fine\\u{A}")
    #expect(Excerpt.line(long) == long)
  }
}
