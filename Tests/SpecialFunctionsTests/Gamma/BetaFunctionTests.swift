import SpecialFunctions
import Testing
import _TestSupport

@Suite struct BetaFunctionTests {
  @Test(arguments: GammaReference.incompleteBeta)
  func `both tails agree with mpmath`(a: Double, b: Double, x: Double, p: Double, q: Double) {
    let tails = BetaFunction.ratios(a: a, b: b, x: x, complement: 1 - x)
    // As for the gamma function: rounded exponents, and 1 − the other tail for small shapes.
    let tolerance = Tolerance(relative: 1e-12)
    #expect(tails.lower.agrees(with: p, within: tolerance))
    #expect(tails.upper.agrees(with: q, within: tolerance))
    #expect(BetaFunction.regularized(a: a, b: b, x: x) == tails.lower)
  }

  @Test(arguments: GammaReference.incompleteBeta)
  func `the inverse gives the argument back`(
    a: Double, b: Double, x: Double, p: Double, q: Double
  ) {
    let share = BetaFunction.odds(BetaFunction.inverseLogit(a: a, b: b, lower: p, upper: q))
    let tolerance = Tolerance(relative: 1e-12)
    #expect(share.x.agrees(with: x, within: tolerance))
    #expect(share.y.agrees(with: 1 - x, within: tolerance))
  }

  @Test func `the function agrees with factorials`() {
    // B(a, b) = (a − 1)! (b − 1)! / (a + b − 1)!
    let exact: [(Double, Double, Double)] = [
      (1, 1, 1), (2, 3, 1.0 / 12), (5, 7, 1.0 / 2310), (3, 12, 1.0 / 1092),
      (12, 10, 1.0 / 3_527_160),
    ]
    for (a, b, value) in exact {
      let logarithm = BetaFunction.logBeta(a, b)
      #expect(logarithm == BetaFunction.logBeta(b, a))
      #expect(Elementary.exp(logarithm).agrees(with: value, within: .ulps(32)))
    }
  }

  @Test func `the two sides mirror each other`() {
    for (a, b) in [(0.3, 0.7), (2.0, 9.0), (300.0, 40.0), (1e6, 2e6)] {
      for x in [0.01, 0.3, 0.5, 2.0 / 3, 0.9] {
        let tails = BetaFunction.ratios(a: a, b: b, x: x, complement: 1 - x)
        let mirrored = BetaFunction.ratios(a: b, b: a, x: 1 - x, complement: x)
        #expect(tails.lower == mirrored.upper)
        #expect((tails.lower + tails.upper).agrees(with: 1, within: .fewUlps))
      }
    }
  }

  @Test func `the normal approximation starts close by`() {
    // A wrong coefficient would only cost more steps. By SciPy's quantiles the formula is 0.0003 off at most for the
    // first pair, 0.0012 for the second.
    for (a, b, error) in [(200.0, 40.0, 0.0005), (20, 100, 0.002)] {
      for p in [1e-4, 0.01, 0.1, 0.3, 0.5] {
        let logit = BetaFunction.inverseLogit(a: a, b: b, lower: p, upper: 1 - p)
        let start = BetaFunction.startOfInverse(a: a, b: b, p: p)
        #expect(
          start.agrees(with: logit, within: Tolerance(absolute: error)), "a \(a) b \(b) p \(p)")
      }
    }
  }

  @Test func `the inverse holds for small and large parameters`() {
    for a in [0.01, 0.5, 1, 7, 1e3, 1e6] {
      for b in [0.05, 1, 40, 1e5] {
        for p in [1e-200, 1e-9, 0.02, 0.5] {
          let logit = BetaFunction.inverseLogit(a: a, b: b, lower: p, upper: 1 - p)
          guard abs(logit) < 700 else { continue }
          let share = BetaFunction.odds(logit)
          let tail = BetaFunction.ratios(a: a, b: b, x: share.x, complement: share.y).lower
          let tolerance = Tolerance(relative: 1e-12 * max(1, min(a, b).squareRoot()))
          #expect(tail.agrees(with: p, within: tolerance), "a \(a) b \(b) p \(p)")
        }
      }
    }
  }

  @Test func `the edges are answered`() {
    #expect(BetaFunction.logBeta(0, 1).isNaN)
    #expect(BetaFunction.regularized(a: 2, b: 3, x: 0) == 0)
    #expect(BetaFunction.regularized(a: 2, b: 3, x: 1) == 1)
    #expect(BetaFunction.regularized(a: 2, b: 3, x: 1.1).isNaN)
    #expect(BetaFunction.regularized(a: -1, b: 3, x: 0.5).isNaN)
    #expect(BetaFunction.regularized(a: 2, b: 3, x: .nan).isNaN)
    #expect(BetaFunction.inverseRegularized(a: 2, b: 3, p: 0) == 0)
    #expect(BetaFunction.inverseRegularized(a: 2, b: 3, p: 1) == 1)
    #expect(BetaFunction.inverseRegularized(a: 2, b: 3, p: .nan).isNaN)
    for p in [-0.5, 1.5] { #expect(BetaFunction.inverseRegularized(a: 2, b: 3, p: p).isNaN) }
    let middle = BetaFunction.inverseRegularized(a: 3, b: 3, p: 0.5)
    #expect(middle.agrees(with: 0.5, within: .fewUlps))
  }
}
