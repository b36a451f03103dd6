/// Scores of forecasts against what came.
///
/// Source: Makridakis, Spiliotis and Assimakopoulos 2020, IJF 36:54 (sMAPE, MASE, MSIS as in the M4
/// competition); Gneiting and Raftery 2007, JASA 102:359 (interval score, Brier score, CRPS).
public enum ForecastScore {
  /// 200 |y − f| / (|y| + |f|), in percent; 0 where both are 0.
  public static func symmetricPercentageError(_ actual: Double, _ forecast: Double) -> Double {
    let size = abs(actual) + abs(forecast)
    return size == 0 ? 0 : 200 * abs(actual - forecast) / size
  }

  /// The scale of MASE, scaled CRPS and MSIS: the mean absolute difference of neighbouring
  /// observations of the history; 0 for a constant history, by which nothing can be divided.
  public static func scale(ofHistory values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    return zip(values.dropFirst(), values).reduce(0) { $0 + abs($1.0 - $1.1) }
      / Double(values.count - 1)
  }

  /// (U − L) + (2/α) (L − y) below, + (2/α) (y − U) above the interval, α = 1 − level.
  ///
  /// - Parameters:
  ///   - actual: y.
  ///   - interval: L...U.
  ///   - level: the probability that the interval promises, in 0..<1.
  /// - Returns: the score, in the unit of y; small is good.
  public static func intervalScore(
    _ actual: Double, _ interval: ClosedRange<Double>, level: Double
  ) -> Double {
    let missed = max(0, interval.lowerBound - actual, actual - interval.upperBound)
    return interval.upperBound - interval.lowerBound + 2 / (1 - level) * missed
  }

  /// (p − 1{it happened})².
  public static func brier(_ probability: Double, happened: Bool) -> Double {
    let miss = probability - (happened ? 1 : 0)
    return miss * miss
  }
}
