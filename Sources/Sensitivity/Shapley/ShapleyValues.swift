internal import Statistics

/// What each player adds to a value, averaged over all orders in which the players can join.
///
///     φᵢ = Σ over sets S without i of  |S|! (k − |S| − 1)! / k! · (v(S ∪ {i}) − v(S))
///
/// The players may be the changes between two versions of a scenario and v(S) the attainment with
/// the changes of S made. The values add up to v(all) − v(none), and two players that do the same
/// get the same.
///
/// A set of players is a mask: bit i is 1 where player i is in it.
///
/// Source: Shapley, *A value for n-person games* (1953).
public struct ShapleyValues: Sendable, Equatable {
  /// How many players an exact sum over all sets takes at most.
  public static let mostPlayers = 12

  /// φ, a value per player, in the unit of v.
  public let values: [Double]
  /// The standard error of each value; `nil` where v is known exactly.
  public let standardErrors: [Double]?
  /// v(all) − v(none), which the values add up to.
  public let total: Double

  /// Sums over all sets of a function that is known exactly.
  ///
  /// - Parameters:
  ///   - players: k, from 1 to ``mostPlayers``.
  ///   - value: v for the mask of a set; asked once for each of the 2ᵏ sets, in rising order.
  /// - Throws: what `value` throws.
  /// - Complexity: 2ᵏ calls and k 2ᵏ additions.
  /// - Precondition: `players` is in its range.
  public init<E: Error>(players: Int, value: (_ set: Int) throws(E) -> Double) throws(E) {
    let weights = ShapleyWeights(players: players)
    var sums = [ExactSum](repeating: ExactSum(), count: players)
    var first = 0.0
    var last = 0.0
    for set in 0..<(1 << players) {
      let v = try value(set)
      if set == 0 { first = v }
      last = v
      for player in 0..<players { sums[player].add(weights[set, player] * v) }
    }
    values = sums.map(\.value)
    standardErrors = nil
    total = last - first
  }

  /// Sums over all sets of a function that is a mean over paths, the same paths for every set.
  ///
  /// The sum is linear, so each path has Shapley values of its own; their spread gives errors in
  /// which what the sets have in common cancels.
  ///
  /// - Parameters:
  ///   - players: k, from 1 to ``mostPlayers``.
  ///   - paths: n ≥ 2.
  ///   - outcomes: for the mask of a set one outcome per path, such as 1 where a target is met;
  ///     asked once for each of the 2ᵏ sets, in rising order.
  /// - Throws: what `outcomes` throws.
  /// - Complexity: k 2ᵏ n additions; memory for k n numbers.
  /// - Precondition: `players` is in its range and every answer has `paths` elements.
  public init<E: Error>(
    players: Int, paths: Int, outcomes: (_ set: Int) throws(E) -> [Double]
  ) throws(E) {
    precondition(paths >= 2, "\(paths) paths for a standard error")
    let weights = ShapleyWeights(players: players)
    var perPath = [[Double]](repeating: [Double](repeating: 0, count: paths), count: players)
    var change = [Double](repeating: 0, count: paths)
    for set in 0..<(1 << players) {
      let column = try outcomes(set)
      precondition(column.count == paths, "\(column.count) outcomes for \(paths) paths")
      for player in 0..<players {
        let weight = weights[set, player]
        for path in 0..<paths { perPath[player][path] += weight * column[path] }
      }
      if set == 0 {
        for path in 0..<paths { change[path] = -column[path] }
      } else if set == (1 << players) - 1 {
        for path in 0..<paths { change[path] += column[path] }
      }
    }
    func moments(_ column: [Double]) -> Moments {
      var moments = Moments()
      moments.add(column.span)
      return moments
    }
    let each = perPath.map(moments)
    values = each.map(\.mean)
    standardErrors = each.map(\.standardError)
    total = moments(change).mean
  }
}

/// With which factor the value of a set enters the Shapley value of a player.
struct ShapleyWeights {
  /// For a set of s others: s! (k − s − 1)! / k!.
  private let joining: [Double]

  init(players: Int) {
    precondition(
      players >= 1 && players <= ShapleyValues.mostPlayers,
      "\(players) players, not from 1 to \(ShapleyValues.mostPlayers)")
    // 1 / (k · (k − 1 over s)): the binomial coefficients are whole and small.
    var choose = 1
    var weights: [Double] = []
    for s in 0..<players {
      weights.append(1 / Double(players * choose))
      choose = choose * (players - 1 - s) / (s + 1)
    }
    joining = weights
  }

  subscript(set: Int, player: Int) -> Double {
    let size = set.nonzeroBitCount
    return set >> player & 1 == 1 ? joining[size - 1] : -joining[size]
  }
}
