internal import Plans
internal import Quantities
internal import SpecialFunctions

/// The history of an indicator on the grid.
struct ObservedHistory {
  /// One observation: its period index, its coordinate in years since the first period, its value.
  struct Point {
    let index: Int
    let time: Double
    let value: Double
    let kind: Observation.Kind
    let period: Period
    /// What `initial` says of a value of which only a bound was observed: its middle.
    var believed: Double?
  }

  /// The observations, in order of time.
  private(set) var points: [Point]
  /// The values by period index; of a long period of a flow that of each of its periods.
  let known: [Int: Double]
  /// How periods of the grid make the last observation, or what the indicator begins with; nil where
  /// that is one itself.
  let total: TotalPlan?
  /// What came of a rollout since its plan was written, by period index; no part of the points.
  private(set) var later: [Int: ClosedRange<Double>] = [:]

  /// The history of a rollout whose plan was written when the values of a period were the last ones known.
  ///
  /// How far its items got since does not tell what is under way, which the plan itself does.
  init(_ indicator: Indicator, grid: TimeGrid, writtenAfter last: Int?) {
    let whole = ObservedHistory(indicator, grid: grid)
    guard let last, case .rollout = indicator.kind else {
      self = whole
      return
    }
    points = whole.points.filter { $0.index <= last }
    known = whole.known.filter { $0.key <= last }
    total = whole.total
    for point in whole.points where point.index > last {
      later[point.index] = point.kind.range(about: point.value)
    }
  }

  /// The history of an indicator.
  ///
  /// An observation of a flow is that of its whole period. Where the last one is longer than a period
  /// of the grid, the growth model moves values of that length: all observations are brought to it,
  /// each at the end of such a period about its own middle. Without observations it moves values of
  /// the length of what the indicator begins with.
  init(_ indicator: Indicator, grid: TimeGrid) {
    let isFlow = if case .output(.flow, _) = indicator.kind { true } else { false }
    let length = isFlow ? indicator.lengthOfTotal : nil
    let count = length.map { grid.stepsPerYear / $0.perYear } ?? 1
    let points = indicator.history.compactMap { observation -> Point? in
      guard let last = try? observation.period.last(on: grid.step) else { return nil }
      let index = grid.index(of: last)
      var (time, scale) = (grid.years(index), 1.0)
      if let length, observation.period.step != length {
        time += (length.years - observation.period.step.years) / 2
        if indicator.isTotal { scale = length.years / observation.period.step.years }
      }
      return Point(
        index: index, time: time, value: observation.value * scale,
        kind: observation.kind.scaled(by: scale), period: observation.period)
    }.sorted { $0.index < $1.index }
    self.points = points
    guard isFlow, grid.step != .year else {
      known = Dictionary(points.map { ($0.index, $0.value) }, uniquingKeysWith: { _, last in last })
      total = nil
      return
    }
    let parts = ObservedHistory.parts(of: indicator, grid)
    known = parts
    guard count > 1 else {
      total = nil
      return
    }
    guard let last = points.last else {
      total = TotalPlan(
        count: count, isSum: indicator.isTotal,
        shareOfLast: indicator.isTotal ? 1 / Double(count) : 1, fillsFirst: true)
      return
    }
    total =
      last.value == 0
      ? nil
      : TotalPlan(
        count: count, isSum: indicator.isTotal,
        shareOfLast: (parts[last.index] ?? last.value) / last.value)
  }

  /// The same with what is believed of the last value.
  func believing(_ value: Double?) -> ObservedHistory {
    guard let value, !points.isEmpty else { return self }
    var history = self
    history.points[points.count - 1].believed = value
    return history
  }

  /// The index of the last observation.
  var origin: Int? { points.last?.index }

  /// The periods of each observation, so that they sum to it (or have it as their mean): as a curve
  /// that grows evenly through the neighbours' middles would have them.
  private static func parts(of indicator: Indicator, _ grid: TimeGrid) -> [Int: Double] {
    let history = indicator.history.sorted { $0.period < $1.period }
    func rate(_ observation: Observation) -> Double {
      indicator.isTotal ? observation.value / observation.period.step.years : observation.value
    }
    func middle(_ observation: Observation) -> Double {
      observation.period.coordinate - observation.period.step.years / 2
    }
    var known: [Int: Double] = [:]
    for (place, observation) in history.enumerated() {
      let period = observation.period
      guard let first = try? period.first(on: grid.step), let last = try? period.last(on: grid.step)
      else { continue }
      let before = history[max(0, place - 1)]
      let after = history[min(history.count - 1, place + 1)]
      let years = middle(after) - middle(before)
      let growth =
        years > 0 && rate(before) > 0 && rate(after) > 0
        ? Elementary.log(rate(after) / rate(before)) / years : 0
      let count = last - first + 1
      let weights = (0..<count).map {
        Elementary.exp(growth * (Double($0) - Double(count - 1) / 2) * grid.yearsPerStep)
      }
      let sum = weights.reduce(0, +)
      let scale = indicator.isTotal ? 1 / sum : Double(count) / sum
      for (offset, weight) in weights.enumerated() {
        known[grid.index(of: first) + offset] = observation.value * weight * scale
      }
    }
    return known.filter { $0.key >= 0 }
  }
}

extension Observation.Kind {
  /// The whole numbers that it leaves possible.
  fileprivate func range(about value: Double) -> ClosedRange<Double> {
    let whole = value.rounded()
    return switch self {
    case .exact, .standardDeviation, .law: whole...whole
    case .atLeast: value.rounded(.up)...Double.infinity
    case .atMost: 0...max(0, value.rounded(.down))
    case .between(let low, let high): low.rounded(.up)...max(low.rounded(.up), high.rounded(.down))
    }
  }

  /// What is known of a multiple of the value.
  fileprivate func scaled(by factor: Double) -> Observation.Kind {
    switch self {
    case .exact, .atLeast, .atMost: self
    case .standardDeviation(let sd): .standardDeviation(sd * factor)
    case .between(let low, let high): .between(low * factor, high * factor)
    case .law(let known):
      .law(ObservedLaw(text: known.text, law: (try? known.law.scaled(by: factor)) ?? known.law))
    }
  }
}
