internal import SpecialFunctions

/// A quantile function as piecewise polynomials in the standard normal quantile z.
///
/// Between two nodes stands the polynomial of degree five with the value, slope and second
/// derivative of the coordinate at both: an error of h⁶ / 46 080 times the sixth derivative,
/// which is below the rounding of the coordinate for all laws that say they are interpolated.
struct QuantileInterpolation {
  /// Six coefficients for each interval, lowest power first, in the share of the interval.
  private let coefficients: [Double]

  /// The uniforms of the streams, at least 2⁻⁵³ from 0 and 1, have normal quantiles within 8.25.
  private static let reach = 8.25
  private static let perUnit = 32.0
  private static let intervals = 528

  init<L: SmoothLaw>(_ law: L) {
    let h = 1 / Self.perUnit
    var coefficients: [Double] = []
    coefficients.reserveCapacity(6 * Self.intervals)
    var left = Self.node(-Self.reach, of: law, spacing: h)
    for interval in 1...Self.intervals {
      let right = Self.node(Double(interval) * h - Self.reach, of: law, spacing: h)
      let rise = right.value - left.value
      let (slope, bend) = (left.slope, left.bend / 2)
      // What the first three terms leave at the right end, of value, slope and second derivative.
      let a = rise - slope - bend
      let b = right.slope - slope - left.bend
      let c = right.bend - left.bend
      coefficients += [
        left.value, slope, bend, 10 * a - 4 * b + c / 2, -15 * a + 7 * b - c, 6 * a - 3 * b + c / 2,
      ]
      left = right
    }
    self.coefficients = coefficients
  }

  /// Turns normal quantiles into coordinates; those beyond the nodes are left to the last pieces.
  func coordinates(_ z: inout MutableSpan<Double>) {
    for i in z.indices {
      let position = (z[i] + Self.reach) * Self.perUnit
      let interval = Int(max(0, min(position, Double(Self.intervals - 1))))
      let t = position - Double(interval)
      let k = 6 * interval
      let high = (coefficients[k + 5] * t + coefficients[k + 4]) * t + coefficients[k + 3]
      let low = (coefficients[k + 2] * t + coefficients[k + 1]) * t + coefficients[k]
      z[i] = high * (t * t * t) + low
    }
  }

  /// The coordinate and its derivatives, in units of the spacing.
  private static func node<L: SmoothLaw>(
    _ z: Double, of law: L, spacing h: Double
  ) -> (value: Double, slope: Double, bend: Double) {
    let s = law.coordinate(lower: StandardNormal.cdf(z), upper: StandardNormal.cdf(-z))
    let (density, logSlope) = law.coordinateDensity(s)
    let slope = StandardNormal.density(z) / density
    let bend = slope * (-z - logSlope * slope)
    return (s, slope * h, bend * h * h)
  }
}
