/// Where the attainment passes the wanted probability, between two of the lever values tried.
package struct LeverCrossing: Hashable {
  /// The indices of the values, in rising order, within which it passes.
  package let places: ClosedRange<Int>
  /// Whether more of the lever is better there.
  package let isRising: Bool
  /// Whether the attainments on the two sides differ from the wanted one by more than chance.
  package let isCertain: Bool

  /// Whether two crossings share more than an end.
  func overlaps(_ other: LeverCrossing) -> Bool {
    places.lowerBound < other.places.upperBound && other.places.lowerBound < places.upperBound
  }

  /// The crossings that the counts of met paths show.
  ///
  /// What lies within the band of chance belongs to neither side, so that a response which touches
  /// the wanted probability does not seem to cross it again and again.
  ///
  /// - Parameters:
  ///   - met: the paths that meet the target at each lever value, in rising order of the values.
  ///   - band: the counts that go with the wanted probability.
  /// - Returns: the crossings, in rising order.
  package static func all(_ met: [Int], _ band: AttainmentBand) -> [LeverCrossing] {
    struct Run {
      let isAbove: Bool
      let first: Int
      var last: Int
    }
    var runs: [Run] = []
    for (place, count) in met.enumerated() {
      guard count < band.least || count > band.most else { continue }
      let isAbove = count > band.most
      if let last = runs.last, last.isAbove == isAbove {
        runs[runs.count - 1].last = place
      } else {
        runs.append(Run(isAbove: isAbove, first: place, last: place))
      }
    }
    let isReached = met.map { $0 >= band.needed }
    let end = met.count - 1
    guard let first = runs.first, let last = runs.last else {
      // Nothing differs from the wanted probability by more than chance.
      guard isReached.contains(true), isReached.contains(false) else { return [] }
      return [LeverCrossing(places: 0...end, isRising: met[end] >= met[0], isCertain: false)]
    }
    var crossings: [LeverCrossing] = []
    if isReached[..<first.first].contains(!first.isAbove) {
      crossings.append(
        LeverCrossing(places: 0...first.first, isRising: first.isAbove, isCertain: false))
    }
    for (one, next) in zip(runs, runs.dropFirst()) {
      crossings.append(
        LeverCrossing(places: one.last...next.first, isRising: next.isAbove, isCertain: true))
    }
    if isReached[(last.last + 1)...].contains(!last.isAbove) {
      crossings.append(
        LeverCrossing(places: last.last...end, isRising: !last.isAbove, isCertain: false))
    }
    return crossings
  }
}
