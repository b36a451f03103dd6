internal import Wording

/// Charts in the characters of a terminal: what can be shown of them in a few lines.
enum TextChart {
  /// The lines of a chart under its title.
  static func lines(_ chart: Chart, width: Int, _ language: Language) -> [String] {
    let title = TextWrap.lines(chart.title, width: width)
    switch chart.content {
    case .plot(let plot): return title + sparks(plot, width, language)
    case .bars(let plot): return title + bars(plot, width)
    case .grid(let plot): return title + grid(plot, width)
    }
  }

  // MARK: Plots

  private static let steps: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The line that matters and the outermost band's edges, on one scale, with their ends.
  private static func sparks(_ plot: Plot, _ width: Int, _ language: Language) -> [String] {
    var series: [(label: String, points: [Plot.Point])] = []
    for mark in plot.marks {
      switch mark {
      case .band(let extents, 0, let label):
        series.append((label + " ↑", extents.map { Plot.Point($0.x, $0.high) }))
        series.append((label + " ↓", extents.map { Plot.Point($0.x, $0.low) }))
      case .line(let points, _, let label): series.append((label, points))
      default: break
      }
    }
    let values = series.flatMap(\.points).map(\.y).filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return [] }
    func text(_ value: Double) -> String {
      plot.y.isShare ? PlainNumber.percent(value) : PlainNumber.text(value, language)
    }
    let names = series.map { TextWidth.cells($0.label) }.max() ?? 0
    let room = max(8, min(40, width - names - 26))
    return series.map { label, points in
      let known = points.filter(\.y.isFinite)
      let kept = thinned(known, to: room)
      let line = String(kept.map { step($0.y, low, high) })
      let padding = String(repeating: " ", count: names - TextWidth.cells(label))
      let ends = known.first.flatMap { first in
        known.last.map { "\(text(first.y)) → \(text($0.y))" }
      }
      return "  \(label)\(padding)  \(line)  \(ends ?? "")"
    }
  }

  private static func thinned(_ points: [Plot.Point], to count: Int) -> [Plot.Point] {
    guard points.count > count else { return points }
    return (0..<count).map { points[$0 * (points.count - 1) / (count - 1)] }
  }

  private static func step(_ value: Double, _ low: Double, _ high: Double) -> Character {
    guard high > low else { return steps[3] }
    // Halves, for the distance of two numbers may not be one.
    return steps[min(7, Int((value / 2 - low / 2) / (high / 2 - low / 2) * 8))]
  }

  // MARK: Bars

  private static func bars(_ plot: BarPlot, _ width: Int) -> [String] {
    let names = plot.bars.map { TextWidth.cells($0.label) }.max() ?? 0
    let texts = plot.bars.map { TextWidth.cells($0.text) }.max() ?? 0
    let room = max(8, min(30, width - names - texts - 6))
    let range = plot.axis.range
    func place(_ value: Double) -> Int {
      let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
      return Int((min(max(share, 0), 1) * Double(room)).rounded())
    }
    return plot.bars.map { bar in
      var cells = [Character](repeating: " ", count: room)
      for part in bar.parts {
        let (from, to) = (place(min(part.from, part.to)), place(max(part.from, part.to)))
        for cell in from..<max(to, from) { cells[cell] = "█" }
      }
      let padding = String(repeating: " ", count: names - TextWidth.cells(bar.label))
      return "  \(bar.label)\(padding)  \(String(cells))  \(bar.text)"
    }
  }

  // MARK: Grids

  private static func grid(_ plot: GridPlot, _ width: Int) -> [String] {
    let every = max(1, (plot.columns.count * 7 + 16) / max(20, width - 16))
    let kept = plot.columns.indices.filter { $0 % every == 0 }
    var table = TextTable(
      ["\(plot.yTitle) \\ \(plot.xTitle)"] + kept.map { plot.columns[$0] },
      [.right] + kept.map { _ in .right })
    for row in plot.rows.indices.reversed() {
      table.add(
        [plot.rows[row]]
          + kept.map { plot.shares[row][$0].map { PlainNumber.percent($0, digits: 0) } ?? "–" })
    }
    return table.lines(width: width)
  }
}
