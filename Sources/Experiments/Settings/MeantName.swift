internal import Wording

extension Phrase {
  /// The question after the name that was probably meant on the command line.
  static func meant(_ name: String) -> Phrase {
    Phrase("did you mean '\(name)'?", "是否应为 '\(name)'？")
  }
}
