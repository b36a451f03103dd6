internal import Quantities
internal import Wording

/// Several deadlines of one target, each of which is answered: `by: [2025, 2027]`, `by: 2025 or 2027`.
struct DeadlineAlternatives {
  private let field: Field
  private let dates: [(field: Field, text: String?)]

  /// The deadlines of a list or of dates joined by `or`; nil for anything else.
  init?(_ field: Field) {
    self.field = field
    if field.node.elements != nil {
      dates = (field.elements("by: [2025, 2027]") ?? []).map { ($0, nil) }
      return
    }
    guard let text = field.node.scalar?.text else { return nil }
    let parts = text.replacing(" or ", with: "或").split(separator: "或").map { String($0).trimmed }
    guard parts.count > 1 else { return nil }
    dates = parts.map { (field, $0) }
  }

  /// The deadline; nil where something is wrong with one of the dates, which is reported.
  func deadline(_ check: (Period, Field) -> Period?) -> Target.Deadline? {
    guard !dates.isEmpty else {
      field.report(
        Phrase("names no date", "没有写日期"),
        Phrase("write `by: [2025, 2027]`", "请写 `by: [2025, 2027]`"))
      return nil
    }
    var periods: [Period] = []
    for date in dates {
      guard let period = date.text.map({ date.field.period($0) }) ?? date.field.period(),
        let checked = check(period, date.field)
      else { continue }
      if periods.contains(checked) {
        date.field.report(
          Phrase("\(checked) is named twice", "\(checked) 出现两次"), .keepOne)
      } else if let first = periods.first, first.step != checked.step {
        date.field.report(
          Phrase(
            "\(first) and \(checked) are of different lengths", "\(first) 与 \(checked) 长短不同"),
          Phrase("write dates of one length", "请写同样长短的日期"))
      } else {
        periods.append(checked)
      }
    }
    guard periods.count == dates.count else { return nil }
    periods.sort()
    return periods.count == 1 ? .by(periods[0]) : .byAny(periods)
  }
}
