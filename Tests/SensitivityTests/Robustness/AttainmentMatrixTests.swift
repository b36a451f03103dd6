import Sensitivity
import Testing
import _TestSupport

struct AttainmentMatrixTests {
  @Test func `the best of a state regrets nothing`() throws {
    let matrix = try AttainmentMatrix(RobustnessCriterionTests.values)
    for state in 0..<matrix.states {
      #expect(matrix.regrets.map { $0[state] }.min() == 0)
    }
    #expect(matrix.regrets[2][0].agrees(with: 0.51, within: .fewUlps))
  }
}
