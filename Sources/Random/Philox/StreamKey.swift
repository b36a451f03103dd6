/// Names one independent stream of random numbers.
///
/// A draw depends on nothing but its key, path, step and draw number, so a run gives the same
/// numbers on one thread as on sixteen, and removing one use does not shift another. Seed 0 is a
/// seed like any other.
///
/// The Philox key is a 64-bit hash of the seed and the UTF-8 bytes of the name. Two names of one
/// run collide with probability 2⁻⁶⁴ a pair. The counter is (path ÷ 2 low half, path ÷ 2 high
/// half, step, draw); an even path takes words 0 and 1 of the block, an odd one words 2 and 3.
public struct StreamKey: Hashable, Sendable {
  /// The seed of the run.
  public let seed: UInt64
  /// What the stream drives: an uncertainty, an indicator's noise, an event.
  public let name: String

  /// The key of the cipher: low word, high word.
  let words: SIMD2<UInt32>

  /// Creates the key of the stream with the given name under the given seed.
  ///
  /// - Parameters:
  ///   - seed: the seed of the run, any value.
  ///   - name: what the stream drives; names are compared by their UTF-8 bytes.
  public init(seed: UInt64, name: String) {
    self.seed = seed
    self.name = name
    let hash = NameHash.hash(seed: seed, bytes: name.utf8)
    words = SIMD2(UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32))
  }

  /// Returns the uniform number of one path at one step.
  ///
  /// The value is ((x >> 12) + ½) 2⁻⁵² for the 64 random bits x: never 0 and never 1.
  ///
  /// - Parameters:
  ///   - path: number of the path, from 0.
  ///   - step: number of the step, from 0.
  ///   - draw: which of several draws of this stream at this step.
  /// - Returns: a number in (0, 1).
  public func uniform(path: UInt64, step: UInt32, draw: UInt32 = 0) -> Double {
    let pair = path >> 1
    let block = Philox4x32.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: pair), UInt32(truncatingIfNeeded: pair >> 32), step, draw),
      key: words)
    return path & 1 == 0
      ? StreamKey.unit(low: UInt64(block.x), high: UInt64(block.y))
      : StreamKey.unit(low: UInt64(block.z), high: UInt64(block.w))
  }

  /// Fills a column with the uniform numbers of consecutive paths at one step.
  ///
  /// The values are those of ``uniform(path:step:draw:)``, whatever the split into columns.
  ///
  /// - Parameters:
  ///   - column: one number per path.
  ///   - firstPath: number of the path of the first element.
  ///   - step: number of the step, from 0.
  ///   - draw: which of several draws of this stream at this step.
  package func fill(
    _ column: inout MutableSpan<Double>, firstPath: UInt64, step: UInt32, draw: UInt32 = 0
  ) {
    var start = 0
    if firstPath & 1 == 1 && column.count > 0 {
      column[0] = uniform(path: firstPath, step: step, draw: draw)
      start = 1
    }
    let firstPair = (firstPath &+ UInt64(start)) >> 1
    let pairs = (column.count - start) / 2
    let key = (UInt64(words.x), UInt64(words.y))
    for i in 0..<pairs {
      let pair = firstPair &+ UInt64(truncatingIfNeeded: i)
      var lane = Philox4x32.Lane(
        pair & 0xFFFF_FFFF, pair &>> 32, UInt64(step), UInt64(draw), key: key)
      for _ in 0..<Philox4x32.rounds { lane.round() }
      column[start &+ 2 &* i] = StreamKey.unit(low: lane.c0, high: lane.c1)
      column[start &+ 2 &* i &+ 1] = StreamKey.unit(low: lane.c2, high: lane.c3)
    }
    let done = start + 2 * pairs
    if done < column.count {
      column[done] = uniform(path: firstPath &+ UInt64(done), step: step, draw: draw)
    }
  }

  /// ((x >> 12) + ½) 2⁻⁵² for the low halves of two words, x = low + 2³² high, without a conversion
  /// from integer.
  ///
  /// The 52 bits are written under the exponent of 1, which gives 1 + j 2⁻⁵²; the subtraction of
  /// 1 − 2⁻⁵³ is exact.
  @inline(__always)
  static func unit(low: UInt64, high: UInt64) -> Double {
    let bits = ((low & 0xFFFF_FFFF) | (high &<< 32)) &>> 12
    return Double(bitPattern: bits | 0x3FF0_0000_0000_0000) - (1 - 0x1p-53)
  }
}
