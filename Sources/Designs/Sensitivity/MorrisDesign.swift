public import Random

/// Trajectories for elementary effects: from a random point of a grid, one factor after another in
/// random order moves by Δ, up or down, so that k + 1 points show an effect of each of k factors.
///
/// With p levels the grid is 0, 1/(p − 1), …, 1 and Δ = p / (2 (p − 1)), as Morris has it; or, for
/// laws without ends, the middles of p equal intervals and Δ = ½. p is even, so that every level is
/// equally likely. All columns of a factor move together, each up or down by itself.
///
/// Source: Morris, *Factorial sampling plans for preliminary computational experiments* (1991);
/// Campolongo, Cariboni and Saltelli, *An effective screening design for sensitivity analysis of
/// large models* (2007), for groups and for trajectories that are chosen for their distances.
public struct MorrisDesign: Sendable {
  /// Where the levels lie.
  public enum Levels: Hashable, Sendable {
    /// From 0 to 1, both included.
    case withEnds(Int)
    /// In the middles of so many equal intervals, inside (0, 1).
    case centred(Int)
  }

  /// The columns of each factor.
  public let columns: FactorColumns

  /// Where the levels lie.
  public let levels: Levels

  /// By how much a coordinate moves, in units of the unit cube.
  public let step: Double

  /// The trajectories.
  let paths: [MorrisPath]

  /// Draws trajectories.
  ///
  /// Trajectory i is keyed by seed, name and i: more trajectories leave the earlier ones as they
  /// are, unless they are chosen among candidates.
  ///
  /// - Parameters:
  ///   - trajectories: r, at least 1.
  ///   - columns: the columns of each factor.
  ///   - levels: where the levels lie, and how many: an even number.
  ///   - candidates: how many trajectories to draw and choose from, one after another the one with
  ///     the largest sum of squared distances to those already chosen; `nil` to take all that are
  ///     drawn. The distance of two trajectories is the sum of the distances of their points.
  ///   - key: seed and name of the draws.
  /// - Throws: ``DesignError/oddLevels(_:)``, ``DesignError/pointsOutOfRange(asked:limit:)``,
  ///   ``DesignError/tooFewCandidates(candidates:trajectories:)``.
  /// - Complexity: candidates² k² columns operations for the choice.
  public init(
    trajectories: Int, columns: FactorColumns, levels: Levels = .withEnds(4),
    candidates: Int? = nil, key: StreamKey
  ) throws(DesignError) {
    let limit = Int(Int32.max)
    guard trajectories >= 1, trajectories <= limit else {
      throw .pointsOutOfRange(asked: trajectories, limit: limit)
    }
    let drawn = candidates ?? trajectories
    guard drawn >= trajectories else {
      throw .tooFewCandidates(candidates: drawn, trajectories: trajectories)
    }
    let count: Int
    switch levels {
    case .withEnds(let asked), .centred(let asked): count = asked
    }
    guard count >= 2, count.isMultiple(of: 2) else { throw .oddLevels(count) }
    switch levels {
    case .withEnds: step = Double(count) / Double(2 * (count - 1))
    case .centred: step = 0.5
    }
    self.columns = columns
    self.levels = levels
    let all = (0..<drawn).map { MorrisPath($0, columns: columns, levels: count, key: key) }
    paths = drawn == trajectories ? all : MorrisPath.spread(all, count: trajectories)
  }

  /// The number of trajectories.
  public var trajectories: Int { paths.count }

  /// The number of points: r (k + 1), trajectory after trajectory.
  public var points: Int { trajectories * (columns.factors + 1) }

  /// Points of the trajectories, one after another.
  ///
  /// - Returns: a column for each column of the factors.
  public func points(_ range: Range<Int>) -> UnitPoints {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= points, "points \(range) of \(points)")
    let length = columns.factors + 1
    return UnitPoints(
      columns: (0..<columns.columns).map { column in
        range.map { point in
          value(paths[point / length].level(column, at: point % length))
        }
      })
  }

  /// The factors of a trajectory in the order in which they move: the first one moves between the
  /// first point and the second.
  ///
  /// - Returns: each factor once.
  public func order(of trajectory: Int) -> [Int] { paths[trajectory].order }

  /// Whether a factor of a trajectory moves up, as its first column does; one without columns
  /// always does.
  ///
  /// - Returns: `false` where it moves down.
  public func movesUp(_ factor: Int, in trajectory: Int) -> Bool {
    let own = columns.ranges[factor]
    return own.isEmpty || paths[trajectory].movesUp[own.lowerBound]
  }

  /// Where a level lies.
  private func value(_ level: Int) -> Double {
    switch levels {
    case .withEnds(let count): Double(level) / Double(count - 1)
    case .centred(let count): (Double(level) + 0.5) / Double(count)
    }
  }
}
