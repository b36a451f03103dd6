public import Tables
public import Wording

/// A table whose layout has no reading, or more than one: where, what, and what to do.
public struct LayoutError: Refusal, Hashable {
  /// The sentence for people.
  public let phrase: Phrase

  /// A refusal with its sentence in each language.
  init(_ english: String, _ chinese: String) {
    phrase = Phrase(Excerpt.inside(english), Excerpt.inside(chinese))
  }

  /// How a program ends that is refused so.
  public var exit: ExitClass { .badData }

  /// The sentence in English.
  public var description: String { phrase.english }
}
