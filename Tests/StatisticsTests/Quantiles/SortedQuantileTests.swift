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

  @Test func `median of an odd and an even number of values`() {
    #expect(SortedQuantile.median(of: [5, 1, 3]) == 3)
    #expect(SortedQuantile.median(of: [5, 1, 3, 4]) == 3.5)
  }
}
