internal import SpecialFunctions

/// Two lines through the whole series, which longer economic series follow better than their last
/// steps: the drift from the first observation to the last, and Theta.
///
/// Theta is the mean of the line of least squares and of simple exponential smoothing of the series
/// with its bends doubled, which is smoothing with half the slope.
///
/// Source: Assimakopoulos and Nikolopoulos 2000, International Journal of Forecasting 16:521;
/// Hyndman and Billah 2003, ibid. 19:287 (smoothing with half the slope).
struct ClassicalForecast: Hashable {
  private let last: Double
  /// The drift per step.
  private let drift: Double
  /// The level of simple exponential smoothing, what a step adds, and what the first step adds more.
  private let level: Double
  private let slope: Double
  private let start: Double
  /// The length of a step, in years.
  private let step: Double
  /// The share of the lines in the centre of the forecast.
  private let share: Double

  /// The lines of a series; nil where it is too short or its dates are not evenly spaced.
  ///
  /// - Parameters:
  ///   - times: in years, increasing.
  ///   - values: the observations.
  init?(times: [Double], values: [Double]) {
    let n = values.count
    guard n > Self.few else { return nil }
    step = (times[n - 1] - times[0]) / Double(n - 1)
    for i in 1..<n where abs(times[i] - times[i - 1] - step) > 0.02 * step { return nil }
    last = values[n - 1]
    drift = (last - values[0]) / Double(n - 1)
    // What doubles in seven years or less follows no straight line.
    let growth =
      values[0] > 0 && last > 0
      ? Elementary.log(last / values[0]) / (times[n - 1] - times[0]) : .infinity
    share =
      Self.largestShare * min(1, Double(n - Self.few) / Double(Self.few))
      * min(1, max(0, 2 - abs(growth) / 0.05))
    guard share > 0 else { return nil }
    // Least squares on 0, 1, …, n − 1.
    let middle = Double(n - 1) / 2
    var products = 0.0
    for i in values.indices { products += (Double(i) - middle) * values[i] }
    let count = Double(n)
    let half = products * 12 / (count * (count * count - 1)) / 2
    // The response of the smoothing with the least squared errors of a step.
    var best = (squares: Double.infinity, response: 1.0, level: last)
    for part in 2...40 {
      let response = Double(part) / 40
      var (level, squares) = (values[0], 0.0)
      for value in values.dropFirst() {
        let error = value - level
        squares += error * error
        level += response * error
      }
      if squares < best.squares { best = (squares, response, level) }
    }
    level = best.level
    slope = half
    let left = Elementary.pow(1 - best.response + 1e-300, count)
    start = half * ((1 - left) / best.response - 1)
  }

  /// The mean of the two lines.
  private func value(after years: Double) -> Double {
    let steps = years / step
    let theta = level + start + slope * steps
    return (theta + last + drift * steps) / 2
  }

  /// By what factor the centre of a forecast moves towards the lines.
  ///
  /// - Parameters:
  ///   - centre: the centre, > 0.
  ///   - years: h, > 0; before the first step the factor grows from 1.
  /// - Returns: the factor, between 0.3 and 3.
  func correction(of centre: Double, after years: Double) -> Double {
    let full = 1 + share * (value(after: max(years, step)) / centre - 1)
    return 1 + min(1, years / step) * (min(max(full, 0.3), 3) - 1)
  }

  /// From how many observations the lines have no share, and when twice as many, their full one.
  private static let few = 5
  private static let largestShare = 0.5
}
