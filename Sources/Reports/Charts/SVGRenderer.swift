internal import SpecialFunctions

/// Charts as SVG.
public enum SVGRenderer {
  /// A chart as a file of its own, dark on white.
  public static func file(_ chart: Chart) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + canvas(chart, .page).svg(
        id: "wm", style: nil, title: chart.title, description: chart.description,
        css: ChartStyle.css(ChartStyle.light))
  }

  /// A chart as elements of a page, which brings the style sheet and numbers its charts: one drawing for a screen or
  /// paper and, unless room is short, one for a phone, of which the style sheet shows one.
  static func elements(
    _ chart: Chart, number: String, hasGrips: Bool, isForPhones: Bool
  ) -> String {
    Drawing.Size.allCases.filter { isForPhones || $0 == .page }.map { size in
      canvas(chart, size, hasGrips: hasGrips).svg(
        id: "chart\(number)" + (size == .phone ? "-phone" : ""),
        style: isForPhones ? "wm-\(size.rawValue)" : "wm-alone",
        title: chart.title, description: chart.description, css: nil)
    }.joined()
  }

  private static func canvas(
    _ chart: Chart, _ size: Drawing.Size, hasGrips: Bool = false
  ) -> SVGCanvas {
    switch chart.content {
    case .plot(let plot): PlotDrawing(plot, title: chart.title, size, hasGrips: hasGrips).canvas
    case .bars(let bars): BarDrawing.canvas(bars, title: chart.title, size)
    case .grid(let grid): GridDrawing.canvas(grid, title: chart.title, size)
    }
  }
}

/// What all drawings share.
enum Drawing {
  /// What a drawing is for.
  enum Size: String, CaseIterable {
    case page, phone

    /// Its width; letters have the same size on both.
    var width: Double { self == .page ? 760 : 340 }
  }

  static let titleSize = 16.0

  /// The title, in as many lines as it needs, and the height that they take.
  static func title(_ text: String, _ size: Size) -> (lines: [String], height: Double) {
    let lines = TextWrap.lines(
      text, width: Int((size.width - 40) / (0.64 * titleSize)), breaksWords: true)
    return (lines, 14 + 22 * Double(lines.count))
  }

  static func draw(title lines: [String], on canvas: inout SVGCanvas) {
    for (row, line) in lines.enumerated() {
      canvas.text(line, 16, 28 + 22 * Double(row), size: titleSize, isBold: true)
    }
  }

  /// Which marks of an axis have their label, so that labels do not meet: each, each other one, each third and so on.
  ///
  /// - Parameters:
  ///   - labels: where each is in the middle, and its text.
  ///   - size: the size of the letters.
  /// - Returns: the step.
  static func labelStep(_ labels: [(place: Double, text: String)], size: Double = 13) -> Int {
    let widest = labels.map { SVGCanvas.width($0.text, size: size) }.max() ?? 0
    let gaps = zip(labels, labels.dropFirst()).map { abs($1.place - $0.place) }
    guard let least = gaps.min(), least > 0 else { return 1 }
    return max(1, Int(bounded: ((widest + 6) / least).rounded(.up)))
  }
}
