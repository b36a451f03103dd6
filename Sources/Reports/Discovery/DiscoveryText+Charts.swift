internal import Experiments
internal import Sensitivity
internal import Wording

extension DiscoveryText {
  /// The part of each factor's range that the box holds, and the boxes of the search.
  var charts: [Chart] { (found.isAnswer ? [box].compactMap(\.self) : []) + [way] }

  private var box: Chart? {
    var limits: [DiscoveredBox.Factor: (low: Double, high: Double)] = [:]
    for condition in found.conditions {
      let (factor, range) = (condition.factor, condition.factor.range)
      var part = limits[factor] ?? (range.lowerBound, range.upperBound)
      switch condition.limit {
      case .atLeast(let low): part.low = low
      case .atMost(let high): part.high = high
      case .among(let levels):
        part = (levels.min() ?? range.lowerBound, levels.max() ?? range.upperBound)
      }
      limits[factor] = part
    }
    let bars = found.conditions.map(\.factor).reduce(into: [DiscoveredBox.Factor]()) {
      if !$0.contains($1) { $0.append($1) }
    }.compactMap { factor -> BarPlot.Bar? in
      guard let part = limits[factor], factor.range.upperBound > factor.range.lowerBound else {
        return nil
      }
      let width = factor.range.upperBound - factor.range.lowerBound
      func share(_ value: Double) -> Double { (value - factor.range.lowerBound) / width }
      return BarPlot.Bar(
        factor.name, FactorNumber.text(from: part.low, to: part.high, of: factor),
        [
          BarPlot.Part(from: 0, to: 1, number: 5),
          BarPlot.Part(from: share(part.low), to: share(part.high)),
        ])
    }
    guard !bars.isEmpty else { return nil }
    let what =
      found.seeksSuccess
      ? Phrase("Where \(found.target) is met", "\(found.target) 在何处达成")
      : Phrase("Where \(found.target) fails", "\(found.target) 在何处落空")
    return Chart(
      name: "box", title: what(language),
      description: bars.map { "\($0.label) \($0.text)" }.joined(separator: ", "),
      .bars(
        BarPlot(
          axis: Axis(
            title: Phrase("from the lowest to the highest value on the paths", "路径上的最低值至最高值")(
              language), range: 0...1, ticks: []),
          bars: bars)))
  }

  /// Density over coverage of all boxes: the more of the one, the less of the other.
  private var way: Chart {
    let points = found.trajectory.boxes.map { Plot.Point($0.coverage, $0.density) }
      .sorted { $0.x < $1.x }
    var marks: [Plot.Mark] = [.line(points, number: 0, label: Phrase("boxes", "各框")(language))]
    if found.isAnswer {
      marks.append(
        .observations(
          [Plot.Point(found.box.coverage, found.box.density)],
          label: Phrase("the chosen box", "所选框")(language)))
    }
    marks.append(.level(found.baseRate, label: Phrase("everywhere", "全体")(language)))
    let density = PlainNumber.percent(found.box.density)
    let coverage = PlainNumber.percent(found.box.coverage)
    return Chart(
      name: "way", title: Phrase("What the boxes of the search are worth", "搜索所得各框的价值")(language),
      description: Phrase(
        "Density over coverage; the chosen box has density \(density) and coverage \(coverage).",
        "密度与覆盖率；所选框的密度为 \(density)，覆盖率为 \(coverage)。")(language),
      .plot(
        Plot(
          x: .probabilities(title: Phrase("coverage", "覆盖率")(language)),
          y: .probabilities(title: Phrase("density", "密度")(language)), marks: marks)))
  }
}
