extension GammaFunction {
  /// The two regularized incomplete gamma functions at one point; they add up to 1.
  ///
  /// Each has full relative accuracy, so the smaller should be used where tails matter.
  package struct Ratios {
    /// P(a, x) = ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt / Γ(a).
    package let lower: Double
    /// Q(a, x) = 1 − P(a, x).
    package let upper: Double

    init(lower: Double) {
      self.lower = lower
      upper = 1 - lower
    }

    init(upper: Double) {
      self.upper = upper
      lower = 1 - upper
    }

    package init(lower: Double, upper: Double) {
      self.lower = lower
      self.upper = upper
    }
  }

  /// The regularized lower incomplete gamma function P(a, x) = ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt / Γ(a).
  ///
  /// - Parameters:
  ///   - a: the shape, above 0.
  ///   - x: at least 0.
  /// - Returns: from 0 to 1; NaN outside the domain.
  /// Source: DiDonato and Morris, *Computation of the incomplete gamma function ratios and their
  /// inverse*, ACM TOMS 12 (1986); Temme (1979) for the uniform expansion.
  public static func regularizedLower(a: Double, x: Double) -> Double {
    ratios(a: a, x: x).lower
  }

  /// The regularized upper incomplete gamma function Q(a, x) = 1 − P(a, x).
  ///
  /// - Parameters:
  ///   - a: the shape, above 0.
  ///   - x: at least 0.
  /// - Returns: from 0 to 1, with full relative accuracy in the upper tail; NaN outside the domain.
  public static func regularizedUpper(a: Double, x: Double) -> Double {
    ratios(a: a, x: x).upper
  }

  /// Both incomplete gamma functions.
  ///
  /// - Parameters:
  ///   - a: the shape, above 0.
  ///   - x: at least 0.
  /// - Returns: P(a, x) and Q(a, x).
  package static func ratios(a: Double, x: Double) -> Ratios {
    guard a > 0, x >= 0, a < .infinity else { return Ratios(lower: .nan) }
    if x == 0 { return Ratios(lower: 0) }
    if x == .infinity { return Ratios(upper: 0) }
    if a >= 30, abs(x - a) < 0.4 * a { return uniform(a: a, x: x) }
    if x < 1.1, a < 1 { return small(a: a, x: x) }
    if x < a + 1 { return Ratios(lower: min(1, poissonMass(a, mean: x) * series(a: a, x: x))) }
    return Ratios(upper: continuedFraction(a: a, x: x))
  }

  /// Σ xⁿ / ((a + 1) … (a + n)), which is P(a, x) over its mass; converges where x < a + 1.
  private static func series(a: Double, x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var denominator = a
    while term > sum * 1e-17 {
      denominator += 1
      term *= x / denominator
      sum += term
    }
    return sum
  }

  /// Q(a, x) by Legendre's continued fraction, evaluated forwards (Lentz), for x > a + 1.
  private static func continuedFraction(a: Double, x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var value = d
    var n = 1.0
    while n < 100_000 {
      let numerator = -n * (n - a)
      b += 2
      d = numerator * d + b
      if abs(d) < tiny { d = tiny }
      c = b + numerator / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let factor = c * d
      value *= factor
      if abs(factor - 1) < 2e-16 { break }
      n += 1
    }
    // xᵃ e⁻ˣ / Γ(a) is a times the mass at a.
    return min(1, a * poissonMass(a, mean: x) * value)
  }

  /// Both ratios for a < 1 and small x, where Q must not be had as 1 − P.
  ///
  /// P = xᵃ / Γ(1 + a) (1 + a Σ (−x)ⁿ / ((a + n) n!)).
  private static func small(a: Double, x: Double) -> Ratios {
    var term = 1.0
    var sum = 0.0
    var n = 1.0
    while true {
      term *= -x / n
      let next = sum + term / (a + n)
      if next == sum || next.isNaN { break }
      sum = next
      n += 1
    }
    sum *= a
    let exponent = a * Elementary.log(x) - logGamma(1 + a)
    let power = Elementary.exp(exponent)
    return Ratios(lower: power * (1 + sum), upper: -Elementary.expm1(exponent) - power * sum)
  }

  /// Temme's uniform expansion about x = a.
  ///
  /// Q = ½ erfc(η √(a/2)) + e^(−aη²/2) / √(2πa) Σ cₖ(η) a⁻ᵏ, ½η² = x/a − 1 − ln(x/a).
  private static func uniform(a: Double, x: Double) -> Ratios {
    // a η² / 2 is the deviance of a about x.
    let exponent = deviance(a, mean: x)
    guard exponent < 745 else { return x < a ? Ratios(lower: 0) : Ratios(upper: 0) }
    let size = (2 * exponent / a).squareRoot()
    let eta = x < a ? -size : size
    let terms = a > 1e6 ? 2 : a > 1e4 ? 4 : a > 300 ? 7 : 11
    var sum = 0.0
    for k in stride(from: terms - 1, through: 0, by: -1) {
      sum = sum / a + Polynomial.value(GammaCoefficients.temme[k], at: eta)
    }
    let gaussian = Elementary.exp(-exponent)
    let remainder = gaussian * sum / (rootTwoPi * a.squareRoot())
    let tail = 0.5 * ErrorFunction.scaledComplement(exponent.squareRoot()) * gaussian
    return x < a ? Ratios(lower: tail - remainder) : Ratios(upper: tail + remainder)
  }
}
