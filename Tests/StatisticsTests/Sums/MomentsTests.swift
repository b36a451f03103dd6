import Random
import Statistics
import Testing
import _TestSupport

@Suite struct MomentsTests {
  func moments(_ values: [Double]) -> Moments {
    var moments = Moments()
    moments.add(values.span)
    return moments
  }

  @Test func `mean and variance of a hand-checked sample`() {
    let m = moments([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(m.count == 8)
    #expect(m.mean == 5)
    #expect(m.variance.agrees(with: 32.0 / 7, within: .fewUlps))
    #expect(m.standardError.agrees(with: (4.0 / 7).squareRoot(), within: .fewUlps))
  }

  /// 1, 2, …, n shifted by a large constant: mean and variance are known, n (n + 1) / 12.
  @Test(arguments: [0, 1e6, 1e9, 1e12, -1e12])
  func `a large mean does not spoil the variance`(shift: Double) {
    let n = 10_000
    let m = moments((1...n).map { Double($0) + shift })
    #expect(m.mean == shift + Double(n + 1) / 2)
    #expect(m.variance.agrees(with: Double(n) * Double(n + 1) / 12, within: .fewUlps))
  }

  @Test func `equal numbers have no variance`() {
    let m = moments([Double](repeating: 0.1, count: 1000))
    #expect(m.mean.agrees(with: 0.1, within: .fewUlps))
    #expect(m.variance <= 1e-33)
  }

  @Test func `order of leaves and merges does not matter`() {
    let key = StreamKey(seed: 3, name: "x")
    let values = (0..<5000 as Range<UInt64>).map { 1e6 * key.uniform(path: $0, step: 0) - 3e5 }
    let whole = moments(values)
    let leaves = stride(from: 0, to: values.count, by: Moments.leafSize).map { start in
      moments(Array(values[start..<min(start + Moments.leafSize, values.count)]))
    }
    for seed in 0..<5 as Range<UInt64> {
      var merged = Moments()
      for leaf in shuffled(leaves, seed: seed) { merged.merge(leaf) }
      #expect(merged == whole)
      #expect(merged.mean == whole.mean)
      #expect(merged.variance == whole.variance)
    }
  }

  @Test func `too few numbers give NaN`() {
    #expect(Moments().mean.isNaN)
    #expect(Moments().variance.isNaN)
    #expect(moments([3]).mean == 3)
    #expect(moments([3]).variance.isNaN)
  }

  @Test func `infinities and NaN are counted and left out`() {
    let m = moments([1, .nan, 3, .infinity, -.infinity])
    #expect(m.count == 2)
    #expect(m.nonFiniteCount == 3)
    #expect(m.mean == 2)
    #expect(m.variance == 2)
    #expect(moments([.nan]).count == 0)
  }

  @Test func `squares beyond the largest number give an infinite variance`() {
    #expect(moments([1e200, -1e200]).mean == 0)
    #expect(moments([1e200, 3e200]).variance == .infinity)
  }

  @Test func `a sum beyond the largest number gives no mean`() {
    // It was 0: the sum of a leaf was left out.
    #expect(moments([Double](repeating: 1e307, count: 256)).mean.isNaN)
    // Two leaves of 1.79e308 each.
    #expect(moments([Double](repeating: 7e305, count: 512)).mean.isNaN)
    #expect(moments([1e307, 3e307]).mean == 2e307)
  }
}
