/// The non-decreasing sequence nearest to given values in the sense of weighted least squares.
///
/// Source: Ayer, Brunk, Ewing, Reid and Silverman, *An empirical distribution function for
/// sampling with incomplete information* (1955): pool adjacent violators.
public enum IsotonicRegression {
  /// Returns the non-decreasing values ŷ that minimise Σ w (y − ŷ)².
  ///
  /// - Parameters:
  ///   - values: y, in the order in which they should not fall.
  ///   - weights: w, positive, one for each value; all equal when nil.
  /// - Returns: ŷ, one for each value.
  /// - Complexity: linear in the number of values.
  /// - Precondition: there are as many weights as values.
  public static func fit(_ values: [Double], weights: [Double]? = nil) -> [Double] {
    if let weights {
      precondition(
        weights.count == values.count, "\(values.count) values but \(weights.count) weights")
    }
    var pools: [Pool] = []
    for (i, value) in values.enumerated() {
      var pool = Pool(mean: value, weight: weights?[i] ?? 1, length: 1)
      while let last = pools.last, last.mean >= pool.mean {
        pool = last.joined(with: pool)
        pools.removeLast()
      }
      pools.append(pool)
    }
    return pools.flatMap { [Double](repeating: $0.mean, count: $0.length) }
  }

  private struct Pool {
    var mean: Double
    var weight: Double
    var length: Int

    func joined(with next: Pool) -> Pool {
      let total = weight + next.weight
      // Equal means stay what they are, free of rounding.
      let joint = mean == next.mean ? mean : (mean * weight + next.mean * next.weight) / total
      return Pool(mean: joint, weight: total, length: length + next.length)
    }
  }
}
