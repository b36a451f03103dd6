/// How the attainment of a target answers to levers: counts of met paths on common random numbers.
package struct LeverResponse {
  /// The number of paths behind each count.
  package let paths: Int
  /// The paths that meet the target, for each setting of the levers.
  package let met: ([[Double]]) throws -> [Int]

  /// Takes a function of settings.
  package init(paths: Int, met: @escaping ([[Double]]) throws -> [Int]) {
    self.paths = paths
    self.met = met
  }

  /// Runs searches to their end and, where values beyond an answer miss again, others for how far it
  /// goes.
  ///
  /// - Parameters:
  ///   - searches: the searches of the last lever.
  ///   - fixed: for each search the values of the levers before it.
  /// - Returns: the answers.
  /// - Throws: what ``met`` throws.
  package func answers(_ searches: [LeverSearch], with fixed: [[Double]]) throws -> [LeverAnswer] {
    var searches = searches
    try run(&searches, with: fixed)
    var answers = searches.map(\.answer)
    var places: [Int] = []
    var further: [LeverSearch] = []
    for (index, answer) in answers.enumerated() {
      guard let far = answer.farEnd, far.isCertain else { continue }
      let bounds = far.bracket
      guard let part = searches[index].axis.part(bounds) else { continue }
      places.append(index)
      further.append(
        LeverSearch(
          part, band: searches[index].band, scan: [bounds.lowerBound, bounds.upperBound]))
    }
    try run(&further, with: places.map { fixed[$0] })
    for (index, search) in zip(places, further) {
      let edge = search.answer
      guard edge.status == .found, edge.isAtLeast != answers[index].isAtLeast else { continue }
      let bracket = answers[index].farEnd?.bracket
      answers[index].farEnd?.value = edge.value
      answers[index].otherCrossings = answers[index].otherCrossings.map {
        bracket?.contains($0) ?? false ? edge.value : $0
      }
    }
    return answers
  }

  /// Runs searches to their end, a round of all of them at once.
  ///
  /// - Throws: what ``met`` throws.
  package func run(_ searches: inout [LeverSearch], with fixed: [[Double]]) throws {
    precondition(searches.count == fixed.count, "\(searches.count) and \(fixed.count)")
    while true {
      let points = searches.indices.flatMap { index in
        searches[index].requests.map { fixed[index] + [$0] }
      }
      guard !points.isEmpty else { return }
      var counts = try met(points)[...]
      for index in searches.indices where !searches[index].requests.isEmpty {
        let own = counts.prefix(searches[index].requests.count)
        counts = counts.dropFirst(own.count)
        searches[index].take(Array(own))
      }
    }
  }
}
