/// A value that an expression reads: an indicator now or some periods ago.
public struct IndicatorInput: Hashable, Sendable {
  /// The index of the indicator.
  public let indicator: Int
  /// How many periods ago, 0 for the present one.
  public let lag: Int

  /// Creates an input.
  public init(indicator: Int, lag: Int) {
    self.indicator = indicator
    self.lag = lag
  }
}
