import Foundation
import LinearAlgebra
import Optimization
import Testing
import _TestSupport

@Suite struct MultistartLeastSquaresTests {
  @Test(arguments: CurveProblem.all, [1, 2])
  func `the certified minimum is the best from both starts`(problem: CurveProblem, start: Int) {
    let table = problem.table
    let summary = MultistartLeastSquares().minimize(
      problem, from: start == 1 ? table.start1 : table.start2)
    #expect(summary.best.termination.isConverged)
    #expect(agree(summary.best.parameters, table.certified, within: .printed(digits: 9)))
    #expect(summary.optima.first?.cost == summary.best.cost)
  }

  /// The two exponentials of MGH17 can change places.
  @Test func `curves with exchangeable parts have several optima`() {
    let problem = CurveProblem.mgh17
    let summary = MultistartLeastSquares().minimize(problem, from: problem.table.start1)
    #expect(summary.optima.count > 1)
  }

  /// Residuals that vanish but for ±1 at θ = 1 and at θ = 4.
  private var twoWells: ResidualFunction {
    ResidualFunction(residualCount: 8, parameterCount: 1) { b, r in
      for i in 0..<8 {
        r[i] = (b[0] - 1) * (b[0] - 4) + (i % 2 == 0 ? 1 : -1)
      }
      return true
    }
  }

  @Test func `two equal wells are two optima`() {
    let summary = MultistartLeastSquares().minimize(
      twoWells, from: [3.5])
    #expect(summary.optima.count == 2)
    let found = summary.optima.map { $0.parameters[0] }.sorted()
    #expect(agree(found, [1, 4], within: .printed(digits: 8)))
  }

  @Test func `a poor local minimum is left for a better one`() {
    // sin has many fits of its frequency; the data have 2.
    let x = (0..<40).map { Double($0) / 8 }
    let problem = ResidualFunction(residualCount: 40, parameterCount: 1) { b, r in
      for i in x.indices { r[i] = sin(b[0] * x[i]) - sin(2 * x[i]) }
      return true
    }
    let local = LevenbergMarquardt().minimize(problem, from: [6])
    #expect(local.cost > 1)
    let summary = MultistartLeastSquares().minimize(problem, from: [6])
    #expect(abs(summary.best.parameters[0]).agrees(with: 2, within: .printed(digits: 12)))
  }

  @Test func `nothing finite is said, not trapped`() {
    let nowhere = ResidualFunction(residualCount: 2, parameterCount: 1) { _, _ in false }
    let summary = MultistartLeastSquares().minimize(nowhere, from: [1])
    #expect(summary.best.termination == .notFinite(parameter: nil))
    #expect(summary.optima.isEmpty)
  }

  @Test func `a start without a value is rescued by the others`() {
    let problem = ResidualFunction(residualCount: 1, parameterCount: 1) { b, r in
      r[0] = log(b[0]) - 1
      return b[0] > 0 && b[0] < 9
    }
    let summary = MultistartLeastSquares().minimize(problem, from: [10])
    #expect(summary.best.termination.isConverged)
    #expect(summary.best.parameters[0].agrees(with: M_E, within: .printed(digits: 12)))
  }

  /// Roberts (2018): the golden ratio, then the plastic number.
  @Test func `the sequence stands on the generalised golden ratio`() {
    let ratios = (1...2).map(MultistartLeastSquares.generalizedGoldenRatio)
    #expect(agree(ratios, [1.618033988749895, 1.324717957244746], within: .fewUlps))
  }

  @Test func `the starts spread on both sides of the given one and keep its sign`() {
    let starts = MultistartLeastSquares.spread(around: [2, -5, 0], count: 23)
    #expect(starts.count == 23)
    for j in 0..<2 {
      let centre = [2.0, -5][j]
      let factors = starts.map { $0[j] / centre }
      #expect(factors.allSatisfy { $0 > 0 })
      // The median of the factors is 1: of 23 about half lie below.
      #expect((7...16).contains(factors.count { $0 < 1 }))
    }
    #expect((7...16).contains(starts.count { $0[2] < 0 }))
    #expect(MultistartLeastSquares.spread(around: [1], count: 0).isEmpty)
  }
}
