public import Lanes

/// Names one independent stream of random numbers.
///
/// A draw depends on nothing but its key, path, step and draw number, so a run gives the same
/// numbers on one thread as on sixteen, and removing one use does not shift another. Seed 0 is a
/// seed like any other.
///
/// The Philox key is a 64-bit hash of the seed and the UTF-8 bytes of the name. Two names of one
/// run collide with probability 2⁻⁶⁴ a pair. The counter is (path ÷ 2 low half, path ÷ 2 high
/// half, step, draw); an even path takes words 0 and 1 of the block, an odd one words 2 and 3. Streams of
/// innovations take one word a path: the counter is path ÷ 4, and path modulo 4 tells the word.
public struct StreamKey: Hashable, Sendable {
  /// The seed of the run.
  public let seed: UInt64
  /// What the stream drives: an uncertainty, an indicator's noise, an event.
  public let name: String

  /// The key of the cipher: low word, high word.
  package let words: SIMD2<UInt32>

  /// What is added to the number of each step.
  package let firstStep: UInt32

  /// Creates the key of the stream with the given name under the given seed.
  ///
  /// - Parameters:
  ///   - seed: the seed of the run, any value.
  ///   - name: what the stream drives; names are compared by their UTF-8 bytes.
  public init(seed: UInt64, name: String) {
    self.init(seed: seed, name: name, firstStep: 0)
  }

  /// The key of a stream whose steps are counted from another one on.
  ///
  /// - Parameters:
  ///   - seed: the seed of the run, any value.
  ///   - name: what the stream drives.
  ///   - firstStep: what is added to the number of each step, modulo 2³².
  package init(seed: UInt64, name: String, firstStep: Int) {
    self.seed = seed
    self.name = name
    self.firstStep = UInt32(truncatingIfNeeded: firstStep)
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
    StreamKey.uniform(words, path: path, step: firstStep &+ step, draw: draw)
  }

  /// The uniform number of one path at one step of the stream that the words of a key name.
  package static func uniform(
    _ words: SIMD2<UInt32>, path: UInt64, step: UInt32, draw: UInt32
  ) -> Double {
    let block = block(words, place: path >> 1, step: step, draw: draw)
    return path & 1 == 0
      ? StreamKey.unit(Double.self, low: UInt64(block.x), high: UInt64(block.y))
      : StreamKey.unit(Double.self, low: UInt64(block.z), high: UInt64(block.w))
  }

  /// Returns the random word of one path at one step, of a stream that takes one word a path.
  ///
  /// - Parameters:
  ///   - path: number of the path, from 0.
  ///   - step: number of the step, from 0.
  ///   - draw: which of several draws of this stream at this step.
  /// - Returns: uniform over all 32-bit values; it stands for the probability (word + ½) 2⁻³².
  public func word(path: UInt64, step: UInt32, draw: UInt32 = 0) -> UInt32 {
    StreamKey.word(words, path: path, step: firstStep &+ step, draw: draw)
  }

  /// The random word of one path at one step of the stream that the words of a key name.
  package static func word(
    _ words: SIMD2<UInt32>, path: UInt64, step: UInt32, draw: UInt32
  ) -> UInt32 {
    block(words, place: path >> 2, step: step, draw: draw)[Int(path & 3)]
  }

  private static func block(
    _ words: SIMD2<UInt32>, place: UInt64, step: UInt32, draw: UInt32
  ) -> SIMD4<UInt32> {
    Philox4x32.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: place), UInt32(truncatingIfNeeded: place >> 32), step, draw),
      key: words)
  }

  /// ((x >> 12) + ½) 2⁻⁵² for the low halves of two words, x = low + 2³² high, without a conversion
  /// from integer.
  ///
  /// The 52 bits are written under the exponent of 1, which gives 1 + j 2⁻⁵²; the subtraction of
  /// 1 − 2⁻⁵³ is exact.
  @inlinable @inline(always)
  public static func unit<V: Lanes>(_ type: V.Type, low: V.Words, high: V.Words) -> V {
    let bits = ((low & 0xFFFF_FFFF) | (high &<< 32)) &>> 12
    return V(bits: bits | 0x3FF0_0000_0000_0000) - V(1 - 0x1p-53)
  }
}
