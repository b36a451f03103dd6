internal import Random
internal import Sensitivity

/// With which whole numbers the counts of mixtures enter the shares of the parts that differ.
///
/// The share of part i is a Shapley value, Σ over mixtures S of c(S, i) v(S) / d. All c are whole
/// and d is k! or the number of orders drawn, so that shares add up to the difference exactly and
/// a part without effect has a share of exactly 0.
///
/// Source: Shapley, *A value for n-person games* (1953); for many parts Castro, Gómez and Tejada,
/// *Polynomial calculation of the Shapley value based on sampling* (2009), with each order used
/// forwards and backwards.
struct CoalitionWeights {
  /// One part joins a set.
  struct Joining {
    let player: Int
    let before: Int
    let after: Int
  }

  /// The sets, by membership of each part: the empty one first, that of all parts last.
  private(set) var sets: [[Bool]]
  /// c, by set and part.
  private(set) var factors: [[Int32]]
  /// d.
  let denominator: Int
  /// The two orders of each pair, joining by joining; empty where all sets are taken.
  private(set) var pairs: [[Joining]] = []

  /// The most parts for which all sets are taken.
  static let exactPlayers = 8

  /// Takes all sets of up to ``exactPlayers`` parts, or those of some random orders of more.
  ///
  /// - Parameters:
  ///   - players: k ≥ 0.
  ///   - pairs: how many orders are drawn, each used forwards and backwards.
  init(players: Int, pairs: Int) {
    if players > CoalitionWeights.exactPlayers {
      self.init(players: players, ordersOf: pairs)
    } else {
      self.init(all: players)
    }
  }

  private init(players: Int, ordersOf pairs: Int) {
    let none = [Bool](repeating: false, count: players)
    let all = [Bool](repeating: true, count: players)
    denominator = 2 * pairs
    sets = [none, all]
    var places = [none: 0, all: 1]
    let key = StreamKey(seed: 0, name: "orders of joining")
    for number in 0..<pairs {
      let order = key.permutation(of: players, number: number)
      var joinings: [Joining] = []
      for order in [order, order.reversed()] {
        var set = none
        for player in order {
          let before = places[set] ?? 0
          set[player] = true
          if places[set] == nil {
            places[set] = sets.count
            sets.append(set)
          }
          joinings.append(Joining(player: player, before: before, after: places[set] ?? 0))
        }
      }
      self.pairs.append(joinings)
    }
    // The whole set comes last.
    let last = sets.count - 1
    sets.swapAt(1, last)
    func moved(_ set: Int) -> Int { set == 1 ? last : set == last ? 1 : set }
    self.pairs = self.pairs.map { pair in
      pair.map { Joining(player: $0.player, before: moved($0.before), after: moved($0.after)) }
    }
    factors = Array(repeating: [Int32](repeating: 0, count: players), count: sets.count)
    for joining in self.pairs.joined() {
      factors[joining.after][joining.player] += 1
      factors[joining.before][joining.player] -= 1
    }
  }

  /// All 2ᵏ sets: c is (s − 1)! (k − s)! where the part is one of s in the set, and
  /// −s! (k − s − 1)! where it is not.
  private init(all players: Int) {
    var factorials = [1]
    for n in 1...max(1, players) { factorials.append(factorials[n - 1] * n) }
    denominator = factorials[players]
    sets = (0..<(1 << players)).map { mask in (0..<players).map { mask >> $0 & 1 == 1 } }
    factors = sets.map { set in
      let size = set.count { $0 }
      return set.map { isIn in
        Int32(
          isIn
            ? factorials[size - 1] * factorials[players - size]
            : -factorials[size] * factorials[players - size - 1])
      }
    }
  }
}
