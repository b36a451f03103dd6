internal import Wording

/// How the characters of a text file are written.
public enum CharacterCode: Hashable, Sendable {
  case utf8, utf16, gbk
}

/// Text of the usual codes as UTF-8.
package enum TextDecoding {
  /// Reads UTF-8, UTF-16 with its mark, and GBK, as which Excel in China saves tables.
  ///
  /// Bytes that are not UTF-8 are taken as GBK where they say plain Chinese: of their characters at
  /// least half are among the 3,755 usual ones of GB 2312, and at most a tenth stand outside that
  /// standard. Texts of Western Europe and of Taiwan in their own codes fail that.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the name that messages give.
  /// - Returns: the text without a mark, and how it was written.
  /// - Throws: ``TableError``, with what to do about a workbook.
  package static func utf8(
    _ bytes: [UInt8], file: String
  ) throws(TableError) -> (bytes: [UInt8], code: CharacterCode) {
    if let format = FileFormat.allCases.first(where: { bytes.starts(with: $0.mark) }) {
      throw .notText(file: file, format: format)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return (try utf16(bytes, file: file), .utf16)
    }
    if bytes.prefix(64).contains(0) { throw .notText(file: file, format: .zeros) }
    guard let place = TextEncoding.firstFault(in: bytes) else {
      let isMarked = bytes.starts(with: TextEncoding.byteOrderMark)
      return (isMarked ? Array(bytes.dropFirst(3)) : bytes, .utf8)
    }
    guard isPlainChinese(bytes), let text = Iconv.utf8(bytes, from: "GB18030") else {
      throw .notUTF8(file: file, line: place.line, column: place.column)
    }
    return (text, .gbk)
  }

  private static func utf16(
    _ bytes: [UInt8], file: String
  ) throws(TableError) -> [UInt8] {
    let isLittle = bytes[0] == 0xFF
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
      throw .cutUTF16(file: file, line: line(ofFaultIn: units))
    }
    return Array(text.utf8)
  }

  /// The line of the first half of a character, or of the end.
  private static func line(ofFaultIn units: [UInt16]) -> Int {
    var line = 1
    var rest = units.makeIterator()
    var decoder = UTF16()
    while true {
      switch decoder.decode(&rest) {
      case .scalarValue(let scalar): if scalar == "\n" { line += 1 }
      case .emptyInput, .error: return line
      }
    }
  }

  private static func isPlainChinese(_ bytes: [UInt8]) -> Bool {
    var (pairs, usual, outside) = (0, 0, 0)
    var place = 0
    while place < bytes.count {
      guard bytes[place] >= 0x80 else {
        place += 1
        continue
      }
      guard place + 1 < bytes.count else { return false }
      let (first, second) = (bytes[place], bytes[place + 1])
      pairs += 1
      if second < 0xA1 || first < 0xA1 || first > 0xF7 { outside += 1 }
      // Signs, wide letters, and the usual characters.
      if second >= 0xA1, (0xA1...0xA9).contains(first) || (0xB0...0xD7).contains(first) {
        usual += 1
      }
      place += 2
    }
    return 2 * usual >= pairs && 10 * outside <= pairs
  }
}

/// A kind of file that is no table of text, by its first bytes.
public enum FileFormat: Hashable, Sendable, CaseIterable {
  case workbook, oldWorkbook, compressed, portableDocument, zeros

  var mark: [UInt8] {
    switch self {
    case .workbook: [0x50, 0x4B, 0x03, 0x04]
    case .oldWorkbook: [0xD0, 0xCF, 0x11, 0xE0]
    case .compressed: [0x1F, 0x8B]
    case .portableDocument: Array("%PDF".utf8)
    case .zeros: [0]
    }
  }

  /// What it is and what to do, behind the name of the file.
  func advice(_ file: String) -> Phrase {
    switch self {
    case .workbook, .oldWorkbook:
      Phrase(
        "is a workbook; save its sheet as CSV (UTF-8), or run "
          + "`libreoffice --headless --convert-to csv \(file)`",
        "是工作簿；请将工作表另存为 CSV（UTF-8），或运行 `libreoffice --headless --convert-to csv \(file)`")
    case .compressed:
      Phrase(
        "is compressed; unpack it first, with `gunzip \(file)`",
        "是压缩文件；请先用 `gunzip \(file)` 解压")
    case .portableDocument:
      Phrase("is a PDF; copy its table into a CSV file", "是 PDF；请将其中的表格复制到 CSV 文件")
    case .zeros:
      Phrase(
        "holds zero bytes and is no text; save it as CSV (UTF-8)",
        "含有空字节，不是文本；请存为 CSV（UTF-8）")
    }
  }
}
