internal import Experiments
internal import Tables
internal import Wording

extension ComparisonText {
  /// The way from before to after in steps, for the targets that changed most.
  var charts: [Chart] {
    let moved = comparison.rows.filter { $0.shares.contains { $0.value != 0 } }
    let ways = moved.sorted { abs($0.difference) > abs($1.difference) }.prefix(4).map {
      (row: $0, bars: waterfall($0))
    }
    // Side by side, bars of one length are one probability.
    let places = ways.flatMap(\.bars).flatMap(\.parts).flatMap { [$0.from, $0.to] }
    let axis = Axis(title: say("probability", "概率"), covering: places + [0]) {
      PlainNumber.percent($0, digits: 1)
    }
    return ways.map { chart(of: $0.row, $0.bars, axis) }
  }

  private func waterfall(_ row: ComparisonRow) -> [BarPlot.Bar] {
    var level = row.before.estimate
    var bars = [
      BarPlot.Bar(
        say("before", "之前"), PlainNumber.percent(level), [BarPlot.Part(to: level, number: 5)])
    ]
    let shares = row.shares.filter { $0.value != 0 }.sorted { abs($0.value) > abs($1.value) }
    for share in shares.prefix(10) {
      let next = level + share.value
      bars.append(
        BarPlot.Bar(
          names(share.parts), points(share.value, share.error),
          [BarPlot.Part(from: level, to: next, number: share.value > 0 ? 2 : 1)]))
      level = next
    }
    if shares.count > 10 {
      bars.append(
        BarPlot.Bar(
          say("\(shares.count - 10) more", "其余 \(shares.count - 10) 项"),
          PlainNumber.points(row.after.estimate - level),
          [BarPlot.Part(from: level, to: row.after.estimate, number: 3)]))
    }
    bars.append(
      BarPlot.Bar(
        say("after", "之后"), PlainNumber.percent(row.after.estimate),
        [BarPlot.Part(to: row.after.estimate)]))
    return bars
  }

  private func chart(of row: ComparisonRow, _ bars: [BarPlot.Bar], _ axis: Axis) -> Chart {
    let (target, caseName) = (labels.target(row.target), labels.caseName(row.caseName))
    let before = PlainNumber.percent(row.before.estimate)
    let after = PlainNumber.percent(row.after.estimate)
    return Chart(
      name: "why-\(row.caseName)-\(row.target)",
      title: say(
        "\(target) in case \(caseName): from \(before) to \(after)",
        "\(target)（情景 \(caseName)）：由 \(before) 变为 \(after)"),
      description: bars.map { "\($0.label) \($0.text)" }.joined(separator: ", "),
      .bars(BarPlot(axis: axis, bars: bars)))
  }
}
