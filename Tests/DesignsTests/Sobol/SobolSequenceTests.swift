import Designs
import Foundation
import Random
import Testing
import _TestSupport

/// h ← (rotate(h, 29) ⊕ word) · prime, as tools/references/sobol_points.py folds points.
private struct Fold {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ coordinate: Double) {
    hash = ((hash << 29 | hash >> 35) ^ UInt64(coordinate * 0x1p52)) &* 0x100_0000_01B3
  }
}

/// A point of SciPy: its number, the fold of its 512 coordinates, and those of dimensions 1, 2,
/// 10, 256 and 512 in units of 2⁻⁵².
private let distant: [(point: Int, hash: UInt64, some: [Double])] = [
  (
    1, 0xb2049638238dbfc5,
    [2251799813685248, 2251799813685248, 2251799813685248, 2251799813685248, 2251799813685248]
  ),
  (
    2, 0x6192c2868d6040ba,
    [3377699720527872, 1125899906842624, 3377699720527872, 3377699720527872, 3377699720527872]
  ),
  (
    3, 0xc97835a42753a83,
    [1125899906842624, 3377699720527872, 1125899906842624, 1125899906842624, 1125899906842624]
  ),
  (
    100, 0xa70bb7bc69f18e5a,
    [1864771720708096, 1161084278931456, 3131409115906048, 2568459162484736, 2357352929951744]
  ),
  (
    1023, 0xf44107752aa7214c,
    [4398046511104, 3390893860061184, 3830698511171584, 3795514139082752, 2766371255484416]
  ),
  (
    65537, 0x212eac86ac5931c,
    [2251902892900352, 4503565267632128, 2881785616662528, 1865974311550976, 2721394357960704]
  ),
  (
    1000000, 0x46a469b2df47382f,
    [119232587104256, 1404759248470016, 1145721180913664, 2502930846449664, 3587186750390272]
  ),
  (
    2147495993, 0x6fdd3e76eeaa01f3,
    [2886492903964672, 2346999195107328, 1522931468337152, 1633599586566144, 1453355791548416]
  ),
  (
    4294967295, 0x6227dd7ced733fa4,
    [1048576, 4503599626321920, 2304540117303296, 3697657934512128, 965694414913536]
  ),
  (
    4294967296, 0x7a5e1b5008322350,
    [1572864, 2251799813160960, 3435386880131072, 2140200283668480, 335537343299584]
  ),
  (
    1000000000007, 0xe2cfa59cda828758,
    [564732227719168, 3846974871859200, 2180963580178432, 3219856849154048, 3103964920057856]
  ),
  (
    4503599627370495, 0x50cedcf497bd66cb,
    [1, 4222189076152335, 4134166303409137, 4438721687452117, 35541729816049]
  ),
]

@Suite struct SobolSequenceTests {
  // MARK: The plain sequence

  @Test func `the first 4,096 points in 512 dimensions are SciPy's`() throws {
    let points = try SobolSequence(dimensions: SobolSequence.dimensionLimit).points(0..<4096)
    var fold = Fold()
    for point in 0..<4096 {
      for column in points.columns { fold.add(column[point]) }
    }
    #expect(fold.hash == 0x32ad10a051eacb34)
  }

  @Test(arguments: distant.indices)
  func `distant points in 512 dimensions are SciPy's`(row: Int) throws {
    let (point, hash, some) = distant[row]
    let found = try SobolSequence(dimensions: 512).point(point)
    #expect([0, 1, 9, 255, 511].map { found[$0] * 0x1p52 } == some)
    var fold = Fold()
    for coordinate in found { fold.add(coordinate) }
    #expect(fold.hash == hash)
  }

  /// Hand-checked: the van der Corput sequence in Gray-code order, and Sobol's second dimension.
  @Test func `the first points in two dimensions are those of the literature`() throws {
    let points = try SobolSequence(dimensions: 2).points(0..<8)
    #expect(points.columns[0] == [0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125])
    #expect(points.columns[1] == [0, 0.5, 0.25, 0.75, 0.375, 0.875, 0.125, 0.625])
  }

