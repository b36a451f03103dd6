internal import Plans
internal import Quantities
internal import Scenarios
internal import Simulation
internal import Wording

/// Percentages that were never above 100 % and may pass it, without a ceiling: shares of a whole that
/// the file does not tell from growth rates and ratios.
struct SharesAboveWhole {
  private static let whole = 100.0
  /// Values that fewer paths pass do not count.
  private static let order = 0.9

  private let compiled: CompiledScenario
  private let look: ScenarioLook

  init(_ compiled: CompiledScenario, _ look: ScenarioLook) {
    self.compiled = compiled
    self.look = look
  }

  func report(to issues: IssueCollector) {
    let candidates = compiled.scenario.indicators.indices.filter(mayBeShare)
    guard !candidates.isEmpty, let look = look.summary else { return }
    for index in candidates {
      let indicator = compiled.scenario.indicators[index]
      let high = look.cases.compactMap { item in
        item.bands[index].last??.histogram.quantile(Self.order)
      }.max()
      guard let high, high > Self.whole, let last = indicator.history.last else { continue }
      issues.report(
        last.place, "indicators.\(indicator.name).history",
        Phrase(
          "no value is above 100 %, and one path in ten comes to \(OddObservations.quantity(high)) % "
            + "or more",
          "观测值均未超过 100 %，而有一成路径达到 \(OddObservations.quantity(high)) % 以上"),
        Phrase(
          "if it is a share of a whole, write `growth: {model: auto, ceiling: 100}`",
          "若为整体中的份额，请写 `growth: {model: auto, ceiling: 100}`"))
    }
  }

  /// Whether it is a percentage of 0 to 100 that grows without a ceiling.
  private func mayBeShare(_ index: Int) -> Bool {
    let indicator = compiled.scenario.indicators[index]
    guard case .output = indicator.kind, indicator.unit.dimension.isNone,
      indicator.unit.labels.isEmpty, indicator.unit.scale.value * Self.whole == 1,
      let growth = indicator.growth, growth.parameters["ceiling"] == nil
    else { return false }
    return !indicator.history.isEmpty
      && indicator.history.allSatisfy { (0...Self.whole).contains($0.value) }
  }
}
