public import Forecasting

/// What a backtest is to do with every series.
public struct BacktestRequest: Sendable {
  /// The most steps ahead, in the step of the series.
  public var horizon = 6
  /// The number of origins from which each series is forecast, the last ones that leave `horizon`
  /// steps to compare with.
  public var origins = 3
  /// The fewest observations before an origin.
  public var leastPoints = 3
  /// The levels whose probabilities are scored.
  public var thresholds: [Threshold] = [1.1, 1.25, 1.5, 2].map { .multiple($0) }
  /// What sort of quantity the series are.
  public var kind = ForecastKind.any
  /// A ceiling that is known.
  public var ceiling: Double?

  /// A level to reach.
  public enum Threshold: Hashable, Sendable {
    /// A number in the unit of the series.
    case value(Double)
    /// So many times the last value at the origin.
    case multiple(Double)
  }

  /// The defaults.
  public init() {}
}
