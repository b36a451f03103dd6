import Sensitivity
import Testing
import _TestSupport

struct RobustnessCriterionTests {
  static let values = [
    [0.91, 0.35, 0.62, 0.48, 0.77, 0.15],
    [0.70, 0.55, 0.58, 0.52, 0.66, 0.41],
    [0.40, 0.44, 0.71, 0.60, 0.30, 0.52],
  ]
  let matrix: AttainmentMatrix

  init() throws { matrix = try AttainmentMatrix(Self.values) }

  /// tools/references/robustness.py.
  static let references: [(RobustnessCriterion, [Double])] = [
    (.mean, [0.5466666666666666, 0.5700000000000001, 0.49499999999999994]),
    (.maximin, [0.15, 0.41, 0.3]),
    (.hurwicz(optimism: 0.3), [0.378, 0.497, 0.423]),
    (.maximalRegret, [0.37, 0.21000000000000008, 0.51]),
    (.regretQuantile(0.9), [0.28500000000000003, 0.17000000000000004, 0.49]),
    (.meanRegret, [0.13, 0.10666666666666669, 0.18166666666666667]),
    (.satisficing(atLeast: 0.5), [0.5, 0.8333333333333334, 0.5]),
  ]

  @Test(arguments: references.indices)
  func `criteria have numpy's values`(row: Int) {
    let (criterion, expected) = Self.references[row]
    for (score, reference) in zip(criterion.scores(matrix), expected) {
      #expect(score.agrees(with: reference, within: .ulps(16)), "\(criterion)")
    }
  }

  @Test func `ranks put the best first whichever way a criterion counts`() {
    #expect(RobustnessCriterion.maximin.ranks(matrix) == [3, 1, 2])
    #expect(RobustnessCriterion.maximalRegret.ranks(matrix) == [2, 1, 3])
  }

  @Test func `equals share a rank and the next is left out`() throws {
    let tied = try AttainmentMatrix([[0.5], [0.7], [0.5], [0.1]])
    #expect(RobustnessCriterion.mean.ranks(tied) == [2, 1, 2, 4])
  }

  @Test func `Hurwicz at its ends is the worst and the best state`() {
    #expect(
      RobustnessCriterion.hurwicz(optimism: 0).scores(matrix)
        == RobustnessCriterion.maximin.scores(matrix))
    #expect(RobustnessCriterion.hurwicz(optimism: 1).scores(matrix) == [0.91, 0.70, 0.71])
  }

  @Test func `a value that is no number is named by state and alternative`() {
    #expect(throws: SensitivityError.notFinite(factor: 1, row: 0)) {
      try AttainmentMatrix([[0, .nan], [0, 0]])
    }
  }
}
