/// A value that an expression reads: an indicator now or some periods ago, or the date of one that comes
/// by chance.
public struct IndicatorInput: Hashable, Sendable {
  /// The index of the indicator.
  public let indicator: Int
  /// How many periods ago, 0 for the present one.
  public let lag: Int
  /// Whether its date is read, as a coordinate; ``TimeGrid/never`` where it has not come yet.
  public let isDate: Bool
  /// How many periods of the grid are one of those that the reader knows: it reads their mean so far,
  /// which at the end of such a period is the value of all of it.
  public let length: Int

  /// Creates an input.
  ///
  /// - Precondition: `length` > 0.
  public init(indicator: Int, lag: Int, isDate: Bool = false, length: Int = 1) {
    precondition(length > 0, "a mean of \(length) periods")
    self.indicator = indicator
    self.lag = lag
    self.isDate = isDate
    self.length = length
  }
}
