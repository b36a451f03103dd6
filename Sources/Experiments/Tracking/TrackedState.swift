internal import Plans
internal import Quantities
internal import Scenarios
internal import Tables
internal import Wording

/// An indicator in a period.
struct ObservedPlace: Hashable, Comparable {
  let indicator: String
  let period: Period

  static func < (a: ObservedPlace, b: ObservedPlace) -> Bool {
    (a.indicator, a.period) < (b.indicator, b.period)
  }

  var name: String { "\(indicator) \(period)" }
}

/// A plan with all that is known to it: its file, and what the log adds.
struct TrackedState {
  let plan: UpdatedScenario
  /// What is known beside the file, or instead of it.
  let updates: [ObservedPlace: UpdatedScenario.Update]
  /// All that is known, as a file would have it, in the units of the indicators.
  let known: [ObservedPlace: String]
  /// The plan with what is known.
  let scenario: Scenario

  /// A plan with what the log and others add.
  ///
  /// - Throws: ``ScenarioError`` where a value cannot be.
  init(
    _ plan: UpdatedScenario, _ updates: [UpdatedScenario.Update], sources: [String: String] = [:]
  ) throws(ScenarioError) {
    self.plan = plan
    let own = updates.filter { plan.scenario.indicator($0.indicator) != nil }
    self.updates = Dictionary(
      own.map { (ObservedPlace(indicator: $0.indicator, period: $0.period), $0) },
      uniquingKeysWith: { _, last in last })
    scenario = try plan.with(
      Array(self.updates.values.sorted { $0.place < $1.place }), sources: sources)
    known = scenario.observedTexts
  }

  /// The plan with a report that nobody has made yet.
  func reporting(_ text: String, of place: ObservedPlace) throws(ScenarioError) -> Scenario {
    let report = UpdatedScenario.Update(
      indicator: place.indicator, period: place.period, text: text,
      place: SourcePlace(file: plan.scenario.file, line: 1, column: 1), isLater: true)
    return try plan.with(updates.sorted { $0.key < $1.key }.map(\.value) + [report])
  }

  /// The plan with some periods told otherwise.
  func with(_ changes: [ObservedPlace: String?]) throws(ScenarioError) -> Scenario {
    let nowhere = SourcePlace(file: plan.scenario.file, line: 1, column: 1)
    var all = updates
    for (place, text) in changes {
      all[place] = UpdatedScenario.Update(
        indicator: place.indicator, period: place.period, text: text,
        place: all[place]?.place ?? nowhere, isLater: all[place]?.isLater ?? false)
    }
    return try plan.with(all.sorted { $0.key < $1.key }.map(\.value))
  }
}

extension Scenario {
  /// All that is observed, as a file would have it.
  var observedTexts: [ObservedPlace: String] {
    var texts: [ObservedPlace: String] = [:]
    for indicator in indicators {
      for observation in indicator.history {
        texts[ObservedPlace(indicator: indicator.name, period: observation.period)] =
          observation.text
      }
    }
    return texts
  }

  /// Whether values of an indicator can be observed: of what others make, they are.
  func isObservable(_ name: String) -> Bool {
    switch indicator(name)?.kind {
    case .output, .count, .rollout: true
    case .milestone, .derived, .reading, nil: false
    }
  }
}
