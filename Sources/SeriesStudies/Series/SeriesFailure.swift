public import GrowthCurves
internal import Tables

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
  /// One clause for people.
  public var description: String {
    switch self {
    case .unreadable(let line, let column, let text):
      "line \(line): “\(text)” in column “\(column)” is not a number"
        + (NumberAdvice.of(text).map { "; \($0)" } ?? "")
    case .repeatedDate(let date, let lines):
      "\(date) stands in two rows, lines \(lines.map(String.init).joined(separator: " and ")); "
        + "keep one of them, or name the series with --group"
    case .notADate(let text):
      "“\(text)” is not a date; write a year (2022), a quarter (2022-Q3), a month (2022-06 or 202206) "
        + "or a day (2022-06-30)"
        + ((20_000...80_000).contains(DecimalNumber.parse(text) ?? 0)
          ? "; days as Excel counts them must be saved as dates" : "")
    case .model(let error): "\(error)"
    }
  }
}
