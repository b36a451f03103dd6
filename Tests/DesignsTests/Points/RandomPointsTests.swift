import Designs
import Random
import Testing
import _TestSupport

@Suite struct RandomPointsTests {
  let points = RandomPoints(dimensions: 3, key: StreamKey(seed: 4, name: "random"))

  @Test func `a point is the same wherever a range begins`() {
    for first in [0, 10, 13] {
      let some = points.points(first..<first + 21)
      for i in 0..<21 { #expect(points.point(first + i) == some[i]) }
    }
    #expect(points.points(5..<5).count == 0)
  }

  @Test func `coordinates are those of the stream`() {
    let key = StreamKey(seed: 4, name: "random")
    #expect(points.point(7) == (0..<3).map { key.uniform(path: 7, step: $0) })
  }

  /// Kolmogorov–Smirnov: fails one seed in 1,000 where correct, and the seed is fixed.
  @Test(arguments: 0..<3) func `coordinates are uniform`(dimension: Int) {
    let column = points.column(dimension, points: 0..<5000)
    #expect(KolmogorovSmirnov.test(column) { $0 }.pValue > 0.001)
  }
}
