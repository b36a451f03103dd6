/// What a number must be, as it is said.
public enum Requirement {
  private static let words = [
    "> 0": "大于 0", "> 0 and finite": "大于 0 且有限", "finite": "有限", "a number": "为数字",
    "a whole number": "为整数", "above 0 and at most 1": "大于 0 且不超过 1",
    "above the lower one": "大于下界", "different from the first": "不同于第一个",
    "different from the other values": "不同于其他值",
    "0, or between 1e-100 and 1e100": "为 0，或在 1e-100 与 1e100 之间",
  ]

  /// A requirement in each language: `> 0`, `at most 40`, `between 0 and 1`.
  ///
  /// What it does not know stays as it is.
  public static func phrase(_ english: String) -> Phrase { Phrase(english, chinese(english)) }

  private static func chinese(_ english: String) -> String {
    if let known = words[english] { return known }
    for (beginning, word) in [("at least ", "不小于"), ("at most ", "不大于"), ("≤ ", "不大于")]
    where english.hasPrefix(beginning) {
      return "\(word) \(english.dropFirst(beginning.count))"
    }
    for (beginning, link) in [("between ", " and "), ("from ", " to ")]
    where english.hasPrefix(beginning) {
      let ends = english.dropFirst(beginning.count)
      guard let range = ends.firstRange(of: link) else { continue }
      return "在 \(ends[..<range.lowerBound]) 与 \(ends[range.upperBound...]) 之间"
    }
    return "符合 \(english)"
  }
}
