internal import Quantities
internal import Simulation

/// The history of an indicator on the grid.
struct ObservedHistory {
  /// One observation: its period index, its coordinate in years since the first period, its value.
  struct Point {
    let index: Int
    let time: Double
    let value: Double
    let kind: Observation.Kind
    let period: Period
  }

  /// The observations, in order of time.
  let points: [Point]

  /// The history of an indicator; a flow of a year stands, on a finer grid, in the middle of the
  /// year with its mean (or its share) for a period.
  init(_ indicator: Indicator, grid: TimeGrid) {
    points = indicator.history.compactMap { observation in
      guard var period = try? observation.period.last(on: grid.step) else { return nil }
      var value = observation.value
      var scale = 1.0
      if case .output(.flow, _) = indicator.kind, observation.period.step != grid.step,
        let first = try? observation.period.first(on: grid.step)
      {
        let periods = period - first + 1
        period = first.advanced(by: (periods - 1) / 2)
        if indicator.unit.dimension[.time] >= 0 { scale = 1 / Double(periods) }
      }
      value *= scale
      let index = grid.index(of: period)
      let kind: Observation.Kind =
        if case .standardDeviation(let sd) = observation.kind {
          .standardDeviation(sd * scale)
        } else {
          observation.kind
        }
      return Point(
        index: index, time: grid.years(index), value: value, kind: kind,
        period: observation.period)
    }.sorted { $0.index < $1.index }
  }

  /// The index of the last observation.
  var origin: Int? { points.last?.index }

  /// The values by period index.
  var known: [Int: Double] {
    Dictionary(points.map { ($0.index, $0.value) }, uniquingKeysWith: { _, last in last })
  }
}
