import LinearAlgebra
import Optimization
import Testing
import _TestSupport

@Suite struct CovarianceFactorTests {
  private let problem = CurveProblem.rat43

  @Test func `F Fᵀ is the inverse of JᵀJ`() {
    let summary = LevenbergMarquardt().minimize(problem, from: problem.table.start2)
    var residuals = summary.residuals
    var jacobian = Matrix(rows: problem.residualCount, columns: problem.parameterCount)
    _ = problem.evaluate(summary.parameters, residuals: &residuals, jacobian: &jacobian)
    let covariance = summary.covarianceFactor.covariance(scale: 1)
    let product = covariance * (jacobian.transposed * jacobian)
    for i in 0..<4 {
      for j in 0..<4 {
        // JᵀJ has a condition number of 1e11 with columns unscaled.
        let conditioned = Tolerance(absolute: 1e11 * .ulpOfOne)
        #expect(product[i, j].agrees(with: i == j ? 1 : 0, within: conditioned))
      }
    }
  }

  @Test func `deviations, covariance and standard errors are one`() {
    let summary = LevenbergMarquardt().minimize(problem, from: problem.table.start2)
    let factor = summary.covarianceFactor
    #expect(factor.deviation([0, 1, 0, 0]) == factor.matrix.column(1))
    let errors = factor.standardErrors(scale: 3)
    let diagonal = factor.covariance(scale: 3).diagonal.map { $0.squareRoot() }
    #expect(agree(errors, diagonal, within: .ulps(16)))
  }
}
