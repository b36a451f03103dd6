internal import Random

/// A random linear scrambling of the binary digits of one dimension, x ↦ L x ⊕ shift.
///
/// L is lower triangular with ones on its diagonal: a digit is changed by those before it, so that
/// intervals of length 2⁻ᵐ are permuted and points that were in different ones stay so.
///
/// Source: Matoušek, *On the L2-discrepancy for anchored boxes* (1998).
struct LinearScramble {
  /// The digits that are added, the first one in bit 51.
  let shift: UInt64
  /// For each digit the digits before it that it takes up, and itself.
  private let rows: [UInt64]

  /// Draws the scrambling of a dimension.
  init(_ key: StreamKey, dimension: Int) {
    let bits = SobolDirections.bits
    var words: [UInt64] = []
    while words.count <= bits {
      words += KeyedWords.pair(key, UInt64(dimension), index: UInt32(words.count / 2))
    }
    rows = (0..<bits).map { digit in
      let place = UInt64(1) << UInt64(bits - 1 - digit)
      // The random word without its digits from this place on; bits above the 52 stay unused.
      return (words[digit] & ~(2 * place - 1)) | place
    }
    shift = words[bits] & ((1 << UInt64(bits)) - 1)
  }

  /// L x, digit by digit the parity of what its row takes up.
  func multiplied(_ x: UInt64) -> UInt64 {
    rows.reduce(0) { digits, row in
      (digits << 1) | UInt64((row & x).nonzeroBitCount & 1)
    }
  }
}
