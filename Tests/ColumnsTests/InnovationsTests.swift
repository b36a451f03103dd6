import Columns
import Random
import SpecialFunctions
import Testing
import _TestSupport

extension EveryInstructionSet {
  @Suite struct InnovationsTests {
    @Test func `a column has the innovations of its paths, whatever its first path and length`() {
      let key = StreamKey(seed: 0xFFFF_FFFF_0000_0001, name: "kernels")
      EveryInstructionSet.each { set in
        for first in UniformsTests.firstPaths {
          for count in EveryInstructionSet.lengths {
            let step = count % 5 == 0 ? UInt32.max : UInt32(count)
            var result = [Double](repeating: 7, count: count)
            var span = result.mutableSpan
            key.fillInnovations(&span, firstPath: first, step: step)
            let expected = (0..<count).map {
              innovation(key.word(path: first + UInt64($0), step: step))
            }
            #expect(
              haveSameBits(result, expected),
              "path \(first) on \(set): \(difference(result, expected))")
          }
        }
      }
    }
  }
}

/// The innovation of a word.
private func innovation(_ word: UInt32) -> Double {
  StandardNormal.innovation((Double(word) + 0.5) * 0x1p-32 - 0.5)
}

@Suite struct InnovationLawTests {
  /// Every 4,099th word, those at both ends, and those where one formula takes over from the other.
  private static let words: [UInt32] = {
    let ends = (0..<3_000 as Range<UInt32>).flatMap { [$0, .max - $0] }
    let border = UInt32(0.03 * 0x1p32)
    let borders = (border - 2_000..<border + 2_000).flatMap { [$0, .max - $0] }
    return ends + borders + stride(from: 0, through: UInt32.max - 4_099, by: 4_099)
  }()

  @Test
  func `an innovation is the quantile of its word to nine digits, and as far on the other side`() {
    var worst = 0.0
    var isOdd = true
    for word in Self.words {
      let z = innovation(word)
      let quantile = StandardNormal.quantile((Double(word) + 0.5) * 0x1p-32)
      worst = max(worst, abs(z - quantile) / abs(quantile))
      isOdd = isOdd && innovation(.max - word) == -z
    }
    // The fits are good to 4.4 and 0.7 · 10⁻¹⁰.
    #expect(worst < 5e-10)
    #expect(isOdd)
  }

  @Test func `an innovation rises with its word`() {
    for word in Self.words where word < .max {
      #expect(innovation(word) < innovation(word + 1), "\(word)")
    }
  }

  /// All 2³² words stand for the whole law: no sampling error, the moments are those of the lattice.
  @Test(.enabled(if: Slow.isAsked))
  func `all words together have the moments and tails of the law`() {
    var sums = [Double](repeating: 0, count: 4)
    var beyond = [Int](repeating: 0, count: 6)
    var last = -Double.infinity
    var isRising = true
    for high in 0..<65_536 as Range<UInt32> {
      var parts = [Double](repeating: 0, count: 4)
      for low in 0..<65_536 as Range<UInt32> {
        let z = innovation(high << 16 | low)
        isRising = isRising && last < z
        last = z
        let square = z * z
        parts[0] += z
        parts[1] += square
        parts[2] += square * z
        parts[3] += square * square
        for k in 0..<6 where abs(z) > Double(k + 1) { beyond[k] += 1 }
      }
      for k in 0..<4 { sums[k] += parts[k] }
    }
    let moments = sums.map { $0 * 0x1p-32 }
    #expect(isRising)
    #expect(abs(moments[0]) < 1e-11 && abs(moments[2]) < 1e-10, "\(moments)")
    #expect(abs(moments[1] - 1) < 1e-7 && abs(moments[3] - 3) < 3e-6, "\(moments)")
    for k in 0..<6 {
      let expected = 2 * StandardNormal.cdf(-Double(k + 1)) * 0x1p32
      #expect(abs(Double(beyond[k]) - expected) <= 2 + 1e-8 * expected, "\(k + 1): \(beyond[k])")
    }
  }

  /// Ten thousand million draws of a stream, against the law, within five standard errors of a Poisson
  /// count: a false alarm once in 290,000 runs of the six counts.
  @Test(.enabled(if: Slow.isAsked)) func `the tails of a stream are those of the law`() {
    let (columns, length) = (10_000, 1_000_000)
    var beyond = [Int](repeating: 0, count: 6)
    var column = [Double](repeating: 0, count: length)
    let key = StreamKey(seed: 16, name: "tails")
    for step in 0..<columns as Range<Int> {
      var span = column.mutableSpan
      key.fillInnovations(&span, firstPath: 0, step: UInt32(step))
      for z in column where abs(z) > 1 {
        for k in 0..<6 where abs(z) > Double(k + 1) { beyond[k] += 1 }
      }
    }
    for k in 0..<6 {
      let expected = 2 * StandardNormal.cdf(-Double(k + 1)) * Double(columns) * Double(length)
      #expect(
        abs(Double(beyond[k]) - expected) < 5 * expected.squareRoot() + 1, "\(k + 1): \(beyond[k])")
    }
  }
}
