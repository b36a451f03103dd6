/// How far along its S-curve a series must be before its own data can show the ceiling.
///
/// A ceiling acts on an early series only through the curvature g² ζ/(1 − ζ) of log y. With noise of
/// standard deviation σ on log y the quadratic coefficient has the variance σ²/S, where S is the sum
/// of squares that is left of t² after a line; for n equally spaced years S = n(n² − 1)(n² − 4)/180.
/// The ceiling shows at two standard errors only if ζ/(1 − ζ) ≥ 4 σ/(√S g²).
///
/// Source: least squares; it agrees with the 35 000 simulated fits of Debecker and Modis 1994,
/// Technological Forecasting and Social Change 46:153.
public struct IdentifiabilityGauge: Hashable, Sendable {
  /// √S, in years².
  private let curvatureLength: Double

  /// The gauge of a series with these dates.
  public init(times: [Double]) {
    curvatureLength = Self.curvatureSquares(times).squareRoot()
  }

  /// The gauge of a series of so many yearly observations.
  public init(yearlyCount n: Int) {
    self.init(times: (0..<max(n, 0)).map(Double.init))
  }

  /// The least ζ = level / ceiling at the last observation at which the ceiling can be seen.
  ///
  /// - Parameters:
  ///   - noise: σ, the standard deviation of log y about its curve.
  ///   - growth: g, the relative growth now, per year.
  /// - Returns: a share in 0...1; 1 (never) with fewer than three dates or without growth.
  public func leastVisibleShare(noise: Double, growth: Double) -> Double {
    guard curvatureLength > 0, growth != 0 else { return 1 }
    let odds = 4 * abs(noise) / (curvatureLength * growth * growth)
    return odds.isFinite ? odds / (1 + odds) : 1
  }

  /// S: the squares of t² that remain after least squares on 1 and t.
  private static func curvatureSquares(_ times: [Double]) -> Double {
    let n = Double(times.count)
    guard times.count >= 3 else { return 0 }
    let middle = times.reduce(0, +) / n
    var (s2, s3, s4) = (0.0, 0.0, 0.0)
    for time in times {
      let t = time - middle
      s2 += t * t
      s3 += t * t * t
      s4 += t * t * t * t
    }
    return max(0, s4 - s3 * s3 / s2 - s2 * s2 / n)
  }
}
