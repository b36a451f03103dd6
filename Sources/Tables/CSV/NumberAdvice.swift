package import Wording

/// What to do about a text that is meant as a number and is none.
package enum NumberAdvice {
  /// The advice for a cell.
  ///
  /// - Parameter text: the cell.
  /// - Returns: what to do, to be put behind a semicolon; nil where nothing is known of the text.
  package static func of(_ text: String) -> Phrase? {
    let marks: Set<Character> = [".", ",", " ", "'", "\u{A0}", "\u{202F}"]
    guard let first = text.first else { return nil }
    let inner = text.dropFirst().dropLast()
    if first == "(" && text.last == ")" || first == "（" && text.last == "）",
      inner.contains(where: \.isNumber), inner.allSatisfy({ $0.isNumber || ",.".contains($0) })
    {
      return Phrase("write a number below zero with a sign, as in -120", "负数请写负号，如 -120")
    }
    let bare = text.reversed().drop { "%％‰".contains($0) || $0.isWhitespace }
    if bare.count < text.count, bare.contains(",") { return of(String(bare.reversed())) }
    if text.contains(where: \.isNumber), text.contains(where: { $0 == "," || $0 == "." }),
      text.allSatisfy({ $0.isNumber || marks.contains($0) || $0 == "-" })
    {
      return Phrase(
        "write decimals behind a point and thousands in full, as in 1000.92",
        "小数点后写小数，千位不加分隔，如 1000.92")
    }
    if "<>≤≥~≈约".contains(first) {
      return Phrase(
        "only numbers are read here; the history of a scenario takes bounds",
        "此处只读取数字；界限可写在情景文件的历史数据中")
    }
    return nil
  }
}
