public import Lanes

/// Philox4x32-10, a counter-based generator: a block cipher that turns a counter and a key into
/// 128 random bits.
///
/// One round on the counter (c₀, c₁, c₂, c₃) with the key (k₀, k₁) is
///
///     (hi₀, lo₀) = 0xD2511F53 · c₀,  (hi₁, lo₁) = 0xCD9E8D57 · c₂
///     c ← (hi₁ ⊕ c₁ ⊕ k₀, lo₁, hi₀ ⊕ c₃ ⊕ k₁, lo₀)
///
/// and the key grows by (0x9E3779B9, 0xBB67AE85) between rounds. There is no state: the same
/// counter and key give the same bits, in any order and on any thread.
///
/// Source: Salmon, Moraes, Dror and Shaw, *Parallel random numbers: as easy as 1, 2, 3*, SC'11.
public struct Philox4x32: Sendable {
  /// The rounds that the authors recommend: seven pass all known tests, ten keep a margin.
  @inlinable @inline(always) public static var rounds: Int { 10 }

  /// Returns the four random words of a counter under a key.
  ///
  /// - Parameters:
  ///   - counter: which block of the stream, any value.
  ///   - key: which stream, any value.
  /// - Returns: four independent words, each uniform over all 32-bit values.
  public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    block(counter: counter, key: key, rounds: rounds)
  }

  /// The same with another number of rounds, for the published vectors of the shorter variant.
  package static func block(
    counter: SIMD4<UInt32>, key: SIMD2<UInt32>, rounds: Int
  ) -> SIMD4<UInt32> {
    var lane = Lane(
      UInt64(counter.x), UInt64(counter.y), UInt64(counter.z), UInt64(counter.w),
      key: (UInt64(key.x), UInt64(key.y)))
    for _ in 0..<rounds { lane.round() }
    return SIMD4(
      UInt32(truncatingIfNeeded: lane.c0), UInt32(truncatingIfNeeded: lane.c1),
      UInt32(truncatingIfNeeded: lane.c2), UInt32(truncatingIfNeeded: lane.c3))
  }

  /// One counter on its way through the rounds, its words in the low halves of 64-bit lanes.
  ///
  /// In this form a round is two 32 by 32 bit multiplications, which every processor has as one
  /// vector instruction. What stands in the high halves of `c0` … `k1` has no meaning.
  @frozen
  public struct Lane<Words: LaneWords> {
    /// The words of the counter.
    public var c0, c1, c2, c3: Words
    /// The words of the key.
    public var k0, k1: UInt64

    /// A counter under a key.
    @inlinable @inline(always)
    public init(_ c0: Words, _ c1: Words, _ c2: Words, _ c3: Words, key: (UInt64, UInt64)) {
      (self.c0, self.c1, self.c2, self.c3) = (c0, c1, c2, c3)
      (k0, k1) = key
    }

    /// One round.
    @inlinable @inline(always)
    public mutating func round() {
      let p0 = Words.lowProduct(c0, 0xD251_1F53)
      let p1 = Words.lowProduct(c2, 0xCD9E_8D57)
      (c0, c1, c2, c3) = (
        p1.upperHalf ^ c1 ^ Words(k0), p1, p0.upperHalf ^ c3 ^ Words(k1), p0
      )
      k0 = k0 &+ 0x9E37_79B9
      k1 = k1 &+ 0xBB67_AE85
    }
  }
}
