public import Random
internal import SpecialFunctions

/// How the alternatives rank when nobody knows the weights of the states of the world.
///
/// A set of weights stands for the ambiguity. Under each of them the alternatives are ranked by
/// their weighted mean. An alternative that is best under most weights and never ranks low does
/// not rest on a guess about the weights.
///
/// Source: Lempert, Groves, Popper and Bankes (2006); Gilboa and Schmeidler, *Maxmin expected
/// utility with non-unique prior* (1989), for the least weighted mean.
public struct AmbiguityRanking: Sendable, Equatable {
  /// What is known of one alternative.
  public struct Standing: Sendable, Equatable {
    /// The share of weights under which the alternative is best; alternatives that are equally
    /// good share a weight.
    public let bestShare: Double
    /// The mean rank, 1 for the best.
    public let meanRank: Double
    /// The highest rank under any of the weights.
    public let worstRank: Int
    /// The least weighted mean under any of the weights.
    public let leastMean: Double
    /// The largest regret of the weighted mean under any of the weights.
    public let largestRegret: Double
  }

  /// One standing per alternative.
  public let standings: [Standing]

  /// Ranks alternatives under each of the given weights.
  ///
  /// - Parameters:
  ///   - matrix: attainments by alternative and state.
  ///   - weights: at least one set of weights, each with one weight per state, not negative; a
  ///     set need not add up to 1.
  /// - Precondition: the shapes agree and no set of weights adds up to 0.
  public init(_ matrix: AttainmentMatrix, weights: [[Double]]) {
    precondition(!weights.isEmpty, "no set of weights for \(matrix.states) states")
    let count = matrix.alternatives
    var best = [Double](repeating: 0, count: count)
    var rankSum = [Int](repeating: 0, count: count)
    var worst = [Int](repeating: 0, count: count)
    var least = [Double](repeating: .infinity, count: count)
    var regret = [Double](repeating: 0, count: count)
    for set in weights {
      let means = AmbiguityRanking.weightedMeans(matrix, set)
      let ranks = RobustnessCriterion.ranks(means, prefersLess: false)
      let top = means.reduce(-.infinity, max)
      let winners = Double(ranks.count { $0 == 1 })
      for alternative in 0..<count {
        if ranks[alternative] == 1 { best[alternative] += 1 / winners }
        rankSum[alternative] += ranks[alternative]
        worst[alternative] = max(worst[alternative], ranks[alternative])
        least[alternative] = min(least[alternative], means[alternative])
        regret[alternative] = max(regret[alternative], top - means[alternative])
      }
    }
    let sets = Double(weights.count)
    standings = (0..<count).map {
      Standing(
        bestShare: best[$0] / sets, meanRank: Double(rankSum[$0]) / sets, worstRank: worst[$0],
        leastMean: least[$0], largestRegret: regret[$0])
    }
  }

  /// Ranks alternatives under random weights that are spread evenly over all weights there are.
  ///
  /// - Parameters:
  ///   - matrix: attainments by alternative and state.
  ///   - draws: how many sets of weights, at least 1; the share of a best alternative has a
  ///     standard error of at most 1/(2 √draws).
  ///   - key: names the stream of random numbers.
  public init(_ matrix: AttainmentMatrix, draws: Int, key: StreamKey) {
    self.init(
      matrix, weights: AmbiguityRanking.simplex(states: matrix.states, draws: draws, key: key))
  }

  /// Weights drawn evenly from the simplex: exponential draws over their sum, the Dirichlet law
  /// with all parameters 1.
  ///
  /// - Parameters:
  ///   - states: weights a set, at least 1.
  ///   - draws: sets, at least 1.
  ///   - key: names the stream of random numbers.
  /// - Returns: sets of weights, each adding up to 1.
  ///
  /// Source: Devroye, *Non-uniform random variate generation* (1986), section XI.4.1.
  public static func simplex(states: Int, draws: Int, key: StreamKey) -> [[Double]] {
    precondition(states >= 1 && draws >= 1, "\(draws) draws of \(states) weights")
    return (0..<draws).map { draw in
      let exponentials = (0..<states).map {
        -Elementary.log(key.uniform(path: UInt64(draw), step: UInt32($0)))
      }
      let sum = exponentials.reduce(0, +)
      return exponentials.map { $0 / sum }
    }
  }

  private static func weightedMeans(_ matrix: AttainmentMatrix, _ weights: [Double]) -> [Double] {
    precondition(
      weights.count == matrix.states, "\(weights.count) weights for \(matrix.states) states")
    let sum = weights.reduce(0, +)
    precondition(
      sum > 0 && weights.allSatisfy { $0 >= 0 }, "weights \(weights) that are not weights")
    return matrix.values.map { row in
      zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 } / sum
    }
  }
}
