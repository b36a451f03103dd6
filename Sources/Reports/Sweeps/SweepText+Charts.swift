internal import Experiments
internal import Wording

extension SweepText {
  /// The most targets and lines that are drawn.
  private static let most = 4

  /// The probability of each target over what is varied: a line for one name, a grid for two, and for
  /// more, or for scattered points, the mean over all else.
  var charts: [Chart] {
    let variables = summary.plan.variables
    guard summary.all.count > 1, !variables.isEmpty else { return [] }
    let targets = Array(summary.plan.rows.indices.filter(moves).prefix(Self.most))
    if variables.count == 1 { return targets.map { lines($0) } }
    if variables.count == 2, let levels = gridLevels {
      return targets.map { grid($0, levels) }
    }
    return targets.flatMap { target in
      variables.indices.prefix(Self.most).map { means(target, over: $0) }
    }
  }

  /// Whether some setting changes a target in some case: a flat line is no picture.
  private func moves(_ target: Int) -> Bool {
    summary.plan.cases.indices.contains { number in
      let shares = summary.all.map { $0.shares[row(target, number)] }
      return shares.contains { $0 != shares[0] }
    }
  }

  /// The numbers of a target's row in each case.
  private func row(_ target: Int, _ caseNumber: Int) -> Int {
    caseNumber * summary.plan.rows.count + target
  }

  private func axis(_ name: String, _ values: [Double]) -> Axis {
    Axis(
      title: title(of: name), spanning: values, isWhole: Axis.areYears(values)
    ) { text($0, of: name) }
  }

  private func chart(
    _ name: String, _ target: Int, over variable: String, _ content: Chart.Content, note: Phrase
  ) -> Chart {
    let row = summary.plan.rows[target]
    let least = summary.rows.filter { $0.target == row }.first
    let range = least.map {
      PlainNumber.shortProbability($0.lowest.counts.attainment) + " – "
        + PlainNumber.shortProbability($0.highest.counts.attainment)
    }
    return Chart(
      name: "\(name)-\(row)-\(variable)",
      title: Phrase("\(row) over \(variable)", "\(row) 随 \(variable) 的变化")(language),
      description: note(language) + (range.map { ": \($0)" } ?? ""), content)
  }

  private func lines(_ target: Int) -> Chart {
    let name = summary.plan.variables[0]
    let marks = summary.plan.cases.prefix(5).enumerated().map { number, caseName in
      let points = summary.all.map {
        Plot.Point($0.values[0], $0.shares[row(target, number)])
      }.sorted { $0.x < $1.x }
      return Plot.Mark.line(points, number: number, label: caseName)
    }
    return chart(
      "line", target, over: name,
      .plot(
        Plot(
          x: axis(name, summary.all.map { $0.values[0] }), y: .probabilities(title: nil),
          marks: marks)),
      note: Phrase("Probability at each point", "各点的概率"))
  }

  /// The values of both names, where every pair of them is a point.
  private var gridLevels: (x: [Double], y: [Double])? {
    let x = Set(summary.all.map { $0.values[0] }).sorted()
    let y = Set(summary.all.map { $0.values[1] }).sorted()
    return x.count * y.count == summary.all.count && x.count <= 40 && y.count <= 40 ? (x, y) : nil
  }

  private func grid(_ target: Int, _ levels: (x: [Double], y: [Double])) -> Chart {
    let names = summary.plan.variables
    var shares = [[Double?]](
      repeating: [Double?](repeating: nil, count: levels.x.count), count: levels.y.count)
    for point in summary.all {
      guard let column = levels.x.firstIndex(of: point.values[0]),
        let place = levels.y.firstIndex(of: point.values[1])
      else { continue }
      shares[place][column] = point.shares[row(target, 0)]
    }
    return chart(
      "grid", target, over: names.joined(separator: Phrase(" and ", " 与 ")(language)),
      .grid(
        GridPlot(
          xTitle: title(of: names[0]), yTitle: title(of: names[1]),
          columns: levels.x.map { text($0, of: names[0]) },
          rows: levels.y.map { text($0, of: names[1]) }, shares: shares,
          edgeNote: GridDrawing.edgeNote(of: shares, language))),
      note: Phrase(
        "Probability in case \(summary.plan.cases[0]), lines at 50 % (dashed) and 80 %",
        "情景 \(summary.plan.cases[0]) 的概率，虚线为 50 %，实线为 80 %"))
  }

  /// The mean probability in tenths of the points by one name.
  private func means(_ target: Int, over place: Int) -> Chart {
    let name = summary.plan.variables[place]
    let sorted = summary.all.sorted { $0.values[place] < $1.values[place] }
    let levels = Set(sorted.map { $0.values[place] })
    var groups: [[(values: [Double], shares: [Double])]] = []
    if levels.count <= 12 {
      groups = levels.sorted().map { level in sorted.filter { $0.values[place] == level } }
    } else {
      let parts = min(10, sorted.count / 2)
      groups = (0..<parts).map {
        Array(sorted[($0 * sorted.count / parts)..<(($0 + 1) * sorted.count / parts)])
      }
    }
    let marks = summary.plan.cases.prefix(5).enumerated().map { number, caseName in
      let index = row(target, number)
      let points = groups.map { group in
        let count = Double(group.count)
        return Plot.Point(
          group.reduce(0) { $0 + $1.values[place] } / count,
          group.reduce(0) { $0 + $1.shares[index] } / count)
      }
      return Plot.Mark.line(points, number: number, label: caseName)
    }
    return chart(
      "mean", target, over: name,
      .plot(
        Plot(
          x: axis(name, sorted.map { $0.values[place] }), y: .probabilities(title: nil),
          marks: marks)),
      note: Phrase("Mean probability over all else that is varied", "其余变化量取平均的概率"))
  }
}
