internal import SpecialFunctions

/// How observations scatter about a curve; it decides what a fit makes least.
public enum ErrorModel: String, CaseIterable, Hashable, Sendable {
  /// y = f + e, with e of one size: least squares.
  case additive
  /// log y = log f + e: least squares of logarithms; the curve is the median.
  case multiplicative
  /// y is a count with mean f: greatest likelihood, written as least squares of deviance residuals.
  ///
  /// Standard errors take the variance f of the law, not the scatter that was seen.
  case poisson

  /// The residual and its derivative by f; `nil` where the curve cannot have such a value.
  func residual(_ f: Double, _ y: Double) -> (value: Double, slope: Double)? {
    switch self {
    case .additive: return (f - y, 1)
    case .multiplicative:
      guard f > 0 else { return nil }
      return (Elementary.log(f / y), 1 / f)
    case .poisson:
      guard f > 0 else { return nil }
      let excess = (y - f) / f
      // Near f = y the deviance cancels; its series there is exact to rounding.
      guard abs(excess) > 1e-4 else {
        let root = f.squareRoot()
        let series = 1 - excess / 6 + 5 * excess * excess / 72
        return (-root * excess * series, 1 / (root * series))
      }
      let likely = y > 0 ? y * Elementary.log(y / f) : 0
      let deviance = 2 * max(0, likely - (y - f))
      let value = y > f ? -deviance.squareRoot() : deviance.squareRoot()
      return (value, -excess / value)
    }
  }
}
