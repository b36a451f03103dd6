import SpecialFunctions
import Testing
import _TestSupport

@Suite struct GammaFunctionTests {
  @Test(arguments: GammaReference.logGamma)
  func `the logarithm agrees with mpmath`(x: Double, reference: Double) {
    // Relative to ln Γ even beside its zeros at 1 and 2.
    #expect(GammaFunction.logGamma(x).agrees(with: reference, within: .fewUlps))
  }

  @Test(arguments: GammaReference.incompleteGamma)
  func `both tails agree with mpmath`(a: Double, x: Double, p: Double, q: Double) {
    // The exponent of a far tail is rounded, and beside it the tail of a small shape is 1 − other.
    let tolerance = Tolerance(relative: 3e-13)
    #expect(GammaFunction.regularizedLower(a: a, x: x).agrees(with: p, within: tolerance))
    #expect(GammaFunction.regularizedUpper(a: a, x: x).agrees(with: q, within: tolerance))
  }

  @Test(arguments: GammaReference.incompleteGamma)
  func `the inverse of the smaller tail gives the argument back`(
    a: Double, x: Double, p: Double, q: Double
  ) {
    let found =
      p < q
      ? GammaFunction.inverseRegularizedLower(a: a, p: p)
      : GammaFunction.inverseRegularizedUpper(a: a, q: q)
    #expect(found.agrees(with: x, within: Tolerance(relative: 1e-12)))
  }

  @Test func `the uniform expansion and the series meet where they change over`() {
    // The logarithm of a tail at the edge moves by about a times the relative shift of x.
    for a in [30.0, 100, 5000] {
      for edge in [0.6 * a, 1.4 * a] {
        let inside = GammaFunction.ratios(a: a, x: edge + (a - edge) * 1e-15)
        let outside = GammaFunction.ratios(a: a, x: edge + (edge - a) * 1e-15)
        #expect(inside.lower.agrees(with: outside.lower, within: .conditioned(by: 10 * a)))
        #expect(inside.upper.agrees(with: outside.upper, within: .conditioned(by: 10 * a)))
      }
    }
  }

  @Test func `the recurrence of P in the shape holds up to a million`() {
    // P(a + 1, x) = P(a, x) − xᵃ e⁻ˣ / Γ(a + 1).
    for a in [0.3, 4.5, 29.5, 200, 1e4, 1e6] {
      for z in [-3.0, -0.5, 0, 1, 3] {
        let x = max(0.1, a + z * a.squareRoot())
        let left = GammaFunction.regularizedLower(a: a + 1, x: x)
        let right =
          GammaFunction.regularizedLower(a: a, x: x) - GammaFunction.poissonMass(a, mean: x)
        #expect(left.agrees(with: right, within: Tolerance(absolute: 64 * .ulpOfOne)))
      }
    }
  }

  @Test func `the edges are answered`() {
    #expect(GammaFunction.logGamma(0) == .infinity)
    #expect(GammaFunction.logGamma(1) == 0)
    #expect(GammaFunction.logGamma(2) == 0)
    #expect(GammaFunction.logGamma(-0.5).isNaN)
    #expect(GammaFunction.logGamma(.nan).isNaN)
    #expect(GammaFunction.regularizedLower(a: 3, x: 0) == 0)
    #expect(GammaFunction.regularizedLower(a: 3, x: .infinity) == 1)
    #expect(GammaFunction.regularizedLower(a: 3, x: .nan).isNaN)
    #expect(GammaFunction.regularizedUpper(a: 0, x: 1).isNaN)
    #expect(GammaFunction.inverseRegularizedLower(a: 3, p: 0) == 0)
    #expect(GammaFunction.inverseRegularizedLower(a: 3, p: 1) == .infinity)
    #expect(GammaFunction.inverseRegularizedLower(a: 3, p: -0.1).isNaN)
    #expect(GammaFunction.inverseRegularizedLower(a: 0.001, p: 0.1) == 0)
  }

  @Test func `the inverse holds from one shape in a thousand to a thousand million`() {
    for a in [1e-3, 0.1, 0.9, 1, 3, 50, 1e4, 1e9] {
      for p in [1e-300, 1e-12, 0.01, 0.3, 0.5] {
        let low = GammaFunction.inverseRegularizedLower(a: a, p: p)
        // The condition number of P in x is about the square root of the shape and of −ln p.
        let tolerance = Tolerance(relative: 1e-12 * max(1, a.squareRoot()))
        if low > 1e-300 {
          #expect(GammaFunction.regularizedLower(a: a, x: low).agrees(with: p, within: tolerance))
        }
        let high = GammaFunction.inverseRegularizedUpper(a: a, q: p)
        if high > 1e-300 {
          #expect(GammaFunction.regularizedUpper(a: a, x: high).agrees(with: p, within: tolerance))
        }
      }
    }
  }
}
