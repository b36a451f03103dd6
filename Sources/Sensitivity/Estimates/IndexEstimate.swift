internal import Distributions
internal import SpecialFunctions

/// An estimate, its standard error and its 95 % interval.
public struct IndexEstimate: Hashable, Sendable {
  /// The estimate.
  public let value: Double
  /// Its standard error; `nil` where the sample cannot show one.
  public let standardError: Double?
  /// An interval that holds the true value with probability 0.95; `nil` where the sample cannot
  /// show one.
  public let interval: ClosedRange<Double>?

  /// Takes an estimate without an error.
  package init(_ value: Double) {
    self.value = value
    standardError = nil
    interval = nil
  }

  /// Takes an estimate and an interval of its own.
  init(_ value: Double, standardError: Double, interval: ClosedRange<Double>) {
    self.value = value
    self.standardError = standardError
    self.interval = interval
  }

  /// The interval value ± t · standard error, with the 97.5 % quantile t of Student's law.
  ///
  /// - Parameters:
  ///   - value: the estimate.
  ///   - standardError: not negative; NaN where there is none.
  ///   - degreesOfFreedom: of the standard error; below 1 there is no interval.
  init(_ value: Double, standardError: Double, degreesOfFreedom: Int) {
    let half = IndexEstimate.studentQuantile(degreesOfFreedom) * standardError
    guard half.isFinite else {
      self.init(value)
      return
    }
    self.init(
      value, standardError: standardError,
      interval: ClosedRange(openFrom: value - half, to: value + half))
  }

  /// The mean of independent numbers, NaN for none.
  package init(meanOf sample: [Double]) {
    let n = Double(sample.count)
    let mean = sample.reduce(0, +) / n
    let squares = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.init(
      mean, standardError: (squares / (n - 1) / n).squareRoot(), degreesOfFreedom: sample.count - 1)
  }

  /// The 97.5 % quantile of Student's law; infinite for no degrees of freedom.
  static func studentQuantile(_ degreesOfFreedom: Int) -> Double {
    guard degreesOfFreedom >= 1,
      let law = try? StudentT(degreesOfFreedom: Double(degreesOfFreedom))
    else { return .infinity }
    return law.quantile(0.975)
  }
}
