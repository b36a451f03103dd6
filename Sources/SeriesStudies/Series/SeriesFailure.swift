public import GrowthCurves
public import Wording

/// Why one series of many came to nothing.
public enum SeriesFailure: Error, Hashable, Sendable {
  /// A cell is neither a number nor empty.
  case unreadable(line: Int, column: String, text: String)
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
        "line \(line): “\(text)” in column “\(column)” is not a number",
        "第 \(line) 行：列“\(column)”的“\(text)”不是数字")
    case .model(let error): error.phrase
    }
  }
}
