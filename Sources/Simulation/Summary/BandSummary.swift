internal import Columns
public import Statistics

/// The distribution of one indicator in one period over the paths of a case.
public struct BandSummary: Sendable {
  /// Count, mean and variance.
  public private(set) var moments = Moments()
  /// Quantiles, to a 512th of an octave.
  public private(set) var histogram = QuantileHistogram()

  /// Adds the values of consecutive paths.
  ///
  /// - Returns: whether all were finite numbers.
  mutating func add(_ values: Span<Double>) -> Bool {
    let failed = moments.nonFiniteCount
    moments.add(values)
    histogram.add(values)
    return moments.nonFiniteCount == failed
  }

  mutating func merge(_ other: BandSummary) {
    moments.merge(other.moments)
    histogram.merge(other.histogram)
  }
}
