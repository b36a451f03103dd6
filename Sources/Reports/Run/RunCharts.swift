internal import Experiments
internal import Plans
internal import Scenarios
internal import Simulation
internal import Statistics
internal import Wording

/// The pictures of a run: the probabilities side by side, a fan for each indicator, and when targets
/// are reached.
struct RunCharts {
  private let run: Run
  private let rows: [TargetRow]
  private let language: Language
  private let plan: SimulationPlan

  /// Lines of other cases, or of targets, in one picture.
  private static let mostLines = 5
  /// Fans of indicators that no target looks at.
  private static let mostOthers = 6

  init(_ run: Run, _ rows: [TargetRow], _ language: Language) {
    self.run = run
    self.language = language
    plan = run.compiled.plan
    let reference = plan.cases[0].name
    self.rows = rows.filter { $0.caseName == reference }
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }

  // MARK: Probabilities

  /// The probability of each target, with the range over growth models; nil for a single one.
  var probabilities: Chart? {
    guard rows.count > 1 else { return nil }
    let bars = rows.map { row in
      let shares = run.findings.families.first { $0.target == row.target }?.attainments
        .map(\.attainment.estimate)
      let doubt = shares.flatMap { all in
        all.min().flatMap { low in all.max().map { low...$0 } }
      }
      return BarPlot.Bar(
        row.target, PlainNumber.headline(row.attainment),
        [BarPlot.Part(to: row.attainment.estimate)], doubt: doubt)
    }
    let said = zip(rows, bars).map { "\($0.target) \($1.text)" }.joined(separator: say(", ", "，"))
    return Chart(
      name: "probabilities", title: say("Probability of each target", "各目标的概率"),
      description: said
        + (bars.contains { $0.doubt != nil }
          ? say("; whiskers: range over growth models.", "；须线：各增长模型的范围。") : say(".", "。")),
      .bars(BarPlot(axis: .probabilities(title: nil), bars: bars)))
  }

  // MARK: All others

  /// A fan for each indicator that has one, those of targets first, and then when targets are reached.
  var all: [Chart] {
    let seen = rows.compactMap { row in plan.indicators.firstIndex { $0.name == row.indicator } }
    var order: [Int] = []
    for index in seen where !order.contains(index) { order.append(index) }
    let others = plan.indicators.indices.filter { !order.contains($0) }
    let fans = order.compactMap(fan) + others.compactMap(fan).prefix(Self.mostOthers)
    return fans + (passage.map { [$0] } ?? [])
  }

  // MARK: Fans

