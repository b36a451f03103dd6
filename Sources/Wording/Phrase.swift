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

  /// What reads the same in each language: a name, a number, a formula.
  public init(_ name: String) { self.init(name, name) }

  /// The text in a language.
  public func callAsFunction(_ language: Language) -> String {
    language == .zh ? chinese : english
  }

  /// One text after the other.
  public static func + (first: Phrase, second: Phrase) -> Phrase {
    Phrase(first.english + second.english, first.chinese + second.chinese)
  }

  /// Appends a text.
  public static func += (first: inout Phrase, second: Phrase) { first = first + second }
}

extension Phrase {
  /// Between the items of a list.
  public static let comma = Phrase(", ", "、")
  /// Between the parts of a sentence.
  public static let pause = Phrase(", ", "，")
  /// Before the last of several items that all hold.
  public static let and = Phrase(" and ", "和")
  /// Between what is wrong and what to do.
  public static let semicolon = Phrase("; ", "；")
  /// Behind the name of what is spoken of.
  public static let colon = Phrase(": ", "：")
}

extension Sequence<Phrase> {
  /// All texts, one after the other.
  public func joined(_ separator: Phrase) -> Phrase {
    Phrase(
      map(\.english).joined(separator: separator.english),
      map(\.chinese).joined(separator: separator.chinese))
  }
}

extension DefaultStringInterpolation {
  /// A text in two languages has no place in one of them: say which.
  @available(*, unavailable, message: "say in which language: .english, .chinese or (language)")
  public mutating func appendInterpolation(_ phrase: Phrase) { appendLiteral(phrase.english) }
}
