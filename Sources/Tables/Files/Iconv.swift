internal import Foundation

/// The C library's conversion between the codes of characters; the only file that calls it.
enum Iconv {
  /// The bytes of a text as UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - code: the name of its code, such as "GB18030".
  /// - Returns: nil where the text is not of this code, or the system does not know it.
  static func utf8(_ bytes: [UInt8], from code: String) -> [UInt8]? {
    let converter = unsafe iconv_open("UTF-8", code)
    // What iconv_open returns for an unknown code is −1 as a pointer.
    guard Int(bitPattern: converter) != -1 else { return nil }
    defer { unsafe iconv_close(converter) }
    var source = bytes.map { CChar(bitPattern: $0) }
    // Two bytes of GBK become three, one stays one.
    var target = [CChar](repeating: 0, count: 2 * bytes.count + 16)
    var room = target.count
    let isWhole = unsafe source.withUnsafeMutableBufferPointer { input in
      unsafe target.withUnsafeMutableBufferPointer { output in
        var (from, left) = (input.baseAddress, input.count)
        var to = output.baseAddress
        return unsafe iconv(converter, &from, &left, &to, &room) != -1 && left == 0
      }
    }
    guard isWhole else { return nil }
    return target.prefix(target.count - room).map { UInt8(bitPattern: $0) }
  }
}
