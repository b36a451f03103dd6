import Random
import Statistics
import Testing
import _TestSupport

@Suite struct QuantileHistogramTests {
  func histogram(_ values: [Double]) -> QuantileHistogram {
    var histogram = QuantileHistogram()
    histogram.add(values.span)
    return histogram
  }

  static let orders = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]

  /// Skewed numbers of both signs over many octaves.
  func sample(_ n: Int) -> [Double] {
    let key = StreamKey(seed: 11, name: "sample")
    return (0..<n).map { path in
      let u = key.uniform(path: UInt64(path), step: 0) - 0.2
      return 1e4 * u * u * u
    }
  }

  @Test func `quantiles are within one bin of the exact ones`() {
    let values = sample(20_000)
    let histogram = histogram(values)
    let sorted = values.sorted()
    for q in QuantileHistogramTests.orders {
      let exact = SortedQuantile.quantile(q, of: sorted)
      #expect(abs(histogram.quantile(q) - exact) <= abs(exact) / 512 + 0x1p-40)
    }
    #expect(histogram.quantile(0) == sorted[0])
    #expect(histogram.quantile(1) == sorted[sorted.count - 1])
  }

  @Test func `quantiles read together are those read one by one`() {
    let histogram = histogram(sample(5000))
    for orders in [QuantileHistogramTests.orders, [0, 0, 0.5, 0.5, 1, 1], [0.3]] {
      #expect(histogram.quantiles(orders) == orders.map { histogram.quantile($0) })
    }
    let none = QuantileHistogram().quantiles([0.1, 0.9])
    #expect(none.count == 2 && none.allSatisfy { $0.isNaN })
  }

  @Test func `quantiles do not fall`() {
    let histogram = histogram(sample(1000))
    let values = (0...1000).map { histogram.quantile(Double($0) / 1000) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test(arguments: [0, 405, -3.7, 1e-13, 1e-300, 1e300, .greatestFiniteMagnitude])
  func `numbers that are all the same are returned exactly`(x: Double) {
    let histogram = histogram([Double](repeating: x, count: 100))
    for q in QuantileHistogramTests.orders { #expect(histogram.quantile(q) == x) }
  }

  @Test func `integers up to 1,024 have exact quantiles`() {
    let spread: [Double] = (0..<3001).map { i in Double((i * 7919) % 1999) - 1000 }
    let values = spread.filter { abs($0) <= 1024 }
    let histogram = histogram(values)
    let sorted = values.sorted()
    for rank in stride(from: 0, to: sorted.count, by: 13) {
      let q = Double(rank) / Double(sorted.count - 1)
      #expect(
        histogram.quantile(q).agrees(
          with: SortedQuantile.quantile(q, of: sorted), within: .ulps(4096)),
        "the fraction of a whole rank is rounding")
    }
    #expect(histogram.isIntegral)
  }

  @Test func `large integers have whole quantiles within a bin`() {
    let values = (0..<1001).map { Double(80_000 + 17 * $0) }
    let histogram = histogram(values)
    for rank in [0, 250, 500, 750, 1000] {
      let quantile = histogram.quantile(Double(rank) / 1000)
      #expect(quantile == quantile.rounded())
      #expect(abs(quantile - values[rank]) <= values[rank] / 512)
    }
  }

  @Test func `order, split and room do not matter`() {
    let values = sample(5000) + [1e12, -1e12, 1e-20]
    let whole = histogram(values)
    for seed in 0..<5 as Range<UInt64> {
      let mixed = shuffled(values, seed: seed)
      let parts = stride(from: 0, to: mixed.count, by: 611).map { start in
        histogram(Array(mixed[start..<min(start + 611, mixed.count)]))
      }
      var merged = QuantileHistogram()
      for part in parts { merged.merge(part) }
      #expect(merged == whole)
      for q in QuantileHistogramTests.orders {
        #expect(merged.quantile(q) == whole.quantile(q))
      }
    }
  }

  @Test func `negative numbers mirror positive ones`() {
    let values = sample(4001)
    let histogram = histogram(values)
    let mirrored = self.histogram(values.map { -$0 })
    for q in [0.1, 0.25, 0.5, 0.75] {
      #expect(
        mirrored.quantile(1 - q).agrees(
          with: -histogram.quantile(q), within: .conditioned(by: 4001)))
    }
  }

  @Test func `infinities and NaN are counted and left out`() {
    let histogram = histogram([1, .nan, 3, .infinity, -.infinity])
    #expect(histogram.count == 2)
    #expect(histogram.nonFiniteCount == 3)
    #expect(histogram.quantile(0.5) == 2)
    #expect(QuantileHistogram().quantile(0.5).isNaN)
  }

  @Test func `a histogram comes back from its bytes`() throws {
    var histogram = QuantileHistogram()
    #expect(QuantileHistogram(bytes: histogram.bytes) == histogram)
    histogram.add([3.5, -1e-3, 0, 1e300, 2, 2, .nan, -.infinity].span)
    let bytes = histogram.bytes
    let read = try #require(QuantileHistogram(bytes: bytes))
    #expect(read == histogram)
    #expect(read.bytes == bytes)
    // Every loss of bytes is seen.
    for count in 0..<bytes.count {
      #expect(QuantileHistogram(bytes: Array(bytes[..<count])) == nil)
    }
    var more = bytes
    more[0] += 1
    #expect(QuantileHistogram(bytes: more) == nil)
  }
}
