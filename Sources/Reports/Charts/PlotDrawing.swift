/// Bands, lines and marks as a picture, with names beside the lines.
struct PlotDrawing {
  private let plot: Plot
  private let title: [String]
  private let top, left, right: Double
  private let bottom = 44.0
  private let height: Double

  private static let plotHeight = 300.0
  /// As large as a finger on a phone.
  private static let gripRadius = 18.0
  /// Whether goals can be taken by hand.
  private let hasGrips: Bool
  private let width: Double
  /// The size of the names at the right.
  private let labelSize: Double
  /// The legend, row by row.
  private let legend: [[LegendEntry]]
  /// The height of the row of what leaves the picture at the top; 0 where it fits beside the unit and the
  /// numbers of the axis.
  private let beyondRow: Double

  init(_ plot: Plot, title: String, _ size: Drawing.Size, hasGrips: Bool = false) {
    self.plot = plot
    width = size.width
    let labelSize = size == .phone ? 12.0 : 13
    self.labelSize = labelSize
    self.hasGrips = hasGrips
    let heading = Drawing.title(title, size)
    self.title = heading.lines
    legend = PlotDrawing.rows(of: PlotDrawing.legend(of: plot), width: size.width)
    let marks = plot.y.ticks.map { SVGCanvas.width($0.label) }.max() ?? 0
    left = max(48, marks + 18)
    let names = plot.namesAtRight.map { SVGCanvas.width($0, size: labelSize) }.max()
    right = min(size.width * (size == .phone ? 0.37 : 0.31), max(24, (names ?? 0) + 18))
    let unit = plot.y.title.map { 16 + SVGCanvas.width($0) + 8 } ?? 0
    let beyond = plot.labelBeyond.map { SVGCanvas.width("▲ " + $0, size: 11) } ?? 0
    beyondRow = beyond > 0 && size.width - right - beyond < max(unit, left) ? 16 : 0
    top =
      heading.height + (legend.isEmpty ? 8 : 8 + 20 * Double(legend.count))
      + (plot.y.title == nil ? 0 : 22) + beyondRow
    height = top + PlotDrawing.plotHeight + bottom
  }

  var canvas: SVGCanvas {
    var canvas = SVGCanvas(width: width, height: height)
    Drawing.draw(title: title, on: &canvas)
    drawLegend(on: &canvas)
    drawBands(on: &canvas)
    drawAxes(on: &canvas)
    for mark in plot.marks { draw(mark, on: &canvas) }
    drawNames(on: &canvas)
    return canvas
  }

  // MARK: Places

  private func x(_ value: Double) -> Double {
    let range = plot.x.range
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return left + share * (width - left - right)
  }

  private func y(_ value: Double) -> Double {
    let range = plot.y.range
    let inside = min(max(value, range.lowerBound), range.upperBound)
    let share = (inside - range.lowerBound) / (range.upperBound - range.lowerBound)
    return height - bottom - share * PlotDrawing.plotHeight
  }

  private func places(_ points: [Plot.Point]) -> [(x: Double, y: Double)] {
    points.filter { $0.y.isFinite }.map { (x($0.x), y($0.y)) }
  }

  // MARK: Parts

  private func drawAxes(on canvas: inout SVGCanvas) {
    let floor = height - bottom
    for tick in plot.y.ticks {
      canvas.line(left, y(tick.value), width - right, y(tick.value), style: "wm-grid")
      canvas.text(
        tick.label, left - 8, y(tick.value) + 4.5, style: "wm-faint", anchor: .end)
    }
    canvas.line(left, floor, width - right, floor, style: "wm-axis")
    let every = Drawing.labelStep(plot.x.ticks.map { (x($0.value), $0.label) })
    for (number, tick) in plot.x.ticks.enumerated() {
      canvas.line(x(tick.value), floor, x(tick.value), floor + 5, style: "wm-axis")
      guard number % every == 0 else { continue }
      canvas.text(tick.label, x(tick.value), floor + 20, style: "wm-faint", anchor: .middle)
    }
    if let name = plot.x.title {
      canvas.text(
        name, (left + width - right) / 2, height - 6, style: "wm-faint", anchor: .middle)
    }
    if let name = plot.y.title {
      canvas.text(name, 16, top - beyondRow - 10, style: "wm-faint")
    }
  }

  private func drawBands(on canvas: inout SVGCanvas) {
    for mark in plot.marks {
      guard case .band(let extents, let shade, _) = mark else { continue }
      let known = extents.filter { $0.low.isFinite && $0.high.isFinite }
      let upper = known.map { (x: x($0.x), y: y($0.high)) }
      let lower = known.reversed().map { (x: x($0.x), y: y($0.low)) }
      canvas.polygon(upper + lower, style: "wm-band\(shade)")
    }
  }

