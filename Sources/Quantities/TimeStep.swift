public import Wording

/// The length of one period of a time grid.
public enum TimeStep: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  case year, quarter, month

  /// How many periods make a year.
  public var perYear: Int {
    switch self {
    case .year: 1
    case .quarter: 4
    case .month: 12
    }
  }

  /// The length of a period in years.
  public var years: Double { 1 / Double(perYear) }

  /// The word of a period of this length.
  public var word: Phrase {
    switch self {
    case .year: Phrase("year", "年份")
    case .quarter: Phrase("quarter", "季度")
    case .month: Phrase("month", "月份")
    }
  }

  /// The word as a unit of time in Chinese.
  var unitInChinese: String {
    switch self {
    case .year: "年"
    case .quarter: "季"
    case .month: "月"
    }
  }

  /// The word that a file uses.
  public var description: String { rawValue }
}
