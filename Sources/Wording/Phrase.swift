/// A text in each language.
public struct Phrase: Hashable, Sendable {
  /// The text in English.
  public let english: String
  /// The text in Chinese.
  public let chinese: String

  /// A text in each language.
  public init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// The text in a language.
  public func callAsFunction(_ language: Language) -> String {
    language == .zh ? chinese : english
  }
}
