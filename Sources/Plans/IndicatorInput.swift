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
  /// The stretch of periods, up to the one that is read, whose mean or sum it reads.
  ///
  /// For the threshold of a target it is that of the target's values; not a number where the grid begins
  /// later.
  public let stretch: PeriodRule

  /// Creates an input.
  ///
  /// - Precondition: `length` > 0, and 1 beside a `stretch` of several periods.
  public init(
    indicator: Int, lag: Int, isDate: Bool = false, length: Int = 1, stretch: PeriodRule = .last
  ) {
    precondition(length > 0, "a mean of \(length) periods")
    precondition(
      length == 1 || stretch.count == 1, "\(length) periods so far beside \(stretch.count)")
    self.stretch = stretch
    self.indicator = indicator
    self.lag = lag
    self.isDate = isDate
    self.length = length
  }
}
