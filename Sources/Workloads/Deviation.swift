/// A statistic of a run that its reference contradicts.
package struct Deviation: Hashable, Sendable, CustomStringConvertible {
  /// The workload, and for W2 the curve.
  package let workload: String
  /// The name of the statistic: `q05_15` is the 5 % quantile in period 15.
  package let statistic: String
  /// What the run gave.
  package let value: Double
  /// What it should have given.
  package let reference: Double
  /// The least reference that the run would agree with.
  package let low: Double
  /// The greatest.
  package let high: Double

  /// Compares a statistic with its reference.
  ///
  /// - Returns: nil if the reference lies between `low` and `high`.
  init?(
    _ workload: String, _ statistic: String, _ value: Double, reference: Double, low: Double,
    high: Double
  ) {
    guard !(low <= reference && reference <= high) else { return nil }
    self.workload = workload
    self.statistic = statistic
    self.value = value
    self.reference = reference
    self.low = low
    self.high = high
  }

  /// Compares a statistic with its reference.
  ///
  /// - Returns: nil if they differ by the tolerance or less.
  init?(
    _ workload: String, _ statistic: String, _ value: Double, reference: Double, tolerance: Double
  ) {
    self.init(
      workload, statistic, value, reference: reference, low: value - tolerance,
      high: value + tolerance)
  }

  /// The sentence for people.
  package var description: String {
    "\(workload): \(statistic) is \(value); the reference is \(reference), "
      + "which would have to lie between \(low) and \(high)"
  }
}
