import Columns
import Random
import Testing
import _TestSupport

@Suite struct StreamKeyTests {
  let key = StreamKey(seed: 7, name: "demand")

  func column(_ count: Int, firstPath: UInt64, step: UInt32, draw: UInt32 = 0) -> [Double] {
    var values = [Double](repeating: .nan, count: count)
    var span = values.mutableSpan
    key.fill(&span, firstPath: firstPath, step: step, draw: draw)
    return values
  }

  /// Paths on both sides of every word of the counter.
  @Test(arguments: [0, 1, 2, 255, 0x1_FFFF_FFFD, 0xFFFF_FFFF_FFFF_FF00] as [UInt64])
  func `a column has the bits of its elements`(firstPath: UInt64) {
    for count in [0, 1, 2, 3, 4, 7, 64, 129] {
      let expected = (0..<count).map {
        key.uniform(path: firstPath + UInt64($0), step: 3, draw: 2)
      }
      #expect(column(count, firstPath: firstPath, step: 3, draw: 2) == expected)
    }
  }

  @Test func `any split of a column gives the same numbers`() {
    let whole = column(100, firstPath: 0, step: 1)
    for cut in 0...100 {
      let head = column(cut, firstPath: 0, step: 1)
      let tail = column(100 - cut, firstPath: UInt64(cut), step: 1)
      #expect(head + tail == whole)
    }
  }

  /// Every result file depends on these: a change here changes all of them.
  ///
  /// Source: `tools/references/philox_stream.py`, a second implementation.
  @Test func `the first values of a stream never change`() {
    let empty = StreamKey(seed: 0, name: "")
    #expect(
      [0, 1, 2].map { empty.uniform(path: $0, step: 0) }
        == [0.9721080178730627, 0.3872740307717165, 0.1551512886770109])
    let chinese = StreamKey(seed: 2024, name: "企业数")
    #expect(
      [0, 1, 2].map { chinese.uniform(path: $0, step: 5, draw: 1) }
        == [0.07127616163773254, 0.17402514413342163, 0.7991384657307897])
    let long = StreamKey(seed: 1, name: "indicator noise, quarterly")
    #expect(
      [0, 1, 2].map { long.uniform(path: (1 << 33) + $0, step: 40, draw: 2) }
        == [0.3345729256500246, 0.06607615529504252, 0.4473427963812665])
  }

  @Test func `seed, name, path, step and draw all matter`() {
    let reference = key.uniform(path: 4, step: 2, draw: 1)
    #expect(StreamKey(seed: 8, name: "demand").uniform(path: 4, step: 2, draw: 1) != reference)
    #expect(StreamKey(seed: 7, name: "Demand").uniform(path: 4, step: 2, draw: 1) != reference)
    #expect(key.uniform(path: 5, step: 2, draw: 1) != reference)
    #expect(key.uniform(path: 4, step: 1, draw: 2) != reference)
    #expect(key.uniform(path: 4, step: 2, draw: 0) != reference)
  }

  @Test func `names that differ little have different streams`() {
    var names = ["", "a", "b", "ab", "ba", "a\0", "\0a", "\0", "\0\0", "abcdefgh", "abcdefgh\0"]
    names += (0..<2000).map { "indicator \($0)" }
    let values = Set(names.map { StreamKey(seed: 1, name: $0).uniform(path: 0, step: 0) })
    #expect(values.count == names.count)
  }

  /// One bit of the name or the seed flips each of the 52 bits of a uniform with probability ½.
  ///
  /// 64 input bits by 200 names: a count of flips has 200 · 64 trials a bit; six standard
  /// deviations of √(12,800)/2 ≈ 57 fail a correct hash once in 10⁷ runs over all bits.
  @Test func `one bit of a name or seed flips half of the bits of a draw`() {
    func bits(_ seed: UInt64, _ name: [UInt8]) -> UInt64 {
      let text = String(decoding: name, as: UTF8.self)
      let u = StreamKey(seed: seed, name: text).uniform(path: 0, step: 0)
      return UInt64(u * 0x1p52)
    }
    var nameFlips = [Int](repeating: 0, count: 52)
    var seedFlips = nameFlips
    var nameTrials = 0
    for i in 0..<200 {
      let name = Array("stream \(1000 + i)".utf8)
      let seed = UInt64(i) &* 0x1234_5678_9ABC_DEF1
      let before = bits(seed, name)
      for bit in 0..<64 {
        let change = before ^ bits(seed ^ (1 << UInt64(bit)), name)
        for j in 0..<52 { seedFlips[j] += Int((change >> UInt64(j)) & 1) }
      }
      // Bits 0 to 4 of an ASCII letter or digit leave valid text.
      for byte in name.indices {
        for bit in 0..<5 {
          var other = name
          other[byte] ^= 1 << UInt8(bit)
          let change = before ^ bits(seed, other)
          nameTrials += 1
          for j in 0..<52 { nameFlips[j] += Int((change >> UInt64(j)) & 1) }
        }
      }
    }
    for (flips, trials) in [(nameFlips, nameTrials), (seedFlips, 200 * 64)] {
      let gate = 6 * Double(trials).squareRoot() / 2
      for count in flips { #expect(abs(Double(count) - Double(trials) / 2) < gate) }
    }
  }

  @Test func `uniform numbers never reach 0 or 1`() {
    let values = column(100_000, firstPath: 0, step: 0)
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
  }

  /// Chi-square over 1,024 cells and Kolmogorov–Smirnov, each at a false-alarm rate of 10⁻⁶; the
  /// key is fixed, so a failure is a change in the code.
  @Test func `uniform numbers are uniform`() {
    let values = column(200_000, firstPath: 0, step: 0)
    var cells = [Int](repeating: 0, count: 1024)
    for u in values { cells[Int(u * 1024)] += 1 }
    #expect(ChiSquare.uniform(counts: cells).pValue > 1e-6)
    #expect(KolmogorovSmirnov.test(values) { $0 }.pValue > 1e-6)
  }

  /// Correlations between neighbours in path, step, draw and name: each is normal with standard
  /// deviation 1/√N, so five of them fail once in 1.7 million.
  @Test func `neighbouring draws are uncorrelated`() {
    let n = 100_000
    let other = StreamKey(seed: 7, name: "demanD")
    let base = column(n, firstPath: 0, step: 0)
    var names = [Double](repeating: 0, count: n)
    var span = names.mutableSpan
    other.fill(&span, firstPath: 0, step: 0)
    let neighbours = [
      column(n, firstPath: 1, step: 0), column(n, firstPath: 2, step: 0),
      column(n, firstPath: 0, step: 1), column(n, firstPath: 0, step: 0, draw: 1), names,
    ]
    for neighbour in neighbours {
      let products = zip(base, neighbour).map { ($0 - 0.5) * ($1 - 0.5) * 12 }
      let correlation = products.reduce(0, +) / Double(n)
      #expect(abs(correlation) < Tolerance.monteCarlo(standardDeviation: 1, paths: n).absolute)
    }
  }
}
