public import GrowthCurves
internal import SpecialFunctions

/// The automatic forecast of a series that may have a season.
///
/// A monthly or quarterly series that shows a season is forecast without it, and the season of the
/// forecast's date is put back; every other series is forecast as it is. Where a ceiling is known
/// the season is left in, since it would move values across it.
public struct SeasonalForecaster: Hashable, Sendable {
  /// The forecast without its season.
  public let trend: Forecaster
  /// The season, if the series shows one.
  public let pattern: SeasonalPattern?

  /// The forecast of a series.
  ///
  /// - Parameters:
  ///   - times: dates in years, increasing.
  ///   - values: the observations.
  ///   - kind: what sort of quantity it is.
  ///   - ceiling: a ceiling that is known.
  ///   - counted: what the values count.
  /// - Throws: ``GrowthModelError``.
  public init(
    times: [Double], values: [Double], kind: ForecastKind = .any, ceiling: Double? = nil,
    counted: CountedThings = .unsaid
  ) throws(GrowthModelError) {
    // A season would move values across a ceiling, or below what is reached.
    let mayMove = ceiling == nil && kind != .cumulative
    pattern = mayMove ? SeasonalPattern(times: times, values: values) : nil
    var adjusted = values
    if let pattern {
      for i in values.indices { adjusted[i] = pattern.adjusted(values[i], at: times[i]) }
    }
    trend = try Forecaster(
      times: times, values: adjusted, kind: kind, ceiling: ceiling,
      items: counted.items(in: values, ceiling: ceiling), clocks: Self.clocks(of: times))
  }

  /// The clocks of the models: of years, and where observations are closer, one half way to that of their
  /// periods too, by which growth may change much faster (decision 0040).
  private static func clocks(of times: [Double]) -> [Double] {
    guard times.count > 1 else { return [1] }
    let perYear = Double(times.count - 1) / (times[times.count - 1] - times[0])
    return perYear < 1.5 ? [1] : [1, perYear.rounded().squareRoot()]
  }

  /// The date of the last observation.
  public var origin: Double { trend.origin }

  /// The mean; nil where it tells nothing (``Forecaster/mean(after:)``).
  public func mean(after years: Double) -> Double? {
    trend.mean(after: years).map { seasonal($0, after: years) }
  }

  /// The median.
  public func median(after years: Double) -> Double {
    seasonal(trend.median(after: years), after: years)
  }

  /// The interval that holds the value with the given probability, with equal tails.
  public func interval(_ level: Double, after years: Double) -> ClosedRange<Double> {
    let interval = trend.interval(level, after: years)
    return ClosedRange(
      openFrom: seasonal(interval.lowerBound, after: years),
      to: seasonal(interval.upperBound, after: years))
  }

  /// P(y ≥ threshold) at the end of the horizon.
  public func probability(ofAtLeast threshold: Double, after years: Double) -> Double {
    let adjusted = pattern?.adjusted(threshold, at: origin + years) ?? threshold
    return trend.probability(ofAtLeast: adjusted, after: years)
  }

  private func seasonal(_ value: Double, after years: Double) -> Double {
    pattern?.seasonal(value, at: origin + years) ?? value
  }
}
