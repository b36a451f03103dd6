internal import SpecialFunctions

/// The scale on which a forecast is a straight line with steady noise.
///
/// Every map has z = 0 at the last observation y. On the square-root and the arcsine scale
/// dz = dy/y there, so that z reads as relative growth near the present.
public enum ForecastScale: Hashable, Sendable {
  /// z = 2 (√(x/y) − 1): for positive values without a ceiling.
  case squareRoot(last: Double)
  /// z = 2 c (asin √(x/K) − asin √(y/K)), c = √((K − y)/y): for values between 0 and the ceiling K.
  /// As K grows this tends to the square-root scale.
  case arcsine(last: Double, ceiling: Double)
  /// z = (x − y)/unit, kept within bounds: where some value is zero or negative.
  case additive(last: Double, unit: Double, bounds: ClosedRange<Double>)

  /// z of a value.
  public func position(of value: Double) -> Double {
    switch self {
    case .squareRoot(let last): return 2 * ((value / last).squareRoot() - 1)
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
    case .squareRoot(let last):
      let root = max(0, 1 + position / 2)
      return last * root * root
    case .arcsine(let last, let ceiling):
      let shift = position / (2 * ((ceiling - last) / last).squareRoot())
      let angle = Elementary.asin((last / ceiling).squareRoot()) + shift
      let sine = Elementary.sin(min(max(angle, 0), Self.rightAngle))
      return ceiling * sine * sine
    case .additive(let last, let unit, let bounds):
      return min(max(last + unit * position, bounds.lowerBound), bounds.upperBound)
    }
  }

  /// The values a forecast can take.
  public var range: ClosedRange<Double> {
    switch self {
    case .squareRoot: 0...Double.infinity
    case .arcsine(_, let ceiling): 0...ceiling
    case .additive(_, _, let bounds): bounds
    }
  }

  /// The values at a column of z, in place.
  package func fillValues(_ column: inout MutableSpan<Double>) {
    switch self {
    case .squareRoot(let last):
      for i in column.indices {
        let root = max(0, 1 + column[i] / 2)
        column[i] = last * root * root
      }
    case .arcsine(let last, let ceiling):
      let slope = 1 / (2 * ((ceiling - last) / last).squareRoot())
      let start = Elementary.asin((last / ceiling).squareRoot())
      for i in column.indices {
        let angle = min(max(start + column[i] * slope, 0), Self.rightAngle)
        let sine = Elementary.sin(angle)
        column[i] = ceiling * sine * sine
      }
    case .additive(let last, let unit, let bounds):
      for i in column.indices {
        column[i] = min(max(last + unit * column[i], bounds.lowerBound), bounds.upperBound)
      }
    }
  }

  static let rightAngle = Double.pi / 2
}
