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
  /// - Parameters:
  ///   - values: the values.
  ///   - room: the bytes that histograms may still take; what this one grows by is taken from it.
  /// - Returns: whether all were finite numbers.
  mutating func add(_ values: Span<Double>, room: inout Int) -> Bool {
    let failed = moments.nonFiniteCount
    moments.add(values)
    let size = histogram.sizeOfBins
    histogram.add(values)
    room -= histogram.sizeOfBins - size
    return moments.nonFiniteCount == failed
  }

  mutating func merge(_ other: BandSummary) {
    moments.merge(other.moments)
    histogram.merge(other.histogram)
  }
}
