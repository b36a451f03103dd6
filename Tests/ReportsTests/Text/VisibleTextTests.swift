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
  }

  @Test func `emphasis is ours, and what others write like it is shown`() {
    let others = "T\u{1B}[1m 43 %\u{1B}[0m"
    let answer = Document.Answer(name: "a", text: others, share: nil)
    let document = Document(
      title: others, language: .en,
      [Document.Section([.sentence(others), .answer(answer)])])
    let shown = "T\\u{1B}[1m 43 %\\u{1B}[0m"
    let renderer = PlainRenderer(isColoured: true)
    #expect(
      renderer.text(document)
        == "\u{1B}[1m\(shown)\u{1B}[0m\n\(shown)\n"
        + "a: T\\u{1B}[1m \u{1B}[36m43 %\u{1B}[0m\\u{1B}[0m\n")
    #expect(renderer.sentence(others) == shown + "\n")
  }

  @Test func `a line of a message is never endless`() {
    let message = VisibleText.message(String(repeating: "x", count: 1_000_000) + "\nnext")
    #expect(message.split(separator: "\n").map(\.count) == [VisibleText.longestLine, 4])
  }
}
