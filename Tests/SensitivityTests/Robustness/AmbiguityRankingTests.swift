import Random
import Sensitivity
import Testing
import _TestSupport

struct AmbiguityRankingTests {
  @Test func `weights on one state rank by that state`() throws {
    let matrix = try AttainmentMatrix(RobustnessCriterionTests.values)
    let ranking = AmbiguityRanking(matrix, weights: [[1, 0, 0, 0, 0, 0], [0, 2, 0, 0, 0, 0]])
    #expect(ranking.standings.map(\.bestShare) == [0.5, 0.5, 0])
    #expect(ranking.standings.map(\.worstRank) == [3, 2, 3])
    #expect(ranking.standings.map(\.meanRank) == [2, 1.5, 2.5])
    #expect(ranking.standings[0].leastMean == 0.35)
    #expect(ranking.standings[2].largestRegret.agrees(with: 0.51, within: .fewUlps))
  }

  @Test func `equals share what is best`() throws {
    let matrix = try AttainmentMatrix([[0.5, 0.2], [0.5, 0.2]])
    let ranking = AmbiguityRanking(matrix, draws: 10, key: StreamKey(seed: 1, name: "w"))
    #expect(ranking.standings.map(\.bestShare) == [0.5, 0.5])
    #expect(ranking.standings.map(\.worstRank) == [1, 1])
  }

  /// Two alternatives, each best in one of two states.
  ///
  /// The first is better where its weight is over 0.3, which has probability 0.7 on the simplex.
  @Test func `random weights are spread evenly`() throws {
    let matrix = try AttainmentMatrix([[0.7, 0], [0, 0.3]])
    let ranking = AmbiguityRanking(matrix, draws: 20_000, key: StreamKey(seed: 2, name: "w"))
    #expect(
      ranking.standings[0].bestShare.agrees(with: 0.7, within: .monteCarlo(paths: 20_000)))
  }

  /// The first of three Dirichlet weights has the law 1 − (1 − w)².
  ///
  /// Kolmogorov–Smirnov: a correct sampler fails one seed in a thousand.
  @Test func `a weight of three has the beta law`() {
    let weights = AmbiguityRanking.simplex(
      states: 3, draws: 5_000, key: StreamKey(seed: 4, name: "w"))
    let test = KolmogorovSmirnov.test(weights.map { $0[0] }) { 1 - (1 - $0) * (1 - $0) }
    #expect(test.pValue > 0.001)
    #expect(weights.allSatisfy { abs($0.reduce(0, +) - 1) <= 4 * .ulpOfOne })
  }
}
