/// Lets JSON write characters beyond the first 65,536 as it does, in two halves: `\ud83d\ude80`.
///
/// YAML has eight digits for them and refuses halves. What stands behind such a pair in its line moves two columns to the
/// left.
enum SurrogatePairs {
  /// Writes pairs as YAML does, where the text is JSON.
  static func joined(_ text: String) -> String {
    guard text.utf8.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") else {
      return text
    }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      if let high = half(bytes, index), let low = half(bytes, index + 6),
        (0xD800..<0xDC00).contains(high), (0xDC00..<0xE000).contains(low)
      {
        let scalar = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
        let digits = String(scalar, radix: 16)
        result += Array(("\\U" + String(repeating: "0", count: 8 - digits.count) + digits).utf8)
        index += 12
      } else {
        // What follows a backslash is its own, another backslash too.
        result += bytes[index...(index + 1)]
        index += 2
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The number of `\ud83d` at an index; nil where no such thing stands.
  private static func half(_ bytes: [UInt8], _ index: Int) -> UInt32? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
  }
}
