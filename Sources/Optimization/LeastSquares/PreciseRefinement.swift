internal import LinearAlgebra

/// The last steps of a fit in double the precision, to all digits that the data determine.
///
/// Residuals, Jacobian and gradient carry some 30 digits, so that neither data without residuals
/// nor an ill-conditioned Jacobian costs digits of the estimates or of their errors. Steps are
/// those of Gauss and Newton; where these converge slowly, those of Newton, whose second
/// derivatives are differences of the precise gradient.
///
/// Source: Bates and Watts (1981), *A relative offset orthogonality convergence criterion for
/// nonlinear least squares*, Technometrics 23:179; Golub and Van Loan, 4th ed., §5.3.8.
package struct PreciseRefinement: Sendable {
  /// The parameters reached.
  package let parameters: [Double]
  /// The residual sum of squares there.
  package let cost: Double
  /// The residuals there.
  package let residuals: [Double]
  /// Whether no further step moves a parameter in its last digits, at a minimum.
  package let isConverged: Bool
  /// The cosine of the angle between the residuals and the plane of the Jacobian.
  package let relativeOffset: Double
  /// The factor of the covariance there; its rank counts pivots above 32-digit rounding.
  package let covarianceFactor: CovarianceFactor
  /// The condition number of the Jacobian with columns of length 1, in the norm of Frobenius: an
  /// upper bound within a factor n of the spectral one.
  package let conditionNumber: Double
  /// How often residuals and Jacobian were evaluated.
  package let evaluations: Int

  /// Refines a point near a minimum; `nil` where something is not finite, or the Jacobian there is
  /// short of rank.
  package init?(
    _ problem: some PreciseLeastSquaresProblem, from start: [Double], maxSteps: Int = 40
  ) {
    var state = PreciseState(problem)
    guard state.move(to: start.map { DoubleDouble($0) }) else { return nil }
    var damping = 0.0
    var usesCurvature = false
    var converged = false
    var best = state
    for _ in 0..<maxSteps {
      guard let offset = state.offset else { return nil }
      let before = state
      guard let step = state.step(damping: damping, usesCurvature: usesCurvature, problem) else {
        damping = max(damping * 10, 1e-4)
        guard damping < 1e8 else { break }
        continue
      }
      let next = zip(state.parameters, step).map { $0 + $1 }
      let size = zip(step, state.parameters).reduce(0.0) {
        max($0, abs($1.0.high) / max(abs($1.1.high), .leastNormalMagnitude))
      }
      guard state.move(to: next), let after = state.offset,
        state.cost < before.cost || after < 0.5 * offset
      else {
        state = before
        if damping == 0, size < 1e-13 {
          converged = true
          break
        }
        if !usesCurvature, damping == 0 { usesCurvature = true }
        damping = max(damping * 10, 1e-4)
        guard damping < 1e8 else { break }
        continue
      }
      best = state
      // The next step would be as much shorter again.
      if damping == 0, size < 1e-17 || (after < 1e-6 * offset && size < 1e-11) || after < 1e-18 {
        converged = true
        break
      }
      if after > 0.05 * offset, offset < 0.1 { usesCurvature = true }
      damping = damping < 1e-3 ? 0 : damping / 30
    }
    state = best
    guard let factor = state.factor, let offset = state.offset else { return nil }
    parameters = state.parameters.map(\.value)
    cost = state.cost.value
    residuals = state.residuals.map(\.value)
    isConverged = converged
    relativeOffset = offset
    evaluations = state.evaluations
    let n = problem.parameterCount
    let inverse = factor.inverse
    var trace = 0.0
    for j in 0..<n { trace += inverse[j, j] }
    conditionNumber = (Double(n) * trace).squareRoot()
    covarianceFactor = CovarianceFactor(
      r: factor.upper, permutation: Array(0..<n), columnNorms: state.norms,
      rank: factor.leastPivot > 1e-26 ? n : 0)
  }
}

/// A point of a precise refinement, with the normal equations there.
private struct PreciseState {
  var parameters: [DoubleDouble] = []
  var residuals: [DoubleDouble]
  /// With columns times ``factors``.
  var jacobian: [DoubleDouble]
  var cost = DoubleDouble(0)
  /// The gradient Jᵀf / norms and the matrix JᵀJ / norms².
  var gradient: [DoubleDouble] = []
  var matrix: [DoubleDouble] = []
  var norms: [Double] = []
  /// Powers of two that bring each column to where products can be held.
  var factors: [Double] = []
  var factor: PreciseCholesky?
  var evaluations = 0
  private let evaluate: ([DoubleDouble], inout [DoubleDouble], inout [DoubleDouble]) -> Bool

