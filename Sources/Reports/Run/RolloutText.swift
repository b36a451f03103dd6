internal import Experiments
internal import Plans
internal import Simulation
internal import Wording

/// What keeps the items of rollouts waiting, and where they are.
struct RolloutText {
  private let language: Language
  private let grid: TimeGrid
  private let findings: [RolloutFinding]
  private let names: Names

  /// Rollouts in one picture each, at most so many.
  private static let mostCharts = 4
  /// Columns of periods at most.
  private static let mostColumns = 8

  init(_ run: Run, _ language: Language) {
    self.language = language
    grid = run.compiled.plan.grid
    names = Names(run.compiled.scenario)
    let reference = run.compiled.plan.cases[0].name
    findings = RolloutFinding.all(run.compiled, run.summary).filter {
      $0.caseName == reference && !$0.steps.isEmpty
    }
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }

  // MARK: What binds when

  /// What keeps items waiting, by year: the share of paths and months.
  var items: [Document.Item] {
    let years = shownYears
    var table = TextTable(
      [say("what holds items back", "受限因素")] + years.map { "\($0)" },
      [.left] + years.map { _ in .right })
    var free: [String] = []
    for finding in findings where !finding.limits.isEmpty {
      let binding = finding.limits.filter { $0.held.contains { $0 > 0 } }
      if binding.isEmpty { free.append(names.indicator(finding.indicator)) }
      for limit in binding {
        table.add([name(limit)] + years.map { share(limit, finding, year: $0) })
      }
    }
    var items: [Document.Item] = []
    if table.rows.count > 1 {
      items.append(
        .sentence(
          say(
            "What keeps items of rollouts waiting, in percent of paths and months:",
            "建设项目受何种限制而等待（占路径与月份的百分比）：")))
      items.append(.table(table))
    }
    if !free.isEmpty {
      let list = free.joined(separator: say(", ", "、"))
      items.append(
        .sentence(
          say(
            "\(list): no limit keeps items waiting; plan and durations decide.",
            "\(list)：没有任何限制使项目等待；由计划与工期决定。")))
    }
    return items
  }

  private func name(_ limit: RolloutLimit) -> String {
    let cause = RolloutText.name(limit.cause)(language)
    guard let stage = limit.stage else {
      return "\(names.indicator(limit.indicator))\(say(": ", "："))\(cause)"
    }
    return "\(names.indicator(limit.indicator))\(say(", ", "，"))\(stage)\(say(": ", "："))\(cause)"
  }

  private static func name(_ cause: LimitCause) -> Phrase {
    switch cause {
    case .capacity: Phrase("capacity", "施工能力")
    case .supply: Phrase("supply", "供应")
    case .budget: Phrase("budget", "预算")
    case .ceiling: Phrase("ceiling", "上限")
    case .event: Phrase("event", "事件")
    }
  }

  /// The years that a table has columns for: all, or the last of equal stretches.
  private var shownYears: [Int] {
    let steps = findings.map(\.steps)
    guard let first = steps.map(\.lowerBound).min(), let last = steps.map(\.upperBound).max()
    else { return [] }
    let years = Array(grid.period(first).year...grid.period(last - 1).year)
    let every = (years.count + Self.mostColumns - 1) / Self.mostColumns
    return years.reversed().enumerated().filter { $0.offset % max(1, every) == 0 }.map(\.element)
      .reversed()
  }

  /// The share of a year's months and paths; nothing where the rollout has not begun.
  private func share(_ limit: RolloutLimit, _ finding: RolloutFinding, year: Int) -> String {
    let steps = finding.steps.filter { grid.period($0).year == year }
    let months = steps.reduce(0) { $0 + finding.summary.months[$1] }
    guard months > 0 else { return "" }
    let held = steps.reduce(0) { $0 + limit.held[$1] }
    return PlainNumber.rarePercent(Double(held) / Double(months))
  }

  // MARK: Pictures

  /// For each rollout where its items are, and what keeps them waiting.
  var charts: [Chart] {
    findings.filter { !$0.summary.stages.isEmpty }.prefix(Self.mostCharts).flatMap { finding in
      [stages(finding)] + (limits(finding).map { [$0] } ?? [])
    }
  }

  private func axis(_ steps: Range<Int>) -> Axis {
    .periods(
      steps.map { "\(grid.period($0))" }, perYear: grid.stepsPerYear,
      firstInYear: grid.period(steps.lowerBound).index)
  }

  private func stages(_ finding: RolloutFinding) -> Chart {
    let summary = finding.summary
    var values: [Double] = []
    let lines = summary.stages.enumerated().map { number, stage in
      let points = finding.steps.compactMap { step -> Plot.Point? in
        guard let waiting = summary.mean(stage.waiting, at: step),
          let working = summary.mean(stage.working, at: step)
        else { return nil }
        values.append(waiting + working)
        return Plot.Point(Double(step - finding.steps.lowerBound), waiting + working)
      }
      return Plot.Mark.line(points, number: number, label: stage.name)
    }
    let list = summary.stages.map(\.name).joined(separator: say(", ", "、"))
    return Chart(
      name: "stages-\(finding.indicator)",
      title: say(
        "\(names.indicator(finding.indicator)): items in each stage",
        "\(names.indicator(finding.indicator))：各阶段的项目数"),
      description: say(
        "Items that wait in or pass the stages \(list) at the end of each period, means over the paths.",
        "各期末在阶段 \(list) 等待或办理中的项目数（各路径均值）。"),
      .plot(
        Plot(
          x: axis(finding.steps),
          y: Axis(title: nil, covering: [0] + values) { PlainNumber.text($0, language) },
          marks: lines)))
  }

  /// The share of paths and months with each limit; nil where none keeps anything waiting.
  private func limits(_ finding: RolloutFinding) -> Chart? {
    let binding = finding.limits.filter { $0.held.contains { $0 > 0 } }
    guard !binding.isEmpty else { return nil }
    let lines = binding.enumerated().map { number, limit in
      let points = finding.steps.compactMap { step in
        finding.summary.share(limit.held, at: step).map {
          Plot.Point(Double(step - finding.steps.lowerBound), $0)
        }
      }
      let cause = RolloutText.name(limit.cause)(language)
      return Plot.Mark.line(
        points, number: number, label: limit.stage.map { "\($0) \(cause)" } ?? cause)
    }
    let list = binding.map(name).joined(separator: say(", ", "、"))
    return Chart(
      name: "limits-\(finding.indicator)",
      title: say(
        "\(names.indicator(finding.indicator)): what keeps items waiting",
        "\(names.indicator(finding.indicator))：受限因素"),
      description: say(
        "Share of the paths and months on which items wait for \(list).",
        "因 \(list) 而等待的路径与月份比例。"),
      .plot(
        Plot(x: axis(finding.steps), y: .probabilities(title: nil), marks: lines)))
  }
}
