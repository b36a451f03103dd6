/// Bars as a picture: names at the left, values in words at the right.
enum BarDrawing {
  private static let rowHeight = 30.0

  static func canvas(_ plot: BarPlot, title: String, _ size: Drawing.Size) -> SVGCanvas {
    let heading = Drawing.title(title, size)
    let top = heading.height + (plot.legend.isEmpty ? 8 : 30)
    let floor = top + rowHeight * Double(plot.bars.count)
    var canvas = SVGCanvas(width: size.width, height: floor + (plot.axis.title == nil ? 34 : 52))
    Drawing.draw(title: heading.lines, on: &canvas)
    let names = plot.bars.map { SVGCanvas.width($0.label) }.max() ?? 0
    let texts = plot.bars.map { SVGCanvas.width($0.text) }.max() ?? 0
    let left = min(0.42 * size.width, names + 28)
    let right = size.width - min(0.27 * size.width, texts + 24)
    let range = plot.axis.range
    func x(_ value: Double) -> Double {
      let inside = min(max(value, range.lowerBound), range.upperBound)
      return left + (inside - range.lowerBound) / (range.upperBound - range.lowerBound)
        * (right - left)
    }
    let every = Drawing.labelStep(plot.axis.ticks.map { (x($0.value), $0.label) }, size: 12)
    for (number, tick) in plot.axis.ticks.enumerated() {
      canvas.line(x(tick.value), top, x(tick.value), floor, style: "wm-grid")
      guard number % every == 0 else { continue }
      canvas.text(
        tick.label, x(tick.value), floor + 18, style: "wm-faint", anchor: .middle, size: 12)
    }
    if let name = plot.axis.title {
      canvas.text(name, (left + right) / 2, floor + 40, style: "wm-faint", anchor: .middle)
    }
    var place = 16.0
    for (number, label) in plot.legend.enumerated() {
      canvas.rectangle(
        place, heading.height, 12, 12, style: "wm-bar\(ChartStyle.colour(number))")
      canvas.text(label, place + 18, heading.height + 10, style: "wm-faint", size: 12)
      place += 36 + SVGCanvas.width(label, size: 12)
    }
    for (row, bar) in plot.bars.enumerated() {
      let middle = top + rowHeight * (Double(row) + 0.5)
      // The bar itself has the whole name.
      let name = ShortenedName.text(bar.label) { SVGCanvas.width($0) <= left - 20 }
      canvas.text(name, left - 12, middle + 4.5, anchor: .end)
      for part in bar.parts {
        let (from, to) = (x(min(part.from, part.to)), x(max(part.from, part.to)))
        canvas.rectangle(
          from, middle - 9, max(1, to - from), 18,
          style: "wm-bar\(ChartStyle.colour(part.number))", title: "\(bar.label): \(bar.text)")
      }
      if let doubt = bar.doubt {
        let (from, to) = (x(doubt.lowerBound), x(doubt.upperBound))
        canvas.line(from, middle, to, middle, style: "wm-doubt")
        canvas.line(from, middle - 5, from, middle + 5, style: "wm-doubt")
        canvas.line(to, middle - 5, to, middle + 5, style: "wm-doubt")
      }
      let text = ShortenedName.text(bar.text) { SVGCanvas.width($0) <= size.width - right - 14 }
      canvas.text(text, right + 12, middle + 4.5)
    }
    if range.contains(0) { canvas.line(x(0), top, x(0), floor, style: "wm-axis") }
    return canvas
  }
}
