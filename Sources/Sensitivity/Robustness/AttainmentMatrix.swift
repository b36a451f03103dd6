/// How well each alternative does in each state of the world: attainments, or any other number of
/// which more is better.
///
/// A state is a case, a curve family, a prior: what a planner cannot choose and will not weigh.
public struct AttainmentMatrix: Sendable, Equatable {
  /// U, for each alternative one value per state.
  public let values: [[Double]]

  /// Checks a matrix.
  ///
  /// - Throws: ``SensitivityError/notFinite(factor:row:)`` with the state as factor and the
  ///   alternative as row.
  /// - Precondition: all alternatives have the same number of states, at least one.
  public init(_ values: [[Double]]) throws(SensitivityError) {
    let states = values.first?.count ?? 0
    precondition(states > 0, "\(values.count) alternatives with \(states) states")
    for (row, alternative) in values.enumerated() {
      precondition(alternative.count == states, "\(alternative.count) states, not \(states)")
      for (state, value) in alternative.enumerated() where !value.isFinite {
        throw .notFinite(factor: state, row: row)
      }
    }
    self.values = values
  }

  /// How many alternatives there are.
  public var alternatives: Int { values.count }
  /// How many states of the world there are.
  public var states: Int { values[0].count }

  /// What each alternative loses in each state against the best one there.
  ///
  /// The largest U of that state, less U: never negative.
  ///
  /// Source: Savage, *The theory of statistical decision* (1951).
  public var regrets: [[Double]] {
    let best = (0..<states).map { state in values.reduce(-.infinity) { max($0, $1[state]) } }
    return values.map { row in zip(best, row).map { $0 - $1 } }
  }
}
