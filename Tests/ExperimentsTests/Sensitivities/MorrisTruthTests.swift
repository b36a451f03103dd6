import Experiments
import Testing
import _TestSupport

@Suite struct MorrisTruthTests {
  private static func linear(_ noise: String) -> String {
    SensitivityExample.small(
      """
      uncertainties: {a: "uniform(0, 1)", b: "uniform(0, 2)", c: "uniform(-1, 3)", d: "uniform(0, 1)"}
      indicators:
        y: {kind: derived, expression: "3 + 2 * a - 5 * b + c / 2 + 0 * d\(noise)"}
      """)
  }

  /// Noise is the same in all rows, so that it cancels.
  @Test(arguments: ["", " + each(normal(0, 1))"])
  func `effects of a linear model are coefficient times range`(noise: String) throws {
    let found = try SensitivityExample.table(MorrisTruthTests.linear(noise)) { $0.method = .morris }
    // Differences of means of about 10, divided by half a range.
    let rounding = Tolerance(absolute: 1e-12)
    #expect(found.factors == ["a", "b", "c", "d"])
    #expect(agree(found["mu"], [2, -10, 2, 0], within: rounding))
    #expect(agree(found["mu_star"], [2, 10, 2, 0], within: rounding))
    #expect(agree(found["sigma"], [0, 0, 0, 0], within: rounding))
    #expect(found.paths == 20 * 5 * (noise.isEmpty ? 1 : 512))
    #expect(found.measure == (noise.isEmpty ? "value" : "mean value"))
  }

  /// With u = F(a), the levels 1/8, 3/8, 5/8, 7/8 and steps of 1/2: y = 4 a b has effects 4 b.
  @Test func `a product has spread effects`() throws {
    let found = try SensitivityExample.table(
      SensitivityExample.small(
        """
        uncertainties: {a: "uniform(0, 1)", b: "uniform(0, 1)"}
        indicators:
          y: {kind: derived, expression: 4 * a * b}
        """)
    ) {
      $0.method = .morris
      $0.points = 400
    }
    // The mean of 4 b over the levels is 2, their variance 16 · 5/64.
    let root = (5.0 / 4).squareRoot()
    let tolerance = Tolerance.monteCarlo(standardDeviation: 1.12, paths: 400)
    #expect(agree(found["mu"], [2, 2], within: tolerance))
    #expect(agree(found["sigma"], [root, root], within: tolerance))
  }
}
