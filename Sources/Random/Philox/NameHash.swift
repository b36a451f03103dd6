/// The hash of (seed, name) that keys a stream.
///
/// The name is cut into words of eight bytes, least significant byte first, the last one filled
/// with zeros; its length in bytes follows as a word of its own, so names that differ only in
/// trailing zero bytes differ. The state starts at a mix of the seed and takes each word by
///
///     h ← mix(h + G ⊕ word),  G = ⌊2⁶⁴ / golden ratio⌋, odd
///
/// where `mix` is two rounds of xor-shift and odd multiplication and a last xor-shift, a
/// permutation of the 64-bit words in which every input bit flips every output bit with
/// probability near one half. For one seed, names of at most eight bytes and equal length cannot
/// collide.
///
/// Source of the mixing constants: variant 13 in Stafford, *Better bit mixing* (2011), as used by
/// Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014.
enum NameHash {
  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  static func hash(seed: UInt64, bytes: some Sequence<UInt8>) -> UInt64 {
    var state = mix(seed &+ increment)
    var word: UInt64 = 0
    var length: UInt64 = 0
    for byte in bytes {
      word |= UInt64(byte) << (8 * (length % 8))
      length += 1
      if length % 8 == 0 {
        state = absorb(word, into: state)
        word = 0
      }
    }
    if length % 8 != 0 { state = absorb(word, into: state) }
    return absorb(length, into: state)
  }

  private static func absorb(_ word: UInt64, into state: UInt64) -> UInt64 {
    mix((state &+ increment) ^ word)
  }

  private static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
