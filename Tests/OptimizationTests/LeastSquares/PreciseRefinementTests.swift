import LinearAlgebra
import Optimization
import Testing
import _TestSupport

/// y = a + b s x through (0, 0), (1, 1), (2, 1).
private struct ScaledLine: PreciseLeastSquaresProblem {
  let scale: Double
  let residualCount = 3
  let parameterCount = 2

  func evaluate(
    _ parameters: [DoubleDouble], residuals: inout [DoubleDouble], jacobian: inout [DoubleDouble]
  ) -> Bool {
    for (i, y) in [0.0, 1, 1].enumerated() {
      let x = DoubleDouble(Double(i) * scale)
      residuals[i] = parameters[0] + parameters[1] * x - DoubleDouble(y)
      (jacobian[2 * i], jacobian[2 * i + 1]) = (DoubleDouble(1), x)
    }
    return true
  }
}

@Suite struct PreciseRefinementTests {
  /// By hand: a = 1/6, b s = 1/2, RSS = 1/6.
  ///
  /// The columns, of length 1, have the cosine c = 3/√15; the trace of the inverse of their products
  /// is 2/(1 − c²) = 5, and √(2 · 5) the condition number.
  @Test(arguments: [1, 0x1p500, 0x1p-500])
  func `a straight line comes out in any unit`(scale: Double) throws {
    let fit = try #require(PreciseRefinement(ScaledLine(scale: scale), from: [3, -2 / scale]))
    #expect(fit.isConverged)
    #expect(fit.parameters[0].agrees(with: 1.0 / 6, within: .fewUlps))
    #expect((fit.parameters[1] * scale).agrees(with: 0.5, within: .fewUlps))
    #expect(fit.cost.agrees(with: 1.0 / 6, within: .fewUlps))
    #expect(fit.conditionNumber.agrees(with: 10.0.squareRoot(), within: .ulps(16)))
  }
}
