internal import SpecialFunctions

/// The scale on which a trend model works.
///
/// Every map has z = 0 at the last observation y, and dz = dx/y there (dx/unit on the additive
/// scale), so that z reads as relative growth near the present on all of them.
public enum ForecastScale: Hashable, Sendable {
  /// z = log(x/y): for positive values without a ceiling.
  case logarithm(last: Double)
  /// z = 2 (√(x/y) − 1): for values from zero on without a ceiling.
  case squareRoot(last: Double)
  /// z = c (logit(x/K) − logit(y/K)), c = (K − y)/K: for values between 0 and the ceiling K. As K
  /// grows this tends to the logarithm.
  case logit(last: Double, ceiling: Double)
  /// z = 2 c (asin √(x/K) − asin √(y/K)), c = √((K − y)/y): for values from 0 to the ceiling K. As
  /// K grows this tends to the square-root scale.
  case arcsine(last: Double, ceiling: Double)
  /// z = (x − y)/unit, kept within bounds: where some value is negative, or the last one zero.
  case additive(last: Double, unit: Double, bounds: ClosedRange<Double>)

  /// z of a value.
  public func position(of value: Double) -> Double {
    switch self {
    case .logarithm(let last): return Elementary.log(value / last)
    case .squareRoot(let last): return 2 * ((value / last).squareRoot() - 1)
    case .logit(let last, let ceiling):
      let odds = value * (ceiling - last) / (last * (ceiling - value))
      return (ceiling - last) / ceiling * Elementary.log(odds)
    case .arcsine(let last, let ceiling):
      let angle = Elementary.asin((value / ceiling).squareRoot())
      return 2 * ((ceiling - last) / last).squareRoot()
        * (angle - Elementary.asin((last / ceiling).squareRoot()))
    case .additive(let last, let unit, _): return (value - last) / unit
    }
  }

  /// The value at z, within the range of the scale.
  public func value(at position: Double) -> Double {
    switch self {
    case .logarithm(let last): return last * Elementary.exp(position)
    case .squareRoot(let last):
      let root = max(0, 1 + position / 2)
      return last * root * root
    case .logit(let last, let ceiling):
      let away = Elementary.exp(-position * ceiling / (ceiling - last))
      return ceiling / (1 + (ceiling - last) / last * away)
    case .arcsine(let last, let ceiling):
      let shift = position / (2 * ((ceiling - last) / last).squareRoot())
      let angle = Elementary.asin((last / ceiling).squareRoot()) + shift
      let sine = Elementary.sin(min(max(angle, 0), Double.pi / 2))
      return ceiling * sine * sine
    case .additive(let last, let unit, let bounds):
      return min(max(last + unit * position, bounds.lowerBound), bounds.upperBound)
    }
  }

  /// dz/dx at a value inside the range.
  public func slope(at value: Double) -> Double {
    switch self {
    case .logarithm: 1 / value
    case .squareRoot(let last): 1 / (value * last).squareRoot()
    case .logit(let last, let ceiling): (ceiling - last) / (value * (ceiling - value))
    case .arcsine(let last, let ceiling):
      ((ceiling - last) / (last * value * (ceiling - value))).squareRoot()
    case .additive(_, let unit, _): 1 / unit
    }
  }

  /// The values a forecast can take.
  public var range: ClosedRange<Double> {
    switch self {
    case .logarithm, .squareRoot: 0...Double.infinity
    case .logit(_, let ceiling), .arcsine(_, let ceiling): 0...ceiling
    case .additive(_, _, let bounds): bounds
    }
  }

  /// The mean of the value when z is normal.
  ///
  /// In closed form on the logarithmic and square-root scales, otherwise by a rule good to six
  /// digits.
  ///
  /// - Parameters:
  ///   - centre: the mean of z.
  ///   - deviation: the standard deviation of z.
  /// - Returns: the mean of the value.
  public func mean(centre: Double, deviation: Double) -> Double {
    guard deviation > 0 else { return value(at: centre) }
    switch self {
    case .logarithm(let last):
      return last * Elementary.exp(centre + deviation * deviation / 2)
    case .squareRoot(let last):
      // E[max(0, a + b Z)²]
      let (a, b) = (1 + centre / 2, deviation / 2)
      let above = StandardNormal.cdf(a / b)
      return last * ((a * a + b * b) * above + a * b * StandardNormal.density(a / b))
    case .additive(let last, let unit, let bounds)
    where bounds == -Double.infinity...Double.infinity:
      return last + unit * centre
    case .logit, .arcsine, .additive:
      var (sum, weights) = (0.0, 0.0)
      for i in -64...64 {
        let z = Double(i) / 8
        let weight = StandardNormal.density(z)
        sum += weight * value(at: centre + deviation * z)
        weights += weight
      }
      return sum / weights
    }
  }
}
