/// Finds where a function of one variable crosses zero.
public enum RootFinder {
  /// A crossing of zero, enclosed.
  public struct Root: Hashable, Sendable {
    /// The argument at which the function is nearest to zero.
    public let argument: Double
    /// The function there.
    public let value: Double
    /// The width of the interval known to hold the crossing.
    public let uncertainty: Double
    /// How often the function was evaluated.
    public let evaluations: Int
  }

  /// What a search for a crossing found.
  public enum Outcome: Hashable, Sendable {
    /// The function crosses zero here, within the tolerance.
    case found(Root)
    /// The function has one sign at both ends of the last interval tried.
    case noSignChange(interval: ClosedRange<Double>, valueAtLower: Double, valueAtUpper: Double)
    /// The function is NaN here.
    case notANumber(argument: Double)
    /// The allowed number of evaluations ran out; the enclosure is still valid.
    case evaluationLimit(Root)

    /// The argument of a crossing that was found.
    public var argument: Double? {
      guard case .found(let root) = self else { return nil }
      return root.argument
    }
  }

  /// Encloses a crossing within a tolerance by Brent's method.
  ///
  /// The method never needs more than about log₂(width / tolerance)² evaluations and for smooth
  /// functions about ten. An infinite value counts by its sign.
  ///
  /// Source: Brent (1973), *Algorithms for Minimization without Derivatives*, chapter 4 (zero).
  ///
  /// - Parameters:
  ///   - interval: where to search; the function must differ in sign at its ends.
  ///   - tolerance: the absolute width that the enclosure may have, beyond four units of rounding.
  ///   - maxEvaluations: stop after this many evaluations.
  ///   - function: the function, called once per argument.
  /// - Returns: the crossing, or why there is none.
  /// - Throws: what `function` throws.
  /// - Precondition: `tolerance` is at least 0.
  public static func brent<E: Error>(
    in interval: ClosedRange<Double>, tolerance: Double = 0, maxEvaluations: Int = 200,
    _ function: (Double) throws(E) -> Double
  ) throws(E) -> Outcome {
    let (lower, upper) = (interval.lowerBound, interval.upperBound)
    let atLower = try function(lower)
    if atLower.isNaN { return .notANumber(argument: lower) }
    let atUpper = try function(upper)
    if atUpper.isNaN { return .notANumber(argument: upper) }
    return try brent(
      lower, atLower, upper, atUpper, tolerance: tolerance, evaluations: 2,
      maxEvaluations: maxEvaluations, function)
  }

  private static func differInSign(_ a: Double, _ b: Double) -> Bool {
    (a <= 0 && b >= 0) || (a >= 0 && b <= 0)
  }

  /// Brent's `zero` for values at both ends, in either order, already known.
  private static func brent<E: Error>(
    _ one: Double, _ atOne: Double, _ other: Double, _ atOther: Double, tolerance: Double,
    evaluations: Int, maxEvaluations: Int, _ function: (Double) throws(E) -> Double
  ) throws(E) -> Outcome {
    precondition(tolerance >= 0, "a tolerance of \(tolerance)")
    guard differInSign(atOne, atOther) else {
      return .noSignChange(interval: one...other, valueAtLower: atOne, valueAtUpper: atOther)
    }
    var evaluations = evaluations
    // b is the best point, c the other end of the enclosure, a the point before b.
    var (a, b, fa, fb) = (one, other, atOne, atOther)
    var (c, fc) = (a, fa)
    var width = b - a
    var previousWidth = width
    while true {
      if abs(fc) < abs(fb) {
        (a, b, c) = (b, c, b)
        (fa, fb, fc) = (fb, fc, fb)
      }
      let least = 2 * Double.ulpOfOne * abs(b) + tolerance / 2
      let half = (c - b) / 2
      let root = Root(
        argument: b, value: fb, uncertainty: fb == 0 ? 0 : abs(c - b), evaluations: evaluations)
      if abs(half) <= least || fb == 0 { return .found(root) }
      guard evaluations < maxEvaluations else { return .evaluationLimit(root) }
      if abs(previousWidth) < least || abs(fa) <= abs(fb) || !(fa - fb).isFinite {
        (width, previousWidth) = (half, half)
      } else {
        let step = interpolation(a: a, b: b, c: c, fa: fa, fb: fb, fc: fc)
        // Accept it if it stays inside and at least halves the step before the last.
        let bound = min(3 * half * step.q - abs(least * step.q), abs(previousWidth * step.q))
        if 2 * step.p < bound {
          (width, previousWidth) = (step.p / step.q, width)
        } else {
          (width, previousWidth) = (half, half)
        }
      }
      (a, fa) = (b, fb)
      b += abs(width) > least ? width : (half > 0 ? least : -least)
      fb = try function(b)
      evaluations += 1
      if fb.isNaN { return .notANumber(argument: b) }
      if (fb > 0) == (fc > 0) {
        (c, fc) = (a, fa)
        width = b - a
        previousWidth = width
      }
    }
  }

  /// The step p / q (p at least 0) of inverse quadratic interpolation, or of the secant.
  private static func interpolation(
    a: Double, b: Double, c: Double, fa: Double, fb: Double, fc: Double
  ) -> (p: Double, q: Double) {
    let s = fb / fa
    var p: Double
    var q: Double
    if a == c {
      p = (c - b) * s
      q = 1 - s
    } else {
      let r = fb / fc
      let t = fa / fc
      p = s * ((c - b) * t * (t - r) - (b - a) * (r - 1))
      q = (t - 1) * (r - 1) * (s - 1)
    }
    if p > 0 { q = -q } else { p = -p }
    return (p, q)
  }
}
