import Reports

extension Documented {
  /// The document in lines that need not be broken, so that a test can look for a sentence.
  var wideText: String { PlainRenderer(width: 1000).text(document) }
}
