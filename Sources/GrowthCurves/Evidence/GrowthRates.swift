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
    continuous(from: earlier, to: later, years: years).map(Elementary.expm1)
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
