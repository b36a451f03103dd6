import Columns
import SpecialFunctions
import Testing
import _TestSupport

@Suite struct ColumnsTests {
  /// Ordinary numbers and every kind of edge, in lengths that leave a rest after any vector width.
  static let columns: [[Double]] = [0, 1, 2, 3, 5, 8, 17, 64, 257, 1000].map { count in
    let edges: [Double] = [
      0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
      -.leastNonzeroMagnitude, .leastNormalMagnitude / 3, 710, -746, 1e300,
    ]
    return (0..<count).map { i in
      i % 7 == 3
        ? edges[(i / 7) % edges.count] : -20 + 40 * Double((i * 37) % count) / Double(count)
    }
  }

  func expectSameBits(
    _ column: (inout MutableSpan<Double>) -> Void, _ scalar: (Double) -> Double
  ) {
    for values in ColumnsTests.columns {
      var result = values
      var span = result.mutableSpan
      column(&span)
      let expected = values.map(scalar)
      #expect(zip(result, expected).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
    }
  }

  @Test func `a column has the bits of its elements`() {
    expectSameBits({ Elementary.exp(&$0) }, { Elementary.exp($0) })
    expectSameBits({ Elementary.expm1(&$0) }, { Elementary.expm1($0) })
    expectSameBits({ Elementary.log(&$0) }, { Elementary.log($0) })
    expectSameBits({ Elementary.log1p(&$0) }, { Elementary.log1p($0) })
    expectSameBits({ Elementary.logistic(&$0) }, { Elementary.logistic($0) })
    expectSameBits({ StandardNormal.quantiles(&$0) }, { StandardNormal.quantile($0) })
  }
}
