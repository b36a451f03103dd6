/// Rounding to decimal digits.
///
/// Linear algebra differs in the last bits between processors. What it makes is rounded to twelve
/// significant digits before it enters a plan, so that the plan, and with it every path, does not.
public enum DecimalDigits {
  /// The nearest number with twelve, or so many, significant digits.
  ///
  /// - Parameters:
  ///   - x: any number; returned as it is if it is 0 or not finite.
  ///   - digits: in 1...17.
  /// - Returns: the rounded number.
  public static func rounded(_ x: Double, digits: Int = 12) -> Double {
    guard x != 0, x.isFinite else { return x }
    let exponent = Int(Elementary.log10(abs(x)).rounded(.down))
    let shift = digits - 1 - exponent
    // Powers of ten above 10³⁰⁸ do not exist: far numbers are scaled in two steps.
    let near = min(max(shift, -300), 300)
    let far = shift - near
    let whole = scaled(scaled(x, by: near), by: far).rounded()
    return scaled(scaled(whole, by: -near), by: -far)
  }

  /// x · 10^power; division by a positive power keeps short decimals exact.
  private static func scaled(_ x: Double, by power: Int) -> Double {
    var factor = 1.0
    for _ in 0..<abs(power) { factor *= 10 }
    return power >= 0 ? x * factor : x / factor
  }
}
