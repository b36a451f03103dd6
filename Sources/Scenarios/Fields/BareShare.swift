internal import Expressions
internal import Wording

/// A number from 1 on that has no unit beside percentages, as 20 of `{default: 5 %, range: [0, 20]}`: it may be
/// so many percent or so many times the whole.
struct BareShare {
  /// What is wrong with it.
  let problem: Phrase
  /// What to write.
  let advice: Phrase

  /// How often the largest percentage a number that is the whole may be at most: 1 beside `20 %`.
  private static let nearness = 5.0

  /// Finds such a number; nil where it has a unit, is a share, or can only be the whole.
  ///
  /// - Parameters:
  ///   - text: what stands beside the percentages.
  ///   - largest: the largest of them; 0 where none of them is near the whole.
  init?(_ text: String, beside largest: Double) {
    guard let constant = ConstantText(text), constant.unit.isEmpty, constant.magnitude == nil
    else { return nil }
    let size = abs(constant.value)
    guard size >= 2 || size >= 1 && size > Self.nearness * largest else { return nil }
    let number = text.trimmed
    let percent = (constant.value * 1e12).rounded() / 1e10
    let digits =
      percent == percent.rounded() && abs(percent) < 1e15 ? "\(Int(percent))" : "\(percent)"
    problem = Phrase(
      "\(number.quoted) beside percentages has no unit", "\(number.quoted) 与百分数并列，却没有单位")
    advice = Phrase(
      "write `\(number) %`, or `\(digits) %` for \(number) times the whole",
      "请写 `\(number) %`；若指整体的 \(number) 倍，请写 `\(digits) %`")
  }

  /// Finds such a number that is set in the place of a lever or an uncertainty that is written in percent.
  init?(_ value: DocumentNode, insteadOf former: DocumentNode) {
    let texts = [former, former["default"], former["law"]].compactMap { $0?.scalar?.text }
    let trees = texts.compactMap { try? ExpressionParser.parse($0) }
    guard let largest = trees.compactMap(\.largestPercentage).max(), let text = value.scalar?.text
    else { return nil }
    self.init(text, beside: largest)
  }
}
