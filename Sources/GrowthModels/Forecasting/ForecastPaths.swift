internal import SpecialFunctions

/// The joint law of a forecast's paths: whole-year values whose marginals are exactly those of the
/// ``Forecaster``, with the right dependence between years.
///
/// With m years of history, shocks v ~ N(0, 1), the returning share θ, and one χ² draw W with df
/// degrees of freedom for each path,
///
///     σ = s √(df / W) / √(1 + θ²)
///     δ = (v_m + (1 + θ) √(m − 1) S + θ v₀) / m          the error of the drift
///     z(h) = centre(h) + σ (Σ_{j ≤ h} (v_{m+j} + θ v_{m+j−1}) − h δ)
///
/// where S, v₀, v_m are standard normal too and v_m is the same number in both places. The variance
/// of the bracket is A*(h), so z(h) has the Student law of the forecaster.
///
/// Within a year the path is a straight line plus a Brownian bridge of variance ``bridgeVariance(inYear:)``
/// per unit f (1 − f); then the marginals agree with ``Forecaster/spread(after:)`` at every fraction.
///
/// Source: the scheme restates Farmer and Lafond 2016, Research Policy 45:647, as paths.
package struct ForecastPaths: Sendable {
  /// s, on the scale of the forecast.
  package let standardDeviation: Double
  package let degreesOfFreedom: Double
  /// m.
  package let years: Double
  /// θ.
  package let movingAverage: Double

  package init(_ forecaster: Forecaster) {
    standardDeviation = forecaster.variance.squareRoot()
    degreesOfFreedom = forecaster.degreesOfFreedom
    years = forecaster.years
    movingAverage = forecaster.movingAverage
  }

  /// σ of a path.
  ///
  /// - Parameter u: a uniform number in (0, 1), the probability of W.
  /// - Returns: s √(df / W) / √(1 + θ²).
  package func shockScale(_ u: Double) -> Double {
    let w = 2 * GammaFunction.inverseRegularizedLower(a: degreesOfFreedom / 2, p: u)
    let θ = movingAverage
    return standardDeviation * (degreesOfFreedom / (w * (1 + θ * θ))).squareRoot()
  }

  /// σ of each path, in place of the uniform number it comes from.
  package func fillShockScales(_ u: inout MutableSpan<Double>) {
    for i in u.indices { u[i] = shockScale(u[i]) }
  }

  /// δ of each path.
  ///
  /// - Parameters:
  ///   - last: v_m, standard normal; also the first `previous` of ``advance(_:previous:shocks:)``.
  ///   - between: S, standard normal.
  ///   - first: v₀, standard normal.
  ///   - errors: receives δ.
  package func fillDriftErrors(
    last: Span<Double>, between: Span<Double>, first: Span<Double>,
    into errors: inout MutableSpan<Double>
  ) {
    let (θ, m) = (movingAverage, years)
    let weight = (1 + θ) * (m - 1).squareRoot()
    for i in errors.indices { errors[i] = (last[i] + weight * between[i] + θ * first[i]) / m }
  }

  /// Adds one year's shock: sum += v + θ · previous, previous = v.
  ///
  /// - Parameters:
  ///   - sum: Σ (v_{m+j} + θ v_{m+j−1}) so far; zero at the origin.
  ///   - previous: the shock of the year before; v_m at the origin.
  ///   - shocks: v of this year, standard normal.
  package func advance(
    _ sum: inout MutableSpan<Double>, previous: inout MutableSpan<Double>, shocks: Span<Double>
  ) {
    for i in sum.indices {
      sum[i] += shocks[i] + movingAverage * previous[i]
      previous[i] = shocks[i]
    }
  }

  /// z of each path at a whole year: centre + σ (sum − h δ).
  ///
  /// - Parameters:
  ///   - centre: the centre on the scale at that year.
  ///   - year: h.
  ///   - sum: from ``advance(_:previous:shocks:)``.
  ///   - scales: σ.
  ///   - driftErrors: δ.
  ///   - positions: receives z; ``ForecastScale/fillValues(_:)`` turns it into values.
  package func fillPositions(
    centre: Double, year: Double, sum: Span<Double>, scales: Span<Double>,
    driftErrors: Span<Double>, into positions: inout MutableSpan<Double>
  ) {
    for i in positions.indices {
      positions[i] = centre + scales[i] * (sum[i] - year * driftErrors[i])
    }
  }

  /// The variance of the bridge within a year, in units of σ²: A*(1) in year 0, 1 + θ² afterwards.
  ///
  /// - Parameter year: whole years between the origin and the start of the bridge.
  /// - Returns: the variance that f (1 − f) multiplies.
  package func bridgeVariance(inYear year: Int) -> Double {
    let (θ, m) = (movingAverage, years)
    guard year == 0 else { return 1 + θ * θ }
    return -2 * θ + (1 + 2 * (m - 1) * θ / m + θ * θ) * (1 + 1 / m)
  }

  /// Moves a standard Brownian bridge on [0, 1] from one fraction of the year to a later one.
  ///
  /// - Parameters:
  ///   - bridge: the bridge of each path at `start`; zero at 0 and, exactly, at 1.
  ///   - start: where the bridge stands, in 0..<1.
  ///   - end: where it is to stand, in (start, 1].
  ///   - normals: standard normal numbers.
  package static func advanceBridge(
    _ bridge: inout MutableSpan<Double>, from start: Double, to end: Double, normals: Span<Double>
  ) {
    let kept = (1 - end) / (1 - start)
    let spread = ((end - start) * kept).squareRoot()
    for i in bridge.indices { bridge[i] = kept * bridge[i] + spread * normals[i] }
  }
}
