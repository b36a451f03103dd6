import LinearAlgebra
import Optimization

/// A least-squares problem given by its residuals alone; central differences make the Jacobian.
///
/// About seven digits of the derivatives are right, so a fit reaches about as many: give exact
/// derivatives through ``LeastSquaresProblem`` where you have them.
struct ResidualFunction: LeastSquaresProblem {
  /// Writes m residuals for n parameters and returns `false` when they are not finite.
  typealias Residuals = (_ parameters: [Double], _ residuals: inout [Double]) -> Bool

  /// m, the number of residuals.
  let residualCount: Int
  /// n, the number of parameters.
  let parameterCount: Int
  private let function: Residuals

  /// Creates a problem from a closure.
  ///
  /// - Parameters:
  ///   - residualCount: m.
  ///   - parameterCount: n.
  ///   - function: writes the residuals and says whether they are finite.
  init(residualCount: Int, parameterCount: Int, _ function: @escaping Residuals) {
    self.residualCount = residualCount
    self.parameterCount = parameterCount
    self.function = function
  }

  /// Evaluates the residuals by the closure.
  func evaluate(_ parameters: [Double], residuals: inout [Double]) -> Bool {
    function(parameters, &residuals)
  }

  /// Evaluates the residuals by the closure, and the Jacobian by 2n further calls of it.
  func evaluate(
    _ parameters: [Double], residuals: inout [Double], jacobian: inout Matrix
  ) -> Bool {
    var moved = parameters
    var above = residuals
    for j in parameters.indices {
      // The cube root of the rounding unit balances rounding and truncation.
      let h = 6e-6 * (parameters[j] == 0 ? 1 : abs(parameters[j]))
      moved[j] = parameters[j] + h
      guard function(moved, &above) else { return false }
      let upper = moved[j]
      moved[j] = parameters[j] - h
      guard function(moved, &residuals) else { return false }
      let width = upper - moved[j]
      moved[j] = parameters[j]
      for i in residuals.indices { jacobian[i, j] = (above[i] - residuals[i]) / width }
    }
    return function(parameters, &residuals)
  }
}
