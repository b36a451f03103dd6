public import GrowthCurves
internal import Tables
public import Wording

/// Why one series of many came to nothing.
public enum SeriesFailure: Error, Hashable, Sendable {
  /// A cell is neither a number nor empty.
  case unreadable(line: Int, column: String, text: String)
  /// A date stands in two rows.
  case repeatedDate(String, lines: [Int])
  /// A number stands for a date that is beyond the calendar.
  case notADate(String)
  /// The model cannot be had from the series.
  case model(GrowthModelError)
}

extension SeriesFailure: CustomStringConvertible {
  /// The clause in English.
  public var description: String { phrase.english }

  /// One clause for people.
  public var phrase: Phrase {
    switch self {
    case .unreadable(let line, let column, let text):
      Phrase(
        "line \(line): “\(Excerpt.of(text))” in column “\(Excerpt.of(column))” is not a number",
        "第 \(line) 行：列“\(Excerpt.of(column))”的“\(Excerpt.of(text))”不是数字")
        + (NumberAdvice.of(text).map { .semicolon + $0 } ?? Phrase(""))
    case .repeatedDate(let date, let lines):
      Phrase(
        "\(date) stands in two rows, lines \(lines.map(String.init).joined(separator: " and ")); "
          + "keep one of them, or name the series with --group",
        "\(date) 出现在两行（第 \(lines.map(String.init).joined(separator: "、")) 行）；"
          + "请只保留其一，或用 --group 区分序列")
    case .notADate(let text):
      Phrase(
        "“\(text)” is not a date; write a year (2022), a quarter (2022-Q3), a month (2022-06 or 202206) "
          + "or a day (2022-06-30)",
        "“\(text)”不是日期；请写年份（2022）、季度（2022-Q3）、月份（2022-06 或 202206）或日（2022-06-30）")
        + ((20_000...80_000).contains(DecimalNumber.parse(text) ?? 0)
          ? Phrase(
            "; days as Excel counts them must be saved as dates", "；Excel 的日序号须另存为日期")
          : Phrase(""))
    case .model(let error): error.phrase
    }
  }
}
