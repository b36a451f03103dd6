import Reports
import Testing

@Suite struct DocumentTests {
  @Test func `charts whose names make the same file have files of their own`() {
    let grid = GridPlot(xTitle: "", yTitle: "", columns: ["a"], rows: ["b"], shares: [[1]])
    let charts = ["f-a/b", "f-a:b", "f-A-b", "f-a-b-2", "g"].map {
      Document.Item.chart(Chart(name: $0, title: $0, description: "", .grid(grid)))
    }
    let document = Document(
      title: "", language: .en, [Document.Section(charts), Document.Section(charts)])
    let names = document.sections.flatMap(\.items).compactMap { item in
      if case .chart(let chart) = item { chart.name } else { nil }
    }
    #expect(Set(names.map { $0.lowercased() }).count == 10, "\(names)")
    #expect(names.first == "f-a-b" && names[1] == "f-a-b-2")
  }

  @Test func `line feeds of others make no line that looks like an answer`() {
    var table = TextTable(["group", "value"], [.left, .right])
    table.add(["a\nb: 99 %", "1"])
    let document = Document(
      title: "Plan\nt: 95 %.", language: .en,
      [
        Document.Section([
          .sentence("a note\nt: 95 %."), .detail("more\nt: 95 %."),
          .answer(Document.Answer(name: "of\nt", text: "5 %", share: 0.05)), .table(table),
        ])
      ])
    let lines = PlainRenderer().text(document).split(separator: "\n")
    #expect(
      lines.allSatisfy { !$0.hasPrefix("t: ") && !$0.hasPrefix("b: ") }, "\(lines)")
    #expect(lines.contains("of t: 5 %") && lines.contains("  t: 95 %."))
  }

  @Test func `what is to be typed is code on a page`() {
    let document = Document(
      title: "", language: .en,
      [Document.Section([.sentence("write `a < b`, not ` alone"), .sentence("write `a < b`.")])])
    let page = HTMLRenderer.page(document)
    #expect(page.contains("<p>write `a &lt; b`, not ` alone</p>"))
    #expect(page.contains("<p>write <code>a &lt; b</code>.</p>"))
  }

  @Test func `a line through uneven points is drawn as evenly as one through even ones`() {
    func spark(_ places: [Double]) -> String {
      let chart = Chart(
        name: "a", title: "t", description: "",
        .plot(
          Plot(
            x: Axis(title: nil, spanning: places) { "\($0)" },
            y: Axis(title: nil, covering: places) { "\($0)" },
            marks: [.line(places.map { Plot.Point($0, $0) }, number: 0, label: "l")])))
      let text = PlainRenderer().text(
        Document(title: "d", language: .en, [Document.Section([.chart(chart)])]))
      return String(text.filter { "▁▂▃▄▅▆▇█".contains($0) })
    }
    let even = spark((0..<40).map { Double($0) })
    #expect(even.count == 40)
    #expect(spark([0, 1, 2, 3, 39]) == even)
  }

  @Test func `a long name keeps its beginning and its end`() {
    let names = ["a", "b"].map { "A promise that is told in very many words indeed, part \($0)" }
    let bars = names.map { BarPlot.Bar($0, "50 %", [BarPlot.Part(to: 0.5)]) }
    let chart = Chart(
      name: "a", title: "t", description: "",
      .bars(BarPlot(axis: .probabilities(title: nil), bars: bars)))
    let text = PlainRenderer().text(
      Document(title: "d", language: .en, [Document.Section([.chart(chart)])]))
    let lines = text.split(separator: "\n").filter { $0.contains("…") }
    #expect(lines.count == 2 && lines.allSatisfy { $0.count <= 80 })
    #expect(lines[0].contains("part a ") && lines[1].contains("part b "))
  }
}
