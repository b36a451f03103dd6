/// A search for bytes that looks at few of those that it goes by.
///
/// Source: R. N. Horspool, *Practical fast searching in strings*, Software: Practice and Experience 10 (1980).
struct ByteSearch {
  private let bytes: [UInt8]
  /// How far the end of what is looked for may move on from where a byte stands, by that byte.
  private var steps: [Int]

  /// - Precondition: there is at least one byte.
  init(for bytes: [UInt8]) {
    precondition(!bytes.isEmpty, "nothing to look for")
    self.bytes = bytes
    steps = [Int](repeating: bytes.count, count: 256)
    for (index, byte) in bytes.dropLast().enumerated() {
      steps[Int(byte)] = bytes.count - 1 - index
    }
  }

  /// Whether they stand somewhere in others.
  func finds(in text: [UInt8]) -> Bool {
    var last = bytes.count - 1
    while last < text.count {
      if text[last - bytes.count + 1] == bytes[0],
        text[(last - bytes.count + 1)...last].elementsEqual(bytes)
      {
        return true
      }
      last += steps[Int(text[last])]
    }
    return false
  }
}
