internal import Quantities
internal import Wording

/// The date of a document, kept as it is written.
enum DocumentDate {
  /// Whether digits that are written as a date name a day of the calendar; what is no such date says what
  /// it likes.
  static func isPossible(_ text: String) -> Bool {
    let digits = text.trimmed.unicodeScalars.map { scalar in
      "年月/.-".unicodeScalars.contains(scalar) ? " " : scalar == "日" ? "" : String(scalar)
    }.joined()
    let parts = digits.split(separator: " ").map { Int($0) }
    guard (1...3).contains(parts.count), let year = parts[0], year > 31,
      parts.allSatisfy({ $0 != nil })
    else { return true }
    let month = parts.count > 1 ? parts[1] ?? 0 : 1
    let day = parts.count > 2 ? parts[2] ?? 0 : 1
    return CalendarDay(year: year, month: month, day: day) != nil
  }
}

extension Remarks {
  /// The remarks of a target, with the words of its document.
  init(ofTarget section: Section) {
    self.init(section)
    quote = section["quote"]?.text()
    document = section["document"]?.text()
    guard let field = section["date"], let text = field.text() else { return }
    date = text
    if !DocumentDate.isPossible(text) {
      field.report(
        Phrase("\(text.quoted) is no day of the calendar", "\(text.quoted) 不是日历上的日期"),
        Phrase("write the date of the document, as in `2022-07-21`", "请写文件的日期，如 `2022-07-21`"))
    }
    // Somebody who writes a date beside a number means a deadline.
    if quote == nil, document == nil, source == nil {
      field.issues.report(
        field.keyPlace, field.path,
        Phrase("is the date of a document, and none is named", "是文件的日期，而没有写明文件"),
        Phrase(
          "write `in` or `by` for a deadline, or name the `document`",
          "期限请写 `in` 或 `by`；否则请写明 `document`"))
    }
  }
}
