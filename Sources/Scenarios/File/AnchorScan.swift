internal import Wording

/// Looks for anchors in the text of a file, before any of it is parsed.
///
/// The scan knows no quotes or comments, so it can only err by seeing an anchor where there is
/// none: what it lets pass is safe.
struct AnchorScan {
  enum Verdict {
    case none
    /// Some, not more than allowed, and no alias in a key.
    case few
    case refused(line: Int, column: Int, problem: Phrase, advice: Phrase)
  }

  let verdict: Verdict

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var anchors = 0
    for index in bytes.indices where Self.beginsName(UInt8(ascii: "&"), at: index, in: bytes) {
      anchors += 1
      if anchors > DocumentLimits.anchors {
        verdict = Self.refusal(
          bytes, index,
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
            bytes, index, Phrase("an alias as a key", "以别名作键"), Phrase("write the key out", "请写出键名")
          )
          return
        }
      } else if bytes[index] == UInt8(ascii: "]") || bytes[index] == UInt8(ascii: "}"),
        Self.colonFollows(from: index + 1, in: bytes)
      {
        verdict = Self.refusal(
          bytes, index, Phrase("a list or mapping as a key", "以列表或映射作键"),
          Phrase("write `name: value`", "请写 `name: value`"))
        return
      } else if bytes[index] == UInt8(ascii: "?"),
        index == 0 || !Self.isWordByte(bytes[index - 1]),
        index + 1 == bytes.count || Self.isBlank(bytes[index + 1])
      {
        verdict = Self.refusal(
          bytes, index, Phrase("a key after `?` in a file with anchors", "有锚点的文件中出现 `?` 开头的键"),
          Phrase("write `name: value`", "请写 `name: value`"))
        return
      }
    }
    verdict = .few
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
