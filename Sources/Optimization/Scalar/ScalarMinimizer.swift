/// Finds a minimum of a function of one variable without derivatives.
public enum ScalarMinimizer {
  /// A local minimum within an interval.
  public struct Minimum: Hashable, Sendable {
    /// Where the function is least.
    public let argument: Double
    /// The function there.
    public let value: Double
    /// How often the function was evaluated.
    public let evaluations: Int
    /// Whether the tolerance was met before the evaluations ran out.
    public let isConverged: Bool
  }

  /// Encloses a local minimum by golden sections and parabolas.
  ///
  /// For a function with one minimum in the interval that is the one found. A value of NaN counts
  /// as greater than any other. Near a smooth minimum the function is flat, so no tolerance below
  /// about 10⁻⁸ of the argument is of use.
  ///
  /// Source: Brent (1973), *Algorithms for Minimization without Derivatives*, chapter 5
  /// (localmin).
  ///
  /// - Parameters:
  ///   - interval: where to search.
  ///   - tolerance: the absolute accuracy of the argument, beyond 1.5·10⁻⁸ of it.
  ///   - maxEvaluations: stop after this many evaluations.
  ///   - function: the function.
  /// - Returns: the point found.
  /// - Throws: what `function` throws.
  /// - Precondition: `tolerance` is at least 0.
  public static func brent<E: Error>(
    in interval: ClosedRange<Double>, tolerance: Double = 0, maxEvaluations: Int = 200,
    _ function: (Double) throws(E) -> Double
  ) throws(E) -> Minimum {
    precondition(tolerance >= 0, "a tolerance of \(tolerance)")
    let golden = (3 - 5.0.squareRoot()) / 2
    let relative = Double.ulpOfOne.squareRoot()
    var (a, b) = (interval.lowerBound, interval.upperBound)
    // x is the best point, w the next best, v the former w.
    var x = a + golden * (b - a)
    var (v, w) = (x, x)
    var fx = ordered(try function(x))
    var (fv, fw) = (fx, fx)
    var evaluations = 1
    var (step, stepBefore) = (0.0, 0.0)
    while true {
      let middle = (a + b) / 2
      let least = relative * abs(x) + tolerance / 3 + .leastNormalMagnitude
      let isConverged = abs(x - middle) <= 2 * least - (b - a) / 2
      if isConverged || evaluations >= maxEvaluations {
        return Minimum(
          argument: x, value: fx, evaluations: evaluations, isConverged: isConverged)
      }
      // A parabola through the three points, if it stays inside and the steps are shrinking.
      let r = (x - w) * (fx - fv)
      var q = (x - v) * (fx - fw)
      var p = (x - v) * q - (x - w) * r
      q = 2 * (q - r)
      if q > 0 { p = -p } else { q = -q }
      let earlier = stepBefore
      stepBefore = step
      let isUsable =
        abs(earlier) > least && abs(p) < abs(q * earlier / 2) && p > q * (a - x) && p < q * (b - x)
      if isUsable {
        step = p / q
        let u = x + step
        if u - a < 2 * least || b - u < 2 * least { step = x < middle ? least : -least }
      } else {
        stepBefore = x < middle ? b - x : a - x
        step = golden * stepBefore
      }
      let u = x + (abs(step) >= least ? step : (step > 0 ? least : -least))
      let fu = ordered(try function(u))
      evaluations += 1
      if fu <= fx {
        if u < x { b = x } else { a = x }
        (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu)
      } else {
        if u < x { a = u } else { b = u }
        if fu <= fw || w == x {
          (v, fv, w, fw) = (w, fw, u, fu)
        } else if fu <= fv || v == x || v == w {
          (v, fv) = (u, fu)
        }
      }
    }
  }

  private static func ordered(_ value: Double) -> Double {
    value.isNaN ? .infinity : value
  }
}
