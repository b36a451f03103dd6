internal import Wording

/// Looks for anchors in the text of a file, before any of it is parsed.
///
/// The scan leaves out comments and what stands in quotes, where it is sure of them; it can only err by
/// seeing an anchor where there is none: what it lets pass is safe.
struct AnchorScan {
  enum Verdict {
    case none
    /// Some, not more than allowed, and no alias in a key.
    case few
    case refused(line: Int, column: Int, problem: Phrase, advice: Phrase)
  }

  let verdict: Verdict

  init(_ text: String) {
    let written = Array(text.utf8)
    let bytes = Self.withoutTexts(written)
    var anchors = 0
    for index in bytes.indices where Self.beginsName(UInt8(ascii: "&"), at: index, in: bytes) {
      anchors += 1
      if anchors > DocumentLimits.anchors {
        verdict = Self.refusal(
          written, index,
          Phrase(
            "more than \(DocumentLimits.anchors) anchors (`&name`)",
            "锚点（`&name`）超过 \(DocumentLimits.anchors) 个"),
          Phrase("use `extends:` or write the values out", "请用 `extends:`，或直接写出数值"))
        return
      }
    }
    guard anchors > 0 else {
      verdict = .none
      return
    }
    for index in bytes.indices {
      if Self.beginsName(UInt8(ascii: "*"), at: index, in: bytes) {
        var end = index + 1
        while end < bytes.count, Self.isNameByte(bytes[end]) { end += 1 }
        if Self.colonFollows(from: end, in: bytes) {
          verdict = Self.refusal(
            written, index, Phrase("an alias as a key", "以别名作键"),
            Phrase("write the key out", "请写出键名"))
          return
        }
      } else if bytes[index] == UInt8(ascii: "]") || bytes[index] == UInt8(ascii: "}"),
        Self.colonFollows(from: index + 1, in: bytes)
      {
        verdict = Self.refusal(
          written, index, Phrase("a list or mapping as a key", "以列表或映射作键"),
          Phrase("write `name: value`", "请写 `name: value`"))
        return
      } else if bytes[index] == UInt8(ascii: "?"),
        index == 0 || !Self.isWordByte(bytes[index - 1]),
        index + 1 == bytes.count || Self.isBlank(bytes[index + 1])
      {
        verdict = Self.refusal(
          written, index, Phrase("a key after `?` in a file with anchors", "有锚点的文件中出现 `?` 开头的键"),
          Phrase("write `name: value`", "请写 `name: value`"))
        return
      }
    }
    verdict = .few
  }

  /// The bytes with `_` for texts in quotes and blanks for comments, up to where that is not sure.
  ///
  /// A quote opens a text for sure where a value begins: behind a colon, and in brackets behind `[`, `{` and
  /// `,`, which outside of them may stand in a word (`x, 'y: 1`). Behind any other quote that may open a
  /// text, one that is open at the end of its line, and a block of text nothing is left out any more.
  private static func withoutTexts(_ written: [UInt8]) -> [UInt8] {
    var bytes = written
    // The last byte that is no blank and in no comment, and whether blanks part it from the next; the
    // file begins as a value does.
    var last = UInt8(ascii: ":")
    var isApart = true
    var depth = 0
    var index = 0
    while index < bytes.count {
      let byte = written[index]
      let isValue = last == UInt8(ascii: ":") ? isApart : depth > 0 && "[{,".utf8.contains(last)
      switch byte {
      case UInt8(ascii: "#") where isApart:
        while index < bytes.count, !endsLine(at: index, in: written) {
          bytes[index] = UInt8(ascii: " ")
          index += 1
        }
        continue
      // Right behind a mark or a quote it begins a comment too.
      case UInt8(ascii: "#") where "[{,]}:_".utf8.contains(last): return bytes
      case UInt8(ascii: "|") where isApart, UInt8(ascii: ">") where isApart: return bytes
      case UInt8(ascii: "\"") where isApart || "[{,:".utf8.contains(last),
        UInt8(ascii: "'") where isApart || "[{,:".utf8.contains(last):
        guard isValue, let end = end(ofQuote: index, in: written) else { return bytes }
        for place in index...end { bytes[place] = UInt8(ascii: "_") }
        index = end + 1
        last = UInt8(ascii: "_")
        isApart = false
        // A colon right behind a quote ends a key, whatever follows.
        if index < bytes.count, written[index] == UInt8(ascii: ":") {
          last = UInt8(ascii: ":")
          isApart = true
          index += 1
        }
        continue
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += isValue || depth > 0 ? 1 : 0
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: break
      }
      isApart = isBlank(byte) || endsLine(at: index, in: written)
      if !isApart { last = byte }
      index += 1
    }
    return bytes
  }

  /// The place of the quote that ends a text; nil where it goes on behind the line.
  private static func end(ofQuote start: Int, in bytes: [UInt8]) -> Int? {
    let isDouble = bytes[start] == UInt8(ascii: "\"")
    var index = start + 1
    while index < bytes.count, !endsLine(at: index, in: bytes) {
      let isEscape = isDouble && bytes[index] == UInt8(ascii: "\\")
      let isQuote = bytes[index] == bytes[start]
      let isTwice =
        isQuote && !isDouble && index + 1 < bytes.count && bytes[index + 1] == bytes[start]
      if isQuote, !isTwice { return index }
      index += 1
      // What is escaped may end a line too.
      if isEscape || isTwice {
        guard index < bytes.count, !endsLine(at: index, in: bytes) else { return nil }
        index += 1
      }
    }
    return nil
  }

  /// Whether a line ends here for a reader of YAML, to whom U+0085, U+2028 and U+2029 end one too.
  private static func endsLine(at index: Int, in bytes: [UInt8]) -> Bool {
    let next = bytes[index...].prefix(3)
    return bytes[index] == 10 || bytes[index] == 13 || next.starts(with: [0xC2, 0x85])
      || next.elementsEqual([0xE2, 0x80, 0xA8]) || next.elementsEqual([0xE2, 0x80, 0xA9])
  }

  private static func beginsName(_ mark: UInt8, at index: Int, in bytes: [UInt8]) -> Bool {
    bytes[index] == mark && index + 1 < bytes.count && isNameByte(bytes[index + 1])
      && (index == 0 || !isWordByte(bytes[index - 1]))
  }

  private static func colonFollows(from start: Int, in bytes: [UInt8]) -> Bool {
    var index = start
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: ":")
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte)
      || (97...122).contains(byte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isWordByte(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 9 || byte == 10 || byte == 13
  }

  private static func refusal(
    _ bytes: [UInt8], _ index: Int, _ problem: Phrase, _ advice: Phrase
  ) -> Verdict {
    let before = bytes[..<index]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return .refused(
      line: before.count(where: { $0 == UInt8(ascii: "\n") }) + 1,
      column: String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1,
      problem: problem, advice: advice)
  }
}
