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
}
