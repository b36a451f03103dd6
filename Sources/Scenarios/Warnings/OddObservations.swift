internal import Quantities
internal import SpecialFunctions

/// Observations that are so far off their neighbours that a unit or a digit must be wrong.
package enum OddObservations {
  /// A step by this factor cannot be growth.
  private static let jump = Elementary.log(30)
  /// Growth a year, in logarithms, that needs no precedent.
  private static let growth = 0.4
  /// Things are few below this, and few may become many.
  private static let few = 10.0

  static func report(_ scenario: Scenario, to issues: IssueCollector) {
    for indicator in scenario.indicators { report(indicator, to: issues) }
  }

  private static func report(_ indicator: Indicator, to issues: IssueCollector) {
    let points = indicator.history.filter { $0.kind.isValue && $0.value > 0 }
    guard points.count > 1 else { return }
    let isCounted = indicator.counts
    let levels = points.map { Elementary.log(isCounted ? max($0.value, few) : $0.value) }
    let times = points.map { $0.period.step.end(of: $0.period) }
    let steps = zip(levels, levels.dropFirst()).map { $1 - $0 }
    let years = zip(times, times.dropFirst()).map { max($1 - $0, 1e-3) }
    let isJump = steps.indices.map { index in
      // What others grow by in a year counts, but not what stands beside the jump.
      let others = steps.indices.filter { abs($0 - index) > 1 }.map { abs(steps[$0]) / years[$0] }
      let usual = others.sorted()
      let pace = max(growth, usual.isEmpty ? 0 : 2 * usual[usual.count / 2])
      return abs(steps[index]) > jump + pace * years[index]
    }
    var index = 0
    while index < steps.count {
      defer { index += 1 }
      guard isJump[index] else { continue }
      let isBack =
        index + 1 < steps.count && isJump[index + 1] && (steps[index] < 0) != (steps[index + 1] < 0)
      // A jump behind the first of many is a wrong first one.
      let isFirst = index == 0 && !isBack && steps.count > 1
      let odd = points[isFirst ? 0 : index + 1]
      let beside = points[isFirst ? 1 : index]
      let other = isBack ? points[index + 2] : nil
      report(odd, beside, other, indicator, to: issues)
      if isBack { index += 1 }
    }
  }

  private static func report(
    _ odd: Observation, _ beside: Observation, _ other: Observation?, _ indicator: Indicator,
    to issues: IssueCollector
  ) {
    let ratio = odd.value / beside.value
    issues.report(
      odd.place, "indicators.\(indicator.name).history",
      "\(amount(odd.value, indicator.unit.symbol)) in \(odd.period) is \(times(ratio)) the "
        + "\(quantity(beside.value)) of \(beside.period)"
        + (other.map {
          " and \(times(odd.value / $0.value)) the \(quantity($0.value)) of \($0.period)"
        }
          ?? ""),
      "is the unit right, and every digit?")
  }

  /// `about 104 times` or `about 1/96 of`.
  package static func times(_ ratio: Double) -> String {
    ratio >= 1
      ? "about \(quantity(rounded(ratio))) times"
      : "about 1/\(quantity(rounded(1 / ratio))) of"
  }

  private static func rounded(_ value: Double) -> Double {
    guard value < 1e15 else { return value }
    var unit = 1.0
    while value / unit >= 100 { unit *= 10 }
    return (value / unit).rounded() * unit
  }

  /// A number with its unit.
  package static func amount(_ value: Double, _ unit: String) -> String {
    quantity(value) + (unit.isEmpty || unit == "1" ? "" : " " + unit)
  }

  /// A number with up to four significant digits.
  package static func quantity(_ value: Double) -> String {
    guard value.isFinite, abs(value) > 1e-250, abs(value) < 1e15 else { return value.description }
    if abs(value) >= 1000 { return plain(value.rounded()) }
    var unit = 1.0
    while abs(value) * unit < 1000 { unit *= 10 }
    return plain((value * unit).rounded() / unit)
  }
}

extension Observation.Kind {
  /// Whether a value was observed, not only a bound of it.
  fileprivate var isValue: Bool {
    switch self {
    case .exact, .standardDeviation: true
    default: false
    }
  }
}

extension Indicator {
  /// Whether it counts things.
  package var counts: Bool {
    switch kind {
    case .count, .rollout: true
    default: false
    }
  }
}
