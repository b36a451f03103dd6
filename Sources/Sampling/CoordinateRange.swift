internal import SpecialFunctions

/// An open interval that the whole real line is mapped to.
///
/// x itself, lower + eˣ, upper − e⁻ˣ, or lower + (upper − lower)/(1 + e⁻ˣ).
package struct CoordinateRange: Sendable {
  package let lower: Double
  package let upper: Double

  package init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether there is anything inside.
  package var isEmpty: Bool { !(lower < upper) }

  /// The value, and the logarithm of its derivative by x.
  package func value(_ x: Double) -> (value: Double, logSlope: Double) {
    if lower == -.infinity {
      return upper == .infinity ? (x, 0) : (upper - Elementary.exp(-x), -x)
    }
    guard upper < .infinity else { return (lower + Elementary.exp(x), x) }
    let width = upper - lower
    let slope = Elementary.log(width) - abs(x) - 2 * Elementary.log1p(Elementary.exp(-abs(x)))
    return x > 0
      ? (upper - width * Elementary.logistic(-x), slope)
      : (lower + width * Elementary.logistic(x), slope)
  }

  /// The x of a value, which is first moved inside.
  package func coordinate(_ value: Double) -> Double {
    if lower == -.infinity {
      return upper == .infinity ? value : -Elementary.log(max(upper - value, 1e-12))
    }
    guard upper < .infinity else {
      return Elementary.log(max(value - lower, max(abs(lower), 1e-6) * 1e-6))
    }
    let share = min(max((value - lower) / (upper - lower), 1e-6), 1 - 1e-6)
    return Elementary.log(share / (1 - share))
  }
}
