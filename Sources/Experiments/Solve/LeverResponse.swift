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

  /// Runs searches to their end, a round of all of them at once.
  ///
  /// - Parameters:
  ///   - searches: the searches of the last lever.
  ///   - fixed: for each search the values of the levers before it.
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
