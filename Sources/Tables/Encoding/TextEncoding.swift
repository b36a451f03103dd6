/// UTF-8 as bytes.
public enum TextEncoding {
  /// The mark that some programs put before UTF-8, and Excel looks for.
  public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Finds the first byte that is not UTF-8.
  ///
  /// - Returns: its line and column from 1, the column in bytes; nil when all is well.
  package static func firstFault(in bytes: [UInt8]) -> (line: Int, column: Int)? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      let before = bytes[..<error.byteOffsets.lowerBound]
      let line = before.count(where: { $0 == UInt8(ascii: "\n") }) + 1
      let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      return (line, before.count - lineStart + 1)
    }
  }
}
