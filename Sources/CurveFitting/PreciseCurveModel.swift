package import LinearAlgebra
internal import Optimization

/// A curve that can be had with some 30 digits, so that a fit can find all that the data determine.
package protocol PreciseCurveModel: CurveModel {
  /// Evaluates the curve and its derivatives at every point.
  ///
  /// - Parameters:
  ///   - parameters: one value for each name.
  ///   - values: receives the curve.
  ///   - jacobian: receives the derivatives, point by point, one for each parameter.
  /// - Returns: `false` where the curve has no finite value.
  func evaluatePrecisely(
    _ parameters: [DoubleDouble], values: inout [DoubleDouble], jacobian: inout [DoubleDouble]
  ) -> Bool
}

/// A precise curve and its observations, which are taken for the decimals that they were written
/// in; errors are additive.
struct PreciseCurveProblem: PreciseLeastSquaresProblem {
  private let model: any PreciseCurveModel
  private let observed: [DoubleDouble]
  private let rootWeights: [Double]

  var residualCount: Int { observed.count }
  var parameterCount: Int { model.parameterNames.count }

  init(model: any PreciseCurveModel, observed: [Double], rootWeights: [Double]) {
    self.model = model
    self.observed = observed.map(DoubleDouble.init(decimal:))
    self.rootWeights = rootWeights
  }

  func evaluate(
    _ parameters: [DoubleDouble], residuals: inout [DoubleDouble],
    jacobian: inout [DoubleDouble]
  ) -> Bool {
    guard model.evaluatePrecisely(parameters, values: &residuals, jacobian: &jacobian) else {
      return false
    }
    let n = parameters.count
    for i in residuals.indices {
      residuals[i] = (residuals[i] - observed[i]) * rootWeights[i]
      if rootWeights[i] != 1 {
        for j in 0..<n { jacobian[i * n + j] = jacobian[i * n + j] * rootWeights[i] }
      }
    }
    return true
  }
}
