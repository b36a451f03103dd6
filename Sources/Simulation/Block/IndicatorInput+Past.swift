internal import Plans

extension ProcessPlan {
  /// The first step that has a value to read: that of `initial` for an indicator that uses its own
  /// past, which stands for all that was before; else nil.
  var earliestValue: Int? {
    guard case .derived(let derived) = self, derived.initial != nil else { return nil }
    return max(0, derived.firstIndex - 1)
  }
}

extension IndicatorInput {
  /// The step that is read in a step, or nil where nothing is known.
  ///
  /// What stands for all that was before is ``ProcessPlan/earliestValue`` of the indicator.
  func step(at step: Int, earliest: Int?) -> Int? {
    if let earliest, step >= earliest, step - lag < earliest { return earliest }
    return step < lag ? nil : step - lag
  }
}