  private func fan(_ index: Int) -> Chart? {
    let place = plan.indicators[index]
    guard !place.isAuxiliary, !place.isDate else { return nil }
    let known = observations(index)
    let bands = run.summary.cases[0].bands[index]
    let shown = bands.indices.filter { bands[$0].map { $0.histogram.count > 0 } ?? false }
    guard let last = shown.last else { return nil }
    let first = min(known.first?.x ?? 0, Double(shown[0]))
    func level(_ step: Int, _ q: Double) -> Double {
      bands[step]?.quantile(q, isInteger: place.isInteger) ?? .nan
    }
    // The fan opens at what is known.
    let origin = known.last.flatMap { $0.x == Double(shown[0] - 1) ? $0 : nil }
    func line(_ q: Double) -> [Plot.Point] {
      (origin.map { [$0] } ?? []) + shown.map { Plot.Point(Double($0) - first, level($0, q)) }
    }
    func moved(_ point: Plot.Point) -> Plot.Point { Plot.Point(point.x - first, point.y) }
    let opening = origin.map { [Plot.Extent($0.x - first, $0.y, $0.y)] } ?? []
    let ranges: [(share: Int, low: Double)] = [(95, 0.025), (80, 0.1), (50, 0.25)]
    var marks = ranges.enumerated().map { shade, range in
      Plot.Mark.band(
        opening
          + shown.map {
            Plot.Extent(Double($0) - first, level($0, range.low), level($0, 1 - range.low))
          }, shade: shade,
        label: say("\(range.share) % of paths", "\(range.share) % 的路径"))
    }
    let events = moments(from: first, to: last, of: place.name)
    marks += events
    marks += otherCases(index, shown, first)
    let median =
      (origin.map { [moved($0)] } ?? [])
      + shown.map { Plot.Point(Double($0) - first, level($0, 0.5)) }
    marks.append(.line(median, number: 0, label: say("median", "中位数")))
    if !known.isEmpty {
      marks.append(.observations(known.map(moved), label: say("observed", "观测值")))
    }
    let goals = self.goals(index).map { (Plot.Point($0.point.x - first, $0.point.y), $0.label) }
    marks += goals.map { .goal($0.0, label: $0.1) }
    let labels = (Int(first)...last).map { "\(plan.grid.period($0))" }
    let start = plan.grid.period(Int(first))
    // One long tail would press all else to the floor: the outer bands may leave the picture.
    let seen = known.map(\.y) + goals.map { 1.1 * $0.0.y }
    let top = ([2.5 * level(last, 0.5), 1.3 * level(last, 0.75)] + seen).max() ?? 1
    let values = seen + shown.flatMap { [level($0, 0.025), min(level($0, 0.975), top)] }
    return Chart(
      name: "fan-\(place.name)", title: title(index, at: last, level(last, 0.5)),
      description: description(index, last, level),
      .plot(
        Plot(
          x: .periods(labels, perYear: plan.grid.stepsPerYear, firstInYear: start.index),
          y: Axis(title: place.unit, covering: values) {
            PlainNumber.text($0)
          }, marks: marks)))
  }

  /// What the picture tells: the first target, else what is expected.
  private func title(_ index: Int, at last: Int, _ median: Double) -> String {
    let name = label(index)
    guard let row = rows.first(where: { $0.indicator == plan.indicators[index].name }) else {
      let (value, when) = (PlainNumber.text(median), "\(plan.grid.period(last))")
      return say(
        "\(name): \(value) expected in \(when)",
        "\(name)：预计 \(DateWords.phrase(when).chinese)为 \(value)")
    }
    let share = PlainNumber.headline(row.attainment, withError: false)
    return say(
      "\(name): \(share) for \(row.statement.english)",
      "\(name)：概率 \(share)（\(row.statement.chinese)）")
  }

  private func description(
    _ index: Int, _ last: Int, _ level: (Int, Double) -> Double
  ) -> String {
    let name = plan.indicators[index].name
    let when = DateWords.phrase("\(plan.grid.period(last))")(language)
    func text(_ q: Double) -> String { PlainNumber.text(level(last, q)) }
    return say(
      "Fan chart of \(name): in \(when) the median is \(text(0.5)), half of the paths lie between "
        + "\(text(0.25)) and \(text(0.75)), 80 % between \(text(0.1)) and \(text(0.9)), "
        + "95 % between \(text(0.025)) and \(text(0.975)).",
      "\(name) 的扇形图：\(when)中位数为 \(text(0.5))，半数路径在 \(text(0.25)) 与 \(text(0.75)) 之间，80 % 在 "
        + "\(text(0.1)) 与 \(text(0.9)) 之间，95 % 在 \(text(0.025)) 与 \(text(0.975)) 之间。")
  }

  private func label(_ index: Int) -> String {
    let name = plan.indicators[index].name
    return run.compiled.scenario.indicator(name)?.remarks.label ?? name
  }

  /// What was observed or is known, by the number of the period; earlier ones have numbers below 0.
  private func observations(_ index: Int) -> [Plot.Point] {
    let place = plan.indicators[index]
    var points: [Int: Double] = place.known
    for seen in ObservedValue.all(of: place.name, in: run.compiled) {
      if let step = seen.step, step <= max(0, place.origin) { points[step] = seen.value }
    }
    return points.sorted { $0.key < $1.key }.map { Plot.Point(Double($0.key), $0.value) }
  }

