/// The characters that stand for others between the text of a file and its tree.
///
/// U+FDD0 … U+FDEF are no characters: Unicode keeps them for what a program does inside (The Unicode
/// Standard, 23.7). A file that has one is refused, so that nothing in it is taken for a stand-in.
enum StandIn {
  private static let codes: ClosedRange<UInt32> = 0xFDD0...0xFDEF
  private static let all = codes.compactMap(Unicode.Scalar.init)

  /// For what is structure to YAML, between parentheses.
  static let marks = all.prefix(6)
  /// For the first characters of repeated keys.
  static let repeatedKeys = Array(all.dropFirst(6))

  /// Where a text has one.
  static func firstIndex(in text: String) -> String.Index? {
    text.unicodeScalars.firstIndex { codes.contains($0.value) }
  }
}
