internal import SpecialFunctions

/// Rates of growth between two values.
public enum GrowthRates {
  /// The compound annual growth rate (later/earlier)^(1/years) − 1.
  ///
  /// - Parameters:
  ///   - earlier: the first value, > 0.
  ///   - later: the second value, > 0.
  ///   - years: the time between them, > 0.
  /// - Returns: the rate as a fraction (0.05 is 5 % a year), or `nil` where it has no meaning.
  public static func compound(from earlier: Double, to later: Double, years: Double) -> Double? {
    continuous(from: earlier, to: later, years: years).flatMap(yearly)
  }

  /// The growth of a year that a continuous rate makes; nil where no number holds it.
  private static func yearly(_ rate: Double) -> Double? {
    let growth = Elementary.expm1(rate)
    return growth.isFinite ? growth : nil
  }

  /// The compound annual growth rate at which a value that grows evenly rises by an amount between two
  /// later dates.
  ///
  /// - Parameters:
  ///   - value: the value to begin with, > 0.
  ///   - amount: by how much it rises between the dates, > 0.
  ///   - first: the years from the value to the first date, ≥ 0.
  ///   - last: the years from the value to the second date, > `first`.
  /// - Returns: r > 0 with value ((1 + r)^last − (1 + r)^first) = amount, to its last digits, or `nil` where there
  ///   is none.
  public static func compound(
    of value: Double, risingBy amount: Double, from first: Double, to last: Double
  ) -> Double? {
    guard value > 0, amount > 0, first >= 0, last > first, (amount / value).isFinite else {
      return nil
    }
    func rise(_ rate: Double) -> Double {
      value * Elementary.exp(rate * first) * Elementary.expm1(rate * (last - first))
    }
    // From the first date on it rises by no less than it would from the beginning.
    var (low, high) = (0.0, Elementary.log1p(amount / value) / (last - first))
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if rise(middle) < amount { low = middle } else { high = middle }
    }
    return yearly(high)
  }

  /// The continuous growth rate log(later/earlier)/years, per year.
  ///
  /// - Parameters:
  ///   - earlier: the first value, > 0.
  ///   - later: the second value, > 0.
  ///   - years: the time between them, > 0.
  /// - Returns: the rate, or `nil` where it has no meaning.
  public static func continuous(from earlier: Double, to later: Double, years: Double) -> Double? {
    guard earlier > 0, later > 0, years > 0 else { return nil }
    let rate = Elementary.log(later / earlier) / years
    return rate.isFinite ? rate : nil
  }
}
