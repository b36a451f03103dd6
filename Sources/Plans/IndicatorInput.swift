/// A value that an expression reads: an indicator now or some periods ago, or the date of one that comes
/// by chance.
public struct IndicatorInput: Hashable, Sendable {
  /// The index of the indicator.
  public let indicator: Int
  /// How many periods ago, 0 for the present one.
  public let lag: Int
  /// Whether its date is read, as a coordinate; ``TimeGrid/never`` where it has not come yet.
  public let isDate: Bool

  /// Creates an input.
  public init(indicator: Int, lag: Int, isDate: Bool = false) {
    self.indicator = indicator
    self.lag = lag
    self.isDate = isDate
  }
}
