public import GrowthCurves

/// Why one series of many came to nothing.
public enum SeriesFailure: Error, Hashable, Sendable {
  /// A cell is neither a number nor empty.
  case unreadable(line: Int, column: String, text: String)
  /// The model cannot be had from the series.
  case model(GrowthModelError)
}

extension SeriesFailure: CustomStringConvertible {
  /// One clause for people.
  public var description: String {
    switch self {
    case .unreadable(let line, let column, let text):
      "line \(line): “\(text)” in column “\(column)” is not a number"
    case .model(let error): "\(error)"
    }
  }
}