  init(_ problem: some PreciseLeastSquaresProblem) {
    let zero = DoubleDouble(0)
    residuals = [DoubleDouble](repeating: zero, count: problem.residualCount)
    jacobian = [DoubleDouble](
      repeating: zero, count: problem.residualCount * problem.parameterCount)
    evaluate = { problem.evaluate($0, residuals: &$1, jacobian: &$2) }
  }

  /// The length of the gradient in the metric of JᵀJ relative to that of the residuals.
  var offset: Double? {
    guard let factor else { return nil }
    let squares = factor.forward(gradient).reduce(0.0) { $0 + $1.high * $1.high }
    return cost.high > 0 ? (squares / cost.high).squareRoot() : 0
  }

  mutating func move(to point: [DoubleDouble]) -> Bool {
    evaluations += 1
    guard evaluate(point, &residuals, &jacobian) else { return false }
    parameters = point
    let (m, n) = (residuals.count, point.count)
    cost = DoubleDouble(0)
    for value in residuals { cost = cost + value * value }
    factors = (0..<n).map { j in
      ColumnLength.factor(greatest: (0..<m).reduce(0) { max($0, abs(jacobian[$1 * n + j].high)) })
    }
    Self.scaleColumns(of: &jacobian, by: factors)
    norms = (0..<n).map { j in
      var squares = 0.0
      for i in 0..<m { squares += jacobian[i * n + j].high * jacobian[i * n + j].high }
      return squares.squareRoot() / factors[j]
    }
    guard cost.isFinite, norms.allSatisfy({ $0 > 0 && $0.isFinite }) else { return false }
    gradient = scaledGradient(residuals, jacobian)
    let inverse = zip(norms, factors).map { 1 / ($0 * $1) }
    matrix = [DoubleDouble](repeating: DoubleDouble(0), count: n * n)
    for j in 0..<n {
      for k in 0...j {
        var sum = DoubleDouble(0)
        for i in 0..<m { sum = sum + jacobian[i * n + j] * jacobian[i * n + k] }
        matrix[j * n + k] = sum * inverse[j] * inverse[k]
      }
    }
    factor = PreciseCholesky(matrix, order: n)
    return factor != nil
  }

  /// Brings the columns of a Jacobian to where their products can be held.
  private static func scaleColumns(of jacobian: inout [DoubleDouble], by factors: [Double]) {
    let n = factors.count
    for j in 0..<n where factors[j] != 1 {
      for i in stride(from: j, to: jacobian.count, by: n) {
        jacobian[i] = jacobian[i] * factors[j]
      }
    }
  }

  private func scaledGradient(_ f: [DoubleDouble], _ jacobian: [DoubleDouble]) -> [DoubleDouble] {
    let n = norms.count
    return (0..<n).map { j in
      var sum = DoubleDouble(0)
      for i in f.indices { sum = sum + jacobian[i * n + j] * f[i] }
      return sum * (1 / (norms[j] * factors[j]))
    }
  }

  /// The step from here, or `nil` when the damped matrix is not positive definite.
  mutating func step(
    damping: Double, usesCurvature: Bool, _ problem: some PreciseLeastSquaresProblem
  ) -> [DoubleDouble]? {
    let n = parameters.count
    var system = matrix
    if usesCurvature, let curved = secondDerivatives() { system = curved }
    for j in 0..<n { system[j * n + j].add(damping) }
    guard let factor = PreciseCholesky(system, order: n) else { return nil }
    return zip(factor.solve(gradient), norms).map { -$0 * (1 / $1) }
  }

  /// The matrix of second derivatives of half the cost, by differences of the gradient.
  private mutating func secondDerivatives() -> [DoubleDouble]? {
    let n = parameters.count
    var result = matrix
    var f = residuals
    var slopes = jacobian
    for j in 0..<n {
      var point = parameters
      let size = abs(point[j].high)
      let h = (size > 0 ? size : 1 / norms[j]) * 1e-11
      point[j].add(h)
      evaluations += 1
      guard evaluate(point, &f, &slopes) else { return nil }
      Self.scaleColumns(of: &slopes, by: factors)
      let moved = scaledGradient(f, slopes)
      for k in 0...j {
        result[j * n + k] = (moved[k] - gradient[k]) * (1 / (h * norms[j]))
      }
    }
    return result
  }
}
