internal import Quantities
internal import SpecialFunctions
internal import Tables
package import Wording

/// Observations that are so far off their neighbours that a unit or a digit must be wrong.
package enum OddObservations {
  /// A step by this factor cannot be growth.
  private static let jump = Elementary.log(30)
  /// A value that stands by this factor off both of its neighbours, and farther off what lies between them, has a digit
  /// too many or too few.
  private static let (step, spike) = (Elementary.log(4), Elementary.log(40))
  /// Growth a year, in logarithms, that needs no precedent.
  private static let growth = 0.4
  /// Things are few below this, and few may become many.
  private static let few = 10.0

  static func report(_ scenario: Scenario, to issues: IssueCollector) {
    for indicator in scenario.indicators { report(indicator, to: issues) }
  }

  private static func report(_ indicator: Indicator, to issues: IssueCollector) {
    let points = indicator.history.filter { $0.kind.isValue && $0.value > 0 }
    let times = points.map { $0.period.step.end(of: $0.period) }
    for found in find(times, points.map(\.value), areCounts: indicator.counts) {
      report(
        points[found.odd], points[found.beside], found.other.map { points[$0] }, indicator,
        to: issues)
    }
  }

  /// The odd ones of positive values, each with its neighbours.
  ///
  /// - Parameters:
  ///   - times: in years, in their order.
  ///   - values: what was observed then, all greater than 0.
  ///   - areCounts: whether they count things, few of which may become many.
  /// - Returns: the places of each odd value, of the one beside it, and of the one behind where the values
  ///   go back.
  package static func find(
    _ times: [Double], _ values: [Double], areCounts: Bool
  ) -> [(odd: Int, beside: Int, other: Int?)] {
    guard values.count > 1 else { return [] }
    let levels = values.map { Elementary.log(areCounts ? max($0, few) : $0) }
    let steps = zip(levels, levels.dropFirst()).map { $1 - $0 }
    let years = zip(times, times.dropFirst()).map { max($1 - $0, 1e-3) }
    let paces = RankedPaces(zip(steps, years).map { abs($0) / $1 })
    let isJump = steps.indices.map { index in
      // What others grow by in a year counts, but not what stands beside the jump.
      let pace = max(growth, 2 * (paces.middle(without: index - 1...index + 1) ?? 0))
      return abs(steps[index]) > jump + pace * years[index]
    }
    var found: [(odd: Int, beside: Int, other: Int?)] = []
    var index = 0
    while index < steps.count {
      defer { index += 1 }
      let isSpike = isSpike(steps, index)
      guard isJump[index] || isSpike else { continue }
      let isBack =
        isSpike
        || index + 1 < steps.count && isJump[index + 1]
          && (steps[index] < 0) != (steps[index + 1] < 0)
      // A jump behind the first of many is a wrong first one.
      let isFirst = index == 0 && !isBack && steps.count > 1
      found.append((isFirst ? 0 : index + 1, isFirst ? 1 : index, isBack ? index + 2 : nil))
      if isBack { index += 1 }
    }
    return found
  }

  /// Whether a step leads off the way and the next one back to it.
  private static func isSpike(_ steps: [Double], _ index: Int) -> Bool {
    guard index + 1 < steps.count, (steps[index] < 0) != (steps[index + 1] < 0) else {
      return false
    }
    let (there, back) = (abs(steps[index]), abs(steps[index + 1]))
    return min(there, back) > step && there + back > spike
  }

  private static func report(
    _ odd: Observation, _ beside: Observation, _ other: Observation?, _ indicator: Indicator,
    to issues: IssueCollector
  ) {
    func dated(_ point: Observation) -> (date: String, value: Double) {
      (point.period.description, point.value)
    }
    issues.report(
      odd.place, "indicators.\(indicator.name).history",
      problem(dated(odd), dated(beside), other.map(dated), indicator.unit.symbol), .unitAndDigits)
  }

  /// What is odd about a value beside its neighbours.
  package static func problem(
    _ odd: (date: String, value: Double), _ beside: (date: String, value: Double),
    _ other: (date: String, value: Double)?, _ unit: String
  ) -> Phrase {
    let ratio = odd.value / beside.value
    return Phrase(
      "\(amount(odd.value, unit)) in \(odd.date) is \(times(ratio).english) the "
        + "\(quantity(beside.value)) of \(beside.date)",
      "\(odd.date) 的 \(amount(odd.value, unit)) 是 \(beside.date) 的 "
        + "\(quantity(beside.value)) 的\(times(ratio).chinese)")
      + (other.map {
        let times = times(odd.value / $0.value)
        return Phrase(
          " and \(times.english) the \(quantity($0.value)) of \($0.date)",
          "，是 \($0.date) 的 \(quantity($0.value)) 的\(times.chinese)")
      } ?? Phrase(""))
  }

  /// `about 104 times` or `about 1/96 of`.
  package static func times(_ ratio: Double) -> Phrase {
    let factor = ratio >= 1 ? ratio : 1 / ratio
    guard factor.isFinite else {
      return ratio >= 1
        ? Phrase("countless times", "无数倍") : Phrase("a vanishing part of", "极小一部分")
    }
    let size = quantity(rounded(factor))
    return ratio >= 1
      ? Phrase("about \(size) times", "约 \(size) 倍")
      : Phrase("about 1/\(size) of", "约 1/\(size)")
  }

  private static func rounded(_ value: Double) -> Double {
    guard value < 1e15 else { return DecimalNumber.rounded(value, significant: 2) }
    var unit = 1.0
    while value / unit >= 100 { unit *= 10 }
    return (value / unit).rounded() * unit
  }

  /// Two digits of a number of any size.
  private static func digits(_ value: Double) -> String {
    DecimalNumber.text(DecimalNumber.rounded(value, significant: 2))
  }

  /// A number with its unit.
  package static func amount(_ value: Double, _ unit: String) -> String {
    quantity(value) + (unit.isEmpty || unit == "1" ? "" : " " + unit)
  }

  /// A number with up to four significant digits.
  package static func quantity(_ value: Double) -> String {
    guard value.isFinite, abs(value) > 1e-250, abs(value) < 1e15 else { return digits(value) }
    if abs(value) >= 1000 { return plain(value.rounded()) }
    var unit = 1.0
    while abs(value) * unit < 1000 { unit *= 10 }
    return plain((value * unit).rounded() / unit)
  }
}

/// The growth a year of each step, ranked once for the middle of all but a few of them.
private struct RankedPaces {
  /// From the least to the greatest.
  private let sorted: [Double]
  /// The place of each step among them.
  private let ranks: [Int]

  init(_ paces: [Double]) {
    let order = paces.indices.sorted { paces[$0] < paces[$1] }
    sorted = order.map { paces[$0] }
    var ranks = order
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    self.ranks = ranks
  }

  /// The upper median of all steps but some that follow one another; nil where none is left.
  func middle(without left: ClosedRange<Int>) -> Double? {
    let left = ranks[left.clamped(to: 0...ranks.count - 1)].sorted()
    let count = ranks.count - left.count
    guard count > 0 else { return nil }
    return sorted[left.reduce(count / 2) { $1 <= $0 ? $0 + 1 : $0 }]
  }
}

extension Phrase {
  /// What to ask about a number that cannot be meant.
  package static let unitAndDigits = Phrase(
    "is the unit right, and every digit?", "请核对单位与各位数字")
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
