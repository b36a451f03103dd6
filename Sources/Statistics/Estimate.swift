/// A number with its standard error.
public struct Estimate: Hashable, Sendable {
  /// The number.
  public let value: Double
  /// Its standard error; not a number where it is not known.
  public let standardError: Double

  /// The 97.5 % quantile of the normal law.
  package static let z95 = 1.959963984540054

  package init(value: Double, variance: Double) {
    self.value = value
    // Rounding can leave a variance of nothing just below nothing.
    standardError = variance < 0 ? 0 : variance.squareRoot()
  }
}