  private func draw(_ mark: Plot.Mark, on canvas: inout SVGCanvas) {
    switch mark {
    case .band: break
    case .line(let points, let number, _):
      canvas.polyline(
        places(points), style: "wm-line\(ChartStyle.colour(number))", width: number == 0 ? 2.5 : 2,
        dashes: ChartStyle.dashes(number))
    case .observations(let points, let label):
      for (point, place) in zip(points, places(points)) {
        canvas.circle(place.x, place.y, 4, style: "wm-observed", title: "\(label): \(point.y)")
      }
    case .goal(let point, _, let target, let amount):
      canvas.line(left, y(point.y), width - right, y(point.y), style: "wm-goal")
      canvas.circle(x(point.x), y(point.y), 6, style: "wm-goal-mark")
      if hasGrips, let target { drawGrip(of: target, at: point, amount ?? point.y, on: &canvas) }
    case .level(let value, _):
      canvas.line(left, y(value), width - right, y(value), style: "wm-goal")
    case .moment(let place, let label):
      canvas.line(x(place), top, x(place), height - bottom, style: "wm-moment")
      canvas.text(
        label, x(place) + 4, top + 12, style: "wm-faint", size: 12)
    case .beyond(let point, let label):
      guard point.y > plot.y.range.upperBound else { return }
      // In a row of its own it keeps clear of the number at the top of the axis.
      canvas.text(
        "▲ " + label, width - right, top - (beyondRow > 0 ? 9 : 4), style: "wm-faint", anchor: .end,
        size: 11)
    }
  }

  /// Where a hand can take a goal: what a script has to know to move it.
  private func drawGrip(
    of target: String, at goal: Plot.Point, _ amount: Double, on canvas: inout SVGCanvas
  ) {
    let range = plot.y.range
    canvas.circle(
      x(goal.x), y(goal.y), PlotDrawing.gripRadius, style: "wm-grip",
      data: [
        ("goal", target), ("amount", "\(amount)"),
        ("per-pixel", "\((range.upperBound - range.lowerBound) / PlotDrawing.plotHeight)"),
      ])
  }

  /// The names of lines and goals at the right, moved apart where they would meet.
  private func drawNames(on canvas: inout SVGCanvas) {
    var names: [(y: Double, label: String, style: String)] = plot.marks.compactMap { mark in
      switch mark {
      case .line(let points, let number, let label) where !label.isEmpty:
        points.last { $0.y.isFinite }.map {
          (y($0.y), label, "wm-bar\(ChartStyle.colour(number))")
        }
      case .goal(let point, let label, _, _) where !label.isEmpty:
        (y(point.y), label, "wm-goal-mark")
      case .level(let value, let label): (y(value), label, "wm-goal-mark")
      default: nil
      }
    }
    names.sort { $0.y < $1.y }
    let gap = 17.0
    for i in names.indices.dropFirst() { names[i].y = max(names[i].y, names[i - 1].y + gap) }
    let lowest = height - bottom + 4
    if let last = names.indices.last, names[last].y > lowest {
      names[last].y = lowest
      for i in names.indices.dropLast().reversed() {
        names[i].y = min(names[i].y, names[i + 1].y - gap)
      }
    }
    let edge = width - right
    for name in names {
      canvas.rectangle(edge + 4, name.y - 5, 4, 10, style: name.style)
      let label = fitting(name.label, isGoal: name.style == "wm-goal-mark")
      canvas.text(label, edge + 12, name.y + 4.5, size: labelSize)
    }
  }

  /// A name as far as there is room: of a goal what it is, of others beginning and end.
  private func fitting(_ label: String, isGoal: Bool) -> String {
    func fits(_ text: String) -> Bool { SVGCanvas.width(text, size: labelSize) <= right - 18 }
    guard isGoal, !fits(label) else { return ShortenedName.text(label, fits: fits) }
    var head = label
    while head.count > 1, !fits(head + "…") { head.removeLast() }
    return head + "…"
  }

  /// What a sign stands for.
  private struct LegendEntry {
    let style: String
    let label: String
    var width: Double { 18 + SVGCanvas.width(label, size: 12) + 18 }
  }

  private static func legend(of plot: Plot) -> [LegendEntry] {
    plot.marks.compactMap { mark in
      switch mark {
      case .band(_, let shade, let label): LegendEntry(style: "wm-band\(shade)", label: label)
      case .observations(_, let label): LegendEntry(style: "wm-observed", label: label)
      default: nil
      }
    }
  }

  /// A legend in as many rows as it needs.
  private static func rows(of legend: [LegendEntry], width: Double) -> [[LegendEntry]] {
    var rows: [[LegendEntry]] = []
    var room = 0.0
    for entry in legend {
      if rows.isEmpty || entry.width > room + 18 {
        rows.append([])
        room = width - 16
      }
      rows[rows.count - 1].append(entry)
      room -= entry.width
    }
    return rows
  }

  private func drawLegend(on canvas: inout SVGCanvas) {
    let last = top - (plot.y.title == nil ? 0 : 22) - beyondRow - 14
    for (row, entries) in legend.enumerated() {
      var place = 16.0
      let line = last - 20 * Double(legend.count - 1 - row)
      for entry in entries {
        if entry.style == "wm-observed" {
          canvas.circle(place + 6, line - 4, 4, style: entry.style)
        } else {
          canvas.rectangle(place, line - 10, 12, 12, style: entry.style)
        }
        canvas.text(entry.label, place + 18, line, style: "wm-faint", size: 12)
        place += entry.width
      }
    }
  }
}

extension Plot {
  /// What is said of a band that leaves the picture at the top; nil where none does.
  fileprivate var labelBeyond: String? {
    marks.lazy.compactMap { mark in
      if case .beyond(let point, let label) = mark, point.y > y.range.upperBound {
        label
      } else {
        nil
      }
    }.first
  }

  /// What is named at the right of the picture.
  fileprivate var namesAtRight: [String] {
    marks.compactMap { mark in
      switch mark {
      case .line(_, _, let label), .goal(_, let label, _, _), .level(_, let label): label
      default: nil
      }
    }
  }
}
