internal import Forecasting
internal import Quantities
internal import Wording

/// Histories with a season, which no model of growth in a scenario has.
///
/// A saw-tooth is then read as volatility, and a target of one quarter as one of the year's course.
enum SeasonalHistories {
  static func report(_ scenario: Scenario, to issues: IssueCollector) {
    for indicator in scenario.indicators {
      switch indicator.kind {
      case .output, .count: report(indicator, to: issues)
      case .rollout, .milestone, .derived, .reading: break
      }
    }
  }

  private static func report(_ indicator: Indicator, to issues: IssueCollector) {
    let points = indicator.history.filter { $0.kind == .exact }
    guard let step = points.last?.period.step,
      let pattern = SeasonalPattern(
        times: points.map { $0.period.coordinate(on: .month) }, values: points.map(\.value)),
      pattern.seasons == step.perYear
    else { return }
    let year = points.suffix(pattern.seasons).map { point in
      (period: point.period, effect: pattern.effect(at: point.period.coordinate(on: .month)))
    }
    guard let high = year.max(by: { $0.effect < $1.effect }),
      let low = year.min(by: { $0.effect < $1.effect })
    else { return }
    func size(_ effect: Double) -> String {
      pattern.isMultiplicative
        ? OddObservations.quantity((effect * 100).rounded() / 100)
        : (effect < 0 ? "−" : "+") + OddObservations.quantity(abs(effect))
    }
    let (most, least) = (size(high.effect), size(low.effect))
    issues.report(
      indicator.place, "indicators.\(indicator.name).history",
      pattern.isMultiplicative
        ? Phrase(
          "has a season (\(most) of its course in \(high.period), \(least) in \(low.period)), which a scenario "
            + "leaves out: growth looks more uncertain than it is, and a target of one \(step) is one of the course",
          "带有季节性（\(high.period) 为趋势的 \(most) 倍，\(low.period) 为 \(least) 倍），情景不含季节性："
            + "增长会显得比实际更不确定，单个\(step.word.chinese)的目标按趋势计")
        : Phrase(
          "has a season (\(most) in \(high.period), \(least) in \(low.period)), which a scenario leaves out: "
            + "growth looks more uncertain than it is, and a target of one \(step) is one of the course",
          "带有季节性（\(high.period) 为 \(most)，\(low.period) 为 \(least)），情景不含季节性："
            + "增长会显得比实际更不确定，单个\(step.word.chinese)的目标按趋势计"),
      Phrase(
        "give seasonally adjusted values, or years on a grid of years; `waymark forecast` keeps the season",
        "请给出季节调整后的数值，或以年为步长给出年度数值；`waymark forecast` 会保留季节性"))
  }
}
