internal import Random

/// Random 64-bit words by key, item and index: what shuffles and scramblings are made of.
enum KeyedWords {
  /// Two words.
  static func pair(_ key: StreamKey, _ item: UInt64, index: UInt32) -> [UInt64] {
    let block = block(key, item, index: index)
    return [low(block), high(block)]
  }

  /// One word.
  static func word(_ key: StreamKey, _ item: UInt64, index: UInt32) -> UInt64 {
    low(block(key, item, index: index))
  }

  /// A number from 0 to `count` − 1, each with the same probability to within count · 2⁻⁶⁴.
  static func below(_ count: Int, _ word: UInt64) -> Int {
    Int(UInt64(count).multipliedFullWidth(by: word).high)
  }

  private static func block(_ key: StreamKey, _ item: UInt64, index: UInt32) -> SIMD4<UInt32> {
    Philox4x32.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: item), UInt32(truncatingIfNeeded: item >> 32), index, 0),
      key: key.words)
  }

  private static func low(_ block: SIMD4<UInt32>) -> UInt64 {
    UInt64(block.x) | UInt64(block.y) << 32
  }

  private static func high(_ block: SIMD4<UInt32>) -> UInt64 {
    UInt64(block.z) | UInt64(block.w) << 32
  }
}
