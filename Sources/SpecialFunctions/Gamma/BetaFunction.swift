/// The beta function, its regularized incomplete integral and the inverse of that.
public enum BetaFunction {
  /// The logarithm of B(a, b) = Γ(a) Γ(b) / Γ(a + b).
  ///
  /// - Parameters:
  ///   - a: above 0.
  ///   - b: above 0.
  /// - Returns: ln B(a, b); NaN outside the domain.
  public static func logBeta(_ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0 else { return .nan }
    let small = min(a, b)
    let large = max(a, b)
    let sum = small + large
    guard large >= 10 else {
      return GammaFunction.logGamma(a) + GammaFunction.logGamma(b) - GammaFunction.logGamma(sum)
    }
    let difference = GammaFunction.stirlingError(large) - GammaFunction.stirlingError(sum)
    let ratio = Elementary.log1p(small / large)
    if small < 10 {
      return GammaFunction.logGamma(small) - small * (Elementary.log(sum) - 1)
        - (large - 0.5) * ratio + difference
    }
    return GammaFunction.halfLogTwoPi - 0.5 * Elementary.log(large)
      + (small - 0.5) * Elementary.log(small / sum) - large * ratio
      + GammaFunction.stirlingError(small) + difference
  }

  /// The regularized incomplete beta function Iₓ(a, b) = ∫₀ˣ tᵃ⁻¹ (1 − t)ᵇ⁻¹ dt / B(a, b).
  ///
  /// - Parameters:
  ///   - a: above 0.
  ///   - b: above 0.
  ///   - x: from 0 to 1.
  /// - Returns: from 0 to 1; NaN outside the domain.
  /// - Complexity: up to √max(a, b) steps of the continued fraction near the mean.
  /// Source: DiDonato and Morris (1992); Loader (2000) for the factor before the fraction.
  public static func regularized(a: Double, b: Double, x: Double) -> Double {
    ratios(a: a, b: b, x: x, complement: 1 - x).lower
  }

  /// Both tails at one point; they add up to 1.
  ///
  /// - Parameters:
  ///   - a: above 0.
  ///   - b: above 0.
  ///   - x: from 0 to 1.
  ///   - y: 1 − x, given apart because it may be too small to be had by subtraction.
  /// - Returns: Iₓ(a, b) and 1 − Iₓ(a, b), each with full relative accuracy.
  package static func ratios(
    a: Double, b: Double, x: Double, complement y: Double
  ) -> GammaFunction.Ratios {
    guard a > 0, b > 0, a < .infinity, b < .infinity, x >= 0, y >= 0 else {
      return GammaFunction.Ratios(lower: .nan)
    }
    if x == 0 { return GammaFunction.Ratios(lower: 0) }
    if y == 0 { return GammaFunction.Ratios(upper: 0) }
    if x * (a + b + 2) < a + 1 {
      return GammaFunction.Ratios(lower: lowerTail(a: a, b: b, x: x, y: y))
    }
    return GammaFunction.Ratios(upper: lowerTail(a: b, b: a, x: y, y: x))
  }

  /// The mass of k successes and m failures in the binomial law: C(k + m, k) xᵏ yᵐ, real k and m.
  ///
  /// - Parameters:
  ///   - k: successes, at least 0.
  ///   - m: failures, at least 0.
  ///   - x: the probability of a success.
  ///   - y: 1 − x.
  /// - Returns: the mass with a relative error of a few ulps times the magnitude of its logarithm.
  /// Source: Loader, *Fast and accurate computation of binomial probabilities* (2000).
  package static func binomialMass(_ k: Double, _ m: Double, x: Double, y: Double) -> Double {
    if k == 0 { return Elementary.exp(m * log(y, complement: x)) }
    if m == 0 { return Elementary.exp(k * log(x, complement: y)) }
    let n = k + m
    guard x > 0, y > 0 else { return 0 }
    let exponent =
      GammaFunction.stirlingError(n) - GammaFunction.stirlingError(k)
      - GammaFunction.stirlingError(m) - GammaFunction.deviance(k, mean: n * x)
      - GammaFunction.deviance(m, mean: n * y)
    return Elementary.exp(exponent) * (n / (k * m)).squareRoot() / GammaFunction.rootTwoPi
  }

  /// ln x for x = 1 − y, whichever of the two is known better.
  private static func log(_ x: Double, complement y: Double) -> Double {
    y < 0.5 ? Elementary.log1p(-y) : Elementary.log(x)
  }

  /// Iₓ(a, b) where x is below (a + 1) / (a + b + 2), by Lentz's evaluation of a fraction.
  ///
  /// The fraction is the even part of DLMF 8.17.22, whose terms are had without cancellation.
  ///
  /// Source: DiDonato and Morris, *Significant digit computation of the incomplete beta function
  /// ratios*, ACM TOMS 18 (1992), equation 9.
  private static func lowerTail(a: Double, b: Double, x: Double, y: Double) -> Double {
    // xᵃ yᵇ / B(a, b).
    let factor = binomialMass(a, b, x: x, y: y) * (a * b / (a + b))
    guard factor > 0 else { return 0 }
    let sum = a + b
    let offset = a * y - b * x + 1
    var c = a / (a + 1) * offset
    var d = 0.0
    var value = c
    var n = 1.0
    while n < 1e6 {
      let odd = a + 2 * n - 1
      let numerator = (a + n - 1) / odd * ((sum + n - 1) / odd) * (n * (b - n) * (x * x))
      let denominator =
        n + n * (b - n) * x / odd + (a + n) / (odd + 2) * (offset + n * (1 + y))
      d = 1 / (denominator + numerator * d)
      c = denominator + numerator / c
      let ratio = c * d
      value *= ratio
      if abs(ratio - 1) < 3e-16 { break }
      n += 1
    }
    return min(1, factor / value)
  }
}
