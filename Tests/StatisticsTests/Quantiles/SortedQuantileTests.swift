import Statistics
import Testing

@Suite struct SortedQuantileTests {
  /// NumPy's `quantile` with its default method gives the same.
  @Test func `quantiles are interpolated between ranks`() {
    #expect(SortedQuantile.quantile(0.25, of: [1, 2, 4, 8]) == 1.75)
    #expect(SortedQuantile.quantile(0, of: [1, 2, 4, 8]) == 1)
    #expect(SortedQuantile.quantile(1, of: [1, 2, 4, 8]) == 8)
    #expect(SortedQuantile.quantile(0.5, of: [3]) == 3)
    #expect(SortedQuantile.quantile(0.5, of: []).isNaN)
  }

  @Test func `between numbers that lie further apart than a number can be`() {
    #expect(SortedQuantile.quantile(0.5, of: [-1.5e308, 1.5e308]) == 0)
    #expect(abs(SortedQuantile.quantile(0.25, of: [-1.6e308, 1.6e308]) + 8e307) <= 1e293)
    var histogram = QuantileHistogram()
    let ends = [-1e308, 1e308]
    histogram.add(ends.span)
    #expect(abs(histogram.quantile(0.5)) < 1e307)
  }

  @Test func `median of an odd and an even number of values`() {
    #expect(SortedQuantile.median(of: [5, 1, 3]) == 3)
    #expect(SortedQuantile.median(of: [5, 1, 3, 4]) == 3.5)
  }
}
