internal import SpecialFunctions

/// Pareto-smoothed importance weights.
///
/// The largest M = min(S/5, 3 √S) weights are replaced by the expected order statistics of a
/// generalized Pareto law fitted to them, at most the largest raw weight. Its shape k̂ tells how
/// heavy the tail is: below min(1 − 1/log₁₀ S, 0.7) the means can be trusted.
///
/// Source: Vehtari, Simpson, Gelman, Yao and Gabry, *Pareto smoothed importance sampling*, JMLR 25
/// (2024).
package struct ParetoSmoothing: Sendable {
  /// The weights, which add up to 1, in the order of the draws.
  package let weights: [Double]
  /// k̂; −∞ where the tail is too short or has no spread.
  package let shape: Double
  /// 1 / Σ w².
  package let effectiveSize: Double

  /// Smooths weights.
  ///
  /// - Parameter logWeights: logarithms of the raw weights, −∞ for zero; where none is finite, as far from all
  ///   data, the weights are equal and worth nothing.
  package init(logWeights: [Double]) {
    let count = logWeights.count
    let largest = logWeights.max() ?? 0
    guard largest.isFinite, !logWeights.contains(where: \.isNaN) else {
      weights = Array(repeating: 1 / Double(max(1, count)), count: count)
      shape = .infinity
      effectiveSize = 0
      return
    }
    var raw = logWeights.map { Elementary.exp($0 - largest) }
    let tail = min(count / 5, Int((3 * Double(count).squareRoot()).rounded(.up)))
    var shape = -Double.infinity
    if tail >= 5 {
      let order = ParetoSmoothing.largest(tail + 1, of: raw)
      // The order goes up; its first member is the cutoff.
      let cutoff = raw[order[0]]
      let excesses = order.dropFirst().map { raw[$0] - cutoff }
      if let last = excesses.last, last > 0, excesses.filter({ $0 > 0 }).count >= tail / 2 {
        let positive = excesses.map { max($0, last * 1e-12) }
        let law = GeneralizedPareto(fitting: positive)
        shape = law.shape
        for (rank, index) in order.dropFirst().enumerated() {
          let p = (Double(rank) + 0.5) / Double(tail)
          raw[index] = min(1, cutoff + law.quantile(p))
        }
      }
    }
    self.shape = shape
    var sum = 0.0
    for weight in raw { sum += weight }
    var squares = 0.0
    for i in raw.indices {
      raw[i] /= sum
      squares += raw[i] * raw[i]
    }
    weights = raw
    effectiveSize = 1 / squares
  }

  /// The greatest k̂ with which a mean over so many draws is trusted.
  package static func limit(draws: Int) -> Double {
    min(1 - 1 / Elementary.log10(Double(draws)), 0.7)
  }

  /// The indices of the largest values, in increasing order of value.
  private static func largest(_ count: Int, of values: [Double]) -> [Int] {
    let cutoff = values.sorted(by: >)[count - 1]
    var picked = values.indices.filter { values[$0] > cutoff }
    let short = count - picked.count
    picked += values.indices.lazy.filter { values[$0] == cutoff }.prefix(short)
    return picked.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1] }
  }
}

/// The generalized Pareto law from 0: survival (1 + k x/σ)^(−1/k).
package struct GeneralizedPareto: Sendable {
  /// k.
  package let shape: Double
  /// σ.
  package let scale: Double

  /// The law fitted to a sample: the profile likelihood averaged over a prior on b = −k/σ, the
  /// shape then drawn towards ½ as if by ten more observations.
  ///
  /// Source: Zhang and Stephens, *A new and efficient estimation method for the generalized Pareto
  /// distribution*, Technometrics 51:316 (2009); the last step from Vehtari et al. (2024), appendix.
  ///
  /// - Parameter sample: positive numbers in increasing order, at least five.
  package init(fitting sample: [Double]) {
    let count = sample.count
    let n = Double(count)
    let points = 30 + Int(n.squareRoot())
    let quartile = sample[Int((n / 4 + 0.5).rounded(.down)) - 1]
    let top = sample[count - 1]
    var values = [Double](repeating: 0, count: points)
    var likelihoods = values
    for i in 0..<points {
      let fraction = (Double(points) / (Double(i) + 0.5)).squareRoot()
      let b = 1 / top + (1 - fraction) / (3 * quartile)
      values[i] = b
      let k = GeneralizedPareto.meanLog(sample, b)
      likelihoods[i] = n * (Elementary.log(-b / k) - k - 1)
    }
    let best = likelihoods.max() ?? 0
    var total = 0.0
    var mean = 0.0
    for i in 0..<points {
      let weight = Elementary.exp(likelihoods[i] - best)
      total += weight
      mean += weight * values[i]
    }
    let b = mean / total
    let k = GeneralizedPareto.meanLog(sample, b)
    scale = -k / b
    shape = (n * k + 5) / (n + 10)
  }

  /// The value below which the variable lies with probability p.
  package func quantile(_ p: Double) -> Double {
    let exponential = -Elementary.log1p(-p)
    guard abs(shape) > 1e-12 else { return scale * exponential }
    return scale * Elementary.expm1(shape * exponential) / shape
  }

  /// The mean of log(1 − b x), which is k at that b.
  private static func meanLog(_ sample: [Double], _ b: Double) -> Double {
    var sum = 0.0
    for x in sample { sum += Elementary.log1p(-b * x) }
    return sum / Double(sample.count)
  }
}
