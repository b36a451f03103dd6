/// Charts as SVG.
public enum SVGRenderer {
  /// A chart as a file of its own, dark on white.
  public static func file(_ chart: Chart) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + svg(chart, id: "wm", css: ChartStyle.css(ChartStyle.light))
  }

  /// A chart as an element of a page, which brings the style sheet and numbers its charts.
  static func element(_ chart: Chart, number: String, hasGrips: Bool) -> String {
    svg(chart, id: "chart\(number)", css: nil, hasGrips: hasGrips)
  }

  private static func svg(
    _ chart: Chart, id: String, css: String?, hasGrips: Bool = false
  ) -> String {
    let canvas =
      switch chart.content {
      case .plot(let plot): PlotDrawing(plot, title: chart.title, hasGrips: hasGrips).canvas
      case .bars(let bars): BarDrawing.canvas(bars, title: chart.title)
      case .grid(let grid): GridDrawing.canvas(grid, title: chart.title)
      }
    return canvas.svg(id: id, title: chart.title, description: chart.description, css: css)
  }
}

/// What all drawings share.
enum Drawing {
  static let width = 760.0
  static let titleSize = 16.0

  /// The title, in as many lines as it needs, and the height that they take.
  static func title(_ text: String) -> (lines: [String], height: Double) {
    let lines = TextWrap.lines(text, width: Int((width - 40) / (0.64 * titleSize)))
    return (lines, 14 + 22 * Double(lines.count))
  }

  static func draw(title lines: [String], on canvas: inout SVGCanvas) {
    for (row, line) in lines.enumerated() {
      canvas.text(line, 16, 28 + 22 * Double(row), size: titleSize, isBold: true)
    }
  }
}
