import Foundation
import Tables
import Testing

@Suite struct JSONTextTests {
  /// What Foundation reads back is what was written, and no control or noncharacter stands as it is.
  @Test func `any text is read back`() throws {
    let scalars = [
      0, 7, 9, 10, 13, 0x1F, 0x22, 0x5C, 0x7F, 0x80, 0x85, 0x9F, 0xA0, 0x4E2D, 0x2028, 0xFFFD,
      0xFFFE, 0xFFFF, 0x1F680,
    ]
    var text = String.UnicodeScalarView()
    for scalar in scalars { text.append(try #require(Unicode.Scalar(UInt32(scalar)))) }
    let written = JSONText.quoted(String(text))
    let read = try JSONSerialization.jsonObject(with: Data("[\(written)]".utf8)) as? [String]
    #expect(read == [String(text)])
    let raw = written.unicodeScalars.filter {
      (0..<0x20).contains($0.value) || (0x7F..<0xA0).contains($0.value)
        || $0.value & 0xFFFE == 0xFFFE
    }
    #expect(raw.isEmpty)
  }
}
