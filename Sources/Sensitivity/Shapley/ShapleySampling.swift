public import Random

/// Shapley values of many players, estimated from random orders of joining.
///
/// Each order is used forwards and backwards: a player who comes late in one comes early in the
/// other, which makes the mean of the two steadier than two orders drawn apart. In every order the
/// contributions add up to v(all) − v(none), so the estimates do too.
///
/// Source: Castro, Gómez and Tejada, *Polynomial calculation of the Shapley value based on
/// sampling* (2009); Mitchell, Cooper, Frank and Holmes, *Sampling permutations for Shapley value
/// estimation* (2022), section 4.1, for the reversed order.
public struct ShapleySampling: Sendable, Equatable {
  /// φ, a value per player, in the unit of v.
  public let values: [Double]
  /// The standard error of each value, from the spread of the pairs of orders.
  public let standardErrors: [Double]
  /// v(all) − v(none), which the values add up to.
  public let total: Double

  /// Draws orders and averages what each player adds when it joins.
  ///
  /// - Parameters:
  ///   - players: k ≥ 1.
  ///   - pairs: how many orders are drawn, each used forwards and backwards; at least 2.
  ///   - key: names the stream of random numbers.
  ///   - value: v for a set, one element per player, `true` where it is in the set. It is asked
  ///     2 (k − 1) times for each pair, and twice more.
  /// - Throws: what `value` throws.
  /// - Precondition: the numbers are in their ranges.
  public init<E: Error>(
    players: Int, pairs: Int, key: StreamKey, value: (_ set: [Bool]) throws(E) -> Double
  ) throws(E) {
    precondition(players >= 1 && pairs >= 2, "\(players) players, \(pairs) pairs of orders")
    let none = try value([Bool](repeating: false, count: players))
    let all = try value([Bool](repeating: true, count: players))

    func addContributions(of order: [Int], to pair: inout [Double]) throws(E) {
      var set = [Bool](repeating: false, count: players)
      var before = none
      for (position, player) in order.enumerated() {
        set[player] = true
        let after = position == players - 1 ? all : try value(set)
        pair[player] += (after - before) / 2
        before = after
      }
    }

    var sums = [Double](repeating: 0, count: players)
    var deviations = [Double](repeating: 0, count: players)
    for number in 0..<pairs {
      let order = key.permutation(of: players, number: number)
      var pair = [Double](repeating: 0, count: players)
      try addContributions(of: order, to: &pair)
      try addContributions(of: order.reversed(), to: &pair)
      // Welford's recurrence: nothing is lost where the contributions hardly vary.
      let n = Double(number + 1)
      for player in 0..<players {
        let difference = pair[player] - sums[player]
        sums[player] += difference / n
        deviations[player] += difference * (pair[player] - sums[player])
      }
    }
    values = sums
    let divisor = Double(pairs) * Double(pairs - 1)
    standardErrors = deviations.map { ($0 / divisor).squareRoot() }
    total = all - none
  }
}

extension StreamKey {
  /// A random order of the numbers from 0 to `count` − 1, every order as likely as another.
  ///
  /// Source: Durstenfeld, *Algorithm 235: random permutation* (1964).
  package func permutation(of count: Int, number: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      let u = uniform(path: UInt64(number), step: UInt32(truncatingIfNeeded: last))
      order.swapAt(last, Int(u * Double(last + 1)))
    }
    return order
  }
}
