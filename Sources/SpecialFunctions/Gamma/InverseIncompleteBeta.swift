extension BetaFunction {
  /// The x at which Iₓ(a, b) = p: the quantile of the beta law.
  ///
  /// - Parameters:
  ///   - a: above 0.
  ///   - b: above 0.
  ///   - p: from 0 to 1.
  /// - Returns: x, with a relative error about 1e-13; NaN outside the domain.
  public static func inverseRegularized(a: Double, b: Double, p: Double) -> Double {
    guard a > 0, b > 0, a < .infinity, b < .infinity, p >= 0, p <= 1 else { return .nan }
    if p == 0 { return 0 }
    if p == 1 { return 1 }
    return odds(inverseLogit(a: a, b: b, lower: p, upper: 1 - p)).x
  }

  /// The logit ln (x / (1 − x)) at which Iₓ(a, b) = `lower`, which also tells x close to 1 apart.
  ///
  /// The logit of a beta variable has a log-concave density, so the logarithm of its distribution
  /// function is concave: Newton's steps approach from one side after the first, from anywhere.
  ///
  /// - Parameters:
  ///   - a: above 0.
  ///   - b: above 0.
  ///   - lower: the probability below, between 0 and 1.
  ///   - upper: 1 − `lower`, given apart for the sake of the far upper tail.
  /// - Returns: the logit.
  package static func inverseLogit(a: Double, b: Double, lower: Double, upper: Double) -> Double {
    // The smaller tail is solved for; the upper one is the lower one of the mirrored law.
    if lower > upper { return -inverseLogit(a: b, b: a, lower: upper, upper: lower) }
    var logit = startOfInverse(a: a, b: b, p: lower)
    var bracket = (low: -745.0, high: 745.0)
    for _ in 0..<100 {
      let (x, y) = odds(logit)
      let tail = ratios(a: a, b: b, x: x, complement: y).lower
      if tail < lower { bracket.low = logit } else { bracket.high = logit }
      // Density of the logit: xᵃ yᵇ / B(a, b).
      let slope = binomialMass(a, b, x: x, y: y) * (a * b / (a + b)) / tail
      let curvature = a * y - b * x - slope
      let step = GammaFunction.halleyStep(tail, lower, slope: slope, curvature: curvature)
      if abs(step) < 1e-5, abs(step * curvature) < 1e-5 {
        logit += step
        break
      }
      let next = logit + step
      // Out of the bracket only where doubles underflow.
      logit =
        next > bracket.low && next < bracket.high
        ? next : bracket.low + (bracket.high - bracket.low) / 2
    }
    return logit
  }

  /// The share x = 1 / (1 + e^(−logit)) and its complement.
  package static func odds(_ logit: Double) -> (x: Double, y: Double) {
    let power = Elementary.exp(-abs(logit))
    let small = power / (1 + power)
    let large = 1 / (1 + power)
    return logit < 0 ? (small, large) : (large, small)
  }

  /// A starting value: a normal approximation to the logit, or the leading term of the tail.
  ///
  /// Source: Abramowitz and Stegun 26.5.22 for the normal one.
  package static func startOfInverse(a: Double, b: Double, p: Double) -> Double {
    if a > 1, b > 1 {
      let z = StandardNormal.quantile(p)
      let correction = (z * z - 3) / 6
      let inverseA = 1 / (2 * a - 1)
      let inverseB = 1 / (2 * b - 1)
      let h = 2 / (inverseA + inverseB)
      let w =
        -z * (h + max(correction, -h)).squareRoot() / h
        - (inverseB - inverseA) * (correction + 5.0 / 6 - 2 / (3 * h))
      return Elementary.log(a / b) - 2 * w
    }
    // I is about xᵃ / (a B(a, b)) for small x.
    let logB = logBeta(a, b)
    let logX = (Elementary.log(p) + Elementary.log(a) + logB) / a
    if logX < -0.7 { return logX }
    if logX < 0, p < 0.1 { return logX - Elementary.log(-Elementary.expm1(logX)) }
    // 1 − I is about yᵇ / (b B(a, b)) for small y.
    let logY = (Elementary.log1p(-p) + Elementary.log(b) + logB) / b
    if logY < -0.7 { return -logY }
    return Elementary.log(a / b)
  }
}
