/// A text that stands ready in a ``CSVWriter``, quoted where it must be: made once, written often.
public struct CSVLabel: Sendable {
  /// Its first word among the writer's.
  let first: Int
  /// The number of its words.
  let words: Int
  /// The number of its bytes.
  let bytes: Int
}

/// The texts of a writer's labels, eight bytes a word, the first byte lowest; the last word of each
/// is filled up with zeros.
struct LabelTexts: Sendable {
  private(set) var words: [UInt64] = []

  mutating func add(_ text: [UInt8]) -> CSVLabel {
    let first = words.count
    words += repeatElement(0, count: (text.count + 7) / 8)
    for (index, byte) in text.enumerated() {
      words[first + index / 8] |= UInt64(byte) << UInt64(index % 8 * 8)
    }
    return CSVLabel(first: first, words: words.count - first, bytes: text.count)
  }
}
