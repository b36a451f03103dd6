public import Scenarios
internal import Tables

/// A target as a phrase: "at least 800 in 2025".
public enum TargetPhrase {
  /// The phrase of a target.
  public static func text(_ target: Target, deadline: String? = nil) -> String {
    let when =
      switch target.deadline {
      case .in(let period): " in \(period)"
      case .by(let period): " by \(period)"
      case .byEach(let first, let last): deadline.map { " by \($0)" } ?? " by \(first)..\(last)"
      case .undated: ", no date given"
      case .ofMembers: ""
      }
    switch target.statement {
    case .all(let members): return "all of " + members.joined(separator: ", ")
    case .indicator(_, let condition): return phrase(condition) + when
    }
  }

  private static func phrase(_ condition: Target.Condition) -> String {
    switch condition {
    case .atLeast(let text): "at least \(text)"
    case .moreThan(let text): "more than \(text)"
    case .atMost(let text): "at most \(text)"
    case .lessThan(let text): "less than \(text)"
    case .between(let low, let high): "between \(low) and \(high)"
    case .increaseOfAtLeast(let text, let since): "an increase of at least \(text) since \(since)"
    case .growthFactorOfAtLeast(let text, let since):
      "at least \(text) times" + (since.map { " the value of \($0)" } ?? " the last known value")
    case .annualGrowthOfAtLeast(let rate, let since):
      "growth of at least \(percent(rate)) a year" + (since.map { " since \($0)" } ?? "")
    case .reached: "reached"
    }
  }

  /// A share in percent with one digit after the point, or with a second one that is not 0.
  private static func percent(_ share: Double) -> String {
    let hundredths = (abs(share) * 10_000).rounded()
    guard hundredths < 1e15 else { return "\(share * 100) %" }
    let whole = Int(hundredths)
    let last = whole % 10 == 0 ? "" : "\(whole % 10)"
    return (share < 0 && whole > 0 ? "-" : "") + "\(whole / 100).\(whole / 10 % 10)\(last) %"
  }
}
