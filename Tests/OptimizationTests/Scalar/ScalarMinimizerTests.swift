import Foundation
import Optimization
import Testing
import _TestSupport

@Suite struct ScalarMinimizerTests {
  /// Near a minimum the function is flat: arguments are right to the root of rounding.
  private let flat = Tolerance(relative: 5e-8, absolute: 5e-8)

  /// Γ has its minimum at 1.4616321449683623, OEIS A030169.
  @Test func `known minima are found`() {
    #expect(
      ScalarMinimizer.brent(in: 0.5...4) { tgamma($0) }.argument
        .agrees(with: 1.4616321449683623, within: flat))
    let parabola = ScalarMinimizer.brent(in: -10...7) { ($0 - 1) * ($0 - 1) + 3 }
    #expect(parabola.argument.agrees(with: 1, within: flat))
    #expect(parabola.value.agrees(with: 3, within: .fewUlps))
    #expect(parabola.isConverged)
    #expect(parabola.evaluations < 15)
  }

  @Test func `a kink, an end, and values that are not numbers`() {
    #expect(
      ScalarMinimizer.brent(in: -3...2) { abs($0 - 1) }.argument.agrees(with: 1, within: flat))
    #expect(ScalarMinimizer.brent(in: 2...5) { $0 }.argument.agrees(with: 2, within: flat))
    let partial = ScalarMinimizer.brent(in: -4...4) { $0 < 0 ? .nan : ($0 - 1) * ($0 - 1) }
    #expect(partial.argument.agrees(with: 1, within: flat))
  }

  @Test func `the limit and the tolerance are kept`() {
    let few = ScalarMinimizer.brent(in: 0...1, maxEvaluations: 3) { cos(7 * $0) }
    #expect(few.evaluations == 3 && !few.isConverged)
    let rough = ScalarMinimizer.brent(in: 0...1, tolerance: 0.1) { ($0 - 0.3) * ($0 - 0.3) }
    #expect(abs(rough.argument - 0.3) <= 0.1)
    let point = ScalarMinimizer.brent(in: 2...2) { $0 }
    #expect(point.argument == 2)
  }
}
