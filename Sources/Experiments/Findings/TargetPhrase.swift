public import Scenarios
public import Wording

/// A target as a phrase: "at least 800 in 2025".
public struct TargetPhrase {
  private let target: Target

  private init(_ target: Target) { self.target = target }

  /// The phrase of a target.
  ///
  /// - Parameters:
  ///   - target: the target.
  ///   - deadline: one of its deadlines, where it has several.
  /// - Returns: the phrase.
  public static func phrase(_ target: Target, deadline: String? = nil) -> Phrase {
    switch target.statement {
    case .joint(let rule, let members):
      let list = members.map { Phrase($0) }.joined(.comma)
      return switch rule {
      case .all: Phrase("all of ", "全部达成：") + list
      case .atLeast(1): Phrase("any of ", "至少达成其一：") + list
      case .atLeast(let least): Phrase("\(least) or more of ", "至少达成 \(least) 个：") + list
      case .no: Phrase("none of ", "均不达成：") + list
      }
    case .indicator(_, let condition):
      let (what, when) = (TargetPhrase(target).phrase(condition), moment(target.deadline, deadline))
      // A date that begins the sentence has no blank before it.
      let said = (when.chinese + what.chinese).drop { $0 == " " }
      return Phrase(what.english + when.english, String(said))
    }
  }

  private static func moment(_ deadline: Target.Deadline, _ one: String?) -> Phrase {
    switch deadline {
    case .in(let period): Phrase(" in \(period)", said("\(period)"))
    case .by(let period): Phrase(" by \(period)", "到" + said("\(period)"))
    case .byEach(let first, let last):
      one.map { Phrase(" by \($0)", "到" + said($0)) }
        ?? Phrase(" by \(first)..\(last)", "从" + said("\(first)") + "到" + said("\(last)") + "每期")
    case .byAny(let periods):
      one.map { Phrase(" by \($0)", "到" + said($0)) }
        ?? Phrase(
          " by " + periods.map { "\($0)" }.joined(separator: " or "),
          "到" + periods.map { said("\($0)") }.joined(separator: "或"))
    case .undated: Phrase(", no date given", "未定日期，")
    case .ofMembers: Phrase("", "")
    }
  }

  private func phrase(_ condition: Target.Condition) -> Phrase {
    switch condition {
    case .atLeast(let text): Phrase("at least \(plain(text))", "不少于 \(plain(text))")
    case .moreThan(let text): Phrase("more than \(plain(text))", "超过 \(plain(text))")
    case .atMost(let text): Phrase("at most \(plain(text))", "不超过 \(plain(text))")
    case .lessThan(let text): Phrase("less than \(plain(text))", "低于 \(plain(text))")
    case .between(let low, let high):
      Phrase("between \(plain(low)) and \(plain(high))", "在 \(plain(low)) 与 \(plain(high)) 之间")
    case .increaseOfAtLeast(let text, let since):
      Phrase(
        "an increase of at least \(plain(text)) since \(since)",
        "比" + Self.said("\(since)") + "至少增加 \(plain(text))")
    case .growthFactorOfAtLeast(let text, let since):
      Phrase(
        "at least \(plain(text)) times"
          + (since.map { " the value of \($0)" } ?? " the last known value"),
        "至少为" + (since.map { Self.said("\($0)") } ?? "最近已知值") + "的 \(plain(text)) 倍")
    case .annualGrowthOfAtLeast(let rate, let since):
      Phrase(
        "growth of at least \(Self.percent(rate)) a year" + (since.map { " since \($0)" } ?? ""),
        (since.map { "自" + Self.said("\($0)") + "起" } ?? "") + "年均增长不低于 \(Self.percent(rate))")
    case .rankAtMost(let text, let rivals):
      Phrase(
        "rank at most \(plain(text)) among \(rivals.joined(separator: ", "))",
        "与 \(rivals.joined(separator: "、")) 相比名次不低于第 \(plain(text)) 位")
    case .reached: Phrase("reached", "达成")
    }
  }

  /// A number as people read it, 80,000 for 80_000; an expression and a vague word as it is written.
  private func plain(_ text: ExpressionText) -> String {
    let written = "\(text)"
    // What is a law in the file's own words is called by its word; a bound in words is a number.
    if let reading = target.readings.first(where: { $0.expression == written && $0.isLaw }) {
      return reading.written
    }
    guard written.first?.isNumber == true, !written.contains(where: { "(,".contains($0) }) else {
      return written
    }
    return written.replacing("_", with: ",")
  }

  /// A date inside a Chinese sentence, a blank before its digits.
  private static func said(_ date: String) -> String { " " + DateWords.phrase(date).chinese }

  /// A share in percent with one digit after the point, or with a second one that is not 0.
  private static func percent(_ share: Double) -> String {
    let hundredths = (abs(share) * 10_000).rounded()
    guard hundredths < 1e15 else { return "\(share * 100) %" }
    let whole = Int(hundredths)
    let last = whole % 10 == 0 ? "" : "\(whole % 10)"
    return (share < 0 && whole > 0 ? "-" : "") + "\(whole / 100).\(whole / 10 % 10)\(last) %"
  }
}
