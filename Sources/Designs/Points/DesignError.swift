/// Why a design cannot be made.
public enum DesignError: Error, Hashable, Sendable {
  /// More dimensions than there are numbers for.
  case tooManyDimensions(asked: Int, limit: Int)
  /// No points, or more than the design can count.
  case pointsOutOfRange(asked: Int, limit: Int)
  /// A grid with more points than an integer can count.
  case gridTooLarge
  /// A factor of a grid without levels.
  case noLevels(factor: Int)
  /// Rows that cannot be dealt evenly to the replicates.
  case unevenReplicates(rows: Int, replicates: Int)
  /// A number of levels for elementary effects that is not even and positive.
  case oddLevels(Int)
  /// Fewer candidates than trajectories to choose.
  case tooFewCandidates(candidates: Int, trajectories: Int)
}

extension DesignError: CustomStringConvertible {
  /// The sentence for people.
  public var description: String {
    switch self {
    case .tooManyDimensions(let asked, let limit):
      "the design has \(asked) dimensions, at most \(limit) are possible"
    case .pointsOutOfRange(let asked, let limit):
      "the design has \(asked) points, from 1 to \(limit) are possible"
    case .gridTooLarge: "the grid has more points than can be counted"
    case .noLevels(let factor): "factor \(factor + 1) of the grid has no levels"
    case .unevenReplicates(let rows, let replicates):
      "\(rows) rows cannot be dealt evenly to \(replicates) scrambled replicates"
    case .oddLevels(let levels):
      "elementary effects need an even number of levels, at least 2, got \(levels)"
    case .tooFewCandidates(let candidates, let trajectories):
      "\(trajectories) trajectories cannot be chosen from \(candidates)"
    }
  }
}
