/// Files in a zip archive, stored as they are and dated as early as the format allows: the same files
/// give the same bytes.
///
/// Source: PKWARE, *APPNOTE.TXT – .ZIP File Format Specification*, sections 4.3 and 4.4.
package struct ZipArchive {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An empty archive.
  package init() {}

  /// 1980-01-01, 00:00:00.
  private static let date: (time: UInt16, day: UInt16) = (0, 0x21)
  /// Names are UTF-8.
  private static let flags: UInt16 = 0x0800

  /// Appends a file.
  ///
  /// - Precondition: the archive stays below 4 GiB.
  package mutating func add(_ name: String, _ bytes: [UInt8]) {
    let offset = body.count
    precondition(
      offset + bytes.count < 1 << 31, "\(name): an archive of \(offset + bytes.count) bytes")
    let common = header(name, bytes)
    body += number(0x0403_4B50, 4) + number(20, 2) + common + number(0, 2)
    body += Array(name.utf8) + bytes
    directory += number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + common
    // No extra field, comment, disk or attributes.
    directory += number(0, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4)
    directory += number(offset, 4) + Array(name.utf8)
    count += 1
  }

  /// The archive.
  package var bytes: [UInt8] {
    body + directory + number(0x0605_4B50, 4) + number(0, 2) + number(0, 2) + number(count, 2)
      + number(count, 2) + number(directory.count, 4) + number(body.count, 4) + number(0, 2)
  }

  /// What the two headers of a file share, up to the length of the name.
  private func header(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    number(Int(ZipArchive.flags), 2) + number(0, 2) + number(Int(ZipArchive.date.time), 2)
      + number(Int(ZipArchive.date.day), 2) + number(Int(CRC32.of(bytes)), 4)
      + number(bytes.count, 4) + number(bytes.count, 4) + number(name.utf8.count, 2)
  }

  private func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}

/// The checksum of zip archives (ISO 3309).
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  static func of(_ bytes: [UInt8]) -> UInt32 {
    let table = table
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes { value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8) }
    return value ^ 0xFFFF_FFFF
  }
}
