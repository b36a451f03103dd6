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
  private let names: Names
  /// What the case is called; nil where nobody could take it for another.
  private let caseName: String?

  /// Lines of targets in one picture.
  private static let mostLines = 5
  /// Fans of indicators that no target looks at.
  private static let mostOthers = 6

  init(_ run: Run, _ rows: [TargetRow], _ language: Language, ofCase caseName: String? = nil) {
    self.run = run
    self.caseName = caseName
    self.language = language
    plan = run.compiled.plan
    names = Names(run.compiled.scenario)
    let reference = plan.cases[0].name
    self.rows = rows.filter { $0.caseName == reference }
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }

  /// A title with the case that the picture is of.
  private func ofCase(_ title: String) -> String {
    title + (caseName.map { say(", case \($0)", "（情景 \($0)）") } ?? "")
  }

  // MARK: Probabilities

  /// The probability of each target, with the range over growth models; nil for a single one.
  var probabilities: Chart? {
    guard rows.count > 1 else { return nil }
    let bars = rows.map { row in
      let shares = run.findings.family(of: row.target)?.attainments
        .map(\.attainment.estimate)
      let doubt = shares.flatMap { all in
        all.min().flatMap { low in all.max().map { low...$0 } }
      }
      return BarPlot.Bar(
        names.target(row.target), PlainNumber.headline(row.attainment),
        [BarPlot.Part(to: row.attainment.estimate)], doubt: doubt)
    }
    let said = bars.map { "\($0.label) \($0.text)" }.joined(separator: say(", ", "，"))
    return Chart(
      name: "probabilities", title: ofCase(say("Probability of each target", "各目标的概率")),
      description: said
        + (bars.contains { $0.doubt != nil }
          ? say("; whiskers: range over growth models.", "；须线：各增长模型的范围。") : say(".", "。")),
      .bars(BarPlot(axis: .probabilities(title: nil), bars: bars)))
  }

  // MARK: All others

  /// A fan for each indicator that has one, those of targets first, and then when targets are reached; and
  /// the indicators whose fans are left out.
  var all: (charts: [Chart], leftOut: [Int]) {
    let seen = rows.compactMap { row in plan.indicators.firstIndex { $0.name == row.indicator } }
    var order: [Int] = []
    for index in seen where !order.contains(index) { order.append(index) }
    let others = plan.indicators.indices.filter { !order.contains($0) }
    func fan(_ index: Int) -> FanChart? {
      FanChart(run, rows, index, names, language, ofCase: caseName)
    }
    let ofOthers = others.compactMap { index in fan(index).map { (index, $0) } }
    let fans = order.compactMap { fan($0)?.chart } + ofOthers.prefix(Self.mostOthers).map(\.1.chart)
    return (fans + (passage.map { [$0] } ?? []), ofOthers.dropFirst(Self.mostOthers).map(\.0))
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
      return Plot.Mark.line(
        Array(points), number: number, label: names.target(plan.targets[index].name))
    }
    let labels = (start..<plan.grid.count).map { "\(plan.grid.period($0))" }
    let list = shown.map { names.target(plan.targets[$0].name) }.joined(separator: say(", ", "、"))
    return Chart(
      name: "when", title: ofCase(say("By when targets are first reached", "何时首次达到目标")),
      description: say(
        "Share of the paths that have reached \(list) by the end of each period.",
        "各期末已达到 \(list) 的路径比例。"),
      .plot(
        Plot(
          x: .periods(
            labels, perYear: plan.grid.stepsPerYear, firstInYear: plan.grid.period(start).index),
          y: .probabilities(title: nil), marks: lines)))
  }
}
