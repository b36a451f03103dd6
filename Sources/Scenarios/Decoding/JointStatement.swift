internal import Plans
internal import Wording

/// What a joint target asks of other targets, as the file writes it: `all: […]`, `any: […]`, `none: […]`,
/// `at_least: {2 of: […]}`, or for short `2 of: […]`.
struct JointStatement {
  /// How many of them.
  let rule: JointRule
  /// The word of the file.
  let word: String
  /// The list of them.
  let field: Field

  /// The statement of a target; nil where it is about an indicator.
  init?(_ section: Section, _ given: [String]) {
    guard let key = given.first, let field = section[key] else { return nil }
    switch key {
    case "all": (rule, word, self.field) = (.all, key, field)
    case "any": (rule, word, self.field) = (.atLeast(1), key, field)
    case "none": (rule, word, self.field) = (.no, key, field)
    default:
      if let least = Self.number(key) {
        (rule, word, self.field) = (.atLeast(least), key, field)
      } else if key == "at_least", let entries = field.node.entries, entries.count == 1,
        let entry = entries.first, let least = Self.number(entry.key)
      {
        (rule, word, self.field) = (.atLeast(least), entry.key, field.child(entry))
      } else {
        return nil
      }
    }
  }

  /// The keys of a target that say how many, such as `2 of`.
  static func countedKeys(of field: Field) -> [String] {
    (field.node.entries ?? []).map(\.key).filter { number($0) != nil }
  }

  /// The number of `2 of`.
  private static func number(_ key: String) -> Int? {
    let words = key.split(separator: " ")
    guard words.count == 2, words[1] == "of" else { return nil }
    return Int(words[0])
  }

  /// Whether so many targets may be as many as are asked for; reports where not.
  func isPossible(with count: Int) -> Bool {
    guard case .atLeast(let least) = rule, !(1...count).contains(least) else { return true }
    field.issues.report(
      field.keyPlace, field.path,
      Phrase(
        "asks for \(least) of \(count) \(count == 1 ? "target" : "targets")",
        "在 \(count) 个目标中要求 \(least) 个"),
      Phrase(
        "write a number between 1 and \(count)", "请写 1 与 \(count) 之间的数"))
    return false
  }
}
