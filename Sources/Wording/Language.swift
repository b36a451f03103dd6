/// The languages of what is said to people.
public enum Language: String, CaseIterable, Sendable {
  case en, zh
}
