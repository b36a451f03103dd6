/// Indices from sums over rows: what the whole sample, each jackknife and each bootstrap sample
/// have in common.
///
/// The sums are, of outcomes less a fixed number: rows; (a + b)/2; (a² + b²)/2; then for each factor
/// b (h − a), h − a and (h − a)²/2. The sums of h − a let the mean of the sample at hand be taken
/// off.
struct SobolRatios {
  /// How many sums stand before those of the factors.
  static let common = 3
  /// How many sums each factor has.
  static let perFactor = 3

  /// The mean, less the fixed number.
  let mean: Double
  /// The variance.
  let variance: Double
  /// First-order indices, then total ones; not finite where the variance is 0.
  let indices: [Double]

  init(_ sums: ArraySlice<Double>, factors: Int) {
    let start = sums.startIndex
    let rows = sums[start]
    let mean = sums[start + 1] / rows
    let variance = sums[start + 2] / rows - mean * mean
    // A variance that is rounding only: the sample does not vary.
    let scale = variance > 4 * .ulpOfOne * (sums[start + 2] / rows) ? rows * variance : .nan
    var indices = [Double](repeating: 0, count: 2 * factors)
    for factor in 0..<factors {
      let own = start + SobolRatios.common + SobolRatios.perFactor * factor
      indices[factor] = (sums[own] - mean * sums[own + 1]) / scale
      indices[factors + factor] = sums[own + 2] / scale
    }
    self.mean = mean
    self.variance = variance
    self.indices = indices
  }
}
