/// The languages of the texts for people.
public enum Language: String, CaseIterable, Sendable {
  case en, zh
}

/// A text in each language.
struct Phrase {
  let english: String
  let chinese: String

  init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  func callAsFunction(_ language: Language) -> String {
    language == .zh ? chinese : english
  }
}
