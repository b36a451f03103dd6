internal import Quantities
internal import Scenarios
internal import Tables
internal import Wording

/// Reads what somebody adds, as far as it is not a value: whose it is, and of when.
struct TrackingReading {
  private let scenario: Scenario

  init(_ scenario: Scenario) { self.scenario = scenario }

  /// What is added, a line each, for messages that show where something is wrong.
  func text(of added: [AddedStatistic]) -> String { added.map(\.text).joined(separator: "\n") }

  /// What is added, each period once.
  ///
  /// - Parameters:
  ///   - added: what somebody adds.
  ///   - isLater: whether nothing was known of a period when the plan was written.
  /// - Returns: what is to be read.
  /// - Throws: ``TrackingRefusal``.
  func updates(
    _ added: [AddedStatistic], isLater: (ObservedPlace) -> Bool
  ) throws(TrackingRefusal) -> [UpdatedScenario.Update] {
    var updates: [UpdatedScenario.Update] = []
    for (number, added) in added.enumerated() {
      let statistic = added.of(scenario.indicatorName(added.indicator))
      try check(statistic)
      let period = try period(of: statistic)
      let update = UpdatedScenario.Update(
        indicator: statistic.indicator, period: period, text: statistic.value,
        place: SourcePlace(
          file: statistic.source, line: statistic.source == "--add" ? number + 1 : statistic.line,
          column: 1),
        isLater: isLater(ObservedPlace(indicator: statistic.indicator, period: period)))
      let other = updates.first { $0.indicator == update.indicator && $0.period == period }
      if let other, let first = other.text {
        guard first != statistic.value else { continue }
        throw statistic.refusal(
          Phrase(
            "\(statistic.indicator) in \(period) is given twice, as \(first) and as \(statistic.value); keep one of them",
            "\(statistic.indicator) 在 \(period) 给出了两次：\(first) 和 \(statistic.value)；请只保留其一"))
      }
      updates.append(update)
    }
    return updates
  }

  private func check(_ statistic: AddedStatistic) throws(TrackingRefusal) {
    let name = statistic.indicator
    guard scenario.indicator(name) != nil else {
      let known = scenario.indicators.map(\.name).filter(scenario.isObservable)
      throw statistic.refusal(
        Phrase(
          "\(scenario.file) has no indicator '\(name)'; ", "\(scenario.file) 没有指标 '\(name)'；")
          + (NearestName.of(name, among: known).map(Phrase.meant)
            ?? Phrase(
              "its indicators are \(known.joined(separator: ", "))",
              "其指标为 \(known.joined(separator: "、"))")))
    }
    guard scenario.isObservable(name) else {
      let kind = scenario.indicator(name)?.kind.word ?? ""
      throw statistic.refusal(
        Phrase(
          "\(name) is of kind \(kind), whose values are not observed but made of others; add a statistic of kind "
            + "output, count or rollout",
          "\(name) 的类别为 \(kind)，其值由其他量得出，不能观测；请添加 output、count 或 rollout 类指标的统计值"))
    }
  }

  private func period(of statistic: AddedStatistic) throws(TrackingRefusal) -> Period {
    do throws(QuantityError) {
      return try Period(statistic.date)
    } catch {
      // What is outside the calendar says that alone; other refusals say what to write.
      guard case .impossiblePeriod = error else { throw statistic.refusal(error.phrase) }
      throw statistic.refusal(
        error.phrase
          + Phrase(
            "; write a year (2023), a quarter (2023-Q3) or a month (2023-06)",
            "；请写年份（2023）、季度（2023-Q3）或月份（2023-06）"))
    }
  }
}
