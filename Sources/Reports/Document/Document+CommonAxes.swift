internal import Wording

extension Document {
  /// Documents with the same pictures, in which each picture has one axis of heights for all of them: what
  /// moves from one document to the next is then what is shown, not the axis.
  package static func withCommonHeights(_ documents: [Document]) -> [Document] {
    var heights: [String: ClosedRange<Double>] = [:]
    for (name, axis) in documents.flatMap(\.heightAxes) {
      let own = axis.range
      let known = heights[name] ?? own
      heights[name] =
        min(known.lowerBound, own.lowerBound)...max(known.upperBound, own.upperBound)
    }
    return documents.map { document in
      Document(
        title: document.title, language: document.language,
        document.sections.map { section in
          Section(section.heading, section.items.map { $0.reaching(heights, document.language) })
        })
    }
  }

  /// The axes of heights of pictures over time, by the name of the picture; shares have one anyway.
  private var heightAxes: [(name: String, axis: Axis)] {
    sections.flatMap(\.items).compactMap { item in
      guard case .chart(let chart) = item, case .plot(let plot) = chart.content, !plot.y.isShare
      else { return nil }
      return (chart.name, plot.y)
    }
  }
}

extension Document.Item {
  /// The item with a picture that reaches over some heights.
  fileprivate func reaching(
    _ heights: [String: ClosedRange<Double>], _ language: Language
  ) -> Document.Item {
    guard case .chart(let chart) = self, case .plot(let plot) = chart.content, !plot.y.isShare,
      let range = heights[chart.name], range != plot.y.range
    else { return self }
    let axis = Axis(title: plot.y.title, covering: [range.lowerBound, range.upperBound]) {
      PlainNumber.text($0, language)
    }
    return .chart(
      Chart(
        name: chart.name, title: chart.title, description: chart.description,
        .plot(Plot(x: plot.x, y: axis, marks: plot.marks))))
  }
}
