import LinearAlgebra
import Optimization
import Testing
import _TestSupport

@Suite struct ResidualFunctionTests {
  @Test(arguments: CurveProblem.all)
  func `central differences agree with exact derivatives`(problem: CurveProblem) {
    let (m, n) = (problem.residualCount, problem.parameterCount)
    let function = ResidualFunction(residualCount: m, parameterCount: n) {
      problem.evaluate($0, residuals: &$1)
    }
    var residuals = [Double](repeating: 0, count: m)
    var exact = Matrix(rows: m, columns: n)
    var differences = exact
    _ = problem.evaluate(problem.table.certified, residuals: &residuals, jacobian: &exact)
    #expect(
      function.evaluate(problem.table.certified, residuals: &residuals, jacobian: &differences))
    for j in 0..<n {
      let peak = exact.column(j).map(abs).max() ?? 0
      // The two thirds power of rounding, relative to the largest terms of the curve.
      let expected = Tolerance(absolute: 1e-7 * peak)
      #expect(agree(differences.column(j), exact.column(j), within: expected))
    }
  }

  @Test func `a place without a value anywhere near is refused`() {
    let function = ResidualFunction(residualCount: 1, parameterCount: 1) { b, r in
      r[0] = b[0]
      return b[0] <= 1
    }
    var residuals = [0.0]
    var jacobian = Matrix(rows: 1, columns: 1)
    #expect(!function.evaluate([1], residuals: &residuals, jacobian: &jacobian))
    #expect(function.evaluate([0], residuals: &residuals, jacobian: &jacobian))
    #expect(jacobian[0, 0].agrees(with: 1, within: .ulps(4)))
  }
}
