import Reports
import Testing

@Suite struct CommonHeightsTests {
  private func document(_ value: Double, name: String = "fan") -> Document {
    let chart = Chart(
      name: name, title: "\(value)", description: "",
      .plot(
        Plot(
          x: Axis(title: nil, spanning: [0, 1]) { "\($0)" },
          y: Axis(title: "firms", covering: [0, value]) { "\($0)" },
          marks: [.level(value, label: "l")])))
    let shares = Chart(
      name: "when", title: "", description: "",
      .plot(
        Plot(
          x: Axis(title: nil, spanning: [0, 1]) { "\($0)" }, y: .probabilities(title: nil),
          marks: [])))
    return Document(
      title: "d", language: .en, [Document.Section([.chart(chart), .chart(shares)])])
  }

  private func heights(_ document: Document) -> [ClosedRange<Double>] {
    document.sections.flatMap(\.items).compactMap { item in
      if case .chart(let chart) = item, case .plot(let plot) = chart.content {
        plot.y.range
      } else {
        nil
      }
    }
  }

  @Test func `pictures of one name have one axis, each keeps what it shows`() {
    let all = Document.withCommonHeights([document(10), document(70), document(3, name: "other")])
    #expect(heights(all[0]) == heights(all[1]))
    #expect(heights(all[0])[0].contains(70))
    #expect(heights(all[2])[0].upperBound < 10)
    #expect(all.allSatisfy { heights($0)[1] == 0...1 })
    #expect(heights(all[0])[0] == heights(document(70))[0])
  }
}
