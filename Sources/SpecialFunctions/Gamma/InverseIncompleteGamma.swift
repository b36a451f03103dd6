extension GammaFunction {
  /// The x at which P(a, x) = p: the quantile of the gamma law of shape a and scale 1.
  ///
  /// - Parameters:
  ///   - a: the shape, above 0.
  ///   - p: from 0 to 1.
  /// - Returns: x, with a relative error about 1e-14; NaN outside the domain.
  public static func inverseRegularizedLower(a: Double, p: Double) -> Double {
    guard a > 0, a < .infinity, p >= 0, p <= 1 else { return .nan }
    if p == 0 { return 0 }
    if p == 1 { return .infinity }
    return inverse(a: a, lower: p, upper: 1 - p)
  }

  /// The x at which Q(a, x) = q, exact in the far upper tail.
  ///
  /// - Parameters:
  ///   - a: the shape, above 0.
  ///   - q: from 0 to 1.
  /// - Returns: x, with a relative error about 1e-14; NaN outside the domain.
  public static func inverseRegularizedUpper(a: Double, q: Double) -> Double {
    guard a > 0, a < .infinity, q >= 0, q <= 1 else { return .nan }
    if q == 0 { return .infinity }
    if q == 1 { return 0 }
    return inverse(a: a, lower: 1 - q, upper: q)
  }

  /// Halley's method for the smaller of the two probabilities on logarithmic scales.
  ///
  /// The logarithm of a gamma variable has a log-concave density, so the logarithms of both tails
  /// are concave in ln x: Newton's steps approach from one side after the first, from anywhere.
  private static func inverse(a: Double, lower: Double, upper: Double) -> Double {
    let isLower = lower <= upper
    let target = isLower ? lower : upper
    var logX = startOfInverse(a: a, lower: lower, upper: upper)
    guard logX > -745 else { return 0 }
    var bracket = (low: -745.0, high: 709.0)
    for _ in 0..<100 {
      let x = Elementary.exp(logX)
      let pair = ratios(a: a, x: x)
      let tail = isLower ? pair.lower : pair.upper
      if (tail < target) == isLower { bracket.low = logX } else { bracket.high = logX }
      let density = a * poissonMass(a, mean: x)
      let slope = (isLower ? density : -density) / tail
      let curvature = a - x - slope
      let step = halleyStep(tail, target, slope: slope, curvature: curvature)
      if abs(step) < 1e-5, abs(step * curvature) < 1e-5 {
        logX += step
        break
      }
      let next = logX + step
      // Out of the bracket only where doubles underflow.
      logX =
        next > bracket.low && next < bracket.high
        ? next : bracket.low + (bracket.high - bracket.low) / 2
    }
    return Elementary.exp(logX)
  }

  /// Halley's step for ln(tail / target) = 0, or Newton's where they differ much; NaN where the
  /// tail has underflowed.
  ///
  /// - Parameters:
  ///   - tail: the probability at the present point.
  ///   - target: the probability sought.
  ///   - slope: the derivative of ln(tail).
  ///   - curvature: its second derivative over the first.
  /// - Returns: what to add to the point.
  static func halleyStep(
    _ tail: Double, _ target: Double, slope: Double, curvature: Double
  ) -> Double {
    let ratio = (tail - target) / target
    let excess =
      abs(ratio) < 0.5 ? Elementary.log1p(ratio) : Elementary.log(tail / target)
    let newton = -excess / slope
    let bend = 0.5 * newton * curvature
    return abs(bend) < 0.5 ? newton / (1 + bend) : newton
  }

  /// A starting value of ln x: the leading term of the tail, or Wilson and Hilferty's cube.
  private static func startOfInverse(a: Double, lower: Double, upper: Double) -> Double {
    if a >= 1 {
      let root = 1 / (9 * a)
      let z = lower <= upper ? StandardNormal.quantile(lower) : -StandardNormal.quantile(upper)
      let base = 1 - root + z * root.squareRoot()
      if base > 0.3 { return Elementary.log(a) + 3 * Elementary.log(base) }
    }
    // P ≤ xᵃ / Γ(a + 1), so this is at most the root.
    let logLower = lower < 0.5 ? Elementary.log(lower) : Elementary.log1p(-upper)
    let tail = (logLower + logGamma(a + 1)) / a
    if a >= 1 || tail < -1 { return tail }
    // Q is about x^(a − 1) e⁻ˣ / Γ(a).
    let exponential = -Elementary.log(upper)
    guard exponential > 2 else { return Elementary.log(max(exponential * 0.7, 0.1)) }
    let refined = exponential - logGamma(a) + (a - 1) * Elementary.log(exponential)
    return Elementary.log(max(refined, 0.5))
  }
}
