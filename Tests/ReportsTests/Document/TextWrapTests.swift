import Reports
import Testing
import Wording

@Suite struct TextWrapTests {
  private let texts = [
    "a plain sentence of some words that is longer than one line and goes on for a while",
    "要使概率保持 80 %，各期末须已达到（–：各路径的水平均不能使概率恰为此值）：high_tech_800 在 2025 年。",
    "one-very-long-word-that-cannot-be-broken-anywhere-at-all-and-stands-alone", "", "短",
  ]

  @Test(arguments: [20, 33, 80])
  func `no line is too wide but for a word that cannot be broken, and nothing is lost`(width: Int) {
    for text in texts {
      let lines = TextWrap.lines(text, width: width)
      for line in lines where TextWidth.cells(line) > width {
        #expect(!line.contains(" "), "\(line)")
      }
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }

  @Test(arguments: [20, 33, 80])
  func `where words are broken no line is too wide`(width: Int) {
    for text in texts + ["Label " + String(repeating: "Gross-", count: 40) + " end"] {
      let lines = TextWrap.lines(text, width: width, breaksWords: true)
      #expect(lines.allSatisfy { TextWidth.cells($0) <= width }, "\(lines)")
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
    #expect(TextWrap.lines("ab cdefgh", width: 4, breaksWords: true) == ["ab", "cdef", "gh"])
  }

  @Test func `no line begins with a closing mark`() {
    for width in 10...60 {
      for line in TextWrap.lines(texts[1], width: width).dropFirst() {
        #expect(!"，。；：、）%".contains(line.first ?? " "), "\(width): \(line)")
      }
    }
  }

  @Test func `a bracket may begin a line`() {
    #expect(TextWrap.lines("至少须为 0.48（95 %：0.39）", width: 14) == ["至少须为 0.48", "（95 %：0.39）"])
  }

  @Test func `a number stays with its mark, its percent and what it counts`() {
    let texts = [
      "push has a probability of 51.2 % ± 0.16 % and +7.8 ± 0.09 points against the baseline",
      "在 2025 年前有 800 家企业的概率为 51.2 % ± 0.16 %，与基准相差 +7.8 ± 0.09 个百分点，相当于 10万 元",
    ]
    for text in texts {
      for width in 20...70 {
        for line in TextWrap.lines(text, width: width) {
          #expect(line.last != "±", "\(width): \(line)")
          #expect(!"±%年家个万".contains(line.first ?? " "), "\(width): \(line)")
        }
      }
    }
  }
}

@Suite struct PlainRendererTests {
  private func document(_ items: [Document.Item]) -> Document {
    Document(title: "Title", language: .en, [Document.Section("Heading", items)])
  }

  private var table: TextTable {
    var table = TextTable(["name", "number", "remark"], [.left, .right, .left])
    table.add(["one", "1", "a remark that is rather long for a narrow terminal of forty cells"])
    table.add(["", "22", "b"])
    return table
  }

  @Test func `a table that fits stands in columns`() {
    let lines = PlainRenderer(width: 120).text(document([.table(table)])).split(separator: "\n")
    #expect(lines[2] == "  name  number  remark")
    #expect(lines[4] == "            22  b")
  }

  @Test func `a table that is too wide says each row in words`() {
    let text = PlainRenderer(width: 50).text(document([.table(table)]))
    #expect(text.contains("  one: number 1; remark a remark that is rather\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 50 })
    #expect(text.contains("\n    number 22; remark b\n"))
  }

  @Test func `a document that says nothing has no line`() {
    #expect(PlainRenderer().text(Document(title: "", language: .en, [])) == "")
  }

  @Test func `every item is on the page and in JSON`() {
    let items: [Document.Item] = [
      .sentence("A sentence & more."), .detail("a detail"), .command("waymark run x"),
      .answer(Document.Answer(name: "goal", text: "About 3 in 10", share: 0.31)), .table(table),
    ]
    let page = HTMLRenderer.page(document(items))
    for text in [
      "<h1>Title</h1>", "<h2>Heading</h2>", "A sentence &amp; more.", "<li>a detail</li>",
      "<code>waymark run x</code>", "About 3 in 10", "width=\"31\"", "<th scope=\"col\">name</th>",
      "<td class=\"number\">22</td>",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    let json = JSONRenderer.text(document(items))
    for text in ["\"probability\": 0.31", "\"a detail\"", "\"columns\": [\"name\""] {
      #expect(json.contains(text), "\(text)")
    }
  }
}
