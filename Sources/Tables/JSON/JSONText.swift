/// Text in JSON.
public enum JSONText {
  /// A string between quotation marks.
  ///
  /// - Returns: the text as RFC 8259 writes it.
  public static func quoted(_ text: String) -> String {
    // Byte by byte: what must not stand as it is, is ASCII.
    var result: [UInt8] = [quote]
    result.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case quote: result += Array("\\\"".utf8)
      case UInt8(ascii: "\\"): result += Array("\\\\".utf8)
      case UInt8(ascii: "\n"): result += Array("\\n".utf8)
      case UInt8(ascii: "\t"): result += Array("\\t".utf8)
      case UInt8(ascii: "\r"): result += Array("\\r".utf8)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        result += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      default: result.append(byte)
      }
    }
    result.append(quote)
    return String(decoding: result, as: UTF8.self)
  }

  private static let quote = UInt8(ascii: "\"")
}
