import Reports
import Testing

@Suite struct VisibleTextTests {
  @Test func `what steers a terminal or turns the writing is shown`() {
    #expect(VisibleText.of("\u{1B}]0;mine\u{7}\u{1B}[2J") == "\\u{1B}]0;mine\\u{7}\\u{1B}[2J")
    #expect(
      VisibleText.of("a\u{202E}b\u{2066}\u{200B}\u{9B}1m\u{7F}")
        == "a\\u{202E}b\\u{2066}\\u{200B}\\u{9B}1m\\u{7F}")
    #expect(VisibleText.of("a\rb\u{0}c\u{2028}") == "a\\u{D}b\\u{0}c\\u{2028}")
    #expect(VisibleText.of("a\r\nb") == "a\\u{D}\nb")
  }

  @Test func `plain text, Chinese text, tabs and line ends stay`() {
    let text = "罗湖：43.4 % ± 0.2\t▁█\n — “é”\n"
    #expect(VisibleText.of(text) == text)
    #expect(VisibleText.of(text, isColoured: true) == text)
  }

  @Test func `emphasis of our own stays where there is some, and no other code`() {
    let text = "\u{1B}[1mTitle\u{1B}[0m \u{1B}[31mred\u{1B}[2J"
    #expect(
      VisibleText.of(text, isColoured: true)
        == "\u{1B}[1mTitle\u{1B}[0m \\u{1B}[31mred\\u{1B}[2J")
    #expect(!VisibleText.of(text).contains("\u{1B}"))
  }

  @Test func `a line of a message is never endless`() {
    let message = VisibleText.message(String(repeating: "x", count: 1_000_000) + "\nnext")
    #expect(message.split(separator: "\n").map(\.count) == [VisibleText.longestLine, 4])
  }
}
