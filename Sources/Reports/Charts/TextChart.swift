internal import SpecialFunctions
internal import Wording

/// Charts in the characters of a terminal: what can be shown of them in a few lines.
enum TextChart {
  /// The lines of a chart under its title.
  static func lines(_ chart: Chart, width: Int, _ language: Language) -> [String] {
    let title = TextWrap.lines(chart.title, width: width)
    switch chart.content {
    case .plot(let plot): return title + sparks(plot, width, language)
    case .bars(let plot): return title + bars(plot, width)
    case .grid(let plot): return title + grid(plot, width, language)
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
        // Arrows would read as "rises" and "falls".
        let (upper, lower) = (Phrase(": upper bound", "：上限"), Phrase(": lower bound", "：下限"))
        series.append((label + upper(language), extents.map { Plot.Point($0.x, $0.high) }))
        series.append((label + lower(language), extents.map { Plot.Point($0.x, $0.low) }))
      case .line(let points, _, let label): series.append((label, points))
      default: break
      }
    }
    let values = series.flatMap(\.points).map(\.y).filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return [] }
    func text(_ value: Double) -> String {
      plot.y.isShare ? PlainNumber.percent(value) : PlainNumber.text(value, language)
    }
    series = series.map { (shortened($0.label, to: width / 3), $0.points) }
    let names = series.map { TextWidth.cells($0.label) }.max() ?? 0
    let room = max(8, min(40, width - names - 26))
    return series.map { label, points in
      let known = points.filter(\.y.isFinite)
      let kept = thinned(evenly(known, room), to: room)
      let line = String(kept.map { step($0.y, low, high) })
      let padding = String(repeating: " ", count: names - TextWidth.cells(label))
      let ends = known.first.flatMap { first in
        known.last.map { "\(text(first.y)) → \(text($0.y))" }
      }
      return "  \(label)\(padding)  \(line)  \(ends ?? "")"
    }
  }

  /// Points at even distances on the line through some, where these are uneven.
  private static func evenly(_ points: [Plot.Point], _ room: Int) -> [Plot.Point] {
    guard points.count > 2, let first = points.first, let last = points.last else { return points }
    let step = (last.x - first.x) / Double(points.count - 1)
    let isEven = zip(points, points.dropFirst()).allSatisfy {
      abs($1.x - $0.x - step) <= 0.01 * abs(step)
    }
    guard step > 0, !isEven else { return points }
    var below = 0
    return (0..<room).map { place in
      // The line may end with a step.
      guard place < room - 1 else { return last }
      let x = first.x + (last.x - first.x) * Double(place) / Double(room - 1)
      while below + 2 < points.count, points[below + 1].x < x { below += 1 }
      let (a, b) = (points[below], points[below + 1])
      let part = b.x > a.x ? min(1, max(0, (x - a.x) / (b.x - a.x))) : 0
      return Plot.Point(x, a.y + part * (b.y - a.y))
    }
  }

  private static func thinned(_ points: [Plot.Point], to count: Int) -> [Plot.Point] {
    guard points.count > count else { return points }
    return (0..<count).map { points[$0 * (points.count - 1) / (count - 1)] }
  }

  private static func step(_ value: Double, _ low: Double, _ high: Double) -> Character {
    guard high > low else { return steps[3] }
    // Halves, for the distance of two numbers may not be one.
    return steps[min(7, max(0, Int(bounded: (value / 2 - low / 2) / (high / 2 - low / 2) * 8)))]
  }

  // MARK: Bars

  private static func bars(_ plot: BarPlot, _ width: Int) -> [String] {
    let labels = plot.bars.map { shortened($0.label, to: width / 2 - 4) }
    let names = labels.map { TextWidth.cells($0) }.max() ?? 0
    let texts = plot.bars.map { TextWidth.cells($0.text) }.max() ?? 0
    let room = max(8, min(30, width - names - texts - 6))
    let range = plot.axis.range
    func place(_ value: Double) -> Int {
      let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
      return Int(bounded: (min(max(share, 0), 1) * Double(room)).rounded())
    }
    return zip(plot.bars, labels).map { bar, label in
      var cells = [Character](repeating: " ", count: room)
      for part in bar.parts {
        let (from, to) = (place(min(part.from, part.to)), place(max(part.from, part.to)))
        for cell in from..<max(to, from) { cells[cell] = "█" }
      }
      let padding = String(repeating: " ", count: names - TextWidth.cells(label))
      return "  \(label)\(padding)  \(String(cells))  \(bar.text)"
    }
  }

  private static func shortened(_ name: String, to width: Int) -> String {
    ShortenedName.text(name) { TextWidth.cells($0) <= width }
  }

  // MARK: Grids

  private static func grid(_ plot: GridPlot, _ width: Int, _ language: Language) -> [String] {
    // A percentage has five characters: "100 %".
    let widest = 2 + max(5, plot.columns.map { TextWidth.cells($0) }.max() ?? 0)
    let names = plot.rows.map { TextWidth.cells($0) }.max() ?? 0
    let room = max(widest, width - 2 - names)
    // Few columns may be plans with long names, of which none is left out.
    let every = plot.columns.count <= 8 ? 1 : (plot.columns.count * widest + room - 1) / room
    let kept = plot.columns.indices.filter { $0 % every == 0 }
    // Where the names of both sides leave no room for the cells, they stand above them.
    let corner = "\(plot.yTitle) \\ \(plot.xTitle)"
    let isNarrow = 2 + TextWidth.cells(corner) + kept.count * widest <= width
    var table = TextTable(
      [isNarrow ? corner : ""] + kept.map { plot.columns[$0] },
      [.right] + kept.map { _ in .right })
    let sides = Phrase(
      "Rows: \(plot.yTitle); columns: \(plot.xTitle).", "行：\(plot.yTitle)；列：\(plot.xTitle)。")
    let above = isNarrow ? [] : TextWrap.lines("  " + sides(language), width: width)
    for row in plot.rows.indices.reversed() {
      table.add(
        [plot.rows[row]]
          + kept.map { plot.shares[row][$0].map { PlainNumber.percent($0, digits: 0) } ?? "–" })
    }
    let lines = above + table.lines(width: width)
    guard every > 1 else { return lines }
    let said = Phrase(
      "One in \(every) of \(plot.columns.count) columns; all are in the files.",
      "每 \(every) 列示 1 列，共 \(plot.columns.count) 列；全部见文件。")(language)
    return lines + TextWrap.lines("  " + said, width: width)
  }
}
