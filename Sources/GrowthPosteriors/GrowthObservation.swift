/// What is known of a series at a date.
public struct GrowthObservation: Hashable, Sendable {
  /// How well the value is known.
  public enum Kind: Hashable, Sendable {
    /// The value itself.
    case exact
    /// The value up to an independent error of this standard deviation, in the unit of the series.
    case standardDeviation(Double)
    /// Only that it was at least this.
    case atLeast
    /// Only that it lay between two values, of which the first may be 0.
    case between(Double, Double)
  }

  /// The bounds of the value where nothing else is known of it.
  var bounds: ClosedRange<Double>? {
    switch kind {
    case .exact, .standardDeviation: nil
    case .atLeast: value ... .infinity
    case .between(let low, let high): low...high
    }
  }

  /// The date, in years.
  public let time: Double
  /// The value, > 0, in the unit of the series.
  public let value: Double
  /// How well the value is known.
  public let kind: Kind

  /// Creates an observation; an error of 0 makes it exact.
  public init(time: Double, value: Double, kind: Kind = .exact) {
    self.time = time
    self.value = value
    self.kind = kind == .standardDeviation(0) ? .exact : kind
  }
}