  /// The thresholds on an indicator's value that are the same on all paths, at their deadlines.
  private func goals(_ index: Int) -> [(point: Plot.Point, label: String)] {
    plan.targets.flatMap { target -> [(point: Plot.Point, label: String)] in
      guard case .indicator(index, .value(.last), let condition) = target.statement,
        let threshold = condition.threshold.constant
      else { return [] }
      let level = PlainNumber.text(threshold)
      let periods = target.deadlines.map { "\(plan.grid.period($0.index))" }
      let when = periods.count > 1 ? "\(periods[0]) – \(periods[periods.count - 1])" : periods[0]
      // Several dates of one goal have one name.
      return target.deadlines.enumerated().map { number, deadline in
        (
          Plot.Point(Double(deadline.index), threshold),
          number > 0 ? "" : say("goal \(level) in \(when)", "目标 \(when)：\(level)")
        )
      }
    }
  }

  /// The medians of other cases.
  private func otherCases(_ index: Int, _ shown: [Int], _ first: Double) -> [Plot.Mark] {
    let reference = run.summary.cases[0].bands[index]
    let place = plan.indicators[index]
    func medians(_ bands: [BandSummary?]) -> [Double] {
      shown.map { bands[$0]?.quantile(0.5, isInteger: place.isInteger) ?? .nan }
    }
    let own = medians(reference)
    let others = zip(plan.cases, run.summary.cases).dropFirst().filter {
      medians($1.bands[index]) != own
    }
    return others.prefix(Self.mostLines).enumerated().map { number, item in
      let points = zip(shown, medians(item.1.bands[index])).map {
        Plot.Point(Double($0) - first, $1)
      }
      return .line(points, number: number + 1, label: item.0.name)
    }
  }

  /// The dated events that strike an indicator.
  private func moments(from first: Double, to last: Int, of name: String) -> [Plot.Mark] {
    run.compiled.scenario.events.compactMap { event in
      guard event.affects.contains(name), let date = event.date, date.step == plan.grid.step else {
        return nil
      }
      let step = plan.grid.index(of: date)
      guard step >= Int(first), step <= last else { return nil }
      return .moment(Double(step) - first, label: event.name)
    }
  }

  // MARK: When

  /// By when the targets of the reference case hold, as shares of the paths.
  private var passage: Chart? {
    let summaries = run.summary.cases[0].targets
    let shown = plan.targets.indices.filter { index in
      guard case .indicator = plan.targets[index].statement else { return false }
      return summaries[index].firstMet.contains { $0 > 0 }
    }.prefix(Self.mostLines)
    guard !shown.isEmpty, plan.grid.count > 2 else { return nil }
    let first = shown.map { index in summaries[index].firstMet.firstIndex { $0 > 0 } ?? 0 }.min()
    let start = max(0, min(plan.grid.count - 3, (first ?? 0) - 1))
    let lines = shown.enumerated().map { number, index in
      var met = 0
      let points = summaries[index].firstMet.enumerated().map { step, count in
        met += count
        return Plot.Point(Double(step - start), Double(met) / Double(summaries[index].paths))
      }.dropFirst(start)
      return Plot.Mark.line(Array(points), number: number, label: plan.targets[index].name)
    }
    let labels = (start..<plan.grid.count).map { "\(plan.grid.period($0))" }
    let names = shown.map { plan.targets[$0].name }.joined(separator: say(", ", "、"))
    return Chart(
      name: "when", title: say("By when targets are reached", "何时达到目标"),
      description: say(
        "Share of the paths that have reached \(names) by the end of each period.",
        "各期末已达到 \(names) 的路径比例。"),
      .plot(
        Plot(
          x: .periods(
            labels, perYear: plan.grid.stepsPerYear, firstInYear: plan.grid.period(start).index),
          y: .probabilities(title: nil), marks: lines)))
  }
}
