public import Quantities

/// The periods that a run simulates: equal steps from the first to the last.
///
/// A period is known by its index, 0 for the first. Times inside a run are counted in years since
/// the end of the first period, so that shifting every date of a scenario changes no number.
public struct TimeGrid: Hashable, Sendable {
  /// The first period.
  public let start: Period
  /// The number of periods, at least 1.
  public let count: Int

  /// Creates a grid.
  ///
  /// - Precondition: `count` is at least 1.
  public init(start: Period, count: Int) {
    precondition(count >= 1, "a grid of \(count) periods")
    self.start = start
    self.count = count
  }

  /// The coordinate of what has not come yet: the end of the last year that a date can name.
  public static let never = 10_000.0

  /// The length of a step: a year, a quarter or a month.
  public var step: TimeStep { start.step }

  /// The number of steps in a year: 1, 4 or 12.
  public var stepsPerYear: Int { step.perYear }

  /// The number of months in a step: 12, 3 or 1.
  public var monthsPerStep: Int { 12 / stepsPerYear }

  /// The length of a step in years.
  public var yearsPerStep: Double { 1 / Double(stepsPerYear) }

  /// The period at an index.
  ///
  /// - Parameter index: 0 for the first period.
  /// - Returns: the period, inside the grid or not.
  public func period(_ index: Int) -> Period { start.advanced(by: index) }

  /// The index of a period; negative before the grid, `count` or more after it.
  ///
  /// - Parameter period: a period with the step of the grid.
  /// - Returns: the number of steps since the first period.
  public func index(of period: Period) -> Int { period - start }

  /// Years from the end of the first period to the end of another.
  package func years(_ index: Int) -> Double { Double(index) / Double(stepsPerYear) }

  /// The calendar coordinate of the end of a period, which expressions call `year`.
  package func year(_ index: Int) -> Double { start.coordinate + years(index) }

  /// The last coordinate that lies in a period.
  package func lastCoordinate(of index: Int) -> Double { year(index) + Period.coordinateRounding }

  /// The month in which a date lies, or at whose end it stands.
  ///
  /// - Parameter coordinate: a coordinate of the grid.
  /// - Returns: the month; nil beyond the years 0 to 9999.
  package func month(at coordinate: Double) -> Period? {
    Period(at: step == .year ? coordinate + 1 : coordinate, on: .month)
  }
}
