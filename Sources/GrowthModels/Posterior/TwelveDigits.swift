internal import SpecialFunctions

/// Rounding of draws to twelve significant decimal digits, before anyone depends on more.
enum TwelveDigits {
  private static let powers: [Double] = {
    var powers = [1.0]
    for _ in 0..<22 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  /// The nearest number with twelve digits; far from 1 (10⁻¹¹, 10²²) it is returned as it is.
  static func rounded(_ x: Double) -> Double {
    guard x != 0, x.isFinite else { return x }
    let shift = 11 - Int(Elementary.log10(abs(x)).rounded(.down))
    if shift >= 0 {
      guard shift <= 22 else { return x }
      return (x * powers[shift]).rounded() / powers[shift]
    }
    guard shift >= -11 else { return x }
    return (x / powers[-shift]).rounded() * powers[-shift]
  }
}
