import LinearAlgebra
import Optimization
import Testing

@Suite struct LevenbergMarquardtTests {
  @Test(arguments: CurveProblem.all)
  func `every reference curve is found from both starts`(problem: CurveProblem) {
    for start in [problem.table.start1, problem.table.start2] {
      let summary = LevenbergMarquardt().minimize(problem, from: start)
      #expect(summary.termination.isConverged)
    }
  }
}
