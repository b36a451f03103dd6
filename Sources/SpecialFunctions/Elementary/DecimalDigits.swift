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
    let exponent = exponent(of: abs(x))
    let shift = digits - 1 - exponent
    // Powers of ten above 10³⁰⁸ do not exist: far numbers are scaled in two steps.
    let near = min(max(shift, -300), 300)
    let far = shift - near
    let whole = scaled(scaled(x, by: near), by: far).rounded()
    return scaled(scaled(whole, by: -near), by: -far)
  }

  /// ⌊log₁₀ x⌋ of a positive number.
  private static func exponent(of x: Double) -> Int {
    guard x >= 1e-22, x < 1e22 else { return Int(Elementary.log10(x).rounded(.down)) }
    // The binary exponent leaves two possibilities; 0.30103 is above log₁₀ 2 by less than 10⁻⁸.
    let least = Int((Double(x.exponent) * 0.30103 - 1e-4).rounded(.down))
    let next = least + 1 >= 0 ? powers[least + 1] : 1 / powers[-least - 1]
    return x >= next ? least + 1 : least
  }

  /// x · 10^power; division by a positive power keeps short decimals exact.
  private static func scaled(_ x: Double, by power: Int) -> Double {
    power >= 0 ? x * powers[power] : x / powers[-power]
  }

  /// The powers of ten, each the one before times ten.
  private static let powers: [Double] = {
    var powers = [1.0]
    for _ in 0..<400 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()
}
