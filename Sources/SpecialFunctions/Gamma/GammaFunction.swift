/// The logarithm of the gamma function, and the pieces from which masses of counting laws are made
/// without cancellation.
///
/// The incomplete functions stand in `IncompleteGamma.swift`.
public enum GammaFunction {
  /// The number ln √(2π).
  static let halfLogTwoPi = 0.918_938_533_204_672_741_780_3
  /// The number √(2π).
  static let rootTwoPi = 2.506_628_274_631_000_502_415_8

  /// The logarithm of Γ(x).
  ///
  /// - Parameter x: above 0.
  /// - Returns: ln Γ(x), +∞ at 0 and at +∞, NaN below 0 and for NaN.
  public static func logGamma(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? .infinity : .nan }
    guard x < .infinity else { return x }
    if x >= 10 {
      return (x - 0.5) * (Elementary.log(x) - 1) + (halfLogTwoPi - 0.5) + stirlingSeries(x)
    }
    if x < 0.5 { return atTwo(plus: x) - Elementary.log(x) - Elementary.log1p(x) }
    if x < 1.5 { return atTwo(plus: x - 1) - Elementary.log(x) }
    var product = 1.0
    var reduced = x
    while reduced > 2.5 {
      reduced -= 1
      product *= reduced
    }
    let base = atTwo(plus: reduced - 2)
    return product == 1 ? base : base + Elementary.log(product)
  }

  /// The error of Stirling's formula: ln Γ(x + 1) − (x + ½) ln x + x − ln √(2π).
  ///
  /// - Parameter x: above 0.
  /// - Returns: about 1 / (12 x).
  /// Source: Loader, *Fast and accurate computation of binomial probabilities* (2000).
  package static func stirlingError(_ x: Double) -> Double {
    if x >= 10 { return stirlingSeries(x) }
    return logGamma(x + 1) - (x + 0.5) * Elementary.log(x) + x - halfLogTwoPi
  }

  /// The deviance x ln(x / m) + m − x of a count x about its mean m, without cancellation.
  ///
  /// - Parameters:
  ///   - x: the count, at least 0.
  ///   - m: the mean, above 0.
  /// - Returns: a number from 0, zero where x = m.
  /// Source: Loader (2000), section 2.
  package static func deviance(_ x: Double, mean m: Double) -> Double {
    let difference = x - m
    guard abs(difference) < 0.1 * (x + m) else {
      return x > 0 ? x * Elementary.log(x / m) - difference : m
    }
    // Beyond doubles the series would have no end.
    guard x + m < .infinity else { return .nan }
    let ratio = difference / (x + m)
    let square = ratio * ratio
    var power = 2 * x * ratio
    var sum = difference * ratio
    var odd = 3.0
    while true {
      power *= square
      let next = sum + power / odd
      if next == sum { return next }
      sum = next
      odd += 2
    }
  }

  /// The mass xᵃ e⁻ˣ / Γ(a + 1): of Poisson's law of mean x at the count a, real a allowed.
  ///
  /// - Parameters:
  ///   - a: the count, at least 0.
  ///   - x: the mean, at least 0.
  /// - Returns: the mass with a relative error of a few ulps times the magnitude of its logarithm.
  package static func poissonMass(_ a: Double, mean x: Double) -> Double {
    guard a > 0 else { return Elementary.exp(-x) }
    guard x > 0, x < .infinity else { return 0 }
    if a < 1 {
      return Elementary.exp(a * Elementary.log(x) - x - logGamma(a + 1))
    }
    let exponent = -stirlingError(a) - deviance(a, mean: x)
    return Elementary.exp(exponent) / (rootTwoPi * a.squareRoot())
  }

  /// ln Γ(2 + z) for |z| ≤ 1/2.
  private static func atTwo(plus z: Double) -> Double {
    z * Polynomial.value(GammaCoefficients.logGammaAtTwo, at: z)
  }

  /// Σ B₂ₖ / (2k (2k − 1) x²ᵏ⁻¹) for x ≥ 10.
  private static func stirlingSeries(_ x: Double) -> Double {
    let inverse = 1 / x
    return inverse * Polynomial.value(GammaCoefficients.stirling, at: inverse * inverse)
  }
}
