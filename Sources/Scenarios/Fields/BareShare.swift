internal import Expressions
internal import Wording

/// A number from 1 on that has no unit beside percentages, as 20 of `{default: 5 %, range: [0, 20]}`: it may be
/// so many percent or so many times the whole.
struct BareShare {
  /// What is wrong with it.
  let problem: Phrase
  /// What to write.
  let advice: Phrase

  /// Finds such a number; nil where it has a unit, is a share, or can only be the whole.
  ///
  /// - Parameters:
  ///   - text: what stands beside the percentages.
  ///   - largest: the largest of them; 0 where none of them is near the whole.
  init?(_ text: String, beside largest: Double) {
    guard let constant = ConstantText(text), constant.unit.isEmpty, constant.magnitude == nil
    else { return nil }
    let size = abs(constant.value)
    guard size >= 2 || size >= 1 && size > BesidePercentage.nearness * largest else { return nil }
    let number = text.trimmed
    let percent = BesidePercentage.inPercent(constant.value)
    problem = Phrase(
      "\(number.quoted) beside percentages has no unit", "\(number.quoted) 与百分数并列，却没有单位")
    advice = Phrase(
      "write `\(number) %`, or `\(percent)` for \(number) times the whole",
      "请写 `\(number) %`；若指整体的 \(number) 倍，请写 `\(percent)`")
  }

  /// Finds such a number that is set in the place of a lever or an uncertainty that is written in percent.
  init?(_ value: DocumentNode, insteadOf former: DocumentNode) {
    let texts = [former, former["default"], former["law"]].compactMap { $0?.scalar?.text }
    let trees = texts.compactMap { try? ExpressionParser.parse($0) }
    guard let largest = trees.compactMap(\.largestPercentage).max(), let text = value.scalar?.text
    else { return nil }
    self.init(text, beside: largest)
  }

  /// What the ends of a range stand beside: `[0, 1]` is all of a share, unless the lever itself is within 1 %.
  static func besideEnds(_ largest: Double) -> Double {
    largest > 0 && largest <= 0.01 ? largest : max(largest, 1 / BesidePercentage.nearness)
  }
}
