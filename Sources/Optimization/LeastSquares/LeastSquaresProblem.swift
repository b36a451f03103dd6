public import LinearAlgebra

/// A sum of squares to be made least: min ‖f(θ)‖² over the n parameters θ.
///
/// Parameters are free real numbers; a caller with bounds transforms them first.
public protocol LeastSquaresProblem {
  /// m, the number of residuals.
  var residualCount: Int { get }

  /// n, the number of parameters.
  var parameterCount: Int { get }

  /// Evaluates the residuals f(θ) and their Jacobian J, with J[i, j] = ∂fᵢ/∂θⱼ.
  ///
  /// - Parameters:
  ///   - parameters: θ, n elements.
  ///   - residuals: receives f(θ), m elements; its old content has no meaning.
  ///   - jacobian: receives J, m by n; its old content has no meaning.
  /// - Returns: `false` when f or J has no finite value here, so that the step is refused.
  func evaluate(
    _ parameters: [Double], residuals: inout [Double], jacobian: inout Matrix
  ) -> Bool

  /// Evaluates the residuals alone.
  ///
  /// The default evaluates the Jacobian too and drops it; give your own where that costs.
  ///
  /// - Parameters:
  ///   - parameters: θ, n elements.
  ///   - residuals: receives f(θ), m elements; its old content has no meaning.
  /// - Returns: `false` when f has no finite value here.
  func evaluate(_ parameters: [Double], residuals: inout [Double]) -> Bool

  /// Evaluates the second derivative of the residuals along a direction, d²f(θ + s v)/ds² at 0.
  ///
  /// The default answers `false`, and a finite difference takes its place.
  ///
  /// - Parameters:
  ///   - parameters: θ, n elements.
  ///   - direction: v, n elements.
  ///   - result: receives m elements.
  /// - Returns: whether `result` was written.
  func secondDerivative(
    at parameters: [Double], along direction: [Double], into result: inout [Double]
  ) -> Bool
}

extension LeastSquaresProblem {
  /// Evaluates the residuals with their Jacobian and drops the latter.
  public func evaluate(_ parameters: [Double], residuals: inout [Double]) -> Bool {
    var jacobian = Matrix(rows: residualCount, columns: parameterCount)
    return evaluate(parameters, residuals: &residuals, jacobian: &jacobian)
  }

  /// Leaves the second derivative to a finite difference.
  public func secondDerivative(
    at parameters: [Double], along direction: [Double], into result: inout [Double]
  ) -> Bool {
    false
  }
}
