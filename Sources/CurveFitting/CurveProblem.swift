internal import LinearAlgebra
internal import Optimization

/// A curve and its observations as a least-squares problem.
struct CurveProblem<Model: CurveModel>: LeastSquaresProblem {
  let model: Model
  let observed: [Double]
  /// Square roots of the weights.
  let rootWeights: [Double]
  let errors: ErrorModel
  /// What takes autocorrelation out, where there is some.
  var whitening: Whitening?

  var residualCount: Int { observed.count }
  var parameterCount: Int { model.parameterNames.count }

  func evaluate(
    _ parameters: [Double], residuals: inout [Double], jacobian: inout Matrix
  ) -> Bool {
    guard model.evaluate(parameters, values: &residuals, jacobian: &jacobian) else { return false }
    for i in residuals.indices {
      guard let (value, slope) = errors.residual(residuals[i], observed[i]) else { return false }
      residuals[i] = value * rootWeights[i]
      for j in 0..<jacobian.columns { jacobian[i, j] *= slope * rootWeights[i] }
    }
    whitening?.apply(&residuals)
    whitening?.apply(&jacobian)
    return true
  }

  func evaluate(_ parameters: [Double], residuals: inout [Double]) -> Bool {
    guard model.evaluate(parameters, values: &residuals) else { return false }
    for i in residuals.indices {
      guard let (value, _) = errors.residual(residuals[i], observed[i]) else { return false }
      residuals[i] = value * rootWeights[i]
    }
    whitening?.apply(&residuals)
    return true
  }
}

/// The information of the Poisson law: the curve's derivatives over the square root of its values.
struct PoissonInformation<Model: CurveModel>: LeastSquaresProblem {
  let model: Model
  let rootWeights: [Double]

  var residualCount: Int { rootWeights.count }
  var parameterCount: Int { model.parameterNames.count }

  func evaluate(
    _ parameters: [Double], residuals: inout [Double], jacobian: inout Matrix
  ) -> Bool {
    guard model.evaluate(parameters, values: &residuals, jacobian: &jacobian) else { return false }
    for i in residuals.indices {
      guard residuals[i] > 0 else { return false }
      let scale = rootWeights[i] / residuals[i].squareRoot()
      for j in 0..<jacobian.columns { jacobian[i, j] *= scale }
    }
    return true
  }
}