  @Test(.enabled(if: ReferencePoints.isGiven), arguments: [2, 10])
  func `whole files of reference points agree to the bit`(dimensions: Int) throws {
    let rows = try ReferencePoints.rows("sobol/unscrambled_d\(dimensions)_n1024.csv")
    let sequence = try SobolSequence(dimensions: dimensions)
    #expect(rows.count == 1024)
    for (point, row) in rows.enumerated() { #expect(sequence.point(point) == row) }
  }

  // MARK: Access

  @Test func `columns from anywhere are the points one by one`() throws {
    let key = StreamKey(seed: 3, name: "access")
    for sequence in [
      try SobolSequence(dimensions: 7), try SobolSequence(dimensions: 7, scrambledBy: key),
    ] {
      for range in [0..<100, 37..<38, 1000..<1065, (1 << 40) - 3..<(1 << 40) + 3, 5..<5] {
        for dimension in 0..<7 {
          let column = sequence.column(dimension, points: range)
          #expect(column == range.map { sequence.coordinate(dimension, of: $0) })
          #expect(column == range.map { sequence.point($0)[dimension] })
        }
      }
    }
  }

  @Test func `more dimensions leave the earlier ones as they are`() throws {
    let key = StreamKey(seed: 3, name: "access")
    let few = try SobolSequence(dimensions: 3, scrambledBy: key)
    let many = try SobolSequence(dimensions: 40, scrambledBy: key)
    #expect(few.points(0..<64).columns == Array(many.points(0..<64).columns[..<3]))
  }

  @Test func `too many dimensions are refused`() {
    #expect(throws: DesignError.tooManyDimensions(asked: 513, limit: 512)) {
      try SobolSequence(dimensions: 513)
    }
    #expect(throws: DesignError.tooManyDimensions(asked: 513, limit: 512)) {
      try SobolSequence(dimensions: 513, scrambledBy: StreamKey(seed: 0, name: ""))
    }
  }

  @Test func `no dimensions give empty points`() throws {
    #expect(try SobolSequence(dimensions: 0).point(5).isEmpty)
  }

  // MARK: Scrambling

  /// Digital nets in every dimension alone, whatever the block of 2ᵐ points.
  @Test(arguments: [0, 1, 5, 10])
  func `2ᵐ points put one into each of 2ᵐ intervals of every dimension`(m: Int) throws {
    let n = 1 << m
    let key = StreamKey(seed: 11, name: "nets")
    for sequence in [
      try SobolSequence(dimensions: 300), try SobolSequence(dimensions: 300, scrambledBy: key),
    ] {
      for block in [0, 1, 5] {
        for dimension in 0..<300 {
          let column = sequence.column(dimension, points: block * n..<(block + 1) * n)
          #expect(Set(column.map { Int($0 * Double(n)) }).count == n)
        }
      }
    }
  }

  /// The first two dimensions are a (0, m, 2)-net: every elementary rectangle holds one point.
  @Test func `scrambling keeps the evenness in two dimensions`() throws {
    let sequence = try SobolSequence(dimensions: 2, scrambledBy: StreamKey(seed: 2, name: "net"))
    let points = sequence.points(0..<256)
    for bits in 0...8 {
      let (wide, high) = (Double(1 << bits), Double(1 << (8 - bits)))
      let cells = (0..<256).map { point in
        Int(points.columns[0][point] * wide) * 256 + Int(points.columns[1][point] * high)
      }
      #expect(Set(cells).count == 256)
    }
  }

  @Test func `scrambled coordinates are never 0 nor 1`() throws {
    let sequence = try SobolSequence(dimensions: 50, scrambledBy: StreamKey(seed: 0, name: "open"))
    for column in sequence.points(0..<8192).columns {
      #expect(column.allSatisfy { $0 > 0 && $0 < 1 })
    }
  }

  @Test func `seed and name change the scrambling`() throws {
    let points = try [
      StreamKey(seed: 1, name: "a"), StreamKey(seed: 2, name: "a"), StreamKey(seed: 1, name: "b"),
    ].map { try SobolSequence(dimensions: 4, scrambledBy: $0).points(0..<16) }
    #expect(Set(points).count == 3)
  }

  /// First values of a scrambling, so that a change of it is seen.
  @Test func `a scrambling stays what it is`() throws {
    let sequence = try SobolSequence(dimensions: 3, scrambledBy: StreamKey(seed: 1, name: "first"))
    #expect(sequence.point(0) == [0.8533239414295984, 0.5517016096736073, 0.05811602275087158])
  }

  /// Each coordinate of a fixed point is uniform over seeds.
  ///
  /// Kolmogorov–Smirnov: a correct
  /// scrambling fails one seed set in 1,000 a coordinate, and the seeds are fixed.
  @Test(arguments: [0, 1, 6, 777])
  func `a point is uniform over seeds`(point: Int) throws {
    var samples = [[Double]](repeating: [], count: 3)
    for seed in 0..<2000 {
      let key = StreamKey(seed: UInt64(seed), name: "uniform")
      let found = try SobolSequence(dimensions: 3, scrambledBy: key).point(point)
      for dimension in 0..<3 { samples[dimension].append(found[dimension]) }
    }
    for sample in samples {
      #expect(KolmogorovSmirnov.test(sample) { $0 }.pValue > 0.001)
    }
  }

  /// ∏ (1 + (xⱼ − ½)) has mean 1 and, over random points, variance (13/12)⁵ − 1.
  @Test func `means of a smooth function are unbiased, and far closer than random points`() throws {
    let (n, seeds) = (1024, 200)
    var errors: [Double] = []
    for seed in 0..<seeds {
      let key = StreamKey(seed: UInt64(seed), name: "smooth")
      let points = try SobolSequence(dimensions: 5, scrambledBy: key).points(0..<n)
      var sum = 0.0
      for point in 0..<n {
        sum += points.columns.reduce(1) { $0 * (0.5 + $1[point]) }
      }
      errors.append(sum / Double(n) - 1)
    }
    let mean = errors.reduce(0, +) / Double(seeds)
    let square = errors.reduce(0) { $0 + $1 * $1 } / Double(seeds)
    // Five standard errors: a correct scrambling fails one set of seeds in 1.7 million.
    #expect(abs(mean) < 5 * (square / Double(seeds)).squareRoot())
    var random = -1.0
    random += (0..<5).reduce(1.0) { product, _ in product * 13 / 12 }
    // Measured: 1/90 of the random points' error.
    #expect(square.squareRoot() < (random / Double(n)).squareRoot() / 40)
  }
}

/// Reference files, used when WAYMARK_DATA names the folder that holds them.
private enum ReferencePoints {
  static let folder = ProcessInfo.processInfo.environment["WAYMARK_DATA"]
  static var isGiven: Bool { folder != nil }

  static func rows(_ path: String) throws -> [[Double]] {
    try String(contentsOfFile: "\(folder ?? ".")/\(path)", encoding: .utf8)
      .split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",").compactMap { Double($0) } }
  }
}
