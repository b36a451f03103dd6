internal import Experiments
internal import Statistics
internal import Wording

extension SolveText {
  /// The probability over the lever with the answer, or the second lever over the first.
  var charts: [Chart] {
    switch solve.kind {
    case .lever: solve.rows.compactMap(curve)
    case .frontier: [line].compactMap(\.self)
    case .cheapestMix: []
    }
  }

  private func axis(_ lever: String, _ values: [Double]) -> Axis {
    let unit = unit(of: lever)
    let mayBeYears = unit.isEmpty && Axis.areYears(values)
    return Axis(title: lever + unit, spanning: values, isWhole: Axis.areYears(values)) { value in
      solve.period(value, of: lever)
        ?? (mayBeYears ? PlainNumber.setting(value) : PlainNumber.text(value))
    }
  }

  private func curve(_ row: SolveRow) -> Chart? {
    guard row.tried.count > 1 else { return nil }
    let z = 1.96
    let points = row.tried.map { Plot.Point($0.value, $0.attained.estimate) }
    let band = row.tried.map { item in
      let error = z * item.attained.standardError
      return Plot.Extent(
        item.value, max(0, item.attained.estimate - error), min(1, item.attained.estimate + error))
    }
    let isAnswer = row.status == .found || row.status == .alreadyReached
    var marks: [Plot.Mark] = [
      .band(band, shade: 1, label: Phrase("95 % by simulation error", "模拟误差 95 % 区间")(language)),
      .line(points, number: 0, label: Phrase("probability", "概率")(language)),
      .level(solve.request.probability, label: wanted),
    ]
    if isAnswer {
      marks.append(
        .observations(
          [Plot.Point(row.value, row.attained.estimate)],
          label: Phrase("the answer", "答案")(language)))
    }
    return Chart(
      name: "solve-\(row.lever)",
      title: Phrase("\(target) over \(row.lever)", "\(target)随 \(row.lever) 的变化")(language),
      description: sentence(row),
      .plot(
        Plot(
          x: axis(row.lever, row.tried.map(\.value)),
          y: .probabilities(title: nil), marks: marks)))
  }

  private var line: Chart? {
    let levers = solve.request.varied.map(\.variable.name)
    let rows = solve.rows.filter { $0.status == .found || $0.status == .alreadyReached }
    guard rows.count > 1, levers.count == 2 else { return nil }
    let points = rows.map { Plot.Point($0.others[0].value, $0.value) }
    let band = rows.filter { $0.low95.isFinite && $0.high95.isFinite }.map {
      Plot.Extent($0.others[0].value, $0.low95, $0.high95)
    }
    let title = Phrase(
      "\(levers[1]) that \(target) takes for \(wanted), over \(levers[0])",
      "\(target)以 \(wanted) 的概率达成所需的 \(levers[1])，随 \(levers[0])")
    return Chart(
      name: "frontier", title: title(language),
      description: rows.map {
        "\(number($0.others[0].value, levers[0])): \(value($0.value, $0))"
      }.joined(separator: ", "),
      .plot(
        Plot(
          x: axis(levers[0], points.map(\.x)),
          y: axis(levers[1], points.map(\.y) + band.flatMap { [$0.low, $0.high] }),
          marks: [
            .band(band, shade: 1, label: Phrase("95 % range", "95 % 区间")(language)),
            .line(points, number: 0, label: levers[1]),
          ])))
  }
}
