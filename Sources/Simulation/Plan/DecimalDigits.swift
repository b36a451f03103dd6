internal import SpecialFunctions

/// Rounding to decimal digits.
///
/// Linear algebra differs in the last bits between processors. What it makes is rounded to twelve
/// significant digits before it enters a plan, so that the plan, and with it every path, does not.
public enum DecimalDigits {
  /// The nearest number with twelve significant digits.
  ///
  /// - Parameter x: any number; returned as it is if it is 0 or not finite.
  /// - Returns: the rounded number.
  public static func rounded(_ x: Double) -> Double {
    guard x != 0, x.isFinite else { return x }
    let exponent = Int(Elementary.log10(abs(x)).rounded(.down))
    let shift = 11 - exponent
    // Powers of ten are exact up to 10²²: beyond, two factors.
    let scaled = shift >= 0 ? x * tenTo(shift) : x / tenTo(-shift)
    let whole = scaled.rounded()
    return shift >= 0 ? whole / tenTo(shift) : whole * tenTo(-shift)
  }

  private static func tenTo(_ power: Int) -> Double {
    var result = 1.0
    for _ in 0..<power { result *= 10 }
    return result
  }
}
