internal import Kernels
public import Statistics

/// The distribution of one indicator in one period over the paths of a case.
public struct BandSummary: Sendable {
  /// Count, mean and variance.
  public private(set) var moments = Moments()
  /// Quantiles, to a 512th of an octave.
  public private(set) var histogram = QuantileHistogram()

  /// Adds the first values of a column of consecutive paths.
  ///
  /// - Returns: whether all were finite numbers.
  mutating func add(_ column: [Double], _ paths: Int) -> Bool {
    let failed = moments.nonFiniteCount
    let values = column.span.extracting(first: paths)
    moments.add(values)
    histogram.add(values)
    return moments.nonFiniteCount == failed
  }

  /// Whether the first values of a column are finite numbers.
  static func isFinite(_ column: [Double], _ paths: Int) -> Bool {
    let values = column.span.extracting(first: paths)
    // A sum of finite numbers may overflow, so what looks infinite is looked at one by one.
    if Vectors.sum(values).isFinite { return true }
    for i in values.indices where !values[i].isFinite { return false }
    return true
  }

  mutating func merge(_ other: BandSummary) {
    moments.merge(other.moments)
    histogram.merge(other.histogram)
  }
}
