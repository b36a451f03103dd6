import Distributions

/// The weights that a law of delays gives to whole lags.
///
/// A delay τ between k and k + 1 periods is shared between both, in proportion to its distance from the
/// other, so that the mean delay is that of the law: w₀ = 1 − A₀ and w_k = A_{k−1} − A_k, with A_k the
/// integral of P(τ > u) from k to k + 1. It is the value of a straight line between the periods.
struct DelayWeights {
  /// The weight of each lag, from 0.
  let lags: [Double]
  /// The weight of all that lies behind the last of them.
  let beyond: Double

  /// Rest of a law that no result shows.
  private static let negligible = 1e-12
  /// Gauss–Legendre nodes and weights on (−1, 1), by symmetry the positive half
  /// (Abramowitz and Stegun 1964, *Handbook of Mathematical Functions*, table 25.4).
  private static let nodes = [
    (0.1834346424956498, 0.3626837833783620), (0.5255324099163290, 0.3137066458778873),
    (0.7966664774136267, 0.2223810344533745), (0.9602898564975363, 0.1012285362903763),
  ]

  /// The weights of a delay that is always the same.
  init(lag: Double, periods: Int) {
    self.init(periods: periods) { k in min(max(lag - Double(k), 0), 1) }
  }

  /// The weights of a law that is continuous or has written values; nil for another law.
  ///
  /// - Parameters:
  ///   - law: of so many periods, not negative.
  ///   - periods: how many lags there can be.
  init?(_ law: Law, periods: Int) {
    if case .discrete(let discrete) = law {
      let outcomes = Array(zip(discrete.values, discrete.probabilities))
      self.init(periods: periods) { k in
        outcomes.reduce(0) { sum, outcome in
          sum + outcome.1 * min(max(outcome.0 - Double(k), 0), 1)
        }
      }
      return
    }
    guard !law.isDiscrete else { return nil }
    self.init(periods: periods) { k in DelayWeights.integral(of: law, from: Double(k)) }
  }

  /// The weights that integrals of P(τ > u) from a lag to the next one leave.
  private init(periods: Int, _ area: (Int) -> Double) {
    var lags: [Double] = []
    var before = 1.0
    for k in 0..<periods where before > 0 {
      let next = area(k)
      let rest = next > DelayWeights.negligible ? next : 0
      lags.append(before - rest)
      before = rest
    }
    self.lags = lags
    beyond = before
  }

  /// The integral of the survival over one period, in 64 pieces: where a law begins or ends inside, a
  /// piece has a corner.
  private static func integral(of law: Law, from start: Double) -> Double {
    let pieces = 64
    let half = 0.5 / Double(pieces)
    var sum = 0.0
    for piece in 0..<pieces {
      let middle = start + Double(2 * piece + 1) * half
      for (node, weight) in nodes {
        sum += weight * (law.survival(middle - node * half) + law.survival(middle + node * half))
      }
    }
    return sum * half
  }
}
