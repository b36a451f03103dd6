import Designs
import Random
import Testing
import _TestSupport

@Suite struct LatinHypercubeTests {
  let key = StreamKey(seed: 8, name: "hypercube")

  @Test(arguments: [1, 2, 3, 7, 64, 1000])
  func `every interval of every dimension holds one point`(count: Int) throws {
    let points = try LatinHypercube(count: count, dimensions: 12, key: key).points(0..<count)
    for column in points.columns {
      #expect(column.allSatisfy { $0 > 0 && $0 < 1 })
      #expect(Set(column.map { Int($0 * Double(count)) }).count == count)
    }
  }

  @Test func `points in any order are the same points`() throws {
    let hypercube = try LatinHypercube(count: 50, dimensions: 4, key: key)
    let all = hypercube.points(0..<50)
    for point in [49, 0, 17, 3] { #expect(hypercube.point(point) == all[point]) }
    #expect(hypercube.points(20..<30).columns == all.columns.map { Array($0[20..<30]) })
  }

  @Test func `more dimensions leave the earlier ones as they are`() throws {
    let few = try LatinHypercube(count: 20, dimensions: 2, key: key).points(0..<20)
    let many = try LatinHypercube(count: 20, dimensions: 9, key: key).points(0..<20)
    #expect(few.columns == Array(many.columns[..<2]))
  }

  /// A chi-square over the 24 orders of 4 points: a correct shuffle fails one set of seeds in
  /// 1,000, and the seeds are fixed.
  @Test func `all orders of the points are equally likely`() throws {
    var counts: [[Int]: Int] = [:]
    for seed in 0..<4800 {
      let hypercube = try LatinHypercube(
        count: 4, dimensions: 1, key: StreamKey(seed: UInt64(seed), name: "orders"))
      counts[hypercube.column(0, points: 0..<4).map { Int($0 * 4) }, default: 0] += 1
    }
    #expect(counts.count == 24)
    #expect(ChiSquare.uniform(counts: Array(counts.values)).pValue > 0.001)
  }

  /// Kolmogorov–Smirnov: fails one seed in 1,000 where correct, and the seed is fixed.
  @Test func `the place within an interval is uniform`() throws {
    let column = try LatinHypercube(count: 5000, dimensions: 1, key: key).column(
      0, points: 0..<5000)
    let places = column.map { $0 * 5000 - ($0 * 5000).rounded(.down) }
    #expect(KolmogorovSmirnov.test(places) { $0 }.pValue > 0.001)
  }

  @Test(.timeLimit(.minutes(1))) func `points of two billions are had at once`() throws {
    let count = LatinHypercube.countLimit
    let hypercube = try LatinHypercube(count: count, dimensions: 20, key: key)
    for dimension in 0..<20 {
      let column = hypercube.column(dimension, points: count - 500..<count)
      #expect(column.allSatisfy { $0 > 0 && $0 < 1 })
      #expect(Set(column.map { Int($0 * Double(count)) }).count == 500)
    }
  }

  @Test(arguments: [0, -3, Int(Int32.max) + 1])
  func `impossible numbers of points are refused`(count: Int) {
    #expect(throws: DesignError.pointsOutOfRange(asked: count, limit: Int(Int32.max))) {
      try LatinHypercube(count: count, dimensions: 2, key: key)
    }
  }
}
