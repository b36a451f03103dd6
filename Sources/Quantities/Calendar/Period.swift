/// A calendar period: a year (2022), a quarter (2022-Q3) or a month (2022-06).
public struct Period: Hashable, Sendable {
  /// The length of the period.
  public let step: TimeStep
  /// The number of periods of this length since the beginning of year 0.
  public let ordinal: Int

  /// Creates a period from its place in the count of periods since year 0.
  public init(step: TimeStep, ordinal: Int) {
    self.step = step
    self.ordinal = ordinal
  }

  /// Creates a year.
  public init(year: Int) { self.init(step: .year, ordinal: year) }

  /// Creates a quarter.
  ///
  /// - Precondition: `quarter` is 1, 2, 3 or 4.
  public init(year: Int, quarter: Int) {
    precondition((1...4).contains(quarter), "quarter \(quarter) of year \(year)")
    self.init(step: .quarter, ordinal: year * 4 + quarter - 1)
  }

  /// Creates a month.
  ///
  /// - Precondition: `month` is between 1 and 12.
  public init(year: Int, month: Int) {
    precondition((1...12).contains(month), "month \(month) of year \(year)")
    self.init(step: .month, ordinal: year * 12 + month - 1)
  }

  /// Reads "2022", "2022-Q3" or "2022-06", and the other forms in which people write them:
  /// "2022年6月", "June 2022", "2022Q3", "202206".
  ///
  /// - Throws: ``QuantityError/malformedPeriod(text:)``,
  ///   ``QuantityError/impossiblePeriod(text:part:allowed:)`` or, for a day, a half year or a
  ///   five-year plan, ``QuantityError/otherDate(text:found:advice:)``.
  public init(_ text: String) throws(QuantityError) {
    self = try WrittenDate.period(text)
  }

  /// The quarter with which the half year that a text names begins, for advice on a beginning; nil
  /// where it names none.
  package static func beginning(ofHalf text: String) -> Period? {
    WrittenDate.beginning(ofHalf: text)
  }

  /// The calendar year in which the period lies.
  public var year: Int { (ordinal - index) / step.perYear }

  /// The place of the period in its year, from 0.
  public var index: Int {
    let remainder = ordinal % step.perYear
    return remainder < 0 ? remainder + step.perYear : remainder
  }

  /// The period of a grid in which a coordinate lies; at its end, but for rounding, in that one;
  /// nil beyond the years 0 to 9999.
  ///
  /// - Parameters:
  ///   - coordinate: in years, as of ``coordinate(on:)``.
  ///   - grid: the step of the grid.
  package init?(at coordinate: Double, on grid: TimeStep) {
    guard (0...9999).contains(coordinate) else { return nil }
    let ends = (coordinate * Double(grid.perYear) - 1e-6).rounded(.up)
    self.init(step: grid, ordinal: Int(ends) - (grid == .year ? 0 : 1))
  }

  /// How near coordinates are that differ by rounding only, in years: sums of months miss those of
  /// the calendar in the last digits.
  public static let coordinateRounding = 1e-10

  /// The coordinate in years of the end of the period, on a grid of its own step.
  ///
  /// A year N stands at N. A month or quarter stands at its end on the calendar: 2022-06 at 2022.5
  /// and 2022-12 at 2023.
  public var coordinate: Double { coordinate(on: step) }

  /// The coordinate in years of the end of the period, on a grid of some step.
  ///
  /// On a grid of years, year N stands at N and so the end of June 2022 at 2021.5; on a grid of
  /// months the end of June 2022 stands at 2022.5 and the end of year N at N + 1.
  public func coordinate(on grid: TimeStep) -> Double {
    let end = Double(year) + Double(index + 1) / Double(step.perYear)
    return grid == .year ? end - 1 : end
  }

  /// The period of the grid at whose end this period ends.
  ///
  /// - Returns: the last period of the grid within this one: 2022-12 for 2022 on a grid of months.
  /// - Throws: ``QuantityError/finerThanGrid(date:step:)``.
  public func last(on grid: TimeStep) throws(QuantityError) -> Period {
    let ratio = try periods(on: grid)
    return Period(step: grid, ordinal: (ordinal + 1) * ratio - 1)
  }

  /// The first period of the grid within this one.
  ///
  /// - Returns: 2022-01 for 2022 on a grid of months.
  /// - Throws: ``QuantityError/finerThanGrid(date:step:)``.
  public func first(on grid: TimeStep) throws(QuantityError) -> Period {
    let ratio = try periods(on: grid)
    return Period(step: grid, ordinal: ordinal * ratio)
  }

  private func periods(on grid: TimeStep) throws(QuantityError) -> Int {
    guard grid.perYear >= step.perYear else {
      throw .finerThanGrid(date: description, step: grid)
    }
    return grid.perYear / step.perYear
  }

  /// The period that is a number of periods later.
  public func advanced(by periods: Int) -> Period {
    Period(step: step, ordinal: ordinal + periods)
  }

  /// The number of periods from one to a later one.
  ///
  /// - Precondition: both have the same step.
  public static func - (later: Period, earlier: Period) -> Int {
    precondition(later.step == earlier.step, "\(later) minus \(earlier)")
    return later.ordinal - earlier.ordinal
  }
}

extension Period: Comparable {
  /// Orders periods by where they end, and among those that end together the longer one first.
  public static func < (a: Period, b: Period) -> Bool {
    let (endA, endB) = (
      (a.ordinal + 1) * (12 / a.step.perYear), (b.ordinal + 1) * (12 / b.step.perYear)
    )
    return (endA, a.step.perYear) < (endB, b.step.perYear)
  }
}

extension Period: CustomStringConvertible {
  /// The period as a file writes it.
  public var description: String {
    let digits = String(year)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch step {
    case .year: return padded
    case .quarter: return "\(padded)-Q\(index + 1)"
    case .month: return padded + (index < 9 ? "-0" : "-") + String(index + 1)
    }
  }
}
