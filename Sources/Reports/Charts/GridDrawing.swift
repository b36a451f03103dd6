internal import SpecialFunctions
internal import Wording

/// Shares in a grid of cells as a picture: the more, the darker, with lines along ½ and 80 %.
enum GridDrawing {
  /// The shares along which lines go, the first of them dashed.
  private static let edges = [0.5, 0.8]

  /// What the lines in a grid stand for; nil where there is none.
  static func edgeNote(of shares: [[Double?]], _ language: Language) -> String? {
    let known = shares.joined().compactMap(\.self)
    let looks = [Phrase("dashed line", "虚线"), Phrase("solid line", "实线")]
    let notes = zip(edges, looks).compactMap { level, look -> Phrase? in
      let isCrossed = known.contains { $0 < level } && known.contains { $0 >= level }
      return isCrossed ? look + .colon + Phrase(PlainNumber.percent(level, digits: 0)) : nil
    }
    return notes.isEmpty ? nil : notes.joined(.comma)(language)
  }

  static func canvas(_ plot: GridPlot, title: String, _ sheet: Drawing.Size) -> SVGCanvas {
    let heading = Drawing.title(title, sheet)
    let top = heading.height + 34
    let names = plot.rows.map { SVGCanvas.width($0) }.max() ?? 0
    let left = min(0.29 * sheet.width, names + 48)
    let size = (
      width: (sheet.width - left - 20) / Double(max(1, plot.columns.count)),
      height: max(20, min(48, 340 / Double(max(1, plot.rows.count))))
    )
    let floor = top + size.height * Double(plot.rows.count)
    let note = plot.edgeNote == nil ? 0.0 : 20
    var canvas = SVGCanvas(width: sheet.width, height: floor + 52 + note)
    if let text = plot.edgeNote {
      canvas.text(text, 16, floor + 64, style: "wm-faint", size: 12)
    }
    Drawing.draw(title: heading.lines, on: &canvas)
    canvas.text(plot.yTitle, 16, heading.height + 16, style: "wm-faint")
    canvas.text(
      plot.xTitle, (left + sheet.width - 20) / 2, floor + 42, style: "wm-faint", anchor: .middle)

    let scale = scale(of: plot)
    drawKey(scale, heading.height + 4, on: &canvas)

    func place(_ row: Int, _ column: Int) -> (x: Double, y: Double) {
      (left + size.width * Double(column), floor - size.height * Double(row + 1))
    }
    for (row, shares) in plot.shares.enumerated() {
      for (column, share) in shares.enumerated() {
        let (x, y) = place(row, column)
        guard let share else { continue }
        let level = level(of: share, scale)
        canvas.rectangle(
          x, y, size.width, size.height, style: "wm-share\(level)",
          title: "\(plot.yTitle) \(plot.rows[row]), \(plot.xTitle) \(plot.columns[column]): "
            + PlainNumber.percent(share, digits: 0))
        if size.width >= 40, size.height >= 18 {
          canvas.text(
            PlainNumber.percent(share, digits: 0), x + size.width / 2, y + size.height / 2 + 4.5,
            style: level >= 5 ? "wm-on-dark" : "wm-on-light", anchor: .middle, size: 12)
        }
      }
    }
    for (level, style) in zip(edges, ["wm-edge-fine", "wm-edge"]) {
      drawEdge(plot, level, style, on: &canvas, size.width, size.height, place)
    }
    drawNames(plot, on: &canvas, size.width, size.height, floor, left)
    return canvas
  }

  /// The shares of the lightest and the darkest colour: none and all, but what there is where that is
  /// little apart.
  private static func scale(of plot: GridPlot) -> ClosedRange<Double> {
    let shares = plot.shares.joined().compactMap(\.self)
    guard let low = shares.min(), let high = shares.max(), high - low < 0.4, high - low > 0.005
    else { return 0...1 }
    return low...high
  }

  private static func level(of share: Double, _ scale: ClosedRange<Double>) -> Int {
    let part = (share - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
    return min(9, max(0, Int(bounded: part * 10)))
  }

  /// What the colours stand for.
  private static func drawKey(
    _ scale: ClosedRange<Double>, _ top: Double, on canvas: inout SVGCanvas
  ) {
    let right = PlainNumber.percent(scale.upperBound, digits: 0)
    let end = canvas.width - 20 - SVGCanvas.width(right, size: 12) - 6
    for level in 0..<10 {
      canvas.rectangle(
        end - 14 * Double(10 - level), top, 14, 12, style: "wm-share\(level)", title: nil)
    }
    canvas.text(right, end + 6, top + 10, style: "wm-faint", size: 12)
    canvas.text(
      PlainNumber.percent(scale.lowerBound, digits: 0), end - 146, top + 10, style: "wm-faint",
      anchor: .end, size: 12)
  }

  /// The lines between cells on either side of a level.
  private static func drawEdge(
    _ plot: GridPlot, _ level: Double, _ style: String, on canvas: inout SVGCanvas,
    _ width: Double, _ height: Double, _ place: (Int, Int) -> (x: Double, y: Double)
  ) {
    func isAbove(_ row: Int, _ column: Int) -> Bool? {
      guard plot.shares.indices.contains(row), plot.shares[row].indices.contains(column) else {
        return nil
      }
      return plot.shares[row][column].map { $0 >= level }
    }
    for row in plot.shares.indices {
      for column in plot.shares[row].indices {
        guard let here = isAbove(row, column) else { continue }
        let (x, y) = place(row, column)
        if let right = isAbove(row, column + 1), right != here {
          canvas.line(x + width, y, x + width, y + height, style: style)
        }
        if let above = isAbove(row + 1, column), above != here {
          canvas.line(x, y, x + width, y, style: style)
        }
      }
    }
  }

  private static func drawNames(
    _ plot: GridPlot, on canvas: inout SVGCanvas, _ width: Double, _ height: Double,
    _ floor: Double, _ left: Double
  ) {
    let widest = plot.columns.map { SVGCanvas.width($0, size: 12) }.max() ?? 0
    let every = max(1, Int(((widest + 10) / width).rounded(.up)))
    for (column, name) in plot.columns.enumerated() where column % every == 0 {
      canvas.text(
        name, left + width * (Double(column) + 0.5), floor + 18, style: "wm-faint",
        anchor: .middle, size: 12)
    }
    let step = max(1, Int((16 / height).rounded(.up)))
    for (row, name) in plot.rows.enumerated() where row % step == 0 {
      canvas.text(
        name, left - 8, floor - height * (Double(row) + 0.5) + 4.5, style: "wm-faint", anchor: .end,
        size: 12)
    }
  }
}
