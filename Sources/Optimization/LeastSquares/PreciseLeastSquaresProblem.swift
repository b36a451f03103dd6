package import LinearAlgebra

/// A sum of squares whose residuals and Jacobian can be had with some 30 digits.
package protocol PreciseLeastSquaresProblem {
  /// m, the number of residuals.
  var residualCount: Int { get }

  /// n, the number of parameters.
  var parameterCount: Int { get }

  /// Evaluates residuals and Jacobian.
  ///
  /// - Parameters:
  ///   - parameters: θ, n elements.
  ///   - residuals: receives m elements.
  ///   - jacobian: receives J by rows, m times n elements.
  /// - Returns: whether all are finite.
  func evaluate(
    _ parameters: [DoubleDouble], residuals: inout [DoubleDouble],
    jacobian: inout [DoubleDouble]
  ) -> Bool
}
