internal import SpecialFunctions

/// Weights in proportion to the exponentials of scores, without overflow.
struct ScoredWeights {
  /// One weight for each score; they add up to 1.
  let weights: [Double]
  /// The largest score.
  let best: Double
  /// Σ exp(score − best).
  let sum: Double

  /// The weights of some scores, one at least.
  init(_ scores: [Double]) {
    let best = scores.reduce(-Double.infinity) { max($0, $1) }
    let parts = scores.map { Elementary.exp($0 - best) }
    let sum = parts.reduce(0, +)
    weights = parts.map { $0 / sum }
    self.best = best
    self.sum = sum
  }
}
