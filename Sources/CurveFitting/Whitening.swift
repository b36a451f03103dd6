internal import LinearAlgebra
internal import SpecialFunctions

/// Takes the autocorrelation out of residuals: what each deviates from what the one before lets
/// expect, over its standard deviation.
///
///     r_i ← (r_i − φ^{Δ_i} r_{i−1}) / √(1 − φ^{2Δ_i})
///
/// with Δ_i the gap in years; the first residual stays. Gaps may differ.
package struct Whitening: Hashable, Sendable {
  /// Indices in order of time.
  let order: [Int]
  /// φ^Δ before each of them, 0 for the first.
  let kept: [Double]
  /// √(1 − φ^{2Δ}).
  let deviation: [Double]

  init(times: [Double], correlation: Double) {
    let order = times.indices.sorted { times[$0] < times[$1] }
    var kept = [0.0]
    for (earlier, later) in zip(order, order.dropFirst()) {
      kept.append(Elementary.pow(correlation, max(times[later] - times[earlier], 1e-9)))
    }
    self.order = order
    self.kept = kept
    deviation = kept.map { (1 - $0 * $0).squareRoot() }
  }

  /// Σ log(1 − φ^{2Δ}), what the change of variables adds to −2 log likelihood.
  var logDeterminant: Double { deviation.reduce(0) { $0 + 2 * Elementary.log($1) } }

  func apply(_ residuals: inout [Double]) {
    for k in stride(from: order.count - 1, to: 0, by: -1) {
      let (here, before) = (order[k], order[k - 1])
      residuals[here] = (residuals[here] - kept[k] * residuals[before]) / deviation[k]
    }
  }

  func apply(_ jacobian: inout Matrix) {
    for column in 0..<jacobian.columns {
      for k in stride(from: order.count - 1, to: 0, by: -1) {
        let (here, before) = (order[k], order[k - 1])
        jacobian[here, column] =
          (jacobian[here, column] - kept[k] * jacobian[before, column]) / deviation[k]
      }
    }
  }
}
