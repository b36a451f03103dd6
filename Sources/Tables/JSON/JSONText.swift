/// Text in JSON.
public enum JSONText {
  /// A string between quotation marks.
  ///
  /// - Returns: the text as RFC 8259 writes it.
  public static func quoted(_ text: String) -> String {
    // What JSON does not allow as it is, and what readers of YAML, of which JSON is a part, refuse: controls, separators of
    // lines, noncharacters.
    var result: [UInt8] = [quote]
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result += Array("\\\"".utf8)
      case 0x5C: result += Array("\\\\".utf8)
      case 0x0A: result += Array("\\n".utf8)
      case 0x09: result += Array("\\t".utf8)
      case 0x0D: result += Array("\\r".utf8)
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFDD0...0xFDEF, 0xFFFE, 0xFFFF:
        let digits = String(scalar.value, radix: 16)
        result += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      default: result += Array(String(scalar).utf8)
      }
    }
    result.append(quote)
    return String(decoding: result, as: UTF8.self)
  }

  private static let quote = UInt8(ascii: "\"")
}
